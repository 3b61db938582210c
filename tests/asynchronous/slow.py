"""Services that take their time: as much as a test gives them."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from datadog_incidents import AsyncApiClient, AsyncIncidentsApi, Configuration
from datadog_incidents._core.message import Request, Response, Timeout
from tests.kinds import AsyncClockOver, Loop
from tests.scripted import FakeClock, incident, reply

EMPTY = reply({"data": []})
PATIENCE = 5.0
"""Seconds after which a test fails instead of waiting."""


class Gate:
    """A transport that answers each request with the next of its script, once it is let through.

    Args:
        script: the answers; the last one again and again.
    """

    def __init__(self, *script: Response) -> None:
        self.script = list(script) or [EMPTY]
        self.open = asyncio.Event()
        self.arrived = asyncio.Semaphore(0)
        self.requests: list[Request] = []
        self.cancelled = 0
        self.closed = 0

    async def send(self, request: Request, timeout: Timeout) -> Response:
        self.requests.append(request)
        self.arrived.release()
        try:
            await self.open.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    async def aclose(self) -> None:
        self.closed += 1


class BlockingGate:
    """The same for threads."""

    def __init__(self, answer: Response = EMPTY) -> None:
        self.answer = answer
        self.open = threading.Event()
        self.arrived = threading.Semaphore(0)
        self.requests: list[Request] = []
        self.closed = 0

    def send(self, request: Request, timeout: Timeout) -> Response:
        self.requests.append(request)
        self.arrived.release()
        assert self.open.wait(PATIENCE)
        return self.answer

    def close(self) -> None:
        self.closed += 1

    async def has_arrived(self) -> None:
        """Wait for a request."""
        assert await asyncio.to_thread(self.arrived.acquire, timeout=PATIENCE)


class Shelf:
    """A transport with so many incidents, two on a page; pages from an offset on take as long as a test wants."""

    def __init__(self, count: int, slow_from: int = 10_000) -> None:
        self.count = count
        self.slow_from = slow_from
        self.open = asyncio.Event()
        self.offsets: list[int] = []

    async def send(self, request: Request, timeout: Timeout) -> Response:
        offset = int(request.target.rpartition("page%5Boffset%5D=")[2])
        self.offsets.append(offset)
        if offset >= self.slow_from:
            await self.open.wait()
        return reply({"data": [incident(number) for number in range(offset, min(offset + 2, self.count))]})

    async def aclose(self) -> None: ...


def client_over(loop: Loop, transport: Any, **settings: Any) -> AsyncApiClient:
    """A client whose time passes only when it waits."""
    return loop.client(configuration(**settings), transport=transport, clock=AsyncClockOver(FakeClock()))


def api_over(loop: Loop, transport: Any, **settings: Any) -> AsyncIncidentsApi:
    """The operations of such a client."""
    return AsyncIncidentsApi(client_over(loop, transport, **settings))


def configuration(**settings: Any) -> Configuration:
    return Configuration(api_key="a", app_key="b", unstable_operations="all", **settings)


def others() -> set[asyncio.Task[Any]]:
    """The tasks beside this one."""
    return asyncio.all_tasks() - {asyncio.current_task()}


async def settled() -> None:
    """Let all that can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)
