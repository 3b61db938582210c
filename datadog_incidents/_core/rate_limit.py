"""Rate limits: what the headers say, and the waiting that follows from it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

_LONGEST_WINDOW = 3600.0
"""Seconds; the longest window that the API has. A header that says more is not believed."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What a response says about the rate limit that it counted against."""

    limit: int | None
    """Requests allowed in a window."""
    period: int | None
    """Length of the window, in seconds."""
    remaining: int | None
    """Requests left in this window."""
    reset: float | None
    """Seconds until the next window."""
    name: str | None
    """The name of the limit; operations can share one."""


def rate_limit_of(headers: Mapping[str, str], now: float) -> RateLimit | None:
    """Read the rate-limit headers of a response, leniently: what makes no sense counts as absent.

    Args:
        headers: the response headers.
        now: the present, in seconds since the epoch.

    Returns:
        The limit; None when no header speaks of one.
    """
    values = {name: headers.get(f"x-ratelimit-{name}") for name in ("limit", "period", "remaining", "reset", "name")}
    retry_after = headers.get("retry-after")
    if retry_after is None and not any(values.values()):
        return None
    limit, period, remaining = (_number(values[name]) for name in ("limit", "period", "remaining"))
    reset = _seconds_until(values["reset"], now)
    return RateLimit(
        limit=None if limit is None else int(limit),
        period=None if period is None else int(period),
        remaining=None if remaining is None else int(remaining),
        reset=_seconds_until(retry_after, now) if reset is None else reset,
        name=(values["name"] or "").split(",")[0].strip() or None,
    )


def _number(text: str | None) -> float | None:
    """The first number of a header that may be repeated (`7, 7`), if it is finite and not negative."""
    try:
        number = float((text or "").split(",")[0])
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _seconds_until(text: str | None, now: float) -> float | None:
    """Seconds from a header that holds seconds, an epoch or an HTTP date (RFC 9110, 10.2.3)."""
    number = _number(text)
    if number is None:
        try:
            moment = parsedate_to_datetime(text or "")
        except (TypeError, ValueError, OverflowError):
            return None
        number = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    if number > _LONGEST_WINDOW:
        number = max(0.0, number - now)
    return number if number <= _LONGEST_WINDOW else None


class RateLimiter:
    """Makes every thread of a client wait for the next window once a limit is used up.

    Which limit an operation counts against is learned from the responses.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._limit_of: dict[str, str] = {}
        self._open_at: dict[str, float] = {}

    def wait(self, operation: str, now: float) -> float:
        """Seconds until the operation may be called; 0 when it may be at once.

        Args:
            operation: its name.
            now: the present, in seconds of the monotonic clock.
        """
        limit = self._limit_of.get(operation, operation)
        return max(0.0, self._open_at.get(limit, now) - now)

    def observe(self, operation: str, rate_limit: RateLimit, *, refused: bool, now: float) -> None:
        """Learn from a response.

        Args:
            operation: the name of the operation.
            rate_limit: what the response said.
            refused: whether it was a 429.
            now: the present, in seconds of the monotonic clock.
        """
        limit = rate_limit.name or operation
        with self._lock:
            self._limit_of[operation] = limit
            if rate_limit.reset is not None and (refused or rate_limit.remaining == 0):
                self._open_at[limit] = max(self._open_at.get(limit, 0.0), now + rate_limit.reset)
