"""What an asynchronous client is besides being the sibling of the other."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from typing import Any

import pytest

from datadog_incidents import (
    ApiClient,
    ApiConnectionError,
    AsyncApiClient,
    AsyncIncidentsApi,
    ConfigurationError,
    DatadogIncidentsError,
    IncidentsApi,
    RateLimiter,
)
from datadog_incidents._core.message import Response
from datadog_incidents._core.transport import choosing
from datadog_incidents._core.transport.threads import ThreadedTransport
from datadog_incidents.async_shortcuts import find_incident
from datadog_incidents.emulator import Emulator
from tests.kinds import Loop
from tests.scripted import FakeClock, reply
from tests.transport.raw_server import Connection, RawServer, answer

from .slow import EMPTY, PATIENCE, BlockingGate, Gate, Shelf, client_over, configuration, settled

# -------------------------------------------------------------------------------------------------------------- loops


def test_using_it_in_another_loop_says_so(loop: Loop) -> None:
    client = client_over(loop, Shelf(3))
    api = AsyncIncidentsApi(client.with_options(max_retries=0))
    loop.run(AsyncIncidentsApi(client).list_incidents(page_offset=0))

    async def iterate() -> None:
        async for _ in api.list_incidents_with_pagination(prefetch=2):
            pass

    for call in (api.list_incidents, iterate, client.aclose):
        with pytest.raises(DatadogIncidentsError, match="belongs to another event loop; make one in each loop"):
            asyncio.run(call())
    loop.run(api.list_incidents(page_offset=0))


def test_what_is_no_configuration(loop: Loop) -> None:
    wrong: Any = {"api_key": "a"}
    for kind in (ApiClient, AsyncApiClient):
        with pytest.raises(ConfigurationError, match=r"^configuration: expected a Configuration, .* got dict$"):
            kind(wrong)


# ---------------------------------------------------------------------------------------------------------- callbacks


def test_callbacks_that_are_coroutine_functions_are_awaited(loop: Loop) -> None:
    told: list[str] = []

    async def note(event: object) -> None:
        await asyncio.sleep(0)
        told.append(type(event).__name__)

    gate = Gate(reply(status=503), EMPTY)
    gate.open.set()
    callbacks = dict.fromkeys(("on_request", "on_response", "on_retry", "on_wait"), note)
    loop.run(client_over(loop, gate, **callbacks).request("GET", "/api"))
    assert told == ["RequestEvent", "ResponseEvent", "RetryEvent", "WaitEvent", "RequestEvent", "ResponseEvent"]


def test_one_that_raises_costs_nothing_and_is_logged(loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(_: object) -> None:
        await asyncio.sleep(0)
        raise RuntimeError("the callback is broken")

    gate = Gate()
    gate.open.set()
    assert loop.run(client_over(loop, gate, on_response=fail).request("GET", "/api")).status == 200
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.getMessage() == "a callback failed on ResponseEvent"


# --------------------------------------------------------------------------------------------------------- transports


def test_settings_that_change_close_the_former_transport_after_its_last_call(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Gate] = []

    def open_another(_: object) -> Gate:
        opened.append(Gate())
        return opened[-1]

    monkeypatch.setattr(choosing, "open_async_transport", open_another)

    async def main() -> None:
        client = loop.client(configuration())
        slow = asyncio.create_task(client.request("GET", "/slow"))
        await settled()
        client.configuration.max_response_bytes = 5000
        quick = asyncio.create_task(client.request("GET", "/quick"))
        await settled()
        former, latter = opened
        latter.open.set()
        await quick
        assert (former.closed, latter.closed) == (0, 0)
        former.open.set()
        await slow
        await settled()
        assert (former.closed, latter.closed) == (1, 0)
        client.configuration.max_response_bytes = 6000  # now nobody uses the former one
        third = asyncio.create_task(client.request("GET", "/third"))
        await settled()
        opened[2].open.set()
        await third
        await settled()
        assert [each.closed for each in opened] == [1, 1, 0]
        await client.aclose()
        assert [each.closed for each in opened] == [1, 1, 1]

    loop.run(main())


@pytest.mark.parametrize("on_threads", [False, True])
def test_closing_waits_for_the_calls_that_are_under_way(
    loop: Loop, monkeypatch: pytest.MonkeyPatch, on_threads: bool
) -> None:
    go_on, gone = threading.Event(), threading.Event()

    def take_time(connection: Connection) -> None:
        assert go_on.wait(PATIENCE)
        connection.socket.sendall(answer())
        while connection.socket.recv(65_536):
            pass
        gone.set()

    async def main() -> None:
        client = loop.client(configuration(host=server.url))
        call = asyncio.create_task(client.request("POST", "/api", body={}))
        while not server.requests:
            await asyncio.sleep(0.001)
        closing = asyncio.create_task(client.aclose())
        await settled()
        with pytest.raises(DatadogIncidentsError, match="the AsyncApiClient is closed"):
            await client.request("GET", "/api")
        assert not closing.done()
        go_on.set()
        assert (await call).status == 200
        await closing
        assert await asyncio.to_thread(gone.wait, PATIENCE)

    if on_threads:
        monkeypatch.setattr(choosing, "open_async_transport", choosing.open_on_threads)
    with RawServer(take_time) as server:
        loop.run(main())


def test_closing_goes_on_when_nobody_waits_for_it_any_more(loop: Loop) -> None:
    gate = BlockingGate()

    async def main() -> None:
        client = client_over(loop, gate)
        call = asyncio.create_task(client.request("GET", "/api"))
        await gate.has_arrived()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await client.aclose()
        gate.open.set()
        await call
        await client.aclose()
        assert gate.closed == 1

    loop.run(main())


@pytest.mark.parametrize("kind", ["native", "threads"])
def test_nothing_is_left_after_closing(loop: Loop, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    ended = threading.Semaphore(0)

    def answer_until_the_end(connection: Connection) -> None:
        connection.socket.sendall(answer())
        while connection.request():
            connection.socket.sendall(answer())
        ended.release()

    async def main() -> None:
        before = {*threading.enumerate()}
        async with loop.client(configuration(host=server.url)) as client:
            await asyncio.gather(*(client.request("GET", f"/{number}") for number in range(8)))
        after = {thread for thread in threading.enumerate() if thread.name.startswith("datadog-incidents")}
        assert after - before == set()
        for _ in range(server.connections):
            assert await asyncio.to_thread(ended.acquire, timeout=PATIENCE)

    if kind == "threads":
        monkeypatch.setattr(choosing, "open_async_transport", choosing.open_on_threads)
    with RawServer(forever=answer_until_the_end) as server:
        loop.run(main())


def test_a_transport_that_cannot_be_closed_says_why(loop: Loop) -> None:
    class Stuck(Gate):
        async def aclose(self) -> None:
            self.closed += 1
            if self.closed == 1:
                raise OSError("stuck")

    async def main() -> None:
        client = client_over(loop, Stuck())
        with pytest.raises(OSError, match="stuck"):
            await client.aclose()

    loop.run(main())


@pytest.mark.parametrize("error", [StopIteration, StopAsyncIteration])
@pytest.mark.parametrize("on_threads", [False, True])
def test_a_transport_that_ends_an_iteration_ends_none(loop: Loop, error: type[Exception], on_threads: bool) -> None:
    class Ending:
        async def send(self, *_: object) -> Response:
            raise error

        async def aclose(self) -> None: ...

    class EndingOnThreads:
        def send(self, *_: object) -> Response:
            raise error

        def close(self) -> None: ...

    async def main() -> None:
        api = AsyncIncidentsApi(client_over(loop, EndingOnThreads() if on_threads else Ending()))
        with pytest.raises(RuntimeError, match=f"raised {error.__name__}"):
            await anext(aiter(api.list_incidents_with_pagination()))

    loop.run(main())


def test_without_what_the_extra_installs_requests_are_made_on_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(choosing.open_async_transport(configuration())).__name__ == "Httpx2Transport"
    for name in ("httpx2_transport", "streams"):
        monkeypatch.delitem(sys.modules, f"datadog_incidents._core.transport.{name}")
    monkeypatch.setitem(sys.modules, "httpcore2", None)
    assert isinstance(choosing.open_async_transport(configuration()), ThreadedTransport)


def test_where_no_thread_can_be_had_nothing_is_sent_and_nothing_left(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = BlockingGate()
    gate.open.set()

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    async def main() -> None:
        client = AsyncApiClient(configuration(max_retries=0), transport=ThreadedTransport(gate))
        with monkeypatch.context() as without_threads:
            without_threads.setattr(threading.Thread, "start", refuse)
            with pytest.raises(ApiConnectionError, match="no thread could be had") as raised:
                await client.request("POST", "/first", body={})
        assert not raised.value.outcome_unknown
        await client.request("POST", "/second", body={})
        await asyncio.wait_for(client.aclose(), PATIENCE)

    loop.run(main())
    assert [request.target for request in gate.requests] == ["/second"], "and later, either"


# ------------------------------------------------------------------------------------------------------ rate limiters


def test_both_kinds_share_a_limiter(loop: Loop) -> None:
    limiter, clock = RateLimiter(), FakeClock()
    used_up = BlockingGate(reply({"data": []}, X_RateLimit_Remaining="0", X_RateLimit_Reset="10"))
    used_up.open.set()
    with ApiClient(configuration(), transport=used_up, limiter=limiter, clock=clock) as sync_client:
        IncidentsApi(sync_client).list_incidents()
    gate = Gate()
    gate.open.set()

    class AlsoFake(FakeClock):
        async def sleep(self, seconds: float) -> None:  # type: ignore[override]  # as asynchronous clocks have it
            FakeClock.sleep(self, seconds)

    async_clock: Any = AlsoFake()
    client = loop.client(configuration(), transport=gate, limiter=limiter, clock=async_clock)
    loop.run(AsyncIncidentsApi(client).list_incidents())
    assert (clock.slept, async_clock.slept) == ([], [10.0])


# ------------------------------------------------------------------------------------------------------------ together


@pytest.mark.parametrize("face", ["over HTTP", "in process"])
def test_many_calls_at_once_on_an_emulator(loop: Loop, face: str) -> None:
    async def main() -> None:
        transport = emulator.transport if face == "in process" else None
        async with loop.client(emulator.configuration(), transport=transport) as client:
            api = AsyncIncidentsApi(client)
            found = await asyncio.gather(*(find_incident(api, number) for number in range(1, 41)))
        assert [incident.public_id for incident in found] == list(range(1, 41))

    with Emulator() as emulator:
        emulator.seed(40)
        loop.run(main())
