"""What headers say about rate limits, and how long they ask to wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

from datadog_incidents._core.interruption import let_through
from datadog_incidents.rate_limit import RateLimit

_LONGEST_WINDOW = 3600.0
"""Seconds; the longest window that the API has. A header that says more is not believed."""
_FIRST_EPOCH = 1e9
"""Seconds; a number from here on is a date, not a duration."""


def rate_limit_of(headers: Mapping[str, str], now: float) -> RateLimit | None:
    """Read the rate-limit headers of a response, leniently: what makes no sense counts as absent.

    Args:
        headers: the response headers.
        now: the present, in seconds since the epoch.

    Returns:
        The limit; None when no header speaks of one.
    """
    told = [headers.get(name) for name in _HEADERS]
    retry_after = headers.get("retry-after")
    if retry_after is None and not any(told):
        return None
    limit, period, remaining, reset, name = told
    seconds = seconds_until(reset, now)
    return RateLimit(
        limit=_whole(limit),
        period=_whole(period),
        remaining=_whole(remaining),
        reset=seconds_until(retry_after, now) if seconds is None else seconds,
        name=(name or "").partition(",")[0].strip() or None,
    )


_HEADERS = tuple(f"x-ratelimit-{name}" for name in ("limit", "period", "remaining", "reset", "name"))


def _whole(text: str | None) -> int | None:
    number = _number(text)
    return None if number is None else int(number)


def _number(text: str | None) -> float | None:
    """The first number of a header that may be repeated (`7, 7`), if it is finite and not negative."""
    try:
        number = float((text or "").split(",")[0])
    except ValueError as error:
        let_through(error)
        return None
    return number if 0 <= number < float("inf") else None


def seconds_until(text: str | None, now: float) -> float | None:
    """Seconds from a header that holds seconds, an epoch or an HTTP date (RFC 9110, 10.2.3).

    Args:
        text: the header; None when there is none.
        now: the present, in seconds since the epoch.

    Returns:
        The seconds, 0 for what is past; None where the header makes no sense.
    """
    number = _number(text)
    if number is None:
        from email.utils import parsedate_to_datetime  # slow to load, and dates are rare

        try:
            moment = parsedate_to_datetime(text or "")
        except (TypeError, ValueError, OverflowError) as error:
            let_through(error)
            return None
        number = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    if number >= _FIRST_EPOCH:
        number = max(0.0, number - now)
    return number if number <= _LONGEST_WINDOW else None
