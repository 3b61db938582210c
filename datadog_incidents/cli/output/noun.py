"""What belongs to incidents, such as todos: as data, how it is shown, and what people call it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.settings.suggestion import nearest
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.output.columns import minute_of, text_of
from datadog_incidents.cli.output.stdout import json_line, write_csv, write_json, write_line
from datadog_incidents.cli.output.table import Table
from datadog_incidents.cli.program import tell
from datadog_incidents.exceptions import NoMatchError
from datadog_incidents.report.words import counted
from datadog_incidents.rows import Column, Kind, row_of

if TYPE_CHECKING:
    from datadog_incidents import IncidentsApi
    from datadog_incidents._core.codec.model import Resource

ItemT = TypeVar("ItemT", bound="Resource")

_SHORT: Final = 8
"""How much of a UUID is shown."""
_SHORTEST: Final = 4
"""How much of a UUID it takes to be meant by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun(Generic[ItemT]):
    """A kind of things that a command is named after."""

    name: str
    """What one is called; several get an s."""
    module: str
    """The module of `datadog_incidents.api` with its operations."""
    identifier: str
    """The parameter of operations that takes the id of one."""
    read: Callable[[IncidentsApi, str], Sequence[ItemT]]
    """Reads all that an incident has, or that there are: takes the id of the incident."""
    of_incidents: bool = True
    """Whether they belong to incidents; else to the organization."""
    columns: Mapping[str, Column[ItemT]]
    """The columns of CSV, among them `id`."""
    table: Mapping[str, str]
    """The columns of the table: their titles, and which columns of CSV they show."""
    called: Sequence[str]
    """The columns that people call one by; the first that says something is its name."""

    def id_of(self, item: ItemT) -> str:
        """The UUID of a thing."""
        return text_of(self.columns["id"].value(item))

    def label_of(self, item: ItemT) -> str:
        """What a thing is called in a line for people: its noun, and how its id begins."""
        return f"{self.name} {self.id_of(item)[:_SHORT]}"

    def names_of(self, item: ItemT) -> list[str]:
        """What people call a thing, each in a line."""
        return [name for column in self.called if (name := text_of(self.columns[column].value(item)))]

    def name_of(self, item: ItemT) -> str:
        """What people call a thing first of all; its id if they have no name for it."""
        return next(iter(self.names_of(item)), self.id_of(item))

    def meant(self, items: Sequence[ItemT], reference: str) -> ItemT:
        """The thing that somebody means.

        Args:
            items: those that there are.
            reference: one of its names, its id, or how its id begins; case does not count.

        Raises:
            NoMatchError: it is none of them, or several.
        """
        wanted = text_of(reference).strip().casefold()
        found = [item for item in items if self.id_of(item) == wanted]
        found = found or [item for item in items if self._goes_by(item, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(map(self.id_of, found))
            raise NoMatchError(f"{self.name}: {reference!r} may be any of {len(found)}; their ids are {ids}")
        close = nearest(wanted, [name for item in items for name in self.names_of(item)])
        hint = f"did you mean {close!r}?" if close else f"'{self.name} list' shows what there is"
        raise NoMatchError(f"{self.name}: there is no {reference!r}; {hint}")

    def _goes_by(self, item: ItemT, wanted: str) -> bool:
        begins = len(wanted) >= _SHORTEST and self.id_of(item).startswith(wanted)
        return begins or wanted in (name.casefold() for name in self.names_of(item))

    def show(self, items: Sequence[ItemT], output: Output, *, raw: bool = False) -> None:
        """Write things to stdout, and below a table to stderr how many they are.

        Args:
            items: the things.
            output: how.
            raw: whether CSV has texts as they are that a spreadsheet would run.
        """
        match output:
            case Output.TABLE:
                self._table(items).write()
                sys.stdout.flush()
                tell(counted(len(items), self.name))
            case Output.CSV:
                write_csv(list(self.columns), (row_of(item, self.columns).values() for item in items), raw=raw)
            case Output.NDJSON:
                for item in items:
                    write_line(json_line(item.to_dict()))
            case Output.JSON:
                write_json([item.to_dict() for item in items])

    def _table(self, items: Sequence[ItemT]) -> Table:
        columns = [self.columns[name] for name in self.table.values()]
        rows = [[_cell(column.value(item)) for column in columns] for item in items]
        position = list(self.table.values()).index("id")
        if len({row[position][:_SHORT] for row in rows}) == len(rows):  # else it would not tell them apart
            for row in rows:
                row[position] = row[position][:_SHORT]
        texts = [at for at, column in enumerate(columns) if column.kind in (Kind.TEXT, Kind.TEXTS) and at != position]
        return Table(tuple(self.table), rows, giving_way=texts)


def _cell(value: object) -> str:
    """A value as people read it in a table."""
    from datadog_incidents.report.text import duration_text

    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return minute_of(value)
        case timedelta():
            return duration_text(value)
        case _:
            return ", ".join(map(text_of, value)) if is_list(value) else text_of(value)
