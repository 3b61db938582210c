"""What an attempt may take, in time and in memory, whatever the other side does."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Generator, Iterator
from typing import Any

import pytest
import urllib3.util.ssl_

from datadog_incidents import ApiConnectionError, ApiTimeoutError

from .conftest import Authority
from .raw_server import Connection, RawServer, answer, client, silent

pytestmark = pytest.mark.usefixtures("carrier")


@contextlib.contextmanager
def within(seconds: float) -> Generator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


# ------------------------------------------------------------------------------------------------------- addresses


@pytest.fixture
def black_holes() -> Iterator[list[Any]]:
    """Five addresses that answer nobody: listeners whose queues are full."""
    with contextlib.ExitStack() as opened:
        holes: list[Any] = []
        for _ in range(5):
            listener = opened.enter_context(socket.socket())
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            holes.append(listener.getsockname())
            for _ in range(3):
                waiting = opened.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(listener.getsockname())
        yield holes


def resolving_to(monkeypatch: pytest.MonkeyPatch, addresses: list[Any]) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in addresses]

    def resolve(*_: object, **__: object) -> Any:
        return found

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_deadline_holds_for_a_name_of_many_dead_addresses(
    monkeypatch: pytest.MonkeyPatch, black_holes: list[Any], scheme: str
) -> None:
    resolving_to(monkeypatch, black_holes)
    with client(f"{scheme}://localhost:8126", timeout=30) as api_client, within(1.5):
        with pytest.raises(ApiTimeoutError) as raised:
            api_client.request("POST", "/api", body={}, deadline=0.3)
        assert not raised.value.outcome_unknown


def test_an_address_that_answers_is_reached_past_all_dead_ones(
    monkeypatch: pytest.MonkeyPatch, black_holes: list[Any]
) -> None:
    with RawServer(answer()) as server, client("http://localhost:8126", timeout=30) as api_client:
        resolving_to(monkeypatch, [*black_holes, ("127.0.0.1", server.port)])
        assert api_client.request("POST", "/api", body={}, deadline=1).status == 200


def test_an_address_that_refuses_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        refusing = listener.getsockname()
    with RawServer(answer()) as server, client("http://localhost:8126", timeout=30) as api_client:
        resolving_to(monkeypatch, [refusing, refusing])
        with pytest.raises(ApiConnectionError, match="connect: localhost:8126: Connection refused"):
            api_client.request("GET", "/api")
        resolving_to(monkeypatch, [refusing, refusing, ("127.0.0.1", server.port)])
        assert api_client.request("GET", "/api").status == 200


def test_a_name_without_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving_to(monkeypatch, [])
    with client("http://localhost:8126") as api_client, pytest.raises(ApiConnectionError, match="has no address"):
        api_client.request("GET", "/api")


def test_a_handshake_that_is_not_answered() -> None:
    with RawServer(silent) as server, client(f"https://127.0.0.1:{server.port}", timeout=30) as api_client, within(2):
        with pytest.raises(ApiTimeoutError) as raised:
            api_client.request("POST", "/api", body={}, deadline=0.2)
        assert not raised.value.outcome_unknown


@pytest.mark.parametrize("carrier", ["sync", "threads"], indirect=True)  # asyncio's connect returns at once
def test_what_connecting_took_is_no_longer_there_for_the_handshake(monkeypatch: pytest.MonkeyPatch) -> None:
    now, passed = time.monotonic, 0.0

    def connect(self: socket.socket, address: Any) -> None:
        nonlocal passed
        original(self, address)
        passed = 19.9

    original: Any = socket.socket.connect
    with RawServer(silent) as server, client(f"https://127.0.0.1:{server.port}", timeout=30) as api_client:
        monkeypatch.setattr(socket.socket, "connect", connect)
        monkeypatch.setattr(time, "monotonic", lambda: now() + passed)
        began = now()
        with pytest.raises(ApiTimeoutError):
            api_client.request("POST", "/api", body={}, deadline=20)
        assert now() - began < 5


# --------------------------------------------------------------------------------------------------------- sending

LARGE = {"text": "x" * 30_000_000}
"""More than the buffers of a connection take."""


@pytest.mark.parametrize("terms", [{"deadline": 0.3}, {"timeout": (5, 0.3)}])
def test_a_server_that_takes_nothing(terms: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with (
            client(host, timeout=30) as api_client,
            pytest.raises(ApiTimeoutError, match=r"within 0\.[23]\d* s") as raised,
        ):
            api_client.request("POST", "/api", body=LARGE, **terms)
    assert raised.value.outcome_unknown


def test_a_server_of_https_that_takes_nothing(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    def deaf(connection: Connection) -> bytes:
        connection.server.stopped.wait(10)
        return b""

    monkeypatch.setattr(Connection, "request", deaf)
    with RawServer(tls=authority.serving()) as server:
        settings: dict[str, Any] = {"ssl_ca_cert": authority.file, "timeout": 30}
        with client(server.url, **settings) as api_client, pytest.raises(ApiTimeoutError) as raised:
            api_client.request("POST", "/api", body=LARGE, deadline=0.5)
    assert raised.value.outcome_unknown


def test_a_small_request_is_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Head and body in one packet: half of a request is of no use to anybody."""
    sizes: list[int] = []
    original: Any = socket.socket.sendall
    original_send: Any = socket.socket.send

    def sendall(self: socket.socket, data: bytes) -> None:
        sizes.append(len(data))
        original(self, data)

    def send(self: socket.socket, data: bytes) -> int:
        if data != b"\0":  # by which asyncio wakes itself
            sizes.append(len(data))
        return original_send(self, data)  # type: ignore[no-any-return]  # it is that of a socket

    with RawServer(lambda connection: original(connection.socket, answer())) as server:
        monkeypatch.setattr(socket.socket, "sendall", sendall)
        monkeypatch.setattr(socket.socket, "send", send)
        with client(server.url) as api_client:
            api_client.request("POST", "/api", body={"a": 1})
        assert sizes == [len(server.requests[0])]


