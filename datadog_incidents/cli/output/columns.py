"""Incidents as rows of text: the columns of the table, and those of CSV."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.one_line import one_line
from datadog_incidents._core.paths import attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datadog_incidents.models import IncidentResponseData, IncidentUserData

TABLE_COLUMNS: Final = ("ID", "SEVERITY", "STATE", "CREATED (UTC)", "COMMANDER", "TITLE")

CSV_COLUMNS: Final[Mapping[str, Callable[[IncidentResponseData], object]]] = {
    "public_id": lambda incident: incident.public_id,
    "id": lambda incident: incident.id,
    "title": lambda incident: incident.title,
    "severity": lambda incident: incident.severity,
    "state": lambda incident: incident.state,
    "created": lambda incident: incident.created,
    "detected": lambda incident: incident.detected,
    "resolved": lambda incident: incident.resolved,
    "modified": lambda incident: incident.modified,
    "commander": lambda incident: incident.commander and incident.commander.email,
    "commander_name": lambda incident: incident.commander and incident.commander.name,
    "services": lambda incident: incident.field_values("services"),
    "teams": lambda incident: incident.field_values("teams"),
    "customer_impacted": lambda incident: incident.customer_impacted,
    "customer_impact_scope": lambda incident: attribute(incident.attributes, "customer_impact_scope"),
    "customer_impact_start": lambda incident: attribute(incident.attributes, "customer_impact_start"),
    "customer_impact_end": lambda incident: attribute(incident.attributes, "customer_impact_end"),
    "customer_impact_duration": lambda incident: incident.customer_impact_duration,
    "time_to_detect": lambda incident: incident.time_to_detect,
    "time_to_internal_response": lambda incident: incident.time_to_internal_response,
    "time_to_repair": lambda incident: incident.time_to_repair,
    "time_to_resolve": lambda incident: incident.time_to_resolve,
}
"""What each column of CSV holds: moments in UTC, durations in seconds (empty for what has not happened), several values
with a semicolon between them."""


def csv_values(incident: IncidentResponseData) -> list[object]:
    """What each column of CSV holds for an incident."""
    return [value(incident) for value in CSV_COLUMNS.values()]


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
    return text_of(incident.id) if incident.public_id is None else f"IR-{incident.public_id}"


def person(user: IncidentUserData | None) -> str:
    """The name that is shown for a user; empty for nobody."""
    return text_of(user and user.display_name)


def minute_of(value: object) -> str:
    """A moment in UTC, to the minute."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else text_of(value)


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
