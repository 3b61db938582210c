"""Incidents as text: the row of the table, and what each kind of value looks like in it and in CSV."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.moments import minute_text
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.one_line import one_line

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData, IncidentUserData

TABLE_COLUMNS: Final = ("ID", "SEVERITY", "STATE", "CREATED (UTC)", "COMMANDER", "TITLE")


def table_row(incident: IncidentResponseData) -> tuple[str, ...]:
    """The row of an incident in a table."""
    return (
        name_of(incident),
        text_of(incident.severity),
        text_of(incident.state),
        minute_of(incident.created),
        person(incident.commander),
        text_of(incident.title),
    )


def name_of(incident: IncidentResponseData) -> str:
    """What people call it: IR-42, or its UUID if it has no number."""
    return text_of(incident.reference)


def person(user: IncidentUserData | None) -> str:
    """The name that is shown for a user; empty for nobody."""
    return text_of(user and user.display_name)


def minute_of(value: object) -> str:
    """A moment in UTC, to the minute."""
    return minute_text(value) if isinstance(value, datetime) else text_of(value)


def text_of(value: object) -> str:
    """Any value as one line of text; empty for what is not there. What a terminal would obey is shown instead."""
    if is_list(value):
        return ";".join(map(text_of, value))
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case timedelta():
            return str(int(value.total_seconds()))
        case _:
            return one_line(str(value))
