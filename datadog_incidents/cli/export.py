"""Exports: a file that is there as a whole or not at all, and can be gone on with after whatever ended it.

While it is written it is `FILE.part`, a line for each incident; `FILE.part.export` beside it says what is exported.
Incidents come oldest first, so that what is new joins at the end. Going on, the export begins some way before where it
stood, at a page whose first incident it has. If it has not, incidents were deleted meanwhile and the rest moved
forward, so it begins earlier: either way nothing between is missed, and what comes again is left out.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.columns import CSV_COLUMNS, csv_row
from datadog_incidents.cli.output.stdout import json_line

if TYPE_CHECKING:
    from datadog_incidents import Page, Pager
    from datadog_incidents.models import IncidentResponseData

OVERLAP: Final = 100
"""How many incidents that are there already an export looks at again, at least, when it goes on."""

Terms: TypeAlias = dict[str, str | None]
"""What is exported, as it was asked for, by name."""

Moments: TypeAlias = tuple[datetime | None, datetime | None]
"""When the incidents were created: the first moment that counts, and the first that no longer does."""

OpenAt: TypeAlias = "Callable[[int], Pager[IncidentResponseData, Any]]"
"""Takes an offset and gives the pager of what is exported from there on."""


class Format(StrEnum):
    """The format of an exported file."""

    NDJSON = "ndjson"
    CSV = "csv"

    @classmethod
    def of(cls, path: Path) -> Format:
        """The format that the suffix of a file names; NDJSON unless it is `.csv`."""
        return cls.CSV if path.suffix.lower() == ".csv" else cls.NDJSON

    @property
    def header(self) -> str:
        """The line at the top, if there is one."""
        return _csv_line(list(CSV_COLUMNS)) if self is Format.CSV else ""

    def lines(self, incidents: Iterable[IncidentResponseData]) -> str:
        """Incidents, each as one line."""
        if self is Format.CSV:
            return "".join(_csv_line(csv_row(incident)) for incident in incidents)
        return "".join(f"{json_line(incident.to_dict())}\n" for incident in incidents)

    def id_in(self, line: str) -> str:
        """The id of the incident that a line is about.

        Raises:
            ValueError: it is no such line.
        """
        if self is Format.NDJSON:
            document: Any = json.loads(line)
            return str(document["id"])
        (row,) = csv.reader([line])
        return dict(zip(CSV_COLUMNS, row, strict=True))["id"]


def _csv_line(row: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class Export:
    """An export into a file.

    Args:
        target: the file.
        format: its format.
        force: whether to overwrite what is there.
    """

    target: Path
    format: Format
    force: bool

    @property
    def part(self) -> Path:
        """The file while it is not complete."""
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def note(self) -> Path:
        """The file that says what is in the part."""
        return self.target.with_name(f"{self.target.name}.part.export")

    def begin(self, terms: Terms, moments: Moments) -> None:
        """Begin with nothing.

        Args:
            terms: what is exported, as it was asked for.
            moments: what the moments in it mean.

        Raises:
            Refused: something is there that would be overwritten.
        """
        self.refuse_to_overwrite()
        if not self.target.parent.is_dir():
            raise Refused(f"{self.target} cannot be written: there is no folder {self.target.parent}", 1)
        if self.part.exists() and not self.force:
            raise Refused(f"{self.part} is there: --resume goes on with it, --force begins anew")
        self.part.unlink(missing_ok=True)
        note = {"terms": terms, "moments": [each and each.isoformat() for each in moments]}
        self.note.write_text(json.dumps(note), encoding="utf-8")
        self.part.write_text(self.format.header, encoding="utf-8")

    def go_on(self, terms: Terms) -> tuple[Moments, set[str]]:
        """Go on with what is there, but for a last line that is torn.

        Args:
            terms: what is to be exported, as it was asked for.

        Returns:
            The moments that it was begun with, and the ids of the incidents that are there.

        Raises:
            Refused: it was begun with other terms, or the part is none.
        """
        self.refuse_to_overwrite()
        try:
            note: Any = json.loads(self.note.read_text(encoding="utf-8"))
            begun: Terms = note["terms"]
            since, until = (each and datetime.fromisoformat(each) for each in note["moments"])
        except (OSError, ValueError, KeyError, TypeError):
            raise Refused(f"{self.note} does not tell what {self.part} holds; --force begins anew") from None
        for name, asked in terms.items():
            if asked != begun.get(name):
                was, now = (
                    f"without {name}" if term is None else f"with {name} {term!r}" for term in (begun.get(name), asked)
                )
                raise Refused(f"{self.part} was begun {was}, not {now}; --force begins anew")
        return (since, until), self._ids_of_whole_lines()

    def _ids_of_whole_lines(self) -> set[str]:
        """The ids of the incidents in the part, after a torn line at its end is cut off."""
        header, ids, whole = self.format.header.encode(), set[str](), 0
        with self.part.open("r+b") as file:
            for number, line in enumerate(file, start=1):
                if not line.endswith(b"\n"):
                    break
                if number > 1 or not header:
                    ids.add(self._id_in(line, number))
                elif line != header:
                    raise Refused(f"{self.part} has other columns than this version writes; --force begins anew")
                whole += len(line)
            file.truncate(whole)
            if not whole:
                file.seek(0)
                file.write(header)
        return ids

    def _id_in(self, line: bytes, number: int) -> str:
        try:
            return self.format.id_in(line.decode())
        except (ValueError, KeyError, TypeError):
            raise Refused(f"{self.part}: line {number} is no incident in {self.format}; --force begins anew") from None

    def append(self, pages: Iterable[Sequence[IncidentResponseData]]) -> Iterator[int]:
        """Write incidents at the end of the part, a page at a time and in whole lines only.

        Args:
            pages: the incidents.

        Yields:
            How many were written in all, after each page.
        """
        written = 0
        with self.part.open("ab") as file:
            for incidents in pages:
                file.write(self.format.lines(incidents).encode(errors="backslashreplace"))
                file.flush()
                written += len(incidents)
                yield written
            os.fsync(file.fileno())

    def give_up_if_empty(self) -> bool:
        """Remove the part if there is nothing in it to go on with; says whether that was so."""
        empty = self.part.stat().st_size <= len(self.format.header.encode())
        if empty:
            self.part.unlink()
            self.note.unlink(missing_ok=True)
        return empty

    def complete(self) -> None:
        """Make the part the file.

        Raises:
            Refused: a file came to be there meanwhile.
        """
        self.refuse_to_overwrite()
        self.part.replace(self.target)
        self.note.unlink(missing_ok=True)

    def refuse_to_overwrite(self) -> None:
        """Raise if the file is there and must not be overwritten, or is none."""
        if self.target.is_dir():
            raise Refused(f"{self.target} is a folder; name a file")
        if self.target.exists() and not self.force:
            raise Refused(f"{self.target} is there already; --force overwrites it")


def pages_after(seen: set[str], open_at: OpenAt) -> Iterator[tuple[Sequence[IncidentResponseData], int | None]]:
    """The pages of what is not there yet, with the total where the API tells it.

    Args:
        seen: the ids of the incidents that are there.
        open_at: gives the pager from an offset on.
    """
    back = OVERLAP
    while True:
        offset = max(0, len(seen) - back) if seen else 0
        pager = open_at(offset)
        pages = pager.pages()
        first = next(pages, None)
        if offset == 0 or (first is not None and _begins_with(first, seen)):
            break
        back *= 2
    while first is not None:
        yield [incident for incident in first.items if incident.id not in seen], first.total
        first = next(pages, None)


def _begins_with(page: Page[IncidentResponseData, Any], seen: set[str]) -> bool:
    return bool(page.ids) and page.ids[0] in seen
