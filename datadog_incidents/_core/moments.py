"""Moments from text (RFC 3339): quickly by the standard library, else patiently by python-dateutil."""

from __future__ import annotations

from datetime import datetime

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
