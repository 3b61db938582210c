"""Interruptions: the handler of a signal may raise anything at any moment, or make calls of its own."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from datadog_incidents import ApiTimeoutError, AsyncApiClient, Configuration, DatadogIncidentsError
from datadog_incidents._core.transport import pools

from .raw_server import Connection, RawServer, answer, client, silent
from .test_concurrency import EchoServer

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer here")


class OwnError(Exception):
    """An exception that only these tests know."""


RAISED = [TimeoutError, ConnectionResetError, BrokenPipeError, InterruptedError, OSError, ValueError, OwnError]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n"


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """Handlers of these tests go with them."""
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.signal(signal.SIGALRM, before)


def interrupt(*_: object) -> None:
    """Send the signal to the thread that makes the calls."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGALRM)


def interrupting(sent: bytes) -> Callable[[Connection], None]:
    """Send a part of a response and the signal, and no more."""

    def step(connection: Connection) -> None:
        connection.socket.sendall(sent)
        interrupt()
        silent(connection)

    return step


def raising(error: BaseException) -> None:
    """Let the handler of the signal raise this."""

    def handler(*_: object) -> None:
        raise error

    signal.signal(signal.SIGALRM, handler)


@pytest.mark.parametrize("kind", [*RAISED, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("sent", [b"", HEAD[:20], HEAD, HEAD + b"x"])
def test_what_a_handler_raises_while_a_response_is_read_arrives_as_it_is(
    kind: type[BaseException], sent: bytes
) -> None:
    raising(error := kind("of the caller's own"))
    with RawServer(interrupting(sent), answer()) as server, client(server.url, max_retries=3) as api_client:
        with pytest.raises(kind) as raised:
            api_client.request("GET", "/interrupted")
        assert raised.value is error
        assert api_client.request("GET", "/after").data == {"data": []}
        assert len(server.requests) == 2


@pytest.mark.parametrize("kind", RAISED)
def test_what_a_handler_raises_while_a_request_is_sent_arrives_as_it_is(
    monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    def begun(connection: Connection) -> bytes:
        connection.socket.recv(1)
        interrupt()
        silent(connection)
        return b""

    monkeypatch.setattr(Connection, "request", begun)
    raising(error := kind("of the caller's own"))
    with RawServer() as server, client(server.url) as api_client:
        with pytest.raises(kind) as raised:
            api_client.request("POST", "/interrupted", body={"text": "x" * 30_000_000})
        assert raised.value is error


@pytest.mark.parametrize("kind", RAISED)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_a_handler_raises_while_a_connection_is_made_arrives_as_it_is(
    monkeypatch: pytest.MonkeyPatch, kind: type[BaseException], scheme: str
) -> None:
    """Neither is it taken for the failure of an address, after which the next one would be tried."""
    tried: list[object] = []

    def connect(self: socket.socket, address: object) -> None:
        tried.append(address)
        signal.raise_signal(signal.SIGALRM)

    addresses = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port)) for port in (1, 2)]

    def resolve(*_: object, **__: object) -> Any:
        return addresses

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    raising(error := kind("of the caller's own"))
    with client(f"{scheme}://localhost", max_retries=3) as api_client, pytest.raises(kind) as raised:
        api_client.request("POST", "/interrupted", body={})
    assert raised.value is error
    assert len(tried) == 1


def test_an_own_timeout_is_ours_even_while_that_of_a_handler_is_dealt_with() -> None:
    raising(TimeoutError("of the caller's own"))
    with RawServer(interrupting(b""), silent) as server, client(server.url) as api_client:
        try:
            api_client.request("GET", "/interrupted")
        except TimeoutError:
            with pytest.raises(ApiTimeoutError):
                api_client.request("GET", "/slow", timeout=(5, 0.1))
        assert len(server.requests) == 2


# ------------------------------------------------------------------------------------- a handler that makes calls, too


def test_a_handler_may_use_the_client_that_it_interrupts() -> None:
    answered = threading.Event()
    got: list[object] = []

    def wait(connection: Connection) -> None:
        interrupt()
        assert answered.wait(10)
        connection.socket.sendall(answer(b'"first"'))

    def handler(*_: object) -> None:
        got.append(api_client.request("GET", "/second", deadline=5).data)
        answered.set()

    signal.signal(signal.SIGALRM, handler)
    with RawServer(wait, answer(b'"second"'), answer(b'"third"')) as server, client(server.url) as api_client:
        assert api_client.request("GET", "/first").data == "first"
        assert got == ["second"]
        assert api_client.request("GET", "/third").data == "third"
        assert server.connections == 2


