"""Exchanges broken in every way that bytes can be: a result or an exception of the library, soon, and on it goes."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import socket
import socketserver
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import takewhile
from random import Random

import pytest

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi

from .support import OPERATIONS, figure, new_incident, sizes

PATIENCE = 0.05
"""Seconds that the client waits for each part of a response."""
BOUND = 10.0
"""Seconds that a call may take: what the machine's other work may add. One that hangs takes minutes."""
BODY = json.dumps(
    {"data": [{"id": str(number), "type": "incidents", "attributes": {"title": "☃" * number}} for number in range(5)]}
).encode()


class End(Enum):
    """What the server does with the connection after its bytes."""

    KEEP = "keep"
    CLOSE = "close"
    RESET = "reset"


def response(
    body: bytes = BODY, *headers: str, status: str = "200 OK", content_type: str = "application/json"
) -> bytes:
    """A response; without a header that says where it ends, it is given a true Content-Length."""
    ends = any(name in header.lower() for header in headers for name in ("content-length", "transfer-encoding"))
    length = [] if ends else [f"Content-Length: {len(body)}"]
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *length, *headers, "", ""])
    return head.encode() + body


def noise(chance: Random, most: int = 200) -> bytes:
    return chance.randbytes(chance.randrange(1, most))


def flipped(content: bytes, chance: Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def truncated(chance: Random) -> bytes:
    whole = response()
    return whole[: chance.randrange(len(whole))]


def odd_chunks(chance: Random) -> bytes:
    sizes_told = [f"{len(BODY):x}", f"{len(BODY) + 7:x}", f"{len(BODY) - 7:x}", "0", "-5", "", "zz", "f" * 40, "5;x=y"]
    body = (
        chance.choice(sizes_told).encode() + b"\r\n" + BODY + chance.choice([b"\r\n0\r\n\r\n", b"", b"\r\n", b"0\r\n"])
    )
    return response(body, "Transfer-Encoding: chunked")


def lying_encoding(chance: Random) -> bytes:
    packed = gzip.compress(BODY)
    body = chance.choice(
        [BODY, packed, packed[: chance.randrange(len(packed))], flipped(packed, chance), packed * 2, b""]
    )
    return response(
        body, f"Content-Encoding: {chance.choice(['gzip', 'gzip', 'deflate', 'br', 'zstd', 'gzip, gzip', 'x'])}"
    )


def lying_length(chance: Random) -> bytes:
    length = chance.choice([0, 1, len(BODY) - 1, len(BODY) + 1, 10**9, 10**30, -1, "x", "", "5, 6", "0x10", "\uff11"])
    again = chance.choice([(), (), ("Content-Length: 3",)])
    return response(BODY, f"Content-Length: {length}", *again)


def odd_charset(chance: Random) -> bytes:
    charset = chance.choice(["utf-16", "utf-32", "latin-1", "utf-8-sig", "utf-7", "cp037"])
    body = json.dumps({"data": [{"id": "é"}]}, ensure_ascii=False).encode(charset, errors="replace")
    return response(body, content_type=f"application/json; charset={chance.choice([charset, 'utf-8', 'klingon'])}")


def odd_type(chance: Random) -> bytes:
    return response(content_type=chance.choice(["text/html", "image/png", "", "application/json; charset", ";;", "☃"]))


def page(chance: Random) -> bytes:
    status = chance.choice(["200 OK", "403 Forbidden", "502 Bad Gateway", "503 Service Unavailable", "302 Found"])
    return response(b"<html><h1>Who goes there?</h1></html>", status=status, content_type="text/html")


def odd_status(chance: Random) -> bytes:
    codes = [
        "204 No",
        "304 Same",
        "100 Go on",
        "101 Switch",
        "103 Hint",
        "301 Moved",
        "418 Tea",
        "599 x",
        "999 x",
        "200",
    ]
    return response(chance.choice([b"", BODY]), "Location: http://127.0.0.1:1/", status=chance.choice(codes))


def odd_status_line(chance: Random) -> bytes:
    lines = [
        b"",
        b"HTTP/9.9 200 OK",
        b"ICY 200 OK",
        b"HTTP/1.1 abc OK",
        b"HTTP/1.1 -1 No",
        b"HTTP/1.1",
        b"HTTP/0.9 200 OK",
    ]
    return response().replace(
        b"HTTP/1.1 200 OK", chance.choice([*lines, b"HTTP/1.1 200 " + noise(chance), noise(chance)]), 1
    )


def odd_headers(chance: Random) -> bytes:
    odd = chance.choice(
        [
            noise(chance),
            b"no colon",
            b": no name",
            b"X-Long: " + b"x" * 100_000,
            b"\r\n".join(b"X-%d: x" % number for number in range(200)),
            b" folded: without anything before",
            b"X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: nan",
            b"X-RateLimit-Remaining: -1\r\nX-RateLimit-Reset: 1e999",
            b"Retry-After: " + noise(chance, 20),
            b"Set-Cookie: \x00\xff",
        ]
    )
    return response().replace(b"\r\n", b"\r\n" + odd + b"\r\n", 1)


def odd_body(chance: Random) -> bytes:
    bodies = [b"", b" ", b"null", b"0", b'"text"', b"[]", b"{}", b"[" * 5000, b"NaN", b'{"data": 5}', BODY * 2]
    return response(chance.choice([*bodies, noise(chance), flipped(BODY, chance)]))


def too_much(chance: Random) -> bytes:
    return response() + chance.choice([b"x", response(b'{"data": "of another"}'), noise(chance)])


def any_noise(chance: Random) -> bytes:
    return noise(chance, 3000)


def nothing(chance: Random) -> bytes:
    return b""


def flipped_bytes(chance: Random) -> bytes:
    return flipped(response(), chance)


KINDS: tuple[Callable[[Random], bytes], ...] = (
    truncated,
    odd_chunks,
    lying_encoding,
    lying_length,
    odd_charset,
    odd_type,
    page,
    odd_status,
    odd_status_line,
    odd_headers,
    odd_body,
    too_much,
    any_noise,
    nothing,
    flipped_bytes,
)


class RawServer(socketserver.ThreadingTCPServer):
    """Answers every request with the bytes that are set, and then ends the connection as is set."""

    daemon_threads = True
    answer: bytes = response()
    end: End = End.KEEP


class _Handler(socketserver.BaseRequestHandler):
    request: socket.socket
    server: RawServer  # pyright: ignore[reportIncompatibleVariableOverride]  # it serves no other

    def handle(self) -> None:
        received = self.request.makefile("rb")
        with received, contextlib.suppress(OSError):
            while head := list(takewhile(lambda line: line not in (b"\r\n", b""), received)):
                received.read(sum(int(line[15:]) for line in head if line.lower().startswith(b"content-length:")))
                end = self.server.end
                self.request.sendall(self.server.answer)
                if end is End.RESET:
                    self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                if end is not End.KEEP:
                    return


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize("count", sizes(reduced=100, full=5_000))
def test_nothing_but_results_and_exceptions_of_the_library(
    count: int, server: RawServer, chance: Random, caplog: pytest.LogCaptureFixture
) -> None:
    for logger in ("datadog_incidents", "urllib3"):
        caplog.set_level(logging.CRITICAL, logger)  # pytest would keep every record
    configuration = Configuration(
        host=f"http://127.0.0.1:{server.server_address[1]}",
        api_key="any",
        app_key="any",
        unstable_operations=OPERATIONS,
        max_retries=0,
        retry_backoff_factor=0,
        timeout=(5, PATIENCE),
    )
    outcomes: Counter[str] = Counter()
    longest = 0.0
    with ApiClient(configuration) as client:
        api = IncidentsApi(client)
        calls: tuple[Callable[[], object], ...] = (
            lambda: api.list_incidents().to_dict(),
            lambda: list(api.list_incidents_with_pagination()),
            lambda: api.create_incident(new_incident("Created")).to_dict(),
            lambda: client.request("GET", "/api/v2/anything"),
        )
        for _ in range(count):
            kind = chance.choice(KINDS)
            server.answer, server.end = kind(chance), chance.choice([*End, End.CLOSE, End.RESET])
            started = time.monotonic()
            try:
                chance.choice(calls)()
                outcomes["results"] += 1
            except DatadogIncidentsError as error:
                outcomes[type(error).__name__] += 1
            seconds = time.monotonic() - started
            assert seconds < BOUND, f"{kind.__name__} {server.answer!r}, {server.end}: {seconds:.1f} s"
            longest = max(longest, seconds)

            server.answer, server.end = response(), End.KEEP
            # A retry, since the server may close a connection just as the client takes it from its pool.
            assert len(api.list_incidents(timeout=5, max_retries=1).data) == 5, f"after {kind.__name__}"
    told = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
    figure(f"broken exchanges: {count}: {told}; longest {longest:.2f} s; client usable after each")
