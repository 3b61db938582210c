"""Incidents and todos as flat rows, for data frames: a value a column, and each column of one kind.

    import polars

    from datadog_incidents.rows import incident_rows

    rows = incident_rows(api.search_incidents_with_pagination("state:resolved"))
    frame = polars.DataFrame(rows, schema=rows.polars_schema)

A value that does not fit its column is None, so that no odd incident spoils the kind of a column. Nothing here needs a
library of data frames; any of them, and `csv.DictWriter`, takes a list of dicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from datadog_incidents._core.html_table import html_table
from datadog_incidents._core.moments import in_utc
from datadog_incidents._core.narrowing import as_kind, is_list, is_object
from datadog_incidents._core.paths import attribute
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents.models import (
        AttachmentData,
        IncidentImpactResponseData,
        IncidentResponderDataResponse,
        IncidentResponseData,
        IncidentTodoResponseData,
        IncidentTypeObject,
    )

__all__ = [
    "ATTACHMENT_COLUMNS",
    "IMPACT_COLUMNS",
    "INCIDENT_COLUMNS",
    "INCIDENT_TYPE_COLUMNS",
    "RESPONDER_COLUMNS",
    "TODO_COLUMNS",
    "Column",
    "Kind",
    "Row",
    "Rows",
    "Value",
    "incident_rows",
    "row_of",
    "todo_rows",
]

_T = TypeVar("_T")

Value: TypeAlias = str | int | bool | datetime | timedelta | list[str] | None
"""What a cell holds; None where nothing is known."""

Row: TypeAlias = dict[str, Value]
"""One incident or todo, by the names of the columns."""

_LARGEST: Final = 2**63 - 1
"""The largest number of frames, in which moments and durations are numbers, too."""


class Kind(StrEnum):
    """What the cells of a column hold. A kind is the name that pandas has for it."""

    TEXT = "string"
    """A text."""
    NUMBER = "Int64"
    """A whole number."""
    TRUTH = "boolean"
    """True or false."""
    MOMENT = "datetime64[us, UTC]"
    """A datetime in UTC."""
    DURATION = "timedelta64[us]"
    """A timedelta."""
    TEXTS = "object"
    """A list of texts, which may be empty and is never None."""

    def fitting(self, value: object) -> Value:
        """A value as a column of this kind holds it; None for one of another kind, and for one that no frame holds.

        Args:
            value: the value.
        """
        match self:
            case Kind.TEXT:
                return _text(value)
            case Kind.NUMBER:
                number = as_kind(int, value)
                return None if number is None or abs(number) > _LARGEST else number
            case Kind.TRUTH:
                return as_kind(bool, value)
            case Kind.MOMENT:
                return in_utc(value) if isinstance(value, datetime) else None
            case Kind.DURATION:
                duration = as_kind(timedelta, value)
                return None if duration is None or abs(duration) > timedelta(microseconds=_LARGEST) else duration
            case Kind.TEXTS:
                return [text for each in value if (text := _text(each)) is not None] if is_list(value) else []


def _text(value: object) -> str | None:
    r"""A text that can be encoded: half of a surrogate pair, where a text was cut within one, becomes `\ud83d`."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Column(Generic[_T]):
    """A column: what its cells hold, and where that comes from."""

    kind: Kind
    """What its cells hold."""
    read: Callable[[_T], object]
    """Takes an incident, a todo or the like, gives what is in the cell."""

    def value(self, item: _T) -> Value:
        """The cell of an incident or a todo.

        Args:
            item: the incident or the todo.
        """
        return self.kind.fitting(self.read(item))


INCIDENT_COLUMNS: Final[Mapping[str, Column[IncidentResponseData]]] = {
    "public_id": Column(Kind.NUMBER, lambda incident: incident.public_id),
    "id": Column(Kind.TEXT, lambda incident: incident.id),
    "title": Column(Kind.TEXT, lambda incident: incident.title),
    "severity": Column(Kind.TEXT, lambda incident: incident.severity),
    "state": Column(Kind.TEXT, lambda incident: incident.state),
    "created": Column(Kind.MOMENT, lambda incident: incident.created),
    "detected": Column(Kind.MOMENT, lambda incident: incident.detected),
    "resolved": Column(Kind.MOMENT, lambda incident: incident.resolved),
    "modified": Column(Kind.MOMENT, lambda incident: incident.modified),
    "commander": Column(Kind.TEXT, lambda incident: incident.commander and incident.commander.email),
    "commander_name": Column(Kind.TEXT, lambda incident: incident.commander and incident.commander.name),
    "services": Column(Kind.TEXTS, lambda incident: incident.field_values("services")),
    "teams": Column(Kind.TEXTS, lambda incident: incident.field_values("teams")),
    "customer_impacted": Column(Kind.TRUTH, lambda incident: incident.customer_impacted),
    "customer_impact_scope": Column(
        Kind.TEXT,
        lambda incident: attribute(incident.attributes, "customer_impact_scope") or None,  # a search says it is empty
    ),
    "customer_impact_start": Column(
        Kind.MOMENT, lambda incident: attribute(incident.attributes, "customer_impact_start")
    ),
    "customer_impact_end": Column(Kind.MOMENT, lambda incident: attribute(incident.attributes, "customer_impact_end")),
    "customer_impact_duration": Column(Kind.DURATION, lambda incident: incident.customer_impact_duration),
    "time_to_detect": Column(Kind.DURATION, lambda incident: incident.time_to_detect),
    "time_to_internal_response": Column(Kind.DURATION, lambda incident: incident.time_to_internal_response),
    "time_to_repair": Column(Kind.DURATION, lambda incident: incident.time_to_repair),
    "time_to_resolve": Column(Kind.DURATION, lambda incident: incident.time_to_resolve),
}
"""The columns of incidents, in the order of a row. Durations are None for what has not happened."""

