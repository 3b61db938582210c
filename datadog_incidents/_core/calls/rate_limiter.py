"""The waiting that follows from what responses say about rate limits."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from datadog_incidents.rate_limit import RateLimit

_PROBING = 0.05
"""Seconds between looks at whether the first request of a new window has been answered."""
_ROUNDING = 1.5
"""Seconds; resets closer together than this are the same one, told in whole seconds."""
_MOST_NAMES = 1000
"""Operations that are remembered at the most: paths of raw requests count, and there is no end of them."""


class Answer(NamedTuple):
    """A response, as far as a limiter learns from it."""

    rate_limit: RateLimit | None
    """What its headers say; None when they say nothing."""
    refused: bool
    """Whether it was a 429."""
    at: float
    """When it came, by the monotonic clock."""


@dataclass(slots=True)
class _Window:
    """What is known of the present window of a limit."""

    remaining: int
    resets_at: float
    """By the monotonic clock."""
    used_up: bool
    """Whether anyone was refused or made to wait."""


class RateLimiter:
    """Makes every thread of a client wait for the next window once a limit is used up, instead of running into it.

    Which limit an operation counts against, and how much of it is left, is learned from the responses; requests on
    their way are counted as if they had used theirs. After a window that was used up, a single request goes ahead to
    find out about the next one, so that there is at most one 429 a window.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._limit_of: dict[str, str] = {}
        self._windows: dict[str, _Window] = {}
        self._under_way: Counter[str] = Counter()

    def enter(self, operation: str, now: float, *, patient: bool = True) -> float:
        """Ask to send a request; each permission is given back with `leave`.

        Args:
            operation: its name.
            now: the present, by the monotonic clock.
            patient: whether to wait at all; if not, permission is always given.

        Returns:
            0 when it may be sent; else the seconds after which to ask again.
        """
        with self._lock:
            wait = self._wait(self._limit_of.get(operation, operation), now) if patient else 0.0
            if wait == 0:
                self._under_way[operation] += 1
            return wait

    def leave(self, operation: str, answer: Answer | None = None) -> None:
        """Say that a request is over, and learn from its answer before anyone else may enter.

        Args:
            operation: its name.
            answer: what the response said; None when there was none.
        """
        with self._lock:
            self._under_way[operation] -= 1
            if not self._under_way[operation]:
                del self._under_way[operation]
            if answer is not None:
                self._learn(operation, answer)

    def _learn(self, operation: str, answer: Answer) -> None:
        rate_limit, refused, now = answer.rate_limit, answer.refused, answer.at
        remaining = 0 if refused else rate_limit.remaining if rate_limit else None
        if rate_limit is None or rate_limit.reset is None or remaining is None:
            self._windows.pop(self._limit_of.get(operation, operation), None)
            return
        if max(len(self._limit_of), len(self._windows)) >= _MOST_NAMES:
            self._limit_of.clear()
            self._windows.clear()
        limit = self._limit_of[operation] = rate_limit.name or operation
        seen = _Window(remaining, now + rate_limit.reset, used_up=refused)
        window = self._windows.get(limit)
        if window and now < window.resets_at and abs(window.resets_at - seen.resets_at) < _ROUNDING:
            seen.remaining = min(window.remaining, seen.remaining)  # answers can overtake each other
            seen.resets_at = max(window.resets_at, seen.resets_at)
            seen.used_up = window.used_up or refused
        self._windows[limit] = seen

    def _wait(self, limit: str, now: float) -> float:
        window = self._windows.get(limit)
        if window is None:
            return 0.0
        under_way = sum(n for operation, n in self._under_way.items() if self._limit_of.get(operation) == limit)
        if now >= window.resets_at:
            return _PROBING if window.used_up and under_way else 0.0
        if window.remaining > under_way:
            return 0.0
        window.used_up = True
        return window.resets_at - now
