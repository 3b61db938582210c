"""The commands below `todo`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout

SOMEONE = {"id": "U1", "name": "Kim", "icon": "https://chat.example.com/kim.png", "source": "slack"}


@pytest.fixture(autouse=True)
def incident(emulator: Emulator) -> None:
    seed_checkout(emulator)


def todos(emulator: Emulator) -> list[dict[str, Any]]:
    return [each["attributes"] for each in emulator.resources("incident_todos")]


def test_add_looks_people_up_and_takes_handles_as_they_are(cli: Cli, emulator: Emulator) -> None:
    written = cli.output(
        *("todo", "add", "IR-1", "Restore the data", "--due", "2026-12-01"),
        *("--assignee", "ada.lindqvist@example.com", "--assignee", "@on-call"),
    )
    (todo,) = todos(emulator)
    assert written.startswith("IR-1: todo ")
    assert written.endswith(" added: Restore the data\n")
    assert todo["assignees"] == ["@ada.lindqvist@example.com", "@on-call"]
    assert todo["due_date"].startswith("2026-12-01T00:00:00")
    assert "nobody@" in cli.error("todo", "add", "1", "x", "--assignee", "nobody@example.com", code=4)
    assert len(todos(emulator)) == 1


def test_due_is_to_come(cli: Cli, emulator: Emulator) -> None:
    said = cli.error("todo", "add", "1", "x", "--due", "3d", code=2)
    assert said == "--due: '3d' is so long ago; write +3d for what is to come"
    cli.output("todo", "add", "1", "x", "--due", "+3d")
    due = datetime.fromisoformat(todos(emulator)[0]["due_date"])
    assert abs(due - datetime.now(UTC) - timedelta(days=3)) < timedelta(minutes=1)


def test_update_changes_what_is_named_and_keeps_the_rest(cli: Cli, emulator: Emulator) -> None:
    incident = emulator.incidents[0]["id"]
    emulator.seed_resource(
        "incident_todos",
        incident=incident,
        content="Restore",
        assignees=["@ada", SOMEONE],
        due_date="2026-12-01T00:00:00+00:00",
    )
    cli.output("todo", "update", "1", "Restore", "--content", "Restore all")
    (todo,) = todos(emulator)
    assert (todo["content"], todo["assignees"]) == ("Restore all", ["@ada", SOMEONE])
    assert todo["due_date"].startswith("2026-12-01")
    cli.output("todo", "update", "1", "Restore all", "--due", "none", "--assignee", "@bo")
    (todo,) = todos(emulator)
    assert (todo["content"], todo["assignees"], todo["due_date"]) == ("Restore all", ["@bo"], None)
    assert "there is nothing to change" in cli.error("todo", "update", "1", "Restore all", code=2)


def test_what_is_completed_twice_keeps_its_time_until_it_is_reopened(cli: Cli, emulator: Emulator) -> None:
    done = "2026-02-01T12:00:00+00:00"
    emulator.seed_resource(
        "incident_todos",
        incident=emulator.incidents[0]["id"],
        content="Restore",
        assignees=["@ada", SOMEONE],
        completed=done,
    )
    cli.output("todo", "complete", "1", "Restore")
    assert datetime.fromisoformat(todos(emulator)[0]["completed"]) == datetime.fromisoformat(done)
    assert cli.output("todo", "reopen", "1", "Restore").endswith(" reopened: Restore\n")
    (todo,) = todos(emulator)
    assert (todo["completed"], todo["assignees"]) == (None, ["@ada", SOMEONE])