TODO_COLUMNS: Final[Mapping[str, Column[IncidentTodoResponseData]]] = {
    "id": Column(Kind.TEXT, lambda todo: todo.id),
    "incident_id": Column(Kind.TEXT, lambda todo: attribute(todo.attributes, "incident_id")),
    "content": Column(Kind.TEXT, lambda todo: todo.content),
    "assignees": Column(Kind.TEXTS, lambda todo: [_assignee(each) for each in todo.assignees]),
    "is_completed": Column(Kind.TRUTH, lambda todo: todo.is_completed),
    "due_date": Column(Kind.MOMENT, lambda todo: todo.due_date),
    "completed": Column(Kind.MOMENT, lambda todo: todo.completed),
    "created": Column(Kind.MOMENT, lambda todo: attribute(todo.attributes, "created")),
    "modified": Column(Kind.MOMENT, lambda todo: attribute(todo.attributes, "modified")),
}
"""The columns of todos, in the order of a row. Assignees are handles, or the names of people without an account."""

ATTACHMENT_COLUMNS: Final[Mapping[str, Column[AttachmentData]]] = {
    "id": Column(Kind.TEXT, lambda attachment: attachment.id),
    "incident_id": Column(Kind.TEXT, lambda attachment: attachment.incident_id),
    "attachment_type": Column(Kind.TEXT, lambda attachment: attribute(attachment.attributes, "attachment_type")),
    "title": Column(Kind.TEXT, lambda attachment: attachment.title),
    "url": Column(Kind.TEXT, lambda attachment: attachment.url),
    "modified": Column(Kind.MOMENT, lambda attachment: attachment.modified),
    "last_modified_by": Column(
        Kind.TEXT, lambda attachment: attachment.last_modified_by and attachment.last_modified_by.email
    ),
}
"""The columns of attachments, in the order of a row."""

IMPACT_COLUMNS: Final[Mapping[str, Column[IncidentImpactResponseData]]] = {
    "id": Column(Kind.TEXT, lambda impact: impact.id),
    "incident_id": Column(Kind.TEXT, lambda impact: impact.incident_id),
    "description": Column(Kind.TEXT, lambda impact: impact.description),
    "start_at": Column(Kind.MOMENT, lambda impact: impact.start_at),
    "end_at": Column(Kind.MOMENT, lambda impact: impact.end_at),
    "duration": Column(Kind.DURATION, lambda impact: impact.duration),
    "created": Column(Kind.MOMENT, lambda impact: impact.created),
    "modified": Column(Kind.MOMENT, lambda impact: impact.modified),
}
"""The columns of impacts, in the order of a row. One that is not over has neither end nor duration."""

RESPONDER_COLUMNS: Final[Mapping[str, Column[IncidentResponderDataResponse]]] = {
    "id": Column(Kind.TEXT, lambda responder: responder.id),
    "user_id": Column(Kind.TEXT, lambda responder: responder.user_id),
    "email": Column(Kind.TEXT, lambda responder: responder.user and responder.user.email),
    "name": Column(Kind.TEXT, lambda responder: responder.user and responder.user.display_name),
    "external_source": Column(Kind.TEXT, lambda responder: attribute(responder.attributes, "external_source")),
    "external_id": Column(Kind.TEXT, lambda responder: attribute(responder.attributes, "external_id")),
    "is_billable": Column(Kind.TRUTH, lambda responder: responder.is_billable),
    "last_active": Column(Kind.MOMENT, lambda responder: responder.last_active),
    "created": Column(Kind.MOMENT, lambda responder: attribute(responder.attributes, "created")),
}
"""The columns of responders, in the order of a row. Who it is is None unless the users came with them."""

INCIDENT_TYPE_COLUMNS: Final[Mapping[str, Column[IncidentTypeObject]]] = {
    "id": Column(Kind.TEXT, lambda incident_type: incident_type.id),
    "name": Column(Kind.TEXT, lambda incident_type: incident_type.name),
    "description": Column(Kind.TEXT, lambda incident_type: incident_type.description),
    "prefix": Column(Kind.TEXT, lambda incident_type: incident_type.prefix),
    "is_default": Column(Kind.TRUTH, lambda incident_type: incident_type.is_default),
    "created_at": Column(Kind.MOMENT, lambda incident_type: attribute(incident_type.attributes, "created_at")),
    "modified_at": Column(Kind.MOMENT, lambda incident_type: attribute(incident_type.attributes, "modified_at")),
}
"""The columns of incident types, in the order of a row."""


