"""`export --modified-since`: what changed, once, whatever happens between two runs or to one of them."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from datadog_incidents.cli import changes, export
from datadog_incidents.cli.changes import Before
from datadog_incidents.cli.export import Export, Format, Terms
from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output import files
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentResponseData
from datadog_incidents.rows import INCIDENT_COLUMNS

from .conftest import Cli, run

BeforeRequest = Callable[[int, Callable[[], object]], None]


def changes_in(path: Path) -> dict[str, list[str]]:
    """The titles of the incidents in a file by what became of them; of those that are gone the id."""
    found: dict[str, list[str]] = {}
    for line in path.read_text().splitlines():
        document = json.loads(line)
        found.setdefault(document["change"], []).append(document.get("attributes", {}).get("title", document["id"]))
    return found


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def exported(cli: Cli, emulator: Emulator, tmp_path: Path) -> Callable[..., dict[str, list[str]]]:
    """Takes the name of a file and options; gives what changed since the run before."""

    def exported(name: str, *options: str) -> dict[str, list[str]]:
        cli.output("export", str(tmp_path / name), "--modified-since", str(tmp_path / "state"), *options)
        assert "state.part" not in names_in(tmp_path)
        return changes_in(tmp_path / name)

    return exported


Exported = Callable[..., dict[str, list[str]]]


def titled(emulator: Emulator, *titles: str, **described: Any) -> list[str]:
    """The ids of new incidents."""
    return [str(emulator.seed_incident(title=title, **described)["id"]) for title in titles]


def test_a_run_has_what_changed_since_the_run_before(
    cli: Cli, emulator: Emulator, exported: Exported, tmp_path: Path
) -> None:
    _, deleted, _ = titled(emulator, "one", "two", "three")
    assert exported("1.ndjson") == {"new": ["one", "two", "three"]}
    assert exported("2.ndjson") == {}
    cli.output("update", "IR-3", "--title", "drei")
    cli.output("delete", "IR-2", "--yes")
    titled(emulator, "four")
    assert exported("3.ndjson") == {"modified": ["drei"], "new": ["four"], "gone": [deleted]}
    assert exported("4.ndjson") == {}
    assert names_in(tmp_path) == ["1.ndjson", "2.ndjson", "3.ndjson", "4.ndjson", "state"]


def test_how_many_changed_is_told(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    titled(emulator, "one", "two")
    first, second, third = (str(tmp_path / f"{number}.csv") for number in (1, 2, 3))
    state = ("--modified-since", str(tmp_path / "state"))
    assert cli("export", first, *state).err == f"datadog-incidents: 2 incidents in {first}: 2 new\n"
    cli.output("resolve", "IR-1")
    titled(emulator, "three")
    assert cli("export", second, *state).err == f"datadog-incidents: 2 incidents in {second}: 1 new, 1 modified\n"
    assert cli("export", third, *state).err == f"datadog-incidents: 0 incidents in {third}\n"


def test_csv_has_the_mark_as_its_last_column(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    (identity,) = titled(emulator, "one")
    for name in ("1.csv", "2.csv"):
        cli.output("export", str(tmp_path / name), "--modified-since", str(tmp_path / "state"))
        cli("delete", "IR-1", "--yes")
    header, row = csv.reader((tmp_path / "1.csv").read_text().splitlines())
    assert header == [*INCIDENT_COLUMNS, "change"]
    assert (row[1], row[2], row[-1]) == (identity, "one", "new")
    _, gone = csv.DictReader((tmp_path / "2.csv").read_text().splitlines()).reader
    assert dict(zip(header, gone, strict=True)) == {**dict.fromkeys(header, ""), "id": identity, "change": "gone"}


def test_a_search_has_what_it_finds_no_longer_as_gone(cli: Cli, emulator: Emulator, exported: Exported) -> None:
    resolved, _ = titled(emulator, "one", "two", state="active")
    query = ("--query", "state:active")
    assert exported("1.ndjson", *query) == {"new": ["one", "two"]}
    cli.output("resolve", "IR-1")
    emulator.clock.advance(600)
    assert exported("2.ndjson", *query) == {"gone": [resolved]}
    cli.output("update", "IR-1", "--state", "active")
    assert exported("3.ndjson", *query) == {"new": ["one"]}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-", "--modified-since", "state"], "export: --modified-since needs a FILE, which stdout is not"),
        (
            ["a.ndjson", "--modified-since", "state", "--resume"],
            "export: --resume does not go with --modified-since, which begins anew and loses nothing",
        ),
        (
            ["a.ndjson", "--modified-since", "90d"],
            "export: --modified-since: '90d' is a time; name a file, such as a.state",
        ),
        (
            ["a.ndjson", "--modified-since", "a.ndjson.part"],
            "export: --modified-since: a.ndjson.part is written by the export itself; name another file",
        ),
        (["a.ndjson", "--modified-since", "other"], "other is no state of an export; name another file"),
        (["a.ndjson", "--modified-since", "."], ". is a folder; name a file, or - for stdout"),
        (
            ["a.ndjson", "--modified-since", "state", "--query", "state:active"],
            "state was begun without query, not with query 'state:active'; name another file",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    cli.output("export", "before.ndjson", "--modified-since", "state")
    Path("other").write_text('{"terms": 1}')
    there = names_in(tmp_path)
    assert cli.error("export", *options, code=2) == said
    assert names_in(tmp_path) == there


def test_a_second_run_is_refused_while_the_first_uses_the_state(
    emulator: Emulator, cli: Cli, before_request: BeforeRequest, tmp_path: Path
) -> None:
    emulator.seed(150)
    state, second = ("--modified-since", str(tmp_path / "state")), list[subprocess.CompletedProcess[str]]()
    before_request(2, lambda: second.append(run("export", str(tmp_path / "2.ndjson"), *state)))
    cli.output("export", str(tmp_path / "1.ndjson"), "--prefetch", "0", *state)
    said = f"{tmp_path}/state.part is being written by another export; wait for it, or name another file"
    assert [(each.returncode, each.stderr) for each in second] == [(1, f"datadog-incidents: {said}\n")]
    assert names_in(tmp_path) == ["1.ndjson", "state"]


def test_a_run_that_fails_leaves_nothing_and_the_next_has_it_all(
    cli: Cli, emulator: Emulator, exported: Exported, before_request: BeforeRequest, tmp_path: Path
) -> None:
    emulator.seed(150)
    before_request(2, lambda: emulator.inject("list_incidents", status=403, times=None))
    path, state = str(tmp_path / "1.ndjson"), str(tmp_path / "state")
    assert "--resume" not in cli.error("export", path, "--modified-since", state, "--prefetch", "0", code=3)
    assert names_in(tmp_path) == []
    emulator.clear_faults()
    assert len(exported("1.ndjson")["new"]) == 150


def test_a_part_of_another_export_is_kept(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    titled(emulator, "one")
    path, part = tmp_path / "a.ndjson", tmp_path / "a.ndjson.part"
    part.write_text("somebody else's\n")
    (tmp_path / "a.ndjson.part.export").write_text(json.dumps({"terms": {}, "moments": [None, None]}))
    said = cli.error("export", str(path), "--modified-since", str(tmp_path / "state"), code=2)
    assert said.startswith(f"{part} was begun without ")
    assert part.read_text() == "somebody else's\n"


def test_a_file_that_is_there_is_kept_and_its_changes_come_with_the_next_run(
    cli: Cli, emulator: Emulator, exported: Exported, tmp_path: Path
) -> None:
    titled(emulator, "one")
    assert exported("1.ndjson") == {"new": ["one"]}
    titled(emulator, "two")
    path = tmp_path / "1.ndjson"
    said = cli.error("export", str(path), "--modified-since", str(tmp_path / "state"), code=2)
    assert said == f"{path} is there already; --force overwrites it"
    path.unlink()
    assert exported("1.ndjson") == {"new": ["two"]}


def test_what_grows_by_itself_is_no_change(tmp_path: Path) -> None:
    def run_with(name: str, duration: int) -> int:
        attributes = {"title": "one", "customer_impact_duration": duration, "field_analytics": {"state": duration}}
        return run_here(tmp_path / name, tmp_path / "state", [incident_of("1", attributes)])

    assert [run_with("1", 1), run_with("2", 2)] == [1, 0]


def test_half_of_what_was_to_be_the_state_is_none(tmp_path: Path) -> None:
    state, there = tmp_path / "state", {"1": 1}
    run_here(tmp_path / "1", state, incidents_of(there))
    (tmp_path / "state.part").write_bytes(state.read_bytes()[:-9])
    assert run_here(tmp_path / "2", state, incidents_of(there)) == 0


def test_a_file_that_was_taken_before_it_was_remembered_is_followed_by_what_became_of_its_incidents(
    tmp_path: Path,
) -> None:
    state, decided = tmp_path / "state", tmp_path / "state.part"
    run_here(tmp_path / "1", state, incidents_of({"1": 1, "2": 1}))
    (tmp_path / "1").unlink()
    state.rename(decided)  # killed in between
    decided.write_bytes(decided.read_bytes() + b'{"file":')  # and once more, when it was to be decided again
    run_here(tmp_path / "2", state, incidents_of({"2": 1, "3": 1}))
    assert sorted(json.loads(line)["id"] for line in (tmp_path / "2").read_text().splitlines()) == ["1", "2", "3"]
    assert changes_in(tmp_path / "2")["gone"] == ["1"]


# A process that is killed leaves what is in its files at that moment, and not what is in its buffers.

Documents = dict[str, int]
"""The version of each incident, by its id."""

Left = dict[str, bytes]
"""What is in the files of a folder."""


def incident_of(identity: str, attributes: dict[str, Any]) -> IncidentResponseData:
    return IncidentResponseData.from_dict({"id": identity, "type": "incidents", "attributes": attributes})


def incidents_of(documents: Documents) -> list[IncidentResponseData]:
    return [incident_of(each, {"title": f"version {version}"}) for each, version in documents.items()]


def run_here(file: Path, state: Path, incidents: Sequence[IncidentResponseData]) -> int:
    asked: Terms = {"query": None}
    pages = (incidents[at : at + 3] for at in range(0, len(incidents), 3))
    with Export(file, Format.NDJSON) as target, Before(state) as before:
        before.open(asked)
        target.open(asked | {"state": str(state)}, (None, None), anew=True)
        return before.export_changes(target, pages)


@contextmanager
def before_each_line(look: Callable[[], object]) -> Generator[None]:
    """Do something before each line of the modules that write."""
    modules, usual = {module.__file__ for module in (changes, export, files)}, sys.gettrace()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename not in modules:
            return None
        if event == "line":
            look()
        return trace

    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(usual)


class Somebody:
    """Runs again and again, takes the files and does what they say.

    Args:
        folder: where the files are.
        numbered: whether each run has a file of its own.
        patient: whether files are left alone when a run was killed.
    """

    def __init__(self, folder: Path, *, numbered: bool = True, patient: bool = True) -> None:
        self._folder, self._numbered, self._patient = folder, numbered, patient
        self._runs = 0
        self.known: Documents = {}
        self.repeated = 0

    def run(self, listed: Documents) -> None:
        """A run that is not killed. Where a file is in its way, that is taken first."""
        try:
            self._run(listed)
        except Refused:
            assert not self._numbered
            self._take_all()
            self._run(listed)
        self._take_all()

    def all_that_is_left(self, listed: Documents) -> list[Left]:
        """All that a run can leave if it is killed, each only once."""
        found: list[Left] = []

        def look() -> None:
            left = self._left()
            if left not in found:
                found.append(left)

        with before_each_line(look):
            self._run(listed)
        return found

    def run_killed(self, listed: Documents, at: int) -> bool:
        """A run that is killed when it comes to so many lines; whether it did."""
        lines, left = count(), Left()

        def look() -> None:
            if next(lines) == at:
                left.update(self._left())

        with before_each_line(look):
            self._run(listed)
        killed = next(lines) > at
        if killed:
            self.find(left)
        if not killed or not self._patient:
            self._take_all()
        return killed

    def find(self, left: Left) -> None:
        """Have what a run has left in the folder, and nothing else."""
        there = self._left()
        for name in there.keys() - left.keys():
            (self._folder / name).unlink()
        for name, content in left.items():
            if content != there.get(name):
                (self._folder / name).write_bytes(content)

    def _left(self) -> Left:
        return {path.name: path.read_bytes() for path in self._folder.iterdir()}

    def _run(self, listed: Documents) -> None:
        self._runs += self._numbered
        run_here(self._folder / f"{self._runs:03}.ndjson", self._folder / "state", incidents_of(listed))

    def _take_all(self) -> None:
        for file in sorted(self._folder.glob("*.ndjson")):
            for line in file.read_text().splitlines():
                self._take(json.loads(line))
            file.unlink()

    def _take(self, document: Any) -> None:
        identity, change = document["id"], document["change"]
        was, now = self.known.pop(identity, None), None
        if change != "gone":
            self.known[identity] = now = int(document["attributes"]["title"].split()[1])
        self.repeated += now is not None and (was == now or (was is not None and change == "new"))


@pytest.fixture
def without_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here."""
    monkeypatch.setattr(os, "fsync", bool)


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.usefixtures("without_fsync")
def test_killed_at_any_line_a_run_loses_nothing_and_repeats_nothing(tmp_path: Path, *, numbered: bool) -> None:
    before, after = {"1": 1, "2": 1, "3": 1, "4": 1}, {"1": 1, "2": 2, "4": 1, "5": 1}
    somebody = Somebody(tmp_path, numbered=numbered)
    somebody.run(before)
    known = dict(somebody.known)
    possible = somebody.all_that_is_left(after)
    for left in possible:
        somebody.known = dict(known)
        somebody.find(left)
        somebody.run(after)
        assert (somebody.known, somebody.repeated) == (after, 0), left
    assert len(possible) > 10


@pytest.mark.parametrize("patient", [True, False])
@pytest.mark.usefixtures("without_fsync")
def test_through_hundreds_of_changes_runs_and_kills_nothing_is_lost_and_nothing_repeated(
    tmp_path: Path, *, patient: bool
) -> None:
    chance = random.Random(7)
    somebody, there, killed = Somebody(tmp_path, patient=patient), dict[str, int](), list[bool]()
    for version in range(150):
        listed: Documents = dict(there)
        for _ in range(chance.randrange(4)):
            identity = str(chance.randrange(12))
            there[identity] = version
            if chance.random() < 0.3:
                del there[identity]
            if chance.random() < 0.5:  # that part of the list was still to be read
                listed = {each: there[each] for each in listed | there if each in there}
        killed.append(somebody.run_killed(listed, chance.randrange(400)))
    somebody.run(there)
    assert somebody.known == there
    assert somebody.repeated == 0 or not patient
    assert set(killed) == {True, False}
