"""A bound on the connections: further calls wait for one, as long as they may."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from datadog_incidents import ApiTimeoutError, AsyncApiClient, Configuration
from datadog_incidents._core.message import Timeout, TransportFailure
from datadog_incidents._core.transport import choosing
from datadog_incidents._core.transport.bounds import Turns
from tests.kinds import asynchronous

from .raw_server import Connection, RawServer, answer, client, silent
from .test_concurrency import PATIENCE, EchoServer, in_threads

MOST = 3
CALLS = 24


class Busiest:
    """A gate that knows how many requests were in it at once; it fills up before it lets any through."""

    def __init__(self, most: int) -> None:
        self.full = threading.Barrier(most)
        self.most = 0
        self.now = 0
        self.lock = threading.Lock()

    def __call__(self, _: str) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.full.wait(PATIENCE)
        with self.lock:
            self.now -= 1


def test_threads_share_so_many_connections(caplog: pytest.LogCaptureFixture) -> None:
    gate = Busiest(MOST)
    with EchoServer(gate) as server, client(server.url, connection_pool_maxsize=MOST, timeout=PATIENCE) as api_client:
        answers = in_threads(CALLS, lambda number: api_client.request("GET", f"/{number}").data["path"])
        assert answers == [f"/{number}" for number in range(CALLS)]
        assert (gate.most, server.connections) == (MOST, MOST)
    assert "full" not in caplog.text


@pytest.mark.parametrize("on_threads", [True, False])
def test_tasks_share_so_many_connections(monkeypatch: pytest.MonkeyPatch, on_threads: bool) -> None:
    if on_threads:
        monkeypatch.setattr(choosing, "open_async_transport", choosing.open_on_threads)
    gate = Busiest(MOST)

    async def main(url: str) -> list[str]:
        settings: dict[str, Any] = {"connection_pool_maxsize": MOST, "api_key": "a key", "app_key": "another"}
        async with AsyncApiClient(Configuration(host=url, timeout=PATIENCE, **settings)) as api_client:
            answers = await asyncio.gather(*(api_client.request("GET", f"/{number}") for number in range(CALLS)))
            return [each.data["path"] for each in answers]

    with asynchronous() as loop, EchoServer(gate) as server:
        assert loop.run(main(server.url)) == [f"/{number}" for number in range(CALLS)]
        assert (gate.most, server.connections) == (MOST, MOST)


def test_a_thread_waits_no_longer_than_its_deadline() -> None:
    arrived = threading.Event()

    def step(connection: Connection) -> None:
        arrived.set()
        silent(connection)
        connection.socket.sendall(answer())

    with (
        RawServer(forever=step) as server,
        client(server.url, connection_pool_maxsize=1) as api_client,
        ThreadPoolExecutor(1) as pool,
    ):
        first = pool.submit(api_client.request, "GET", "/first")
        assert arrived.wait(PATIENCE)
        with pytest.raises(ApiTimeoutError, match=r"the deadline would be passed: .*no connection was free") as raised:
            api_client.request("POST", "/second", body={}, deadline=0.05)
        assert not raised.value.outcome_unknown
        assert len(server.requests) == 1
        server.stopped.set()
        assert first.result(PATIENCE).status == 200


@pytest.mark.parametrize("on_threads", [True, False])
def test_a_task_waits_no_longer_than_its_deadline(monkeypatch: pytest.MonkeyPatch, on_threads: bool) -> None:
    if on_threads:
        monkeypatch.setattr(choosing, "open_async_transport", choosing.open_on_threads)

    async def main(server: RawServer) -> None:
        settings: dict[str, Any] = {"connection_pool_maxsize": 1, "api_key": "a key", "app_key": "another"}
        async with AsyncApiClient(Configuration(host=server.url, max_retries=0, **settings)) as api_client:
            first = asyncio.ensure_future(api_client.request("GET", "/first"))
            while not server.requests:
                await asyncio.sleep(0)
            waiting = asyncio.ensure_future(api_client.request("GET", "/cancelled"))
            await asyncio.sleep(0)
            waiting.cancel()  # which takes no turn along
            with pytest.raises(ApiTimeoutError, match=r"the deadline would be passed: .* was free in time") as raised:
                await api_client.request("POST", "/second", body={}, deadline=0.05)
            assert not raised.value.outcome_unknown
            assert len(server.requests) == 1
            server.stopped.set()
            with pytest.raises(ConnectionError):
                await first
            with pytest.raises(ConnectionError):
                await api_client.request("GET", "/third")
            assert len(server.requests) == 2

    with asynchronous() as loop, RawServer(forever=then_closing) as server:
        loop.run(main(server))


def then_closing(connection: Any) -> None:
    silent(connection)
    connection.reset()


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_has_turns_of_its_own() -> None:
    turns = Turns(1)
    taken, _ = turns.take(Timeout(1, 1))
    child = os.fork()
    if child == 0:
        good = False
        try:
            signal.alarm(int(PATIENCE))
            turns.take(Timeout(None, None))
            good = True
        finally:
            os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with taken, pytest.raises(TransportFailure, match="no connection was free"):
        turns.take(Timeout(1, 1, total=0.01))
    turns.take(Timeout(1, 1, total=0.01))


def test_the_wait_for_a_turn_is_part_of_the_time_for_the_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    passing = SimpleNamespace(monotonic=iter([10.0, 12.5]).__next__)
    monkeypatch.setattr("datadog_incidents._core.transport.bounds.time", passing)
    _, left = Turns(1).take(Timeout(1, 2, total=4))
    assert left == Timeout(1, 2, total=1.5)


def test_a_turn_that_is_let_go_of_is_given_back_once() -> None:
    turns = Turns(1)
    for _ in range(3):
        turns.take(Timeout(1, 1))  # interrupted before its block began
        with turns.take(Timeout(1, 1))[0]:
            pass
    taken = turns.take(Timeout(1, 1))
    with pytest.raises(TransportFailure):
        turns.take(Timeout(1, 1, total=0.01))
    del taken, turns
    gc.collect()
