"""Moments in a query: a date, a timestamp or unix seconds, each standing for as long as it is precise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from datadog_incidents.emulator.wire import parse_timestamp

_MILLISECOND_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Moment:
    """The time that a text stands for: a date is that whole day, a timestamp without a fraction that whole second."""

    start: datetime
    end: datetime
    """The first instant after it."""


@lru_cache(maxsize=1024)
def moment(text: str) -> Moment:
    """Read a moment, in UTC unless it says otherwise.

    Args:
        text: an ISO 8601 date or timestamp, or seconds (with 13 digits, milliseconds) since 1970.

    Raises:
        ValueError: the text is none of these.
    """
    try:
        if text.isascii() and text.isdigit():
            unit = 1000 if len(text) >= _MILLISECOND_DIGITS else 1
            start = datetime.fromtimestamp(int(text) / unit, UTC)
            return Moment(start, start + timedelta(seconds=1 / unit))
        if len(text) == len("2026-01-01"):
            start = parse_timestamp(date.fromisoformat(text).isoformat())
            return Moment(start, start + timedelta(days=1))
        start = parse_timestamp(text)
        return Moment(start, start + (timedelta(microseconds=1) if start.microsecond else timedelta(seconds=1)))
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"{text!r} is neither a date, a timestamp nor unix seconds") from None
