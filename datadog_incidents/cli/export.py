"""Exports: a file that is there as a whole or not at all, and can be gone on with after whatever ended it.

While it is written it is `FILE.part`, a line for each incident; `FILE.part.export` beside it says what is exported.
Incidents come oldest first, so that what is new joins at the end. Going on, the export begins some way before where it
stood; the pager steps back from there where incidents were deleted meanwhile, and leaves out what is there.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self, TypeAlias

from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.files import is_there, move_unless_there, opened_alone, sync_folder
from datadog_incidents.cli.output.spreadsheet import csv_line
from datadog_incidents.cli.output.stdout import json_line
from datadog_incidents.rows import INCIDENT_COLUMNS, Column, row_of

if TYPE_CHECKING:
    from datadog_incidents import Pager
    from datadog_incidents.models import IncidentResponseData

OVERLAP: Final = 100
"""How many incidents that are there already an export looks at again, at least, when it goes on."""

Terms: TypeAlias = dict[str, str | None]
"""What is exported, as it was asked for, by name."""

Moments: TypeAlias = tuple[datetime | None, datetime | None]
"""When the incidents were created: the first moment that counts, and the first that no longer does."""

OpenAt: TypeAlias = "Callable[[int], Pager[IncidentResponseData, Any]]"
"""Takes an offset and gives the pager of what is exported from there on."""

Pages: TypeAlias = "Iterator[tuple[Sequence[IncidentResponseData], int | None]]"
"""Incidents a page at a time, with the total where the API tells it."""

Columns: TypeAlias = "Mapping[str, Column[IncidentResponseData]]"
"""The columns of CSV."""


class Format(StrEnum):
    """The format of an exported file."""

    NDJSON = "ndjson"
    CSV = "csv"

    @classmethod
    def of(cls, path: Path) -> Format:
        """The format that the suffix of a file names; NDJSON unless it is `.csv`."""
        return cls.CSV if path.suffix.lower() == ".csv" else cls.NDJSON

    def header(self, columns: Columns = INCIDENT_COLUMNS) -> str:
        """The line at the top, if there is one.

        Args:
            columns: the columns of CSV.
        """
        return csv_line(columns) if self is Format.CSV else ""

    def lines(
        self, incidents: Iterable[IncidentResponseData], columns: Columns = INCIDENT_COLUMNS, *, raw: bool = False
    ) -> str:
        """Incidents, each as one line.

        Args:
            incidents: the incidents.
            columns: the columns of CSV.
            raw: whether CSV has texts as they are that a spreadsheet would run.
        """
        if self is Format.CSV:
            return "".join(csv_line(row_of(incident, columns).values(), raw=raw) for incident in incidents)
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
        return dict(zip(INCIDENT_COLUMNS, row, strict=True))["id"]


class Export:
    """An export into a file, which nobody else can write until this is closed.

    Args:
        target: the file.
        format: its format.
        force: whether to overwrite what is there.
        raw: whether CSV has texts as they are that a spreadsheet would run.
        columns: the columns of CSV.
    """

    def __init__(
        self,
        target: Path,
        format: Format,  # noqa: A002  # the name of the option
        *,
        force: bool = False,
        raw: bool = False,
        columns: Columns = INCIDENT_COLUMNS,
    ) -> None:
        self.target: Final = target
        """The file."""
        self.part: Final = Path(f"{target}.part")
        """The file while it is not complete."""
        self.note: Final = Path(f"{target}.part.export")
        """The file that says what is in the part."""
        self._format, self._force, self._raw, self._columns = format, force, raw, columns
        self._header = format.header(columns).encode()
        self._file: BinaryIO = io.BytesIO()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def names(self) -> set[Path]:
        """All files that it writes."""
        return {path.absolute() for path in (self.target, self.part, self.note)}

    def open(
        self, terms: Terms, moments: Moments, *, resume: bool = False, anew: bool = False
    ) -> tuple[Moments, set[str]]:
        """Begin with nothing, or go on with what is there.

        Args:
            terms: what is exported, as it was asked for.
            moments: what the moments in it mean, if it is begun now.
            resume: whether to go on, if there is something to go on with.
            anew: whether a part of the same terms is worth nothing, and is overwritten.

        Returns:
            The moments that it was begun with, and the ids of the incidents that are there.

        Raises:
            Refused: something is there that would be overwritten, the part is of something else, or another process
                is writing it.
        """
        self._refuse_to_overwrite()
        if not self.target.parent.is_dir():
            raise Refused(f"{self.target} cannot be written: there is no folder {self.target.parent}", 1)
        is_there(self.note)
        self._file = self._opened_part()
        there = os.fstat(self._file.fileno()).st_size > 0
        if there and resume:
            return self._begun_with(terms), self._ids_of_whole_lines()
        if there and anew and not self._force:
            self._begun_with(terms)
        elif there and not self._force:
            raise Refused(f"{self.part} is there: --resume goes on with it, --force begins anew")
        self._begin(terms, moments)
        return moments, set()

    def _opened_part(self) -> BinaryIO:
        file = opened_alone(self.part, new=not is_there(self.part))
        if os.fstat(file.fileno()).st_nlink == 1:
            return file
        if sys.platform == "win32":
            file.close()
        self.part.unlink()  # it is a whole export, too: one that was killed when it had got its name
        file.close()
        return opened_alone(self.part, new=True)

    def _begin(self, terms: Terms, moments: Moments) -> None:
        note = {"terms": terms, "moments": [each and each.isoformat() for each in moments]}
        try:
            self._file.truncate(0)
            self.note.write_text(json.dumps(note), encoding="utf-8")
            self._file.write(self._header)
            self._file.flush()
        except BaseException:
            self.discard()
            raise

    def _begun_with(self, terms: Terms) -> Moments:
        """The moments that the part was begun with, if its terms were these."""
        try:
            note: Any = json.loads(self.note.read_text(encoding="utf-8"))
            begun: Terms = note["terms"]
            since, until = (each and datetime.fromisoformat(each) for each in note["moments"])
        except (OSError, ValueError, KeyError, TypeError):
            raise Refused(f"{self.note} does not tell what {self.part} holds; --force begins anew") from None
        refuse_other_terms(self.part, begun, terms, "--force begins anew")
        return since, until

    def _ids_of_whole_lines(self) -> set[str]:
        """The ids of the incidents in the part, after a torn line at its end is cut off."""
        ids, whole = set[str](), 0
        for number, line in enumerate(self._file, start=1):
            if not line.endswith(b"\n"):
                break
            if number > 1 or not self._header:
                ids.add(self._id_in(line, number))
            elif line != self._header:
                raise Refused(f"{self.part} has other columns than this version writes; --force begins anew")
            whole += len(line)
        self._file.seek(whole)
        self._file.truncate()
        if not whole:
            self._file.write(self._header)
        return ids

    def _id_in(self, line: bytes, number: int) -> str:
        try:
            return self._format.id_in(line.decode())
        except (ValueError, KeyError, TypeError):
            raise Refused(f"{self.part}: line {number} is no incident in {self._format}; --force begins anew") from None

    def append(self, pages: Iterable[Sequence[IncidentResponseData]]) -> int:
        """Write incidents at the end of the part, a page at a time and in whole lines only.

        Args:
            pages: the incidents.

        Returns:
            How many were written.
        """
        written = 0
        for incidents in pages:
            lines = self._format.lines(incidents, self._columns, raw=self._raw)
            self._file.write(lines.encode(errors="backslashreplace"))
            self._file.flush()
            written += len(incidents)
        os.fsync(self._file.fileno())
        return written

    def can_be_gone_on_with(self) -> bool:
        """Whether there is a part with something in it. One with nothing in it is removed."""
        if not self.part.exists():
            return False
        if os.fstat(self._file.fileno()).st_size > len(self._header):
            return True
        self.discard()
        return False

    def complete(self) -> None:
        """Make the part the file.

        Raises:
            Refused: a file came to be there meanwhile.
        """
        self._refuse_to_overwrite()
        if sys.platform == "win32":
            self._file.close()  # an open file keeps its name there
        if self._force:
            self.part.replace(self.target)
        else:
            try:
                move_unless_there(self.part, self.target)
            except FileExistsError:
                self._refuse_to_overwrite()
                raise
        sync_folder(self.target.parent)
        self.note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove the part."""
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _refuse_to_overwrite(self) -> None:
        """Raise if the file is there and must not be overwritten, or is none."""
        if is_there(self.target) and not self._force:
            raise Refused(f"{self.target} is there already; --force overwrites it")


def refuse_other_terms(path: Path, begun: Terms, asked: Terms, otherwise: str) -> None:
    """Raise if what is in a file is not what is asked for.

    Args:
        path: the file.
        begun: what is in it.
        asked: what is asked for.
        otherwise: what to do then.

    Raises:
        Refused: it is something else.
    """
    for name, now in asked.items():
        if now != (was := begun.get(name)):
            said, meant = (f"without {name}" if term is None else f"with {name} {term!r}" for term in (was, now))
            raise Refused(f"{path} was begun {said}, not {meant}; {otherwise}")


def pages_after(seen: set[str], open_at: OpenAt) -> Pages:
    """The pages of what is not there yet.

    Args:
        seen: the ids of the incidents that are there.
        open_at: gives the pager from an offset on.
    """
    for page in open_at(max(0, len(seen) - OVERLAP)).pages(delivered=seen):
        yield page.items, page.total
