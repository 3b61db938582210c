"""Connections: made, kept, lost, shared, and not made at all."""

from __future__ import annotations

import gzip
import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, ApiTimeoutError, Configuration, DatadogIncidentsError
from datadog_incidents._core.transport import bounds
from datadog_incidents._core.transport.urllib3_transport import Urllib3Transport

from .raw_server import Connection, RawServer, Step, answer, client, closing, silent, then

pytestmark = pytest.mark.usefixtures("carrier")


def test_one_connection_serves_many_calls() -> None:
    with RawServer(forever=answer()) as server, client(server.url) as api_client:
        for _ in range(5):
            api_client.request("GET", "/api")
        assert (server.connections, len(server.requests)) == (1, 5)


def test_a_connection_that_was_closed_meanwhile_is_replaced() -> None:
    closed = threading.Event()

    def close(connection: Connection) -> None:
        connection.socket.shutdown(socket.SHUT_RDWR)
        closed.set()

    with RawServer(then(answer(), close), answer()) as server, client(server.url) as api_client:
        api_client.request("GET", "/api")
        assert closed.wait(5)
        assert api_client.request("POST", "/api", body={}).status == 200
        assert server.connections == 2


def test_a_changed_host_is_used_from_the_next_call_on() -> None:
    with RawServer(answer()) as first, RawServer(answer()) as second, client(first.url) as api_client:
        api_client.request("GET", "/one")
        api_client.configuration.host = second.url
        api_client.request("GET", "/two")
        assert [len(first.requests), len(second.requests)] == [1, 1]


def test_closing_the_client_closes_its_connections() -> None:
    gone = threading.Event()

    def wait_for_the_end(connection: Connection) -> None:
        connection.socket.sendall(answer())
        assert connection.socket.recv(1) == b""
        gone.set()

    with RawServer(wait_for_the_end) as server:
        with client(server.url) as api_client:
            api_client.request("GET", "/api")
            assert not gone.is_set()
        assert gone.wait(5)


def test_a_refused_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    api_client = client(f"http://127.0.0.1:{port}")
    with api_client, pytest.raises(ConnectionError, match=r"connect: .*refused") as raised:
        api_client.request("POST", "/api", body={})
    assert isinstance(raised.value, ApiConnectionError)
    assert not raised.value.outcome_unknown
    assert "0x" not in str(raised.value)


