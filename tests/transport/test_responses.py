"""What arrives when all goes well, and what a server can do to a response."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, ApiException, DecodeError, ServiceException

from .raw_server import Connection, RawServer, answer, client, closing, then

pytestmark = pytest.mark.usefixtures("carrier")

DOCUMENT = {"data": ["é"]}
BODY = '{"data": ["é"]}'.encode()


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    written = b"".join(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n" for chunk in chunks)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + written + end


@pytest.mark.parametrize(
    "sent",
    [
        answer(BODY),
        chunked(BODY),
        chunked(BODY[:3], BODY[3:9], BODY[9:]),
        chunked(BODY, end=b"0\r\nX-Trailer: 1\r\n\r\n"),
        answer(gzip.compress(BODY), "Content-Encoding: gzip"),
        answer(zlib.compress(BODY), "Content-Encoding: deflate"),
        b"HTTP/1.1 200 OK\r\ncontent-length:%d\r\n\r\n" % len(BODY) + BODY,
        b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY,
        b"HTTP/1.1 100 Continue\r\n\r\n" + answer(BODY),
    ],
)
def test_a_response_that_is_framed_one_way_or_another(sent: bytes) -> None:
    with RawServer(sent, answer()) as server, client(server.url) as api_client:
        assert api_client.request("GET", "/api").data == DOCUMENT
        assert api_client.request("GET", "/api").data == {"data": []}
        assert server.connections == 1


def test_a_response_that_ends_with_its_connection() -> None:
    with RawServer(then(b"HTTP/1.0 200 OK\r\n\r\n" + BODY, closing), answer()) as server, client(server.url) as ours:
        assert ours.request("GET", "/api").data == DOCUMENT
        assert ours.request("GET", "/api").data == {"data": []}
        assert server.connections == 2


def test_the_bytes_of_a_request_without_a_body() -> None:
    with RawServer(answer(), answer(b"", status="204 No Content")) as server, client(server.url) as api_client:
        api_client.request("GET", "/api/v2/a%2Fb", query={"page[size]": 2, "query": "a b/ü"})
        api_client.request("DELETE", "/api/v2/a%2fb")
        for request, line in zip(server.requests, (b"GET /api/v2/a%2Fb", b"DELETE /api/v2/a%2"), strict=True):
            assert request.startswith(line)
            assert request.lower().count(b"user-agent: datadog-incidents/") == 1
            assert b"\r\nDD-API-KEY: the-api-key\r\n" in request
            assert b"\r\nDD-APPLICATION-KEY: the-app-key\r\n" in request
            assert b"\r\nAccept-Encoding: gzip\r\n" in request
            assert b"content-" not in request.lower()
            assert b"transfer-encoding" not in request.lower()
        target = b"/api/v2/a%2Fb?page%5Bsize%5D=2&query=a%20b%2F%C3%BC"
        assert server.requests[0].split()[1] == target


def test_the_bytes_of_a_request_with_a_body() -> None:
    with RawServer(answer()) as server, client(server.url, access_token="the-token") as api_client:
        api_client.request("POST", "/api", body={"a": "é"})
        (request,) = server.requests
        assert request.startswith(b"POST /api HTTP/1.1\r\n")
        assert b"\r\nContent-Length: 14\r\n" in request
        assert b"\r\nContent-Type: application/json\r\n" in request
        assert b"\r\nAuthorization: Bearer the-token\r\n" in request
        assert request.endswith(b'\r\n\r\n{"a":"\\u00e9"}')


def test_an_error_of_an_edge() -> None:
    sent = answer(b"<html><h1>Forbidden</h1></html>", "X-Request-ID: abc", status="403 Forbidden")
    with RawServer(sent, answer()) as server, client(server.url) as api_client:
        with pytest.raises(ApiException, match="GET /api: 403 Forbidden: Forbidden") as raised:
            api_client.request("GET", "/api")
        assert raised.value.request_id == "abc"
        assert api_client.request("GET", "/api").status == 200
        assert server.connections == 1


def test_a_repeated_header_is_read_leniently() -> None:
    headers = ("X-RateLimit-Reset: 0", "X-RateLimit-Reset: 0", "X-RateLimit-Limit: 7", "x-ratelimit-limit: 7")
    refusal = answer(b"", *headers, status="429 Too Many Requests")
    with RawServer(refusal, answer(BODY, *headers)) as server, client(server.url, retry_backoff_factor=0) as api_client:
        response = api_client.request("POST", "/api", max_retries=1)
        assert response.attempts == 2
        assert response.rate_limit is not None
        assert (response.rate_limit.limit, response.rate_limit.reset) == (7, 0.0)


@pytest.mark.parametrize("location", ["/elsewhere", "{elsewhere}/api"])
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_redirects_are_not_followed(status: str, location: str) -> None:
    with RawServer(forever=answer()) as elsewhere:
        sent = answer(b"", f"Location: {location.format(elsewhere=elsewhere.url)}", status=status)
        with RawServer(sent, forever=answer()) as server, client(server.url) as api_client:
            with pytest.raises(ApiException, match=status):
                api_client.request("GET", "/api")
            assert len(server.requests) == 1
        assert elsewhere.connections == 0


@pytest.mark.parametrize(
    "sent",
    [
        answer(BODY),
        chunked(BODY),
        chunked(*([b"["] * len(BODY))),
        answer(gzip.compress(b" " * len(BODY)), "Content-Encoding: gzip"),
    ],
)
def test_a_response_over_the_limit_is_refused(sent: bytes) -> None:
    with RawServer(sent, answer(b"{}")) as server, client(server.url, max_response_bytes=len(BODY) - 1) as api_client:
        with pytest.raises(ApiConnectionError, match=f"larger than {len(BODY) - 1} bytes"):
            api_client.request("GET", "/api")
        assert api_client.request("GET", "/api").data == {}
    with RawServer(answer(BODY)) as server, client(server.url, max_response_bytes=len(BODY)) as api_client:
        assert api_client.request("GET", "/api").data == DOCUMENT


def test_a_response_that_unpacks_to_too_much_takes_no_memory() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    with (
        RawServer(answer(bomb, "Content-Encoding: gzip")) as server,
        client(server.url, max_response_bytes=1 << 20) as ours,
    ):
        tracemalloc.start()
        try:
            with pytest.raises(ApiConnectionError, match="larger than 1048576 bytes"):
                ours.request("GET", "/api")
            assert tracemalloc.get_traced_memory()[1] < 16 << 20
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    "sent",
    [
        then(answer(BODY)[:-3], closing),
        then(answer(BODY)[:-3], Connection.reset),
        then(answer(gzip.compress(BODY), "Content-Encoding: gzip")[:-3], closing),
        then(chunked(BODY, end=b""), closing),
        then(chunked(BODY, end=b"5\r\nab"), closing),
        then(chunked(BODY, end=b"5\r\nab"), Connection.reset),
        then(b"HTTP/1.1 200 OK\r\n", closing),
        then(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", closing),
        then(b"HTTP/1.1 204 No Content\r\nX-Request-ID: a", closing),
        then(b"HTTP/1.1 200 OK\r\nX-Request-ID: a", Connection.reset),
        closing,
        Connection.reset,
    ],
)
def test_a_response_that_is_cut_short_was_dropped(sent: Any) -> None:
    with RawServer(sent, answer()) as server, client(server.url) as api_client:
        with pytest.raises(ApiConnectionError, match=r"^POST /api: dropped: ") as raised:
            api_client.request("POST", "/api", body={})
        assert raised.value.outcome_unknown
        assert api_client.request("GET", "/api").data == {"data": []}
        assert server.connections == 2


@pytest.mark.parametrize(
    "sent",
    [
        then(b"SSH-2.0-OpenSSH_9.6\r\n\r\n", closing),
        then(b"HTTP/1.1 abc\r\n\r\n", closing),
        then(b"HTTP/1.1 99 Low\r\n\r\n", closing),
        then(b"\r\n\r\n", closing),
        then(b"\x16\x03\x01\x00\x05", closing),
        then(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 20_000 + b"\r\n", closing),
        then(b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 170_000 + b"\r\n\r\n", closing),
        then(chunked(BODY, end=b"-5\r\n"), closing),
        answer(b"this is not gzip", "Content-Encoding: gzip"),
        answer(gzip.compress(BODY)[:10] + b"\xff" * 40, "Content-Encoding: gzip"),
    ],
)
def test_a_response_that_is_none_was_garbled(sent: Any) -> None:
    with RawServer(sent, answer()) as server, client(server.url) as api_client:
        with pytest.raises(ApiConnectionError, match=r"^POST /api: garbled: ") as raised:
            api_client.request("POST", "/api", body={})
        assert raised.value.outcome_unknown
        assert api_client.request("GET", "/api").data == {"data": []}


@pytest.mark.parametrize(
    "sent",
    [
        then(answer(BODY, f"Content-Length: {len(BODY) + 1}"), closing),
        then(b"SSH-2.0-OpenSSH_9.6\r\n", closing),
        then(chunked(BODY, end=b"zz\r\n"), closing),
        then(chunked(BODY, end=b"5\r\nabcdeXX"), closing),
        answer(gzip.compress(BODY)[:-12], "Content-Encoding: gzip"),
    ],
)
def test_a_response_that_is_broken_otherwise(sent: Any) -> None:
    with RawServer(sent, answer()) as server, client(server.url) as api_client:
        with pytest.raises((ApiConnectionError, DecodeError), match=r"dropped|garbled|no JSON"):
            api_client.request("POST", "/api", body={})
        assert api_client.request("GET", "/api").data == {"data": []}


def test_a_header_that_is_cut_short_is_asked_for_again() -> None:
    cut = then(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", closing)
    with RawServer(cut, answer(BODY)) as server:
        with client(server.url, max_retries=1, retry_backoff_factor=0) as api_client:
            response = api_client.request("GET", "/api")
        assert (response.data, response.attempts) == (DOCUMENT, 2)


def test_a_broken_response_is_asked_for_again() -> None:
    broken = then(answer(BODY)[:-3], closing)
    with RawServer(broken, closing, answer(BODY)) as server:
        with client(server.url, max_retries=2, retry_backoff_factor=0) as api_client:
            assert api_client.request("GET", "/api").attempts == 3
        assert len(server.requests) == 3


def test_a_create_is_not_repeated_when_its_response_is_lost() -> None:
    with RawServer(closing, forever=answer()) as server, client(server.url, max_retries=3) as api_client:
        with pytest.raises(ApiConnectionError) as raised:
            api_client.request("POST", "/api", body={})
        assert (len(server.requests), raised.value.outcome_unknown) == (1, True)
        server.script.append(answer(status="500 Oops"))
        with pytest.raises(ServiceException):
            api_client.request("POST", "/api", body={})
        assert len(server.requests) == 2
