"""The waiting that follows from what responses say about rate limits."""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass
from typing import NamedTuple

from datadog_incidents._core.forked import renewed_in_child
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


class Permission:
    """Leave to send one request, asked for with `RateLimiter.enter`.

    It counts as long as someone holds it and it is not over. So it is given back by an assignment, before which no
    signal can come, or by being let go of; no call is needed that an interruption could prevent.

    Args:
        operation: the name of what is sent.
    """

    __slots__ = ("__weakref__", "is_over", "operation")

    def __init__(self, operation: str) -> None:
        self.operation: str = operation
        self.is_over: bool = False


@dataclass(slots=True)
class _Window:
    """What is known of the present window of a limit."""

    remaining: int
    resets_at: float
    """By the monotonic clock."""
    reset: float
    """Seconds until then, when it was told."""
    used_up: bool
    """Whether anyone was refused or made to wait."""


class RateLimiter:
    """Makes every thread of a client wait for the next window once a limit is used up, instead of running into it.

    Which limit an operation counts against, and how much of it is left, is learned from the responses; requests on
    their way are counted as if they had used theirs. After a window that was used up, a single request goes ahead to
    find out about the next one, so that there is at most one 429 a window.
    """

    def __init__(self) -> None:
        self._limit_of: dict[str, str] = {}
        self._windows: dict[str, _Window] = {}
        self.renew_in_child()
        renewed_in_child(self)

    def renew_in_child(self) -> None:
        """See `Renewable`. What the responses said so far holds in the child, too."""
        self._lock = threading.RLock()  # a signal's handler may make calls, too
        self._under_way: list[weakref.ref[Permission]] = []

    def enter(self, permission: Permission, now: float, *, patient: bool = True) -> float:
        """Ask to send a request. The permission counts from now on, unless it has to wait.

        Args:
            permission: is to be over when the request is.
            now: the present, by the monotonic clock.
            patient: whether to wait at all; if not, permission is always given.

        Returns:
            0 when it may be sent; else the seconds after which to ask again.
        """
        # No loop stands in the block itself: interrupted between its rounds, Python 3.13 would not release the lock.
        with self._lock:
            return self._enter(permission, now, patient)

    def learn(self, permission: Permission, answer: Answer) -> None:
        """End a permission, and learn from the answer before anyone else may enter.

        Args:
            permission: of the request that was answered.
            answer: what the response said.
        """
        with self._lock:
            permission.is_over = True
            self._learn(permission.operation, answer)

    def _enter(self, permission: Permission, now: float, patient: bool) -> float:
        sent = [each for reference in self._under_way if (each := reference()) is not None and not each.is_over]
        wait = self._wait(permission.operation, sent, now) if patient else 0.0
        if wait == 0:
            sent.append(permission)
        self._under_way = [weakref.ref(each) for each in sent]
        return wait

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
        seen = _Window(remaining, now + rate_limit.reset, rate_limit.reset, used_up=refused)
        window = self._windows.get(limit)
        if window and now < window.resets_at and abs(window.resets_at - seen.resets_at) < _ROUNDING:
            seen.remaining = min(window.remaining, seen.remaining)  # answers can overtake each other
            seen.resets_at = max(window.resets_at, seen.resets_at)
            seen.reset = seen.resets_at - now
            seen.used_up = window.used_up or refused
        self._windows[limit] = seen

    def _wait(self, operation: str, sent: list[Permission], now: float) -> float:
        limit = self._limit_of.get(operation, operation)
        window = self._windows.get(limit)
        if window is None:
            return 0.0
        under_way = sum(self._limit_of.get(each.operation) == limit for each in sent)
        window.resets_at = min(window.resets_at, now + window.reset)  # else, the clock was set back since it was told
        if now >= window.resets_at:
            return _PROBING if window.used_up and under_way else 0.0
        if window.remaining > under_way:
            return 0.0
        window.used_up = True
        return window.resets_at - now
