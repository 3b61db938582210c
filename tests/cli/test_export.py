"""`export`: whole files, and going on after an interruption."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.cli.export import pages_after
from datadog_incidents.emulator import Emulator
from datadog_incidents.transport import Headers, Request, Response, Timeout

from .conftest import Cli, run, seed_checkout

LISTENING = (
    "import signal, sys; from datadog_incidents.cli import main\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "sys.exit(main(sys.argv[1:]))"
)
"""The program, listening to SIGINT even where the tests are run in the background and ignore it."""

BeforeRequest = Callable[[int, Callable[[], object]], None]


def ids_in(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def ids_of(emulator: Emulator) -> list[str]:
    return [str(incident["id"]) for incident in emulator.incidents]


def part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


@pytest.fixture
def interrupted(cli: Cli, emulator: Emulator, before_request: BeforeRequest, tmp_path: Path) -> Path:
    """An export of 250 incidents that ended when the third page was asked for."""
    emulator.seed(250)
    before_request(3, lambda: emulator.inject("list_incidents", status=403, times=None))
    path = tmp_path / "incidents.ndjson"
    said = cli.error("export", str(path), "--prefetch", "0", code=3)
    assert said.endswith(f"; to go on: datadog-incidents export {path} --prefetch 0 --resume")
    emulator.clear_faults()
    assert not path.exists()
    assert ids_in(part_of(path)) == ids_of(emulator)[:199]
    return path


def test_an_export_has_every_incident_once_oldest_first(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    emulator.seed(230)
    path = tmp_path / "incidents.ndjson"
    result = cli("export", str(path))
    assert (result.code, result.out, result.err) == (0, "", f"datadog-incidents: 230 incidents in {path}\n")
    assert ids_in(path) == ids_of(emulator)
    assert [each.name for each in tmp_path.iterdir()] == ["incidents.ndjson"]
    assert cli.output("export", "-") == path.read_text()


def test_a_file_of_csv_has_the_columns_of_csv(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    seed_checkout(emulator, title='Quotes " and, commas\nand lines')
    path = tmp_path / "incidents.csv"
    cli.output("export", str(path))
    assert path.read_text() == cli.output("list", "--output", "csv")
    assert path.read_text().count("\n") == 2
    cli.output("export", str(tmp_path / "incidents.txt"), "--format", "csv")
    assert (tmp_path / "incidents.txt").read_text() == path.read_text()


def test_an_export_can_be_of_a_search(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    for days in (40, 20, 1):
        seed_checkout(emulator, created=now - timedelta(days=days))
    seed_checkout(emulator, created=now - timedelta(days=10), state="active")
    path = tmp_path / "incidents.ndjson"
    cli.output("export", str(path), "--query", "state:resolved", "--since", "30d", "--until", "12h")
    assert ids_in(path) == [ids_of(emulator)[1], ids_of(emulator)[2]]


def test_a_resumed_export_is_the_same_as_one_in_a_single_run(cli: Cli, interrupted: Path, tmp_path: Path) -> None:
    cli.output("export", str(interrupted), "--prefetch", "0", "--resume")
    assert interrupted.read_text() == cli.output("export", "-")
    assert [each.name for each in tmp_path.iterdir()] == ["incidents.ndjson"]


def test_a_resumed_export_does_not_begin_anew(cli: Cli, emulator: Emulator, interrupted: Path) -> None:
    emulator.requests.clear()
    cli.output("export", str(interrupted), "--prefetch", "0", "--resume")
    assert [request.query["page[offset]"] for request in emulator.requests][:2] == ["99", "198"]


def test_a_resumed_export_has_what_was_created_meanwhile(cli: Cli, emulator: Emulator, interrupted: Path) -> None:
    for _ in range(120):
        seed_checkout(emulator, created=datetime.now(UTC))
    cli.output("export", str(interrupted), "--resume")
    assert ids_in(interrupted) == ids_of(emulator)


def test_a_resumed_export_misses_nothing_when_many_were_deleted(
    cli: Cli, emulator: Emulator, interrupted: Path
) -> None:
    before = ids_of(emulator)
    assert cli("delete", "--yes", *before[:150]).code == 0
    cli.output("export", str(interrupted), "--resume")
    assert ids_in(interrupted) == before  # what is deleted later was there when it was written


class Shrinking:
    """A list of incidents from which some of the first are deleted after so many requests; nothing is created.

    Args:
        deletions: how many of the first are deleted before a request, by its number from 0.
    """

    def __init__(self, size: int, deletions: dict[int, int]) -> None:
        self.ids = [f"i{number}" for number in range(size)]
        self.requests = 0
        self._deletions = deletions

    def send(self, request: Request, timeout: Timeout) -> Response:
        del self.ids[: self._deletions.get(self.requests, 0)]
        self.requests += 1
        assert self.requests < 200, "it does not end"
        query = {name: int(value) for name, (value,) in parse_qs(urlsplit(request.target).query).items()}
        ids = self.ids[query["page[offset]"] :][: query["page[size]"]]
        body = json.dumps({"data": [{"id": identity, "type": "incidents"} for identity in ids]})
        return Response(status=200, headers=Headers(), body=body.encode())

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("had", "size", "deletions"),
    [
        (1500, 3000, {1: 150}),
        (1500, 3000, {0: 1450, 1: 30}),
        (1500, 3000, {1: 90, 2: 200, 4: 400, 6: 800}),
        (1500, 1550, {1: 150}),  # then there is nothing where it began
        (1500, 1550, {1: 40, 2: 40, 3: 40, 4: 40}),
        (150, 400, {1: 150}),
        (1500, 1520, {}),
    ],
)
def test_whatever_is_deleted_while_it_goes_on_nothing_that_stays_is_missed(
    had: int, size: int, deletions: dict[int, int]
) -> None:
    transport = Shrinking(size, deletions)
    seen = {f"i{number}" for number in range(had)}
    configuration = Configuration(api_key="a" * 32, app_key="b" * 40, unstable_operations="all")
    with ApiClient(configuration, transport=transport) as api_client:
        api = IncidentsApi(api_client)
        pages = pages_after(seen, lambda offset: api.list_incidents_with_pagination(page_offset=offset))
        written = [incident.id for incidents, _ in pages for incident in incidents]
    assert len(set(written)) == len(written)
    assert not set(written) & seen
    assert set(transport.ids) <= seen | set(written)
    assert written == sorted(written, key=lambda identity: int(identity[1:]))


@pytest.mark.parametrize("options", [[], ["--resume"], ["--force"]])
def test_an_export_that_was_killed_when_it_had_got_its_name_is_left_alone(
    cli: Cli, emulator: Emulator, tmp_path: Path, options: list[str]
) -> None:
    emulator.seed(2)
    path, taken = tmp_path / "incidents.ndjson", tmp_path / "taken.ndjson"
    cli.output("export", str(taken))
    before = taken.read_text()
    part_of(path).hardlink_to(taken)
    emulator.seed(1)
    cli.output("export", str(path), *options)
    assert taken.read_text() == before
    assert ids_in(path) == ids_of(emulator)
    assert not part_of(path).exists()


def test_a_part_with_nothing_in_it_is_in_nobodys_way(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    emulator.seed(2)
    path = tmp_path / "incidents.ndjson"
    part_of(path).touch()
    cli.output("export", str(path))
    assert ids_in(path) == ids_of(emulator)


@pytest.mark.parametrize("options", [[], ["--resume"], ["--force"]])
def test_a_second_export_into_a_file_is_refused_while_the_first_is_writing(
    emulator: Emulator, cli: Cli, before_request: BeforeRequest, tmp_path: Path, options: list[str]
) -> None:
    emulator.seed(250)
    path, second = tmp_path / "incidents.ndjson", list[subprocess.CompletedProcess[str]]()
    before_request(3, lambda: second.append(run("export", str(path), *options)))
    cli.output("export", str(path), "--prefetch", "0")
    said = f"datadog-incidents: {part_of(path)} is being written by another export; wait for it, or name another file\n"
    assert [(each.returncode, each.stderr) for each in second] == [(1, said)]
    assert ids_in(path) == ids_of(emulator)
    assert [each.name for each in tmp_path.iterdir()] == ["incidents.ndjson"]


def test_a_second_export_goes_on_with_nothing_that_the_first_is_writing_anew(
    emulator: Emulator, cli: Cli, interrupted: Path, before_request: BeforeRequest
) -> None:
    second = list[subprocess.CompletedProcess[str]]()
    before_request(2, lambda: second.append(run("export", str(interrupted), "--resume")))
    cli.output("export", str(interrupted), "--prefetch", "0", "--resume")
    assert [each.returncode for each in second] == [1]
    assert ids_in(interrupted) == ids_of(emulator)


@pytest.mark.parametrize("options", [[], ["--resume"]])
def test_a_file_that_came_to_be_there_meanwhile_is_kept(
    emulator: Emulator, cli: Cli, before_request: BeforeRequest, tmp_path: Path, options: list[str]
) -> None:
    emulator.seed(150)
    path = tmp_path / "incidents.ndjson"
    before_request(2, lambda: path.write_text("precious"))
    said = cli.error("export", str(path), "--prefetch", "0", *options, code=2)
    assert said.startswith(f"{path} is there already; --force overwrites it; to go on: ")
    assert path.read_text() == "precious"
    assert ids_in(part_of(path)) == ids_of(emulator)


def test_raw_and_guarded_texts_do_not_mix(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    seed_checkout(emulator)
    path = tmp_path / "incidents.csv"
    note = path.with_name("incidents.csv.part.export")
    emulator.inject("list_incidents", status=200, times=1, body={"data": [{"id": "i1", "type": "incidents"}]})
    emulator.inject("list_incidents", status=403, times=None)
    cli.error("export", str(path), "--raw", "--prefetch", "0", code=3)
    assert note.exists()
    said = cli.error("export", str(path), "--resume", code=2)
    assert said.endswith("was begun with raw 'texts', not without raw; --force begins anew")


@pytest.mark.parametrize("name", ["incidents.ndjson", "incidents.csv"])
def test_wherever_a_part_is_torn_the_rest_is_written_anew(
    cli: Cli, emulator: Emulator, tmp_path: Path, before_request: BeforeRequest, name: str
) -> None:
    emulator.seed(12)
    path = tmp_path / name
    before_request(2, lambda: emulator.inject("list_incidents", status=403))
    cli.error("export", str(path), "--prefetch", "0", code=3)
    note = path.with_name(f"{name}.part.export")
    terms = note.read_text()
    cli.output("export", str(path), "--resume")
    whole = path.read_bytes()
    for size in (0, 1, 40, len(whole) // 2, whole.rindex(b"\n", 0, -1), len(whole) - 1, len(whole)):
        path.unlink()
        note.write_text(terms)
        part_of(path).write_bytes(whole[:size])
        cli.output("export", str(path), "--resume")
        assert path.read_bytes() == whole


def test_ctrl_c_leaves_a_part_that_can_be_gone_on_with(
    cli: Cli, emulator: Emulator, before_request: BeforeRequest, tmp_path: Path
) -> None:
    emulator.seed(250)
    path = tmp_path / "incidents.ndjson"
    command = [sys.executable, "-c", LISTENING, "export", str(path), "--prefetch", "0"]
    waiting, ended = threading.Event(), threading.Event()
    # Two pages are written when the third is asked for, which is not answered until it is all over.
    before_request(3, lambda: [act() for act in (waiting.set, ended.wait)])
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert waiting.wait(20)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
            ended.set()
    assert (process.returncode, out) == (130, "")
    resuming = f"datadog-incidents export {path} --prefetch 0 --resume"
    assert err == f"datadog-incidents: interrupted; to go on: {resuming}\n"
    assert ids_in(part_of(path)) == ids_of(emulator)[:199]
    assert not path.exists()

    cli.output("export", str(path), "--prefetch", "0", "--resume")
    assert ids_in(path) == ids_of(emulator)


def test_a_relative_time_means_the_same_when_going_on(
    cli: Cli, emulator: Emulator, before_request: BeforeRequest, tmp_path: Path
) -> None:
    emulator.seed(150)
    path = tmp_path / "incidents.ndjson"
    before_request(2, lambda: emulator.inject("search_incidents", status=403))
    cli.error("export", str(path), "--since", "100d", "--prefetch", "0", code=3)
    note = path.with_name(f"{path.name}.part.export")
    note.write_text(re.sub(r'"\d{4}-', '"2020-', note.read_text()))  # as if it was long ago
    emulator.requests.clear()
    cli.output("export", str(path), "--since", "100d", "--prefetch", "0", "--resume")
    (query,) = {request.query["query"] for request in emulator.requests}
    (second,) = re.findall(r"created_after:(\d+)", query)
    assert datetime.fromtimestamp(int(second), UTC).year == 2020


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (["--query", "state:active"], "begun without query, not with query 'state:active'"),
        (["--since", "30d"], "begun without since, not with since '30d'"),
        (["--format", "csv"], "begun with format 'ndjson', not with format 'csv'"),
        (["--site", "datadoghq.eu"], "service"),
    ],
)
def test_a_part_of_something_else_is_noticed(cli: Cli, interrupted: Path, changed: list[str], said: str) -> None:
    before = part_of(interrupted).read_bytes()
    assert said in cli.error("export", str(interrupted), "--resume", *changed, code=2)
    assert part_of(interrupted).read_bytes() == before


def test_a_part_that_is_none_is_noticed(cli: Cli, interrupted: Path) -> None:
    part_of(interrupted).write_text("not an incident\n")
    assert "line 1 is no incident" in cli.error("export", str(interrupted), "--prefetch", "0", "--resume", code=2)


def test_a_file_is_not_overwritten_unless_told_so(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "incidents.ndjson"
    path.write_text("precious")
    assert "--force overwrites it" in cli.error("export", str(path), code=2)
    assert "--force overwrites it" in cli.error("export", str(path), "--resume", code=2)
    assert path.read_text() == "precious"
    seed_checkout(emulator)
    cli.output("export", str(path), "--force")
    assert ids_in(path) == ids_of(emulator)


def test_a_part_is_not_begun_anew_unless_told_so(cli: Cli, emulator: Emulator, interrupted: Path) -> None:
    before = part_of(interrupted).read_bytes()
    assert "--resume goes on with it, --force begins anew" in cli.error("export", str(interrupted), code=2)
    assert part_of(interrupted).read_bytes() == before
    cli.output("export", str(interrupted), "--force")
    assert ids_in(interrupted) == ids_of(emulator)


def test_resume_begins_where_there_is_no_part(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    seed_checkout(emulator)
    cli.output("export", str(tmp_path / "incidents.ndjson"), "--resume")
    assert ids_in(tmp_path / "incidents.ndjson") == ids_of(emulator)


def test_stdout_cannot_be_gone_on_with(cli: Cli) -> None:
    assert "--resume needs a FILE" in cli.error("export", "-", "--resume", code=2)


@pytest.mark.parametrize("options", [["--query", "state:("], ["--query", "state:active", "--format", "csv"]])
def test_an_error_before_anything_is_written_leaves_nothing_behind(
    cli: Cli, emulator: Emulator, tmp_path: Path, options: list[str]
) -> None:
    emulator.inject("search_incidents", status=400)
    said = cli.error("export", str(tmp_path / "incidents.ndjson"), *options, code=2)
    assert "--resume" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "file"
    assert f"{path} cannot be written: there is no folder {path.parent}" == cli.error("export", str(path), code=1)


@pytest.mark.parametrize("options", [[], ["--force"], ["--resume"]])
def test_a_folder_is_no_file_to_export_to(cli: Cli, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "exports").mkdir()
    assert "exports is a folder" in cli.error("export", str(tmp_path / "exports"), *options, code=2)
    assert list(tmp_path.iterdir()) == [tmp_path / "exports"]


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("incidents.json", [], ", as ndjson\n"),
        ("incidents.json", ["--format", "ndjson"], ".json\n"),
        ("incidents.jsonl", [], ".jsonl\n"),
        ("incidents.CSV", [], ".CSV\n"),
    ],
)
def test_a_name_that_does_not_tell_the_format_is_remarked_on(
    cli: Cli, emulator: Emulator, tmp_path: Path, name: str, options: list[str], said: str
) -> None:
    seed_checkout(emulator)
    assert cli("export", str(tmp_path / name), *options).err.endswith(said)
