"""The examples that do a whole job: what they do, and how they end when something is wrong."""

from __future__ import annotations

import csv
import functools
import json
import re
import runpy
import socket
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import datadog_incidents
from datadog_incidents import ApiClient, Configuration, IncidentsApi, RequestEvent, shortcuts
from datadog_incidents.emulator import Emulator
from tests.docs.running import EXAMPLES, output_of, run

RECIPES = Path(__file__).parents[2] / "docs" / "recipes.md"

WHOLE_SCRIPTS = {
    "declare_from_alert.py": ("alert.json",),
    "mttr_report.py": (),
    "export_to_csv.py": ("incidents.csv", "--since", "2026-01-01"),
    "active_digest.py": (),
    "bulk_close.py": ("state:active", "--older-than", "30"),
    "sync_modified.py": ("incidents.db",),
}
"""The scripts that do a whole job, each with arguments that are right."""

ALERT = {
    "title": "[Triggered on {host:a}] Queue grows",
    "transition": "Triggered",
    "priority": "P2",
    "tags": "env:prod,service:checkout,team:payments,service:web",
    "message": "More than **1,000** messages.",
    "link": "https://app.datadoghq.com/monitors/1",
}


def exit_of(name: str, *arguments: str) -> str | int | None:
    """Run an example here, where things can be replaced; gives what it exits with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [name, *arguments])
        with pytest.raises((SystemExit, KeyboardInterrupt)) as ended:
            runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    assert isinstance(ended.value, SystemExit), "a traceback"
    return ended.value.code


def fail_after_the_first_page(emulator: Emulator, operation: str, patch: pytest.MonkeyPatch) -> None:
    """Let all further requests of an operation be refused once one of them has been answered."""
    answered: list[object] = []

    def refuse(event: object) -> None:
        answered.append(event)
        if len(answered) == 1:
            emulator.inject(operation, status=400, times=None)

    patch.setattr(datadog_incidents, "Configuration", functools.partial(Configuration, on_response=refuse))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, but for the alert."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alert.json").write_text(json.dumps(ALERT), encoding="utf-8")
    return tmp_path


def test_the_recipes_list_the_whole_scripts() -> None:
    listed = re.findall(r"^\| `(\w+\.py)` \|", RECIPES.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == list(WHOLE_SCRIPTS)


@pytest.mark.parametrize("name", WHOLE_SCRIPTS)
def test_whole_scripts_explain_themselves(name: str) -> None:
    output = output_of(name, "--help")
    assert f"\n    python examples/{name}" in output
    assert "DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment." in output


@pytest.mark.parametrize("name", WHOLE_SCRIPTS)
def test_without_keys_whole_scripts_say_what_is_missing(emulator: Emulator, folder: Path, name: str) -> None:
    finished = run(name, *WHOLE_SCRIPTS[name], DD_API_KEY="", DD_APP_KEY="")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert re.fullmatch(rf"{name[:-3]}: missing: the API key \(set DD_API_KEY .*\n", finished.stderr)
    assert [path.name for path in folder.iterdir()] == ["alert.json"]


@pytest.mark.parametrize("name", WHOLE_SCRIPTS)
def test_without_a_network_whole_scripts_end_with_one_line(
    emulator: Emulator, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("DD_INCIDENTS_HOST", f"http://127.0.0.1:{server.getsockname()[1]}")
    impatient = functools.partial(Configuration, retry_backoff_factor=0)
    monkeypatch.setattr(datadog_incidents, "Configuration", impatient)
    message = str(exit_of(name, *WHOLE_SCRIPTS[name]))
    assert re.fullmatch(rf"{name[:-3]}: \w+_incidents: connect: 127\.0\.0\.1:\d+: .*; tried 4 times", message)
    assert capfd.readouterr() == ("", "")
    assert {path.name for path in folder.iterdir()} <= {"alert.json", "incidents.db"}


@pytest.mark.parametrize("name", WHOLE_SCRIPTS)
def test_ctrl_c_ends_whole_scripts_without_a_word(
    emulator: Emulator, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_event: RequestEvent) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(datadog_incidents, "Configuration", functools.partial(Configuration, on_request=interrupt))
    assert exit_of(name, *WHOLE_SCRIPTS[name]) == 130
    assert capfd.readouterr() == ("", "")
    assert {path.name for path in folder.iterdir()} <= {"alert.json", "incidents.db"}


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("declare_from_alert.py", ["--fil"], "unrecognized arguments: --fil"),
        ("mttr_report.py", ["--by", "teem"], "argument --by: invalid choice: 'teem'"),
        ("mttr_report.py", ["--days", "-3"], "argument --days: invalid days value: '-3'"),
        ("mttr_report.py", ["--days", "99999999999"], "argument --days: invalid days value: '99999999999'"),
        ("export_to_csv.py", ["a.csv", "--since", "yesterday"], "argument --since: invalid moment value: 'yesterday'"),
        ("export_to_csv.py", ["a.csv"], "the following arguments are required: --since"),
        ("active_digest.py", ["now"], "unrecognized arguments: now"),
        ("bulk_close.py", ["state:active", "--older-than", "a week"], "--older-than: invalid days value: 'a week'"),
        ("bulk_close.py", ["state:active"], "the following arguments are required: --older-than"),
        ("sync_modified.py", [], "the following arguments are required: file"),
    ],
)
def test_a_wrong_argument_is_named(emulator: Emulator, name: str, arguments: list[str], complaint: str) -> None:
    finished = run(name, *arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith("usage: ")
    assert complaint in finished.stderr
    assert not emulator.requests


def test_declare_from_alert_declares_what_the_alert_says(emulator: Emulator) -> None:
    output = output_of("declare_from_alert.py", stdin=json.dumps(ALERT))
    assert output == "https://app.datadoghq.com/incidents/121 declared\n"
    attributes = emulator.incidents[-1]["attributes"]
    assert (attributes["title"], attributes["severity"]) == ("Queue grows", "SEV-2")
    assert attributes["fields"]["services"]["value"] == ["checkout", "web"]
    assert attributes["fields"]["teams"]["value"] == ["payments"]


def test_declare_from_alert_wants_no_more_than_a_title(emulator: Emulator) -> None:
    output_of("declare_from_alert.py", stdin='{"title": "[EU] Queue grows"}')
    attributes = emulator.incidents[-1]["attributes"]
    assert (attributes["title"], attributes["severity"]) == ("[EU] Queue grows", "UNKNOWN")


def test_declare_from_alert_declares_an_alert_once_however_often_it_comes(emulator: Emulator, folder: Path) -> None:
    assert output_of("declare_from_alert.py", "alert.json").endswith("/121 declared\n")
    again = ALERT | {"title": "[Re-Triggered on {host:b}] Queue grows", "transition": "Re-Triggered"}
    assert output_of("declare_from_alert.py", stdin=json.dumps(again)).endswith("/121 open already\n")
    assert len(emulator.incidents) == 121


def test_declare_from_alert_declares_nothing_when_the_alert_recovers(emulator: Emulator) -> None:
    output = output_of("declare_from_alert.py", stdin=json.dumps(ALERT | {"transition": "Recovered"}))
    assert output == "nothing to declare: the alert has recovered\n"
    assert not emulator.requests


@pytest.mark.parametrize("is_created", [True, False])
def test_declare_from_alert_looks_after_an_unknown_outcome(
    emulator: Emulator, folder: Path, *, is_created: bool
) -> None:
    emulator.inject("create_incident", reset=True, after_commit=is_created)
    output = output_of("declare_from_alert.py", "alert.json")
    assert output.endswith(f"/121 {'open already' if is_created else 'declared'}\n")
    assert [incident["attributes"]["title"] for incident in emulator.incidents].count("Queue grows") == 1


@pytest.mark.parametrize("alert", ["", "[]", "{}", '{"title": 7}', '{"title": "Queue grows", "tags": ["a:b"]}'])
def test_declare_from_alert_refuses_what_is_no_alert(emulator: Emulator, alert: str) -> None:
    finished = run("declare_from_alert.py", stdin=alert)
    assert finished.returncode == 2
    assert "error: this is no alert as --help describes it: " in finished.stderr
    assert not emulator.requests


def test_declare_from_alert_refuses_a_file_that_is_no_text(emulator: Emulator, folder: Path) -> None:
    (folder / "alert.json").write_bytes(b"\xff\xfe")
    finished = run("declare_from_alert.py", "alert.json")
    assert finished.returncode == 2
    assert "error: this is no alert as --help describes it: UnicodeDecodeError: " in finished.stderr


def test_declare_from_alert_names_a_file_that_is_not_there(emulator: Emulator) -> None:
    finished = run("declare_from_alert.py", "no-such.json")
    assert finished.returncode == 1
    assert re.fullmatch(r"declare_from_alert: .*'no-such\.json'\n", finished.stderr)


def test_mttr_report_leaves_out_what_is_not_resolved_or_too_old(emulator: Emulator) -> None:
    emulator.reset()
    now = datetime.now(UTC)
    for ago, hours in ((40, 9), (20, 1), (10, 3), (5, None)):
        created = now - timedelta(days=ago)
        resolved = None if hours is None else created + timedelta(hours=hours)
        state = "active" if resolved is None else "resolved"
        emulator.seed_incident(
            title="Disk full", created=created, resolved=resolved, state=state, fields={"teams": ["payments"]}
        )
    lines = [line.split() for line in output_of("mttr_report.py", "--by", "team").splitlines()]
    assert lines[0] == ["team", "incidents", "unresolved", "to", "detect", "to", "repair", "to", "resolve"]
    assert [line[-2:] for line in lines[1:]] == [["2", "h"]] * 2
    assert lines[1][:3] == ["payments", "3", "1"]
    assert lines[2][:4] == ["all", "incidents", "3", "1"]


def test_mttr_report_can_look_further_back(emulator: Emulator) -> None:
    header, *rows, overall = output_of("mttr_report.py", "--days", "91").splitlines()
    assert header.startswith("severity ")
    assert [row.split()[0] for row in rows] == sorted(
        {str(each["attributes"]["severity"]) for each in emulator.incidents}
    )
    assert overall.split()[:3] == ["all", "incidents", "120"]


def test_mttr_report_of_an_empty_organization(emulator: Emulator) -> None:
    emulator.reset()
    assert len(output_of("mttr_report.py").splitlines()) == 2


def test_export_to_csv_writes_all_since_a_time(emulator: Emulator, folder: Path) -> None:
    moment = datetime(2020, 1, 1, 12, tzinfo=UTC)
    for hours, title in ((0, "Too old"), (1, 'A "comma", and\na line')):
        emulator.seed_incident(
            title=title, created=moment + timedelta(hours=hours), state="active", commander="Ada Lindqvist"
        )
    output = output_of("export_to_csv.py", "incidents.csv", "--since", "2020-01-01T14:00+01:00")
    assert output == "121 incidents in incidents.csv\n"
    with (folder / "incidents.csv").open(newline="", encoding="utf-8") as lines:
        first, *others = csv.DictReader(lines)
    assert (first["title"], first["commander"]) == ('A "comma", and\na line', "Ada Lindqvist")
    assert (first["resolved"], first["seconds_to_resolve"]) == ("", "")
    assert len(others) == 120
    assert [path.name for path in sorted(folder.iterdir())] == ["alert.json", "incidents.csv"]


def test_export_to_csv_leaves_the_file_of_last_time_when_it_breaks_off(
    emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "incidents.csv").write_text("of last time", encoding="utf-8")
    fail_after_the_first_page(emulator, "search_incidents", monkeypatch)
    message = exit_of("export_to_csv.py", "incidents.csv", "--since", "2020-01-01")
    assert str(message).startswith("export_to_csv: search_incidents: 400 Bad Request")
    assert (folder / "incidents.csv").read_text(encoding="utf-8") == "of last time"
    assert [path.name for path in sorted(folder.iterdir())] == ["alert.json", "incidents.csv"]


def test_export_to_csv_leaves_nothing_for_a_spreadsheet_to_run(emulator: Emulator, folder: Path) -> None:
    emulator.reset()
    for title in ("=1+1", "@SUM(A1)", "\t=1", "1-2"):
        emulator.seed_incident(title=title)
    output_of("export_to_csv.py", "incidents.csv", "--since", "2020-01-01")
    with (folder / "incidents.csv").open(newline="", encoding="utf-8") as lines:
        assert [row["title"] for row in csv.DictReader(lines)] == ["'=1+1", "'@SUM(A1)", "'\t=1", "1-2"]


def test_export_to_csv_replaces_neither_a_link_nor_the_part_of_another(emulator: Emulator, folder: Path) -> None:
    (folder / "link.csv").symlink_to("precious")
    finished = run("export_to_csv.py", "link.csv", "--since", "2020-01-01")
    assert (finished.returncode, finished.stderr) == (1, "export_to_csv: link.csv is no file that can be replaced\n")
    (folder / "incidents.csv.part").write_text("of another", encoding="utf-8")
    finished = run("export_to_csv.py", "incidents.csv", "--since", "2020-01-01")
    assert (finished.returncode, "incidents.csv.part" in finished.stderr) == (1, True)
    assert (folder / "incidents.csv.part").read_text(encoding="utf-8") == "of another"


def test_export_to_csv_names_a_folder_that_is_not_there(emulator: Emulator, folder: Path) -> None:
    finished = run("export_to_csv.py", "no-such/incidents.csv", "--since", "2020-01-01")
    assert finished.returncode == 1
    assert re.fullmatch(r"export_to_csv: .*no-such.*\n", finished.stderr)


def test_active_digest_shows_the_worst_first_and_then_the_oldest(emulator: Emulator) -> None:
    emulator.reset()
    now = datetime.now(UTC)
    for title, severity, hours, state, commander in (
        ("A <b> & c|d\ne", "SEV-3", 1, "active", "Ada Lindqvist"),
        ("Newer", "SEV-1", 2, "active", None),
        ("Older", "SEV-1", 50, "stable", None),
        ("Over", "SEV-0", 3, "resolved", None),
    ):
        emulator.seed_incident(
            title=title, severity=severity, state=state, commander=commander, created=now - timedelta(hours=hours)
        )
    output = output_of("active_digest.py", DD_SITE="", DD_INCIDENTS_HOST=emulator.url)
    assert output.splitlines() == [
        "*3 open incidents*",
        "• *SEV-1* <https://app.datadoghq.com/incidents/3|IR-3 Older>, nobody, 2 d 2 h",
        "• *SEV-1* <https://app.datadoghq.com/incidents/2|IR-2 Newer>, nobody, 2 h",
        "• *SEV-3* <https://app.datadoghq.com/incidents/1|IR-1 A &lt;b&gt; &amp; c|d e>, Ada Lindqvist, 1 h",
    ]


@pytest.mark.parametrize("command", [["bulk_close.py", "state:active", "--older-than", "1"], ["active_digest.py"]])
def test_no_title_is_obeyed_by_a_terminal(emulator: Emulator, command: list[str]) -> None:
    emulator.seed_incident(title="\x1b[2J\nfake\u202e", state="active", created=datetime(2020, 1, 1, tzinfo=UTC))
    output = output_of(*command)
    assert "fake" in output
    assert output.replace("\n", "").isprintable()
    assert not [line for line in output.splitlines() if line.startswith("fake")]


def test_mttr_report_shows_no_name_that_a_terminal_obeys(emulator: Emulator) -> None:
    emulator.seed_incident(title="x", created=datetime.now(UTC), fields={"teams": ["\x1b[2J\nfake"]})
    lines = output_of("mttr_report.py", "--by", "team").splitlines()
    assert [line for line in lines if line.startswith(r"\x1b[2J fake ")]


def test_active_digest_of_a_quiet_day(emulator: Emulator) -> None:
    emulator.reset()
    assert output_of("active_digest.py") == "No open incidents.\n"


def states_of(emulator: Emulator) -> dict[str, str]:
    return {incident["attributes"]["title"]: incident["attributes"]["state"] for incident in emulator.incidents}


@pytest.fixture
def forgotten(emulator: Emulator) -> Emulator:
    """An emulator with three incidents that were forgotten, one that is too young and one that is resolved."""
    emulator.reset()
    now = datetime.now(UTC)
    for title, state, days in (
        ("One", "active", 50),
        ("Two", "stable", 40),
        ("Three", "active", 31),
        ("Young", "active", 29),
        ("Over", "resolved", 60),
    ):
        emulator.seed_incident(title=title, state=state, severity="SEV-5", created=now - timedelta(days=days))
    return emulator


def test_bulk_close_only_shows_what_it_would_resolve(forgotten: Emulator) -> None:
    before = forgotten.incidents
    lines = output_of("bulk_close.py", "severity:SEV-5", "--older-than", "30").splitlines()
    assert [line.split()[-1] for line in lines[:-1]] == ["One", "Two", "Three"]
    assert lines[-1] == "3 would be resolved; --yes resolves them"
    assert forgotten.incidents == before


def test_bulk_close_resolves_what_is_old_and_open_and_nothing_twice(forgotten: Emulator) -> None:
    lines = output_of("bulk_close.py", "severity:SEV-5", "--older-than", "30", "--yes").splitlines()
    assert [line.split()[-1] for line in lines] == ["One", "Two", "Three", "resolved"]
    closed = forgotten.incidents
    assert states_of(forgotten) == dict.fromkeys(("One", "Two", "Three", "Over"), "resolved") | {"Young": "active"}
    assert output_of("bulk_close.py", "severity:SEV-5", "--older-than", "30", "--yes") == "0 resolved\n"
    assert forgotten.incidents == closed


def test_bulk_close_goes_on_after_an_incident_that_cannot_be_resolved(forgotten: Emulator) -> None:
    forgotten.inject("update_incident", status=422, body={"errors": ["root_cause is required"]})
    finished = run("bulk_close.py", "severity:SEV-5", "--older-than", "30", "--yes")
    assert finished.returncode == 1
    assert re.search(r"\bOne\n  update_incident: 422 .*root_cause is required", finished.stderr)
    assert finished.stdout.endswith("2 resolved\n")
    assert finished.stderr.endswith("bulk_close: 1 could not be resolved\n")
    assert states_of(forgotten) == dict.fromkeys(("Two", "Three", "Over"), "resolved") | {
        "One": "active",
        "Young": "active",
    }


def test_bulk_close_names_the_incident_at_which_the_connection_broke(forgotten: Emulator) -> None:
    forgotten.inject("update_incident", reset=True, times=None)
    finished = run("bulk_close.py", "severity:SEV-5", "--older-than", "30", "--yes")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith("bulk_close: IR-1: update_incident: ")
    assert finished.stderr.count("\n") == 1


def test_bulk_close_says_what_the_service_thinks_of_the_query(forgotten: Emulator) -> None:
    finished = run("bulk_close.py", "state:(active", "--older-than", "30", "--yes")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith("bulk_close: search_incidents: 400 Bad Request")


def copied(file: Path, what: str = "id") -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return [row[0] for row in database.execute(f"SELECT {what} FROM incidents ORDER BY rowid")]


def test_sync_modified_copies_all_and_then_what_changed(emulator: Emulator, folder: Path) -> None:
    file = folder / "incidents.db"
    assert output_of("sync_modified.py", "incidents.db") == "120 new or modified\n"
    before = copied(file, "document")
    assert output_of("sync_modified.py", "incidents.db") == "0 new or modified\n"
    assert copied(file, "document") == before

    with ApiClient(emulator.configuration()) as api_client:
        shortcuts.resolve_incident(IncidentsApi(api_client), copied(file)[7])
    emulator.seed_incident(title="Disk full")
    assert output_of("sync_modified.py", "incidents.db") == "2 new or modified\n"
    assert copied(file) == [incident["id"] for incident in emulator.incidents]
    assert copied(file, "json_extract(document, '$.attributes.state')")[7] == "resolved"
    assert [old == new for old, new in zip(before, copied(file, "document"), strict=False)].count(False) == 1


def test_sync_modified_goes_on_after_a_break(emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "incidents.db"
    fail_after_the_first_page(emulator, "list_incidents", monkeypatch)
    assert str(exit_of("sync_modified.py", "incidents.db")).startswith("sync_modified: list_incidents: 400 Bad Request")
    assert len(copied(file)) == 100
    emulator.clear_faults()
    assert output_of("sync_modified.py", "incidents.db") == "20 new or modified\n"
    assert copied(file) == [incident["id"] for incident in emulator.incidents]


def test_sync_modified_refuses_a_file_that_is_something_else(emulator: Emulator, folder: Path) -> None:
    (folder / "alert.json").write_bytes(b"of another kind" * 100)
    finished = run("sync_modified.py", "alert.json")
    assert (finished.returncode, finished.stderr) == (1, "sync_modified: file is not a database\n")
    assert (folder / "alert.json").read_bytes() == b"of another kind" * 100