def row_of(item: _T, columns: Mapping[str, Column[_T]]) -> Row:
    """One row, for those who write row by row and keep none.

    Args:
        item: an incident, a todo or the like.
        columns: its columns, such as `INCIDENT_COLUMNS`.
    """
    return {name: column.value(item) for name, column in columns.items()}


def _assignee(assignee: object) -> object:
    return assignee if isinstance(assignee, str) else attribute(assignee, "name")


class Rows(list[Row]):
    """Rows of the same columns: a list of dicts that also knows what its columns hold.

    The kinds matter where values are few: of a column without any value, of no rows at all, or of one whose first
    hundred cells are None, a library of data frames can only guess.

    Args:
        items: what the rows are of.
        columns: the columns.
    """

    def __init__(self, items: Iterable[_T], columns: Mapping[str, Column[_T]]) -> None:
        super().__init__(row_of(item, columns) for item in items)
        self.kinds: dict[str, Kind] = {name: column.kind for name, column in columns.items()}
        """What each column holds, by its name."""

    @property
    def pandas_dtypes(self) -> dict[str, str]:
        """The types of the columns for pandas 2 or later.

        Example:
            `pandas.DataFrame(rows, columns=list(rows.pandas_dtypes)).astype(rows.pandas_dtypes)`
        """
        return {name: kind.value for name, kind in self.kinds.items()}

    @property
    def polars_schema(self) -> dict[str, Any]:
        """The types of the columns for polars 1 or later, as the types of polars.

        Example:
            `polars.DataFrame(rows, schema=rows.polars_schema)`

        Raises:
            ImportError: polars is missing.
        """
        polars: Any = import_module("polars")
        types = {
            Kind.TEXT: polars.String(),
            Kind.NUMBER: polars.Int64(),
            Kind.TRUTH: polars.Boolean(),
            Kind.MOMENT: polars.Datetime("us", "UTC"),
            Kind.DURATION: polars.Duration("us"),
            Kind.TEXTS: polars.List(polars.String()),
        }
        return {name: types[kind] for name, kind in self.kinds.items()}

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {len(self.kinds)} columns>"

    def _repr_html_(self) -> str:
        return html_table(self, f"{len(self):,} rows of {len(self.kinds)} columns")

    def make_single(self, name: str) -> None:
        """Make a column of lists one of texts: the first of each list, None for an empty one.

        Args:
            name: the column.
        """
        self.kinds[name] = Kind.TEXT
        for row in self:
            texts = row[name]
            row[name] = next(iter(texts), None) if is_list(texts) else None


def incident_rows(incidents: Iterable[IncidentResponseData], *, fields: Sequence[str] = ()) -> Rows:
    """A row for each incident.

    The columns `commander` (an e-mail address) and `commander_name` are None unless the incidents come from a search,
    or with their users.

    Args:
        incidents: the incidents, such as a pager; each is read once and not kept.
        fields: fields of incidents that get a column each, such as `["root_cause"]`. One of several values holds lists,
            else texts. A field that no incident has is a column of None.

    Raises:
        InvalidArgumentError: a field has the name of a column.
    """
    names = _field_names(fields)
    several: set[str] = set()

    def watched() -> Iterator[IncidentResponseData]:
        for incident in incidents:
            several.update(name for name in names if _holds_several(incident, name))
            yield incident

    rows = Rows(watched(), {**INCIDENT_COLUMNS, **{name: _field_column(name) for name in names}})
    for name in names:
        if name not in several:
            rows.make_single(name)
    return rows


def todo_rows(todos: Iterable[IncidentTodoResponseData]) -> Rows:
    """A row for each todo.

    Args:
        todos: the todos, such as the `data` of a list of them, or those of several incidents in one.
    """
    return Rows(todos, TODO_COLUMNS)


def _field_names(fields: Sequence[str]) -> list[str]:
    """The names of fields, each once, that have no column yet."""
    if isinstance(fields, str):
        raise InvalidArgumentError(f"fields: expected a list of names, got {fields!r}; write [{fields!r}]")
    for name in fields:
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # not everybody has a type checker
            raise InvalidArgumentError(f"fields: expected names of fields, got {name!r}")
        if name in INCIDENT_COLUMNS:
            raise InvalidArgumentError(f"fields: {name!r} is a column already; the columns are {[*INCIDENT_COLUMNS]}")
    return list(dict.fromkeys(fields))


def _field_column(name: str) -> Column[IncidentResponseData]:
    return Column(Kind.TEXTS, lambda incident: incident.field_values(name))


def _holds_several(incident: IncidentResponseData, name: str) -> bool:
    from datadog_incidents.models import IncidentFieldAttributesMultipleValue

    fields = attribute(incident.attributes, "fields")
    return is_object(fields) and isinstance(fields.get(name), IncidentFieldAttributesMultipleValue)
