"""What the commands below all nouns have in common: the outputs, what is meant, asking, and what is shown before."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator

from .conftest import Cli, Terminal, completed, seed_checkout, written

IDENTITIES = ("1b2c3d4e-0000-4000-8000-000000000001", "5f6a7b8c-0000-4000-8000-000000000002")
HOSTILE = "=1+1 \x1b[31m\nand \u202emore"


@pytest.fixture
def incident(emulator: Emulator) -> Mapping[str, Any]:
    """An incident with two todos."""
    incident = seed_checkout(emulator)
    for identity, content in zip(IDENTITIES, ("Restore the data", "Write to customers"), strict=True):
        emulator.seed_resource("incident_todos", id=identity, incident=incident["id"], content=content, assignees=[])
    return incident


@pytest.mark.usefixtures("incident")
def test_each_output_has_all_of_them(cli: Cli) -> None:
    assert cli.output("todo", "list", "IR-1").splitlines() == [
        "ID        DONE  DUE (UTC)  ASSIGNEES  CONTENT",
        "1b2c3d4e  no                          Restore the data",
        "5f6a7b8c  no                          Write to customers",
    ]
    documents = json.loads(cli.output("todo", "list", "1", "-o", "json"))
    assert [each["id"] for each in documents] == list(IDENTITIES)
    assert [json.loads(line) for line in cli.output("todo", "list", "1", "-o", "ndjson").splitlines()] == documents
    records = list(csv.DictReader(io.StringIO(cli.output("todo", "list", "1", "-o", "csv"))))
    assert [(each["id"], each["content"], each["is_completed"]) for each in records] == [
        (IDENTITIES[0], "Restore the data", "false"),
        (IDENTITIES[1], "Write to customers", "false"),
    ]


def test_what_others_wrote_is_one_line_and_obeyed_by_nobody(cli: Cli, incident: Mapping[str, Any]) -> None:
    made = json.loads(cli.output("todo", "add", str(incident["id"]), HOSTILE, "-o", "json"))[0]
    assert made["attributes"]["content"] == HOSTILE
    safe = r"=1+1 \x1b[31m and \u202emore"
    assert cli.output("todo", "list", "1").splitlines()[-1].endswith(f"  {safe}")
    assert f",'{safe}," in cli.output("todo", "list", "1", "-o", "csv").splitlines()[-1]
    assert f",{safe}," in cli.output("todo", "list", "1", "-o", "csv", "--raw").splitlines()[-1]
    assert cli.output("todo", "delete", "1", HOSTILE, "--yes").endswith(f" deleted: {safe}\n")


def test_ids_that_begin_alike_are_shown_in_full(cli: Cli, emulator: Emulator, incident: Mapping[str, Any]) -> None:
    twin = f"{IDENTITIES[0][:-1]}9"
    emulator.seed_resource("incident_todos", id=twin, incident=incident["id"], content="Twin", assignees=[])
    assert [line.split()[0] for line in cli.output("todo", "list", "1").splitlines()[1:]] == [*IDENTITIES, twin]
    said = cli.error("todo", "complete", "1", IDENTITIES[0][:8], code=4)
    assert said == f"todo: '1b2c3d4e' may be any of 2; their ids are {IDENTITIES[0]}, {twin}"
    assert cli.output("todo", "complete", "1", twin) == "IR-1: todo 1b2c3d4e completed: Twin\n"


@pytest.mark.usefixtures("incident")
@pytest.mark.parametrize("reference", ["write to CUSTOMERS", IDENTITIES[1], IDENTITIES[1].upper(), "5F6A7b8c", "5f6a"])
def test_a_thing_goes_by_its_name_and_its_id(cli: Cli, reference: str) -> None:
    assert cli.output("todo", "complete", "1", reference) == "IR-1: todo 5f6a7b8c completed: Write to customers\n"


def test_an_id_means_its_thing_whatever_others_are_called(
    cli: Cli, emulator: Emulator, incident: Mapping[str, Any]
) -> None:
    emulator.seed_resource("incident_todos", incident=incident["id"], content=IDENTITIES[1], assignees=[])
    assert cli.output("todo", "complete", "1", IDENTITIES[1]) == "IR-1: todo 5f6a7b8c completed: Write to customers\n"


@pytest.mark.usefixtures("incident")
@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("Restore all data", "there is no 'Restore all data'; did you mean 'Restore the data'?"),
        ("5f6", "there is no '5f6'; 'todo list' shows what there is"),
    ],
)
def test_what_nothing_goes_by_is_told(cli: Cli, emulator: Emulator, reference: str, said: str) -> None:
    assert cli.error("todo", "delete", "1", reference, "--yes", code=4) == f"todo: {said}"
    assert written(emulator) == []


@pytest.mark.usefixtures("incident")
def test_deleting_asks_first(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    said = cli.error("todo", "delete", "1", "5f6a", code=2)
    assert said == "todo delete: nobody can be asked here; --yes deletes without asking"
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    refused = cli("todo", "delete", "1", "5f6a")
    assert refused.code == 1
    assert "Delete todo 5f6a7b8c of IR-1, 'Write to customers'? [y/N]:" in refused.err
    assert written(emulator) == []
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert cli("todo", "delete", "1", "5f6a").out.strip() == "IR-1: todo 5f6a7b8c deleted: Write to customers"
    assert [each["id"] for each in emulator.resources("incident_todos")] == [IDENTITIES[0]]


@pytest.mark.parametrize(
    ("command", "request_line", "attributes"),
    [
        ("todo add 1 Wait", "POST {incident}/relationships/todos", {"content": "Wait", "assignees": []}),
        ("todo reopen 1 1b2c", f"PATCH {{incident}}/relationships/todos/{IDENTITIES[0]}", {"completed": None}),
        ("todo delete 1 1b2c", f"DELETE {{incident}}/relationships/todos/{IDENTITIES[0]}", None),
        ("type add Drill", "POST /api/v2/incidents/config/types", {"name": "Drill"}),
    ],
)
def test_a_dry_run_shows_the_request_and_sends_nothing(
    cli: Cli,
    emulator: Emulator,
    incident: Mapping[str, Any],
    command: str,
    request_line: str,
    attributes: dict[str, Any] | None,
) -> None:
    result = cli(*command.split(), "--dry-run")
    method, path = request_line.format(incident=f"/api/v2/incidents/{incident['id']}").split()
    assert (result.code, result.err) == (0, f"dry run, not sent: {method} {emulator.url}{path}\n")
    if attributes is None:
        assert result.out == ""
    else:
        assert json.loads(result.out)["data"]["attributes"].items() >= attributes.items()
    assert written(emulator) == []


def test_a_group_alone_shows_its_help_and_a_misspelt_command_is_suggested(cli: Cli) -> None:
    result = cli("todo")
    assert (result.code, result.out) == (2, "")
    assert "\n  complete  Say that a todo is done.\n" in result.err
    said = cli.error("todo", "lst", code=2)
    assert said == "No such command 'lst'. Did you mean 'list'? (see datadog-incidents todo --help)"


def test_commands_below_a_noun_are_completed() -> None:
    assert completed("todo re") == ["reopen"]
    assert completed("todo add 1 x --as") == ["--assignee"]


@pytest.mark.usefixtures("incident")
def test_a_write_whose_outcome_is_unknown_is_not_repeated(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("create_incident_todo", reset=True, after_commit=True)
    cli.error("todo", "add", "1", "Once only", code=8)
    assert len(written(emulator)) == 1
