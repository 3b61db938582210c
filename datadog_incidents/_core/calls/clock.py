"""Time, as the client uses it: replaced by tests, so that none of them waits."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and lets it pass, in seconds."""

    def monotonic(self) -> float:
        """Seconds from some fixed point: for durations."""
        ...

    def epoch(self) -> float:
        """Seconds since 1970-01-01 UTC: for the dates that headers hold."""
        ...

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
