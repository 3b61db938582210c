"""Which answer is the final one, where it ends, and when a connection may be used for the next request."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, ApiTimeoutError

from .conftest import Authority
from .raw_server import Connection, RawServer, Step, answer, client, closing, silent, then

pytestmark = pytest.mark.usefixtures("carrier")

HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
SWITCH = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"
FIRST, SECOND = b'{"data": "first"}', b'{"data": "second"}'


# ------------------------------------------------------------------------------------------------- interim answers


@pytest.mark.parametrize(
    "interim",
    [
        HINTS,
        HINTS * 3,
        b"HTTP/1.1 102 Processing\r\n\r\n",
        b"HTTP/1.1 199 Anything\r\nContent-Length: 5\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + HINTS + b"HTTP/1.1 100 Continue\r\n\r\n",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_interim_answers_are_passed_over(interim: bytes, method: Any) -> None:
    def in_two_parts(connection: Connection) -> None:
        connection.socket.sendall(interim)
        connection.socket.sendall(answer(FIRST, status="201 Created"))

    with RawServer(in_two_parts, answer(SECOND)) as server, client(server.url) as api_client:
        response = api_client.request(method, "/first")
        assert (response.status, response.data) == (201, {"data": "first"})
        assert "link" not in response.headers
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 1


@pytest.mark.parametrize(
    ("end", "error"),
    [(closing, ApiConnectionError), (Connection.reset, ApiConnectionError), (silent, ApiTimeoutError)],
)
@pytest.mark.parametrize("interim", [HINTS, HINTS[:-2], HINTS + b"HTTP/1.1 20"])
def test_without_a_final_answer_the_outcome_of_a_write_is_unknown(
    interim: bytes, end: Callable[[Connection], None], error: type[Exception]
) -> None:
    with RawServer(then(interim, end), answer(SECOND)) as server, client(server.url, timeout=(5, 0.2)) as api_client:
        with pytest.raises(error) as raised:
            api_client.request("POST", "/first", body={})
        assert raised.value.outcome_unknown  # type: ignore[attr-defined]  # both have it
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 2


def test_a_switch_to_another_protocol_is_no_answer() -> None:
    with RawServer(SWITCH + answer(FIRST), answer(SECOND)) as server, client(server.url) as api_client:
        with pytest.raises(ApiConnectionError, match=r"garbled: .*(switched to another protocol|SWITCH)") as raised:
            api_client.request("POST", "/first", body={})
        assert raised.value.outcome_unknown
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 2


# --------------------------------------------------------------------------------------- when to use a connection again

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n%b\r\n11\r\n" + FIRST + b"\r\n0\r\n\r\n"
NO_CONTENT = b"HTTP/1.1 204 No Content\r\n%b\r\n"
IN_DOUBT: dict[str, bytes] = {
    "two answers": answer(FIRST) + answer(FIRST),
    "more than it says": answer(FIRST) + b"\r\n",
    "chunks that say a length": CHUNKED % b"Content-Length: 17\r\n",
    "chunks and more": CHUNKED % b"" + b"HTTP",
    "no content, but a length": NO_CONTENT % b"Content-Length: 17\r\n",
    "no content, but some": NO_CONTENT % b"Content-Length: 17\r\n" + FIRST,
    "no content, but chunks": NO_CONTENT % b"Transfer-Encoding: chunked\r\n",
    "an interim answer after it": answer(FIRST) + HINTS,
}


@pytest.mark.parametrize("by_tls", [False, True])
@pytest.mark.parametrize("name", IN_DOUBT)
def test_a_connection_is_not_used_again_when_its_last_answer_may_go_on(
    authority: Authority, name: str, by_tls: bool
) -> None:
    tls = authority.serving() if by_tls else None
    with (
        RawServer(IN_DOUBT[name], answer(SECOND), tls=tls) as server,
        client(server.url, ssl_ca_cert=authority.file) as api_client,
    ):
        assert api_client.request("GET", "/first").data in ({"data": "first"}, None)
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 2


def test_what_tls_has_decrypted_already_counts_as_well(authority: Authority) -> None:
    """A record of TLS can hold more than a reader asks for: the rest is at no socket that could be looked at."""
    head = len(answer(b"x" * 8_000)) - 8_000
    whole = answer(b'"%b"' % (b"x" * (io.DEFAULT_BUFFER_SIZE - head - 2)))  # as much as is asked for at once
    with (
        RawServer(whole + answer(FIRST), answer(SECOND), tls=authority.serving()) as server,
        client(server.url, ssl_ca_cert=authority.file) as api_client,
    ):
        assert len(whole) == io.DEFAULT_BUFFER_SIZE
        assert set(api_client.request("GET", "/first").data) == {"x"}
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 2


@pytest.mark.parametrize(
    "sent", [answer(FIRST), CHUNKED % b"", NO_CONTENT % b"", NO_CONTENT % b"Content-Length: 0\r\n", answer(b"")]
)
def test_a_connection_is_used_again_when_there_is_no_doubt(sent: bytes) -> None:
    with RawServer(sent, answer(SECOND)) as server, client(server.url) as api_client:
        api_client.request("GET", "/first")
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 1


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 17\r\nContent-Length: 18",
        "Content-Length: 17, 18",
        "Content-Length: +17",
        "Content-Length: 1_7",
        "Content-Length: -17",
        "Content-Length: many",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: xchunked\r\nContent-Length: 17",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    ],
)
def test_an_answer_that_can_be_read_in_two_ways_is_not_read(head: str) -> None:
    sent: Step = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + FIRST
    with RawServer(sent, answer(SECOND)) as server, client(server.url) as api_client:
        with pytest.raises(ApiConnectionError, match=r"garbled: .*(no way to tell where|-Length|-Encoding)") as raised:
            api_client.request("POST", "/first", body={})
        assert raised.value.outcome_unknown
        assert api_client.request("GET", "/second").data == {"data": "second"}
        assert server.connections == 2
