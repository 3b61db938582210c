"""Writing to stdout: incidents as a table, JSON, a document a line, or CSV."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.one_line import one_line
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.output.columns import COLUMNS, TABLE_COLUMNS, incident_table
from datadog_incidents.cli.output.spreadsheet import csv_line
from datadog_incidents.rows import INCIDENT_COLUMNS, row_of

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData


def write_incidents(
    incidents: Iterable[IncidentResponseData],
    output: Output,
    *,
    columns: Sequence[str] | None = None,
    included: bool = False,
    raw: bool = False,
    most_lines: int | None = None,
) -> int:
    """Write incidents to stdout, as they come but for tables.

    Args:
        incidents: what to write.
        output: how.
        columns: which columns tables and CSV have, if not their usual ones.
        included: whether JSON documents get what was included with them.
        raw: whether CSV has texts as they are that a spreadsheet would run.
        most_lines: how many lines of a table there is room for.

    Returns:
        How many there were.
    """
    counted = _Counted(incidents)
    match output:
        case Output.TABLE:
            incident_table(list(counted), columns or TABLE_COLUMNS).write(most_lines)
        case Output.CSV:
            asked = {name: COLUMNS[name] for name in columns or INCIDENT_COLUMNS}
            write_csv(list(asked), (row_of(each, asked).values() for each in counted), raw=raw)
        case Output.JSON | Output.NDJSON:
            write_documents((document_of(incident, included=included) for incident in counted), output)
    return counted.count


class _Counted(Iterator["IncidentResponseData"]):
    """Counts what passes through."""

    def __init__(self, incidents: Iterable[IncidentResponseData]) -> None:
        self._incidents = iter(incidents)
        self.count = 0

    def __next__(self) -> IncidentResponseData:
        incident = next(self._incidents)
        self.count += 1
        return incident


def document_of(incident: IncidentResponseData, *, included: bool = False) -> dict[str, Any]:
    """The document of an incident as the API sends it.

    Args:
        incident: the incident.
        included: whether to add, as `included`, the resources that came along and that it refers to.
    """
    document = incident.to_dict()
    if included:
        document["included"] = [resource.to_dict() for resource in related_to(incident)]
    return document


def related_to(incident: IncidentResponseData) -> list[Any]:
    """The resources that an incident refers to, of all those that came along with its page."""
    referred = set(_ids_in(incident.to_dict().get("relationships")))
    return [resource for identity, resource in incident.included.items() if identity in referred]


def _ids_in(value: object) -> Iterator[str]:
    if is_object(value) and isinstance(value.get("id"), str):
        yield value["id"]
    for inner in value.values() if is_object(value) else value if is_list(value) else ():
        yield from _ids_in(inner)


def json_line(document: Mapping[str, Any]) -> str:
    """A document as one line of JSON."""
    return _json_text(document, separators=(",", ":"))


def write_documents(documents: Iterable[Mapping[str, Any]], output: Output) -> None:
    """Write JSON documents, as they come.

    Args:
        documents: what to write.
        output: how: as one array, or else a document a line.
    """
    if output is Output.JSON:
        _write_array(documents)
    else:
        for document in documents:
            _write(f"{json_line(document)}\n")


def write_json(document: object) -> None:
    """Write one JSON document, indented."""
    _write(f"{_json_text(document, indent=2)}\n")


def _write_array(documents: Iterable[Mapping[str, Any]]) -> None:
    """Write an array element by element, so that it need not be kept in memory."""
    before = "["
    for document in documents:
        element = _json_text([document], indent=2).removeprefix("[").removesuffix("\n]")
        sys.stdout.write(f"{before}{element}")
        before = ","
    _write("\n]\n" if before == "," else "[]\n")


def _json_text(document: object, **layout: Any) -> str:
    """JSON in ASCII, so that it survives every pipe and locale, and that every parser takes.

    A number beyond a double is one that is read as infinite again; what is none is null.
    """
    try:
        return json.dumps(document, allow_nan=False, **layout)
    except ValueError:
        return _STRING_OR_NO_NUMBER.sub(lambda found: _NUMBERS.get(found[0], found[0]), json.dumps(document, **layout))


_STRING_OR_NO_NUMBER: Final = re.compile(r'"(?:[^"\\]|\\.)*"|-?Infinity|NaN')
_NUMBERS: Final = {"Infinity": "1e999", "-Infinity": "-1e999", "NaN": "null"}


def write_csv(header: Sequence[str], rows: Iterable[Iterable[object]], *, raw: bool = False) -> None:
    """Write rows as CSV with a header.

    Args:
        header: the names of the columns.
        rows: what each column holds.
        raw: whether to leave texts as they are that a spreadsheet would run.
    """
    sys.stdout.write(csv_line(header))
    for row in rows:
        sys.stdout.write(csv_line(row, raw=raw))


def write_page(page: str) -> None:
    """Write a page of HTML, in UTF-8 as it says of itself, whatever the locale."""
    sys.stdout.buffer.write(page.encode())
    sys.stdout.flush()


def write_line(line: str) -> None:
    """Write a line for people to stdout."""
    _write(f"{one_line(line)}\n")


def _write(text: str) -> None:
    """Write to stdout, at once, so that whoever reads it can begin."""
    sys.stdout.write(text)
    sys.stdout.flush()
