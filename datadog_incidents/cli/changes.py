"""What changed since an export: which incidents are new, modified or gone, and the file that remembers those before.

No search finds incidents by when they were modified, and a list is in the order of creation. So each run goes through
all that is asked for and compares each incident with what it was like when it was exported. No time is kept, which
would have to agree with the service's clock; and what a search does not know yet is found by the next run.

Two files appear one after the other, the export and `STATE`, and a run can be killed in between. So what will be known
once the export is there is in `STATE.part` before it is there, with what the exported file is told by. Whoever finds
that looks for the file. If it is there, that is the state. If not, it may never have been there, or somebody has taken
it: what the two states say differently comes again.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from datadog_incidents._core.narrowing import is_object
from datadog_incidents.cli.export import Export, Terms, refuse_other_terms
from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.files import is_there, opened_alone, sync_folder
from datadog_incidents.cli.output.stdout import json_line
from datadog_incidents.rows import INCIDENT_COLUMNS, Column, Kind

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData


class Change(StrEnum):
    """What became of an incident since it was exported."""

    NEW = "new"
    """It was not exported, or was gone."""
    MODIFIED = "modified"
    GONE = "gone"
    """It was deleted, or is no longer found or shown."""


MARK: Final = "change"
"""The property of an exported incident, and the column, that tell its `Change`."""

MARKED_COLUMNS: Final[Mapping[str, Column[IncidentResponseData]]] = {
    **INCIDENT_COLUMNS,
    MARK: Column(Kind.TEXT, lambda incident: (incident.additional_properties or {}).get(MARK)),
}

_GROWING: Final = ("customer_impact_duration", "field_analytics")
"""Attributes that can grow while nobody changes anything."""

_UNKNOWN: Final = ""
"""The fingerprint of an incident that may have been exported, or may have been otherwise."""


class Before:
    """What was exported before, kept in a file that no other run uses until this is closed.

    Args:
        path: the file, which need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._next: Final = Path(f"{path}.part")
        self._file: BinaryIO = io.BytesIO()
        self._terms: Terms = {}
        self._known: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._in_vain = False  # whether the file that is open says nothing
        self._counts: Final = dict.fromkeys(Change, 0)

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {change}" for change, count in self._counts.items() if count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._in_vain and sys.platform != "win32":  # where an open file keeps its name
            self._next.unlink(missing_ok=True)
        self._file.close()

    def open(self, terms: Terms) -> None:
        """Read what is known, having finished what a run that was killed had begun.

        Args:
            terms: what is exported, as it was asked for.

        Raises:
            Refused: it is no such file, it is about something else, or another run is using it.
        """
        if not self._path.parent.is_dir():
            raise Refused(f"{self._path} cannot be written: there is no folder {self._path.parent}", 1)
        is_there(self._path)
        self._file = opened_alone(self._next, new=not is_there(self._next))
        decided = _documents(self._file.read())
        if decided and decided[-1]["told_by"] == _told_by(Path(decided[-1]["file"])):
            self._replace()
            self._file, decided = opened_alone(self._next, new=True), []
        self._in_vain = not decided
        self._terms = terms
        if is_there(self._path):
            self._known = self._read()
        for each in decided:
            self._known |= dict.fromkeys(dict(each["incidents"].items() - self._known.items()), _UNKNOWN)

    def _read(self) -> dict[str, str]:
        documents = _documents(self._path.read_bytes())
        if not documents:
            raise Refused(f"{self._path} is no state of an export; name another file")
        refuse_other_terms(self._path, documents[-1]["terms"], self._terms, "name another file")
        known: dict[str, str] = documents[-1]["incidents"]
        return known

    def export_changes(self, export: Export, pages: Iterable[Sequence[IncidentResponseData]]) -> int:
        """Export what changed, and know it from then on.

        Args:
            export: what it goes into, which is begun. It is completed, or its part is removed.
            pages: all incidents that there are.

        Returns:
            How many incidents changed.
        """
        try:
            count = export.append(self._changed(pages))
            self._decide(export)
            export.complete()
        except (Exception, KeyboardInterrupt):
            export.discard()
            raise
        self._replace()
        return count

    def _changed(self, pages: Iterable[Sequence[IncidentResponseData]]) -> Iterator[list[IncidentResponseData]]:
        """What changed, each incident with its mark; at the end those that are gone, of which there is the id alone."""
        from datadog_incidents.models import IncidentResponseData, IncidentType

        for incidents in pages:
            yield [incident for incident in incidents if self._is_changed(incident)]
        gone = [each for each in self._known if each not in self._now]
        yield [self._marked(IncidentResponseData(id=each, type=IncidentType.INCIDENTS), Change.GONE) for each in gone]

    def _is_changed(self, incident: IncidentResponseData) -> bool:
        identity, fingerprint = str(incident.id), _fingerprint(incident)
        self._now[identity] = fingerprint
        was = self._known.get(identity)
        if was == fingerprint:
            return False
        self._marked(incident, Change.NEW if was is None else Change.MODIFIED)
        return True

    def _marked(self, incident: IncidentResponseData, change: Change) -> IncidentResponseData:
        self._counts[change] += 1
        incident.additional_properties = {**(incident.additional_properties or {}), MARK: change.value}
        return incident

    def _decide(self, export: Export) -> None:
        """Write what is known as soon as an export is complete, whose part is on the disk."""
        self._in_vain = False
        told = {"file": str(export.target.absolute()), "told_by": _told_by(export.part)}
        line = json_line({**told, "terms": self._terms, "incidents": self._now})
        self._file.write(f"\n{line}\n".encode())  # what was decided before is kept until this is the state
        self._file.flush()
        os.fsync(self._file.fileno())
        sync_folder(self._next.parent)

    def _replace(self) -> None:
        """Let what was decided be what is known: the export is there."""
        if sys.platform == "win32":
            self._file.close()  # an open file keeps its name there
        self._next.replace(self._path)
        sync_folder(self._path.parent)
        self._file.close()


def _documents(content: bytes) -> list[Any]:
    """What was decided, a line each, the last at the end. A line that is torn is none."""
    documents: list[Any] = []
    for line in content.splitlines():
        with suppress(ValueError):
            documents.append(json.loads(line))
    return [each for each in documents if is_object(each) and each.keys() >= {"file", "told_by", "terms", "incidents"}]


def _told_by(path: Path) -> str | None:
    """What tells a file from others, by what is in it; None if it is not there."""
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return None


def _fingerprint(incident: IncidentResponseData) -> str:
    document: Any = incident.to_dict()
    attributes = document.get("attributes")
    if is_object(attributes):
        document["attributes"] = {name: value for name, value in attributes.items() if name not in _GROWING}
    return _digest(json.dumps(document, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
