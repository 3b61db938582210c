"""Moments as people say them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from datadog_incidents.exceptions import InvalidArgumentError

CLEAR = "none"
"""What stands for no moment, or no other value, at all."""

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def ahead(name: str, text: str, now: datetime) -> datetime:
    """The moment that a text means, of one that is to come.

    Args:
        name: the option or argument that it was given for, for messages.
        text: in how long (`+3d`, `+12h`), or what `moment` takes but for how long ago.
        now: the present, with a time zone.

    Raises:
        InvalidArgumentError: it is none of these.
    """
    written = text.strip()
    if re.fullmatch(r"\+\d+[mhdw]", written):
        return now + (now - moment(name, written.removeprefix("+"), now))
    if re.fullmatch(r"\d+[mhdw]", written):
        raise InvalidArgumentError(f"{name}: {text!r} is so long ago; write +{written} for what is to come")
    return moment(name, text, now)


def moment(name: str, text: str, now: datetime) -> datetime:
    """The moment that a text means.

    Args:
        name: the option or argument that it was given for, for messages.
        text: how long ago (`90d`, `12h`, `30m`, `2w`), `now`, a date (its midnight, UTC), or ISO 8601 (UTC unless it
            has an offset).
        now: the present, with a time zone.

    Raises:
        InvalidArgumentError: it is none of these.
    """
    written = text.strip()
    try:
        if written == "now":
            return now
        if ago := re.fullmatch(r"(\d+)([mhdw])", written):
            return now - int(ago[1]) * _UNITS[ago[2]]
        parsed = datetime.fromisoformat(written)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidArgumentError(
            f"{name}: {text!r} is no time; write 90d, 12h, 30m (ago), 2026-01-31 or 2026-01-31T14:05Z"
        ) from None
