"""A service that answers at once, or after a latency, with what was prepared: it must not be what is measured.

Run as a program, in a process of its own; `Service` starts it.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from functools import partial
from types import TracebackType
from typing import Any, Self

_OFFSET = re.compile(rb"page%5Boffset%5D=(\d+)")
_SIZE = re.compile(rb"page%5Bsize%5D=(\d+)")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_LIMITS = b"x-ratelimit-limit: 9000000\r\nx-ratelimit-remaining: 8999999\r\nx-ratelimit-period: 60\r\n"


class Service:
    """A running server, as a context manager.

    Args:
        answers: bodies by method and path, such as `GET /api/v2/incidents/1`.
        search_page: a page of a search; its incidents, with ids of their own, make up all pages of all searches.
        total: how many incidents a search finds.
        latency: seconds before each answer.
    """

    def __init__(
        self, *, answers: dict[str, bytes] | None = None, search_page: bytes = b"", total: int = 0, latency: float = 0.0
    ) -> None:
        bodies = {target: body.decode() for target, body in (answers or {}).items()}
        self._given = {"answers": bodies, "search_page": search_page.decode(), "total": total, "latency": latency}
        self.url = ""

    def __enter__(self) -> Self:
        command = [sys.executable, "-I", __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(self._given) + "\n")
        self._process.stdin.flush()
        self.url = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()


class SearchPages:
    """Pages of a search for any number of incidents, put together from the incidents of one page."""

    def __init__(self, page: str, total: int) -> None:
        document = json.loads(page)
        attributes = document["data"]["attributes"]
        self._total = total
        self._facets = _compact(attributes["facets"])
        incidents = [element["data"] for element in attributes["incidents"]]
        self._incidents = [_compact(each).split(each["id"].encode()) for each in incidents]

    def page(self, offset: int, size: int) -> bytes:
        """The bytes of one page."""
        numbers = range(offset, max(offset, min(offset + size, self._total)))
        ids = [b"%08x-0000-4000-8000-000000000000" % number for number in numbers]
        templates = self._incidents
        texts = [
            identity.join(templates[number % len(templates)]) for number, identity in zip(numbers, ids, strict=True)
        ]
        pagination = {"offset": offset, "next_offset": offset + len(ids), "size": len(ids)}
        return b"".join(
            [
                b'{"data":{"type":"incidents_search_results","attributes":{"total":%d,"facets":' % self._total,
                self._facets,
                b',"incidents":[',
                b",".join(b'{"data":%b}' % text for text in texts),
                b']},"relationships":{"incidents_relationship":{"data":[',
                b",".join(b'{"type":"incidents","id":"%b"}' % identity for identity in ids),
                b']}}},"included":[',
                b",".join(texts),
                b'],"meta":{"pagination":%b}}' % _compact(pagination),
            ]
        )


class Connection(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, answers: dict[bytes, bytes], searches: SearchPages | None, latency: float) -> None:
        self._answers = answers
        self._searches = searches
        self._latency = latency
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, rest = self._received.partition(b"\r\n\r\n")
            stated = _LENGTH.search(head)
            length = int(stated[1]) if stated else 0
            if len(rest) < length:
                return
            self._received = rest[length:]
            answer = self._answer(head[: head.index(b" HTTP/1.1")])
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._transport.write, answer)
            else:
                self._transport.write(answer)

    def _answer(self, target: bytes) -> bytes:
        if target not in self._answers and self._searches:
            offset, size = _OFFSET.search(target), _SIZE.search(target)
            page = self._searches.page(int(offset[1]) if offset else 0, int(size[1]) if size else 10)
            return _response(target, page)
        return self._answers[target]


def _response(target: bytes, body: bytes) -> bytes:
    status = b"201 Created" if target.startswith(b"POST") else b"200 OK"
    head = b"HTTP/1.1 %b\r\ncontent-type: application/json\r\ncontent-length: %d\r\n" % (status, len(body))
    return head + _LIMITS + b"x-ratelimit-reset: 30\r\n\r\n" + body


def _compact(document: object) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


async def _serve(given: dict[str, Any]) -> None:
    answers = {target.encode(): _response(target.encode(), body.encode()) for target, body in given["answers"].items()}
    searches = SearchPages(given["search_page"], given["total"]) if given["search_page"] else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(partial(Connection, answers, searches, given["latency"]), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)  # the end of whoever started it is the end of this


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for whoever started this
    asyncio.run(_serve(json.loads(sys.stdin.readline())))
