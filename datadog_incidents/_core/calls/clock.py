"""Time, as the client uses it: replaced by tests, so that none of them waits."""

from __future__ import annotations

import math
import time
from typing import Protocol


class Watch(Protocol):
    """Tells the time, in seconds: what both kinds of clock do."""

    def monotonic(self) -> float:
        """Seconds from some fixed point: for durations."""
        ...

    def epoch(self) -> float:
        """Seconds since 1970-01-01 UTC: for the dates that headers hold."""
        ...


class Clock(Watch, Protocol):
    """Tells the time and lets it pass, in seconds."""

    def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        ...


class SystemClock:
    """The clock of the machine."""

    def monotonic(self) -> float:
        """See `Clock`."""
        return time.monotonic()

    def epoch(self) -> float:
        """See `Clock`."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """See `Clock`."""
        time.sleep(seconds)


class AsyncClock(Watch, Protocol):
    """Tells the time and lets it pass, in seconds, while other tasks go on."""

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        ...


class AsyncSystemClock:
    """The clock of the machine, for tasks of asyncio."""

    def monotonic(self) -> float:
        """See `Watch`."""
        return time.monotonic()

    def epoch(self) -> float:
        """See `Watch`."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """See `AsyncClock`."""
        import asyncio  # slow to load, and here already with whoever gets here

        await asyncio.sleep(seconds)


class Present:
    """The present of one call, by the monotonic clock.

    What was waited has passed, even where the clock does not say so: tests make it stand still, and set it back.

    Args:
        clock: tells the time.
    """

    def __init__(self, clock: Watch) -> None:
        self._clock = clock
        self._earliest = -math.inf

    def now(self) -> float:
        """Seconds from some fixed point."""
        return max(self._clock.monotonic(), self._earliest)

    def pass_at_least(self, moment: float) -> None:
        """The wait until a moment is over."""
        self._earliest = max(self._earliest, moment)