def test_a_handler_keeps_to_its_own_terms_and_leaves_the_others_alone() -> None:
    """The short time of its call is not that of the one that it interrupts, which goes on."""
    done = threading.Event()

    def wait(connection: Connection) -> None:
        connection.socket.sendall(HEAD[:20])
        interrupt()
        assert done.wait(10)
        connection.socket.sendall(answer(b'"first"')[20:])

    def handler(*_: object) -> None:
        with pytest.raises(ApiTimeoutError):
            api_client.request("GET", "/second", deadline=0.1)
        done.set()

    signal.signal(signal.SIGALRM, handler)
    with RawServer(wait, silent) as server, client(server.url) as api_client:
        assert api_client.request("GET", "/first", deadline=10).data == "first"


def test_a_handler_may_use_the_client_while_its_connections_are_set_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = pools.open_pool
    got: list[object] = []

    def open_pool(settings: Any) -> Any:
        if not got:
            got.append("begun")
            signal.raise_signal(signal.SIGALRM)
        return original(settings)

    def handler(*_: object) -> None:
        got.append(api_client.request("GET", "/second").data)

    monkeypatch.setattr("datadog_incidents._core.transport.urllib3_transport.open_pool", open_pool)
    signal.signal(signal.SIGALRM, handler)
    with RawServer(answer(b'"second"'), answer(b'"first"')) as server, client(server.url) as api_client:
        assert api_client.request("GET", "/first").data == "first"
        assert got == ["begun", "second"]


# --------------------------------------------------------------------------------------------------- at every line

OURS = ("datadog_incidents._core.transport",)
WITHIN = (*OURS, "http.client", "urllib3.connection", "queue", "socket")


def interrupted(number: int, error: BaseException, call: Callable[[], object], within: tuple[str, ...]) -> bool:
    """Make a call that an exception interrupts at the line of that number; whether there was such a line."""
    seen = 0

    def at_line(frame: FrameType, event: str, _: object) -> Any:
        nonlocal seen
        seen += event == "line"
        if seen == number and event == "line":
            sys.settrace(None)
            raise error
        return at_line

    def at_call(frame: FrameType, event: str, _: object) -> Any:
        return at_line if frame.f_globals.get("__name__", "").startswith(within) else None

    before = sys.gettrace()
    gc.disable()  # what it might finalize just then is no part of the call
    sys.settrace(at_call)
    try:
        call()
    except BaseException as caught:
        if caught is not error:
            raise AssertionError(f"at line {number} {caught!r} came of it") from caught
        raise
    finally:
        sys.settrace(before)
        gc.enable()
    return seen >= number


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # of sockets that are let go of with the traceback
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # where it came while one was let go of
@pytest.mark.parametrize(
    ("kind", "within"),
    [
        (TimeoutError, WITHIN),
        (KeyboardInterrupt, WITHIN),
        (ValueError, OURS),  # which http.client takes for its own
    ],
)
@pytest.mark.parametrize("is_open", [False, True])
def test_an_interruption_at_any_line(kind: type[BaseException], within: tuple[str, ...], is_open: bool) -> None:
    with EchoServer() as server:
        number, lines = 1, True
        while lines:
            with client(server.url) as api_client:
                if is_open:
                    api_client.request("GET", "/before")
                error = kind("of the caller's own")
                post = functools.partial(api_client.request, "POST", "/interrupted", body={})
                with contextlib.suppress(kind):
                    lines = interrupted(number, error, post, within)
                for path in ("/after", "/then"):
                    assert api_client.request("GET", path).data["path"] == path
            number += 7
        assert number > (300 if within is WITHIN else 60)
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # as above
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", [TimeoutError, ConnectionResetError, UnicodeError])
def test_an_interruption_of_a_task(kind: type[BaseException]) -> None:
    """The handler of a signal runs in the midst of whatever task goes on just then."""

    async def interrupt_at(number: int) -> bool:
        """Make a call that is interrupted at the line of that number; gives whether there was such a line."""
        left, error = number, kind("of the caller's own")

        def trace(frame: FrameType, event: str, _: object) -> Any:
            nonlocal left
            if not frame.f_globals.get("__name__", "").startswith(OURS):
                return None
            left -= event == "line"
            if left == 0 and event == "line":
                raise error
            return trace

        async with AsyncApiClient(configuration) as api_client:
            before = sys.gettrace()
            sys.settrace(trace)
            try:
                await api_client.request("POST", "/interrupted", body={})
            except (kind, DatadogIncidentsError) as caught:
                arrived.append((number, caught is error))
                return True
            finally:
                sys.settrace(before)
        return False

    async def interrupt_all() -> int:
        number = 1
        while await interrupt_at(number):
            number += 1
        return number

    arrived: list[tuple[int, bool]] = []
    with EchoServer() as server:
        configuration = Configuration(host=server.url, api_key="the-api-key", app_key="the-app-key", max_retries=0)
        assert asyncio.run(interrupt_all()) > 150
    assert [number for number, as_it_is in arrived if not as_it_is] == []
    gc.collect()