def test_what_is_sent_in_parts_arrives_whole() -> None:
    with RawServer(answer()) as server, client(server.url) as api_client:
        api_client.request("POST", "/api", body={"text": "0123456789" * 100_000})
        assert server.requests[0].endswith(b'{"text":"' + b"0123456789" * 100_000 + b'"}')


# ------------------------------------------------------------------------------------------------------- receiving


@pytest.mark.parametrize("more", [b"Content-Length: 10\r\n", b""])
def test_chunks_without_end_are_not_taken(more: bytes) -> None:
    taken = 0

    def pour(connection: Connection) -> None:
        nonlocal taken
        connection.socket.sendall(b"HTTP/1.1 200 OK\r\n" + more + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(200):
            connection.socket.sendall(b"100000\r\n" + b" " * 0x100000 + b"\r\n")
            taken += 1

    with (
        RawServer(pour) as server,
        client(server.url, max_response_bytes=1 << 20) as api_client,
        pytest.raises(ApiConnectionError, match="larger than 1048576 bytes"),
    ):
        api_client.request("GET", "/api")
    assert taken < 50


# ------------------------------------------------------------------------------------------------------------- TLS


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The files of authorities that are loaded."""
    loaded: list[object] = []

    class Counting(ssl.SSLContext):
        def load_verify_locations(self, cafile: Any = None, capath: Any = None, cadata: Any = None) -> None:
            loaded.append(cafile)
            super().load_verify_locations(cafile, capath, cadata)

    monkeypatch.setattr(urllib3.util.ssl_, "SSLContext", Counting)
    return loaded


def test_the_authorities_are_loaded_once(loads: list[object], authority: Authority) -> None:
    last = answer(b"[]", "Connection: close")
    with (
        RawServer(forever=last, tls=authority.serving()) as server,
        client(server.url, ssl_ca_cert=authority.file) as api_client,
    ):
        for _ in range(5):
            assert api_client.request("GET", "/api").status == 200
        assert (server.connections, loads) == (5, [str(authority.file)])