def look_up_as(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> None:
    """Have a name mean these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in addresses]

    def look_up(*_: object, **__: object) -> Any:
        return found

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_the_first_address_that_answers_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(answer()) as server:
        look_up_as(monkeypatch, ("127.0.0.2", server.port), ("127.0.0.1", server.port))
        with client(f"http://localhost:{server.port}") as api_client:
            assert api_client.request("GET", "/api").status == 200


def test_a_name_whose_every_address_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    look_up_as(monkeypatch, ("127.0.0.2", port), ("127.0.0.3", port))
    with client(f"http://localhost:{port}") as api_client, pytest.raises(ApiConnectionError) as raised:
        api_client.request("POST", "/api", body={})
    assert str(raised.value) == f"POST /api: connect: localhost:{port}: Connection refused"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_the_caller_was_handling_is_no_part_of_what_failed(scheme: str) -> None:
    with RawServer(closing) as server, client(f"{scheme}://127.0.0.1:{server.port}") as api_client:
        try:
            raise KeyError("the caller's own")
        except KeyError:
            with pytest.raises(ApiConnectionError, match=r"(dropped|tls): .*closed") as raised:
                api_client.request("POST", "/api", body={})
        assert "the caller's own" not in str(raised.value)


@pytest.mark.parametrize("host", ["https://no-such-host.invalid", "https://a..b", f"https://{'a' * 70}.invalid"])
def test_a_name_that_does_not_resolve(host: str) -> None:
    with client(host) as api_client, pytest.raises(ApiConnectionError, match="GET /api: connect: ") as raised:
        api_client.request("GET", "/api")
    assert "0x" not in str(raised.value)


def test_a_server_that_never_answers() -> None:
    with RawServer(silent) as server, client(server.url) as api_client:
        with pytest.raises(TimeoutError, match=r"no whole response within 0\.1 s") as raised:
            api_client.request("POST", "/api", body={}, timeout=(5, 0.1))
        assert isinstance(raised.value, ApiTimeoutError)
        assert raised.value.outcome_unknown


@pytest.mark.parametrize("sent", [b"HTTP/1.1 200 OK\r\n", answer()[:-3]])
def test_a_server_that_stops_in_the_middle(sent: bytes) -> None:
    with RawServer(then(sent, silent), answer()) as server, client(server.url, timeout=(5, 0.1)) as api_client:
        with pytest.raises(ApiTimeoutError, match="read timeout"):
            api_client.request("GET", "/api")
        assert api_client.request("GET", "/api").status == 200


def test_a_retry_after_a_timeout() -> None:
    with RawServer(silent, answer()) as server, client(server.url, max_retries=1, retry_backoff_factor=0) as api_client:
        assert api_client.request("GET", "/api", timeout=(5, 0.1)).attempts == 2


def test_the_deadline_ends_a_silent_call() -> None:
    with RawServer(forever=silent) as server, client(server.url, max_retries=50, retry_backoff_factor=0) as api_client:
        with pytest.raises(ApiTimeoutError):
            api_client.request("GET", "/api", deadline=0.15)
        assert len(server.requests) <= 2


HEAD = b"HTTP/1.1 200 OK\r\n"
TRICKLES: dict[str, tuple[bytes, bytes]] = {  # what comes at once, and what comes again and again
    "body": (HEAD + b"Content-Length: 1000\r\n\r\n", b" "),
    "body without end": (HEAD + b"\r\n", b" "),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n", b" "),
    "chunk extension": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x"),
    "gzip": (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"{}")[:10], b"\0\0\0\xff\xff"),  # empty blocks
    "headers": (HEAD, b"X-A: b\r\n"),
    "header": (HEAD + b"X-A: ", b"b"),
    "status": (b"HTTP/1.1 200 ", b"O"),
    "interim responses": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


def trickle(name: str) -> Callable[[Connection], None]:
    """A byte now and then, each well within the read timeout."""
    first, again = TRICKLES[name]

    def step(connection: Connection) -> None:
        connection.socket.sendall(first)
        while not connection.server.stopped.wait(0.02):
            connection.socket.sendall(again)

    return step


@pytest.mark.parametrize("name", TRICKLES)
def test_the_deadline_ends_a_response_that_trickles_in(name: str) -> None:
    with RawServer(trickle(name), answer()) as server, client(server.url) as api_client:
        began = time.monotonic()
        with pytest.raises(ApiTimeoutError, match=r"read timeout: no whole response within 0\.1\d* s") as raised:
            api_client.request("POST", "/api", body={}, deadline=0.12, max_retries=5)
        assert 0.11 < time.monotonic() - began < 1
        assert (raised.value.attempts, raised.value.outcome_unknown) == (1, True)
        assert api_client.request("GET", "/api").data == {"data": []}


@pytest.mark.parametrize("name", ["body", "headers"])
@pytest.mark.parametrize("timeout", [5, (5, 5), (None, 5)])
def test_so_does_a_bound_where_there_is_no_deadline(monkeypatch: pytest.MonkeyPatch, name: str, timeout: Any) -> None:
    assert bounds.LONGEST_ATTEMPT == 300
    with RawServer(trickle(name), answer()) as server, client(server.url) as api_client:
        with monkeypatch.context() as patched:
            patched.setattr(bounds, "LONGEST_ATTEMPT", 0.4)
            with pytest.raises(ApiTimeoutError, match=r"read timeout: no whole response within 0\.4 s"):
                api_client.request("GET", "/api", timeout=timeout)
        assert api_client.request("GET", "/api").data == {"data": []}


def test_there_is_no_bound_where_no_timeout_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LONGEST_ATTEMPT", 0.0)

    def slowly(connection: Connection) -> None:
        for byte in answer():
            connection.socket.sendall(bytes([byte]))

    with RawServer(forever=slowly) as server, client(server.url) as api_client:
        assert api_client.request("GET", "/api", timeout=(5, None)).data == {"data": []}
        assert api_client.request("GET", "/api", timeout=None).data == {"data": []}
        with pytest.raises(ApiTimeoutError):
            api_client.request("GET", "/api", timeout=5)


def test_the_read_timeout_is_named_where_it_is_what_ended_the_call() -> None:
    with (
        RawServer(silent) as server,
        client(server.url) as api_client,
        pytest.raises(ApiTimeoutError, match=r"no whole response within 0\.1 s"),
    ):
        api_client.request("GET", "/api", timeout=(5, 0.1), deadline=60)


def test_https_to_a_server_that_speaks_http() -> None:
    with RawServer(forever=answer()) as server:
        host = f"https://127.0.0.1:{server.port}"
        with client(host) as api_client, pytest.raises(ApiConnectionError, match="tls: ") as raised:
            api_client.request("POST", "/api", body={})
    assert not raised.value.outcome_unknown
    assert "0x" not in str(raised.value)


@pytest.mark.parametrize("timeout", [86_400, (86_400, 86_400), None, (5, None), (None, 5)])
@pytest.mark.parametrize("deadline", [86_400, None])
def test_the_longest_timeouts_and_none_at_all(timeout: Any, deadline: float | None) -> None:
    with RawServer(answer()) as server, client(server.url) as api_client:
        assert api_client.request("GET", "/api", timeout=timeout, deadline=deadline).status == 200


# ---------------------------------------------------------------------------------------------- threads and processes


@pytest.mark.parametrize("carrier", ["sync"], indirect=True)
def test_many_threads_share_a_client() -> None:
    def echo(connection: Connection) -> None:
        connection.socket.sendall(answer(b'"echo"'))

    def call(number: int) -> tuple[int, Any]:
        response = api_client.request("GET", f"/{number}")
        return number, response.data

    barrier = threading.Barrier(32)

    def started(number: int) -> list[tuple[int, Any]]:
        barrier.wait(5)
        return [call(number * 10 + turn) for turn in range(10)]

    with RawServer(forever=echo) as server, client(server.url) as api_client, ThreadPoolExecutor(32) as pool:
        results = [result for results in pool.map(started, range(32)) for result in results]
        assert sorted(results) == [(number, "echo") for number in range(320)]
        assert len({request.split()[1] for request in server.requests}) == 320
        assert server.connections <= 32


@pytest.mark.parametrize("carrier", ["sync"], indirect=True)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_child_has_connections_of_its_own() -> None:
    with RawServer(forever=answer()) as server, client(server.url) as api_client:
        api_client.request("GET", "/parent")
        child = os.fork()
        if child == 0:
            try:
                status = api_client.request("GET", "/child").status
            except BaseException:  # noqa: BLE001  # whatever it is, a child must not return into the test run
                status = 0
            os._exit(0 if status == 200 else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        api_client.request("GET", "/parent")
        assert server.connections == 2


@pytest.mark.parametrize("carrier", ["sync"], indirect=True)
@pytest.mark.parametrize("moment", ["sending", "reading"])
def test_an_interrupted_call_leaves_the_client_usable(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    import http.client

    import urllib3

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    gone = threading.Event()

    def wait_for_the_end(connection: Connection) -> None:
        try:
            while connection.socket.recv(1):
                pass
        finally:
            gone.set()

    script: list[Step] = [answer(), then(answer(), wait_for_the_end), answer()]
    with RawServer(*script) as server, client(server.url) as api_client:
        api_client.request("GET", "/api")
        with monkeypatch.context() as patched:
            if moment == "sending":
                patched.setattr(http.client.HTTPConnection, "getresponse", interrupt)
            else:
                patched.setattr(urllib3.HTTPResponse, "read", interrupt)
            with pytest.raises(KeyboardInterrupt) as raised:
                api_client.request("GET", "/interrupted")
        assert gone.wait(5), raised  # closed at once, although the traceback is still there
        assert api_client.request("GET", "/api").data == {"data": []}
        assert server.connections == 2


@pytest.mark.parametrize("carrier", ["sync"], indirect=True)
@pytest.mark.parametrize("name", ["body", "headers"])
def test_a_call_that_is_interrupted_while_it_waits_leaves_the_client_usable(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    reads = 0
    readinto = socket.SocketIO.readinto

    def interrupted(self: socket.SocketIO, buffer: Any) -> int | None:
        nonlocal reads
        if threading.current_thread() is threading.main_thread():  # servers of other tests read on theirs
            reads += 1
            if reads > 3:
                raise KeyboardInterrupt
        return readinto(self, buffer)

    with RawServer(trickle(name), forever=answer()) as server, client(server.url) as api_client:
        with monkeypatch.context() as patched:
            patched.setattr(socket.SocketIO, "readinto", interrupted)
            with pytest.raises(KeyboardInterrupt):
                api_client.request("GET", "/interrupted")
        assert api_client.request("GET", "/api").data == {"data": []}
        assert server.connections == 2


def test_a_closed_client_sends_nothing_more() -> None:
    with RawServer(forever=answer()) as server:
        with client(server.url) as api_client:
            api_client.request("GET", "/api")
        for change in (None, 7):
            if change is not None:
                api_client.configuration.max_retries = change
            with pytest.raises(DatadogIncidentsError, match=r"^GET /api: the (Async)?ApiClient is closed"):
                api_client.request("GET", "/api")
        api_client.close()
        assert (server.connections, len(server.requests)) == (1, 1)


def test_changed_settings_make_new_connections() -> None:
    with RawServer(forever=answer()) as server, client(server.url) as api_client:
        for _ in range(2):
            api_client.request("GET", "/api")
        assert server.connections == 1
        api_client.configuration.api_key["apiKeyAuth"] = "another-api-key"
        api_client.configuration.max_response_bytes = 5
        with pytest.raises(ApiConnectionError, match="larger than 5 bytes"):
            api_client.request("GET", "/api")
        assert server.connections == 2
        assert b"\r\nDD-API-KEY: another-api-key\r\n" in server.requests[-1]
        api_client.configuration.max_response_bytes = 1000
        for _ in range(2):
            api_client.request("GET", "/api")
        assert server.connections == 3


def test_a_transport_connects_only_when_it_is_used() -> None:
    Urllib3Transport(Configuration(host="https://no-such-host.invalid")).close()
    with RawServer(closing) as server, client(server.url):
        assert server.connections == 0
