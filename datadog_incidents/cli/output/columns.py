"""Incidents as text: the row of the table, and what each kind of value looks like in it and in CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.moments import minute_text
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.one_line import one_line
from datadog_incidents._core.settings.suggestion import hint
from datadog_incidents.cli.output.table import Table
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.rows import INCIDENT_COLUMNS, Column, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from datadog_incidents.models import IncidentResponseData, IncidentUserData

COLUMNS: Final[Mapping[str, Column[IncidentResponseData]]] = {
    "reference": Column(Kind.TEXT, lambda incident: incident.reference),
    **INCIDENT_COLUMNS,
}
"""All columns that can be asked for."""

TABLE_COLUMNS: Final = ("reference", "severity", "state", "created", "commander", "title")
"""Those of a table that was asked for none."""

_NAMES_IN_TABLES: Final = {"reference": "ID", "id": "UUID"}
_IN_FULL: Final = ("reference", "id", "severity", "state")
"""The columns of text that no table cuts."""


def columns_named(text: str) -> list[str]:
    """The columns that `--columns` asks for.

    Args:
        text: their names, with commas between them.

    Raises:
        InvalidArgumentError: one of them is none, or is named twice; the message names the nearest.
    """
    names = [name.strip().casefold() for name in text.split(",")]
    for name in names:
        if name not in COLUMNS:
            raise InvalidArgumentError(f"--columns: {name!r} is no column; {hint(name, COLUMNS)}")
        if names.count(name) > 1:
            raise InvalidArgumentError(f"--columns: {name!r} is there {names.count(name)} times")
    return names


def incident_table(incidents: Sequence[IncidentResponseData], names: Sequence[str]) -> Table:
    """A table of incidents.

    Args:
        incidents: what is in it, a row each.
        names: its columns, of those that there are.
    """

    def those(wanted: Callable[[str], bool]) -> list[int]:
        return [position for position, name in enumerate(names) if wanted(name)]

    return Table(
        [_title(name) for name in names],
        [[_cell(incident, name) for name in names] for incident in incidents],
        giving_way=those(lambda name: COLUMNS[name].kind in (Kind.TEXT, Kind.TEXTS) and name not in _IN_FULL),
        styled=those(lambda name: name in ("severity", "state")),
    )


def _title(name: str) -> str:
    title = _NAMES_IN_TABLES.get(name, name.replace("_", " ").upper())
    return f"{title} (UTC)" if COLUMNS[name].kind is Kind.MOMENT else title


def _cell(incident: IncidentResponseData, name: str) -> str:
    """A value for people: of a commander the name, moments to the minute; one of another kind as it came."""
    match value := person(incident.commander) if name == "commander" else COLUMNS[name].read(incident):
        case bool():
            return "yes" if value else "no"
        case timedelta():
            from datadog_incidents.report.text import duration_text  # loaded for those who look at durations

            return duration_text(value)
        case datetime():
            return minute_of(value)
        case _:
            return ", ".join(map(text_of, value)) if is_list(value) else text_of(value)


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
