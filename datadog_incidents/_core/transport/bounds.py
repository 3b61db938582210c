"""What bounds an attempt, whatever carries it: its time as a whole, and its turn among those that go on at once."""

from __future__ import annotations

import math
import time
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self
from weakref import ReferenceType, ref

from datadog_incidents._core.forked import renewed_in_child
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.message import FailureKind, Timeout, TransportFailure

LONGEST_ATTEMPT = 300.0
"""Seconds that an attempt may take without a deadline: a response that trickles in must not hold the caller forever."""


def seconds_for(timeout: Timeout) -> float:
    """Seconds for an attempt; infinite where neither a deadline nor a read timeout is asked for."""
    if timeout.total is not None:
        return timeout.total
    return math.inf if timeout.read is None else LONGEST_ATTEMPT


def _too_late(what: str) -> TransportFailure:
    return TransportFailure(FailureKind.CONNECT_TIMEOUT, f"no {what} was free in time")


def _after(timeout: Timeout, seconds: float) -> Timeout:
    return timeout if timeout.total is None else timeout._replace(total=timeout.total - seconds)


class Turn:
    """Leave to send a request.

    It is given back at the end of its block or, where an interruption prevented that, by being let go of.

    Args:
        free: where it is given back.
    """

    def __init__(self, free: ReferenceType[SimpleQueue[Turn]]) -> None:
        self._free = free
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._give_back()

    def __del__(self) -> None:
        self._give_back()

    def _give_back(self) -> None:
        if not self._is_over:
            if (free := self._free()) is not None:
                free.put(Turn(self._free))  # which a finalizer may do at any moment
            self._is_over = True


class Turns:
    """The turns of threads.

    Args:
        most: how many there are at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.renew_in_child()
        renewed_in_child(self)

    def renew_in_child(self) -> None:
        """See `Renewable`. Who had a turn stayed behind."""
        self._free = SimpleQueue[Turn]()
        for _ in range(self._most):
            self._free.put(Turn(ref(self._free)))

    def take(self, timeout: Timeout) -> tuple[Turn, Timeout]:
        """Wait for a turn.

        Args:
            timeout: limits for the attempt.

        Returns:
            The turn, and the timeout with what is left of its total.

        Raises:
            TransportFailure: none came in time.
        """
        began = time.monotonic()
        most = seconds_for(timeout)
        try:
            turn = self._free.get(timeout=None if most == math.inf else most)
        except Empty as error:
            let_through(error)
            raise _too_late("connection") from None
        return turn, _after(timeout, time.monotonic() - began)


class AsyncTurns:
    """The turns of tasks.

    Args:
        most: how many there are at once.
        what: what there are so many of.
    """

    def __init__(self, most: int, what: str) -> None:
        import asyncio  # slow to load, and here already with whoever gets here

        self._free = asyncio.Semaphore(most)
        self._what = what

    async def take(self, timeout: Timeout) -> Timeout:
        """Wait for a turn, which is to be given back; see `Turns.take`."""
        if not self._free.locked():
            await self._free.acquire()
            return timeout
        import asyncio

        loop = asyncio.get_running_loop()
        began, most = loop.time(), seconds_for(timeout)
        try:
            async with asyncio.timeout(None if most == math.inf else most):
                await self._free.acquire()
        except TimeoutError as error:
            let_through(error)
            raise _too_late(self._what) from None
        return _after(timeout, loop.time() - began)

    def give_back(self) -> None:
        """A turn is over."""
        self._free.release()
