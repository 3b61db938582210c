"""Rate limits: how often an operation may be called within a period."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.clock import Clock


@dataclass(slots=True)
class _Window:
    resets_at: datetime
    used: int = 0


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a call may go on, and the headers that tell about its limit."""

    granted: bool
    headers: Mapping[str, str]


_UNLIMITED = Permission(granted=True, headers={})


class RateLimits:
    """Counts calls in windows of fixed length; a window opens with the first call after the last one closed.

    Args:
        clock: what the windows follow.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._limits: dict[str, tuple[int, float]] = {}
        self._windows: dict[str, _Window] = {}
        self._lock = threading.Lock()

    def limit(self, operation: str, limit: int, period: float) -> None:
        """Limit an operation, and open a new window for it.

        Args:
            operation: the operation's name.
            limit: how many calls a window allows.
            period: the length of a window in seconds.

        Raises:
            ValueError: the limit is negative, or the period is not positive.
        """
        if limit < 0 or period <= 0:
            raise ValueError(f"a limit of {limit} calls in {period} seconds makes no sense")
        with self._lock:
            self._limits[operation] = (limit, period)
            self._windows.pop(operation, None)

    def take(self, operation: str) -> Permission:
        """Count one call of an operation.

        Args:
            operation: the operation's name.
        """
        if operation not in self._limits:
            return _UNLIMITED
        with self._lock:
            limit, period = self._limits[operation]
            now = self._clock.now()
            window = self._windows.get(operation)
            if window is None or now >= window.resets_at:
                window = self._windows[operation] = _Window(now + timedelta(seconds=period))
            granted = window.used < limit
            window.used += granted
            headers = {
                "x-ratelimit-limit": str(limit),
                "x-ratelimit-period": str(math.ceil(period)),
                "x-ratelimit-remaining": str(limit - window.used),
                "x-ratelimit-reset": str(math.ceil((window.resets_at - now).total_seconds())),
                "x-ratelimit-name": operation,
            }
            return Permission(granted, headers)

    def clear(self) -> None:
        """Forget all limits."""
        with self._lock:
            self._limits.clear()
            self._windows.clear()
