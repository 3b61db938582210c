"""Cancelled calls: nothing of them goes on, nobody else notices, and no cancellation turns into anything else."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from datadog_incidents import ApiTimeoutError, AsyncApiClient, AsyncIncidentsApi
from datadog_incidents._core.transport import threads
from datadog_incidents._core.transport.threads import ThreadedTransport
from tests.kinds import Loop
from tests.scripted import reply
from tests.transport.raw_server import Connection, RawServer, answer

from .slow import EMPTY, PATIENCE, BlockingGate, Gate, Shelf, api_over, client_over, configuration, settled


async def cancelled(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_a_cancelled_call_frees_its_connection_at_once(loop: Loop) -> None:
    gone = threading.Event()

    def wait_for_the_end(connection: Connection) -> None:
        assert connection.socket.recv(1) == b""
        gone.set()

    async def main() -> None:
        client = loop.client(configuration(host=server.url))
        task = asyncio.create_task(client.request("POST", "/api", body={}))
        while not server.requests:
            await asyncio.sleep(0.001)
        await cancelled(task)
        assert await asyncio.to_thread(gone.wait, PATIENCE)
        assert (await client.request("GET", "/api")).data == {"data": []}

    with RawServer(wait_for_the_end, answer()) as server:
        loop.run(main())
        assert (server.connections, len(server.requests)) == (2, 2)


def test_so_does_one_that_had_no_connection_yet(loop: Loop) -> None:
    async def main() -> None:
        client = loop.client(configuration(host=f"https://127.0.0.1:{listener.getsockname()[1]}"))
        task = asyncio.create_task(client.request("GET", "/api"))
        connected, _ = await asyncio.to_thread(listener.accept)
        with connected:
            assert await asyncio.to_thread(connected.recv, 1)  # of the handshake
            await cancelled(task)
            connected.settimeout(PATIENCE)
            with suppress(ConnectionResetError):
                while await asyncio.to_thread(connected.recv, 65_536):
                    pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        loop.run(main())


def test_on_threads_a_cancelled_call_never_spends_a_second_request(loop: Loop) -> None:
    gate = BlockingGate(reply(status=503))

    async def main() -> None:
        client = client_over(loop, gate, max_retries=5)
        task = asyncio.create_task(client.request("GET", "/api"))
        await gate.has_arrived()
        await cancelled(task)
        gate.open.set()
        await client.aclose()

    loop.run(main())
    assert (len(gate.requests), gate.closed) == (1, 1)


def test_one_that_waits_for_a_thread_is_not_sent(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MOST_THREADS", 1)
    gate = BlockingGate()

    async def main() -> None:
        client = client_over(loop, gate)
        first = asyncio.create_task(client.request("GET", "/first"))
        await gate.has_arrived()
        second = asyncio.create_task(client.request("GET", "/second"))
        await settled()
        await cancelled(second)
        gate.open.set()
        await first
        await client.request("GET", "/third")

    loop.run(main())
    assert [request.target for request in gate.requests] == ["/first", "/third"]


def test_the_wait_for_a_thread_is_part_of_the_deadline(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MOST_THREADS", 1)
    gate = BlockingGate()

    async def main() -> None:
        client = client_over(loop, gate)
        first = asyncio.create_task(client.request("GET", "/first"))
        await gate.has_arrived()
        with pytest.raises(ApiTimeoutError, match="no thread was free in time") as raised:
            await client.request("POST", "/second", deadline=0.05, max_retries=0)
        assert not raised.value.outcome_unknown
        gate.open.set()
        await first

    loop.run(main())
    assert len(gate.requests) == 1


def test_what_is_cancelled_leaves_its_turn_to_others(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    """One limit, of which one request is left: the one that was cancelled does not count for ever."""
    limited: dict[str, Any] = {"X_RateLimit_Remaining": "1", "X_RateLimit_Reset": "60"}
    gate = Gate(reply({"data": []}, **limited), EMPTY)

    async def main() -> None:
        client = client_over(loop, gate)
        gate.open.set()
        await client.request("GET", "/api")
        gate.open.clear()
        task = asyncio.create_task(client.request("GET", "/api"))
        await settled()
        await cancelled(task)
        gate.open.set()
        await client.request("GET", "/api", deadline=1)

    loop.run(main())
    assert len(gate.requests) == 3


async def never(_: object) -> None:
    await asyncio.Event().wait()


MOMENTS: dict[str, Callable[[Loop], AsyncApiClient]] = {
    "sending": lambda loop: client_over(loop, Gate()),
    "on a thread": lambda loop: client_over(loop, BlockingGate()),
    "telling of a request": lambda loop: client_over(loop, Gate(), on_request=never),
    "telling of a response": lambda loop: client_over(loop, _open(Gate()), on_response=never),
    "telling of a wait": lambda loop: client_over(loop, _open(Gate(reply(status=503))), on_wait=never),
    "waiting": lambda loop: loop.client(
        configuration(retry_backoff_factor=60), transport=_open(Gate(reply(status=503, Retry_After="60")))
    ),
}


def _open(gate: Gate) -> Gate:
    gate.open.set()
    return gate


@pytest.mark.parametrize("way", ["cancel", "timeout", "group"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_cancellation_is_what_it_is_at_every_moment(loop: Loop, moment: str, way: str) -> None:
    async def main() -> None:
        client = MOMENTS[moment](loop)
        task = asyncio.create_task(client.request("GET", "/api"))
        await settled()
        if way == "cancel":
            await cancelled(task)
            assert task.cancelled()
        elif way == "timeout":
            task.cancel()
            with pytest.raises(TimeoutError) as raised:
                async with asyncio.timeout(0.01):
                    await client.request("GET", "/api")
            assert not isinstance(raised.value, ApiTimeoutError)
        else:
            task.cancel()
            with pytest.raises(ExceptionGroup) as group:
                await _beside_a_failure(client)
            assert [type(each) for each in group.value.exceptions] == [ZeroDivisionError]
        if moment == "on a thread":
            held: Any = vars(client)
            transport: ThreadedTransport = held["_transport"].take(None, "").transport
            vars(transport)["_transport"].open.set()

    loop.run(main())


async def _beside_a_failure(client: AsyncApiClient) -> None:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(client.request("GET", "/api"))
        tasks.create_task(_failing())


async def _failing() -> None:
    await settled()
    raise ZeroDivisionError


def test_the_deadline_and_a_timeout_agree(loop: Loop) -> None:
    async def main() -> None:
        with_deadline = loop.client(configuration(host=server.url, max_retries=0))
        with pytest.raises(TimeoutError) as raised:
            async with asyncio.timeout(PATIENCE):
                await with_deadline.request("GET", "/api", deadline=0.05)
        assert isinstance(raised.value, ApiTimeoutError)
        with pytest.raises(TimeoutError) as raised:
            async with asyncio.timeout(0.05):
                await with_deadline.request("GET", "/api", deadline=PATIENCE)
        assert not isinstance(raised.value, ApiTimeoutError)

    def silent(connection: Connection) -> None:
        connection.socket.recv(1)

    with RawServer(forever=silent) as server:
        loop.run(main())


def test_a_page_whose_wait_was_cancelled_comes_when_it_is_asked_for_again(loop: Loop) -> None:
    shelf = Shelf(7, slow_from=1)

    async def main() -> None:
        incidents = aiter(api_over(loop, shelf).list_incidents_with_pagination(page_size=2, prefetch=2))
        seen = [(await anext(incidents)).public_id, (await anext(incidents)).public_id]
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await anext(incidents)
        shelf.open.set()
        seen += [incident.public_id async for incident in incidents]
        assert seen == list(range(7))

    loop.run(main())


def test_a_cancelled_create_says_nothing_of_itself(loop: Loop, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    events: list[Any] = []

    async def main() -> None:
        settings = dict.fromkeys(("on_response", "on_retry", "on_wait"), events.append)
        task = asyncio.create_task(api_over(loop, Gate(), **settings).api_client.request("POST", "/api", body={}))
        await settled()
        await cancelled(task)

    loop.run(main())
    assert events == []
    assert [record for record in caplog.records if record.name.startswith("datadog_incidents")] == []


def test_many_of_which_some_are_cancelled(loop: Loop) -> None:
    async def main() -> None:
        api = AsyncIncidentsApi(loop.client(configuration(host=server.url)))
        tasks = [asyncio.create_task(api.list_incidents(page_offset=number)) for number in range(32)]
        await asyncio.sleep(0)
        for task in tasks[::3]:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert [isinstance(each, asyncio.CancelledError) for each in ended] == [not n % 3 for n in range(32)]

    with RawServer(forever=answer()) as server:
        loop.run(main())
