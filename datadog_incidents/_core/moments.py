"""Moments from text (RFC 3339), quickly by the standard library, else patiently by python-dateutil; and to text."""

from __future__ import annotations

from datetime import UTC, datetime

from datadog_incidents._core.interruption import let_through


def moment_of(text: str) -> datetime | None:
    """The moment that a text names; None for what is no moment. A time without a zone is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        let_through(error)
        moment = None
    if moment is not None and moment.tzinfo is not None:
        return moment
    from dateutil.parser import isoparse  # slow to load, and seldom needed

    try:
        moment = isoparse(text)
    except (ValueError, OverflowError) as error:
        let_through(error)
        return None
    return moment if moment.tzinfo is not None else None


def in_utc(moment: datetime) -> datetime | None:
    """A moment in UTC; None for one that is before the year 1 there, or after 9999."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def minute_text(moment: datetime) -> str:
    """A moment in UTC, to the minute: `2026-08-01 00:00`."""
    known = in_utc(moment)
    return moment.isoformat() if known is None else f"{known:%Y-%m-%d %H:%M}"
