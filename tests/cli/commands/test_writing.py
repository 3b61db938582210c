"""`create`, `update`, `resolve` and `delete`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import COMMAND, Cli, Terminal, seed_checkout, written


def attributes_of(emulator: Emulator, position: int = -1) -> dict[str, Any]:
    attributes: dict[str, Any] = emulator.incidents[position]["attributes"]
    return attributes


def test_create_sets_everything_that_was_given(cli: Cli, emulator: Emulator) -> None:
    output = cli.output(
        *("create", "Disk full", "--severity", "SEV-2", "--state", "stable", "--test"),
        *("--commander", "ada.lindqvist@example.com", "--customer-impact-scope", "Slow pages"),
        *("--field", "teams=platform", "--field", "teams=storage", "--field", "summary=Logs filled it"),
        *("--field", "region:dropdown=eu", "--field", "hosts:textarray=a", "--notify", "@ada@example.com"),
        *("--timeline", "Began after a **deploy**."),
    )
    assert output == "IR-1 created: https://app.datadoghq.com/incidents/1\n"
    attributes = attributes_of(emulator)
    assert {name: attributes[name] for name in ("title", "severity", "state", "is_test", "customer_impact_scope")} == {
        "title": "Disk full",
        "severity": "SEV-2",
        "state": "stable",
        "is_test": True,
        "customer_impact_scope": "Slow pages",
    }
    assert attributes["customer_impacted"] is True
    assert attributes["commander"]["data"]["attributes"]["name"] == "Ada Lindqvist"
    assert attributes["notification_handles"] == [{"handle": "@ada@example.com"}]
    assert attributes["fields"]["teams"]["value"] == ["platform", "storage"]
    assert attributes["fields"]["summary"] == {"type": "textbox", "value": "Logs filled it"}
    assert attributes["fields"]["region"] == {"type": "dropdown", "value": "eu"}
    assert attributes["fields"]["hosts"] == {"type": "textarray", "value": ["a"]}


def test_create_can_tell_the_new_incident_as_json(cli: Cli, emulator: Emulator) -> None:
    document = json.loads(cli.output("create", "Disk full", "--output", "ndjson"))
    assert document["id"] == emulator.incidents[0]["id"]


def test_create_unless_open_tells_the_open_one(cli: Cli, emulator: Emulator) -> None:
    assert cli.output("create", "Disk full", "--unless-open").startswith("IR-1 created: ")
    assert cli.output("create", "Disk full", "--unless-open").startswith("IR-1 is open already: ")
    assert len(emulator.incidents) == 1


def test_update_changes_what_is_named(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator, state="active", resolved=None)
    output = cli.output(
        *("update", "IR-1", "--title", "Checkout is slow", "--severity", "SEV-3", "--commander", "none"),
        *("--customer-impact-end", "2026-01-31T15:30Z", "--detected", "none", "--field", "summary="),
    )
    assert output == "IR-1 updated: https://app.datadoghq.com/incidents/1\n"
    attributes = attributes_of(emulator)
    assert (attributes["title"], attributes["severity"], attributes["state"]) == ("Checkout is slow", "SEV-3", "active")
    assert attributes["commander"] is None
    assert attributes["customer_impact_end"].startswith("2026-01-31T15:30:00")
    assert attributes["detected"] is None
    assert attributes["fields"]["summary"]["value"] is None
    assert attributes["fields"]["teams"]["value"] == ["payments", "storefront"]


@pytest.mark.parametrize("name", ["customer_impact_start", "customer_impact_end", "detected"])
def test_a_moment_can_be_cleared_on_its_own(cli: Cli, emulator: Emulator, name: str) -> None:
    seed_checkout(emulator)
    cli.output("update", "1", f"--{name.replace('_', '-')}", "none")
    assert emulator.incidents[0]["attributes"][name] is None


def test_update_takes_a_commander_by_uuid_as_it_is(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    user = emulator.users[3]
    cli.output("update", "1", "--commander", str(user["id"]))
    assert attributes_of(emulator)["commander"]["data"]["id"] == user["id"]
    assert not any(request.path.endswith("/users") for request in emulator.requests)


def test_resolve_takes_several(cli: Cli, emulator: Emulator) -> None:
    for _ in range(3):
        seed_checkout(emulator, state="active")
    assert cli.output("resolve", "1", "IR-3").splitlines() == [
        "IR-1 resolved: https://app.datadoghq.com/incidents/1",
        "IR-3 resolved: https://app.datadoghq.com/incidents/3",
    ]
    assert [each["attributes"]["state"] for each in emulator.incidents] == ["resolved", "active", "resolved"]


@pytest.mark.parametrize("command", [["resolve"], ["delete", "--yes"]])
def test_what_was_done_before_an_error_is_told(
    cli: Cli, emulator: Emulator, before_request: Callable[..., None], command: list[str]
) -> None:
    references = [str(seed_checkout(emulator, state="active")["id"]) for _ in range(3)]
    before_request(5, lambda: emulator.inject(status=403))
    result = cli(*command, *references)
    assert result.code == 3
    assert result.out.startswith("IR-1 ")
    assert result.out.count("\n") == 1
    said = r"(?s)datadog-incidents: IR-2: .*403.*\n.* not tried: IR-3\n.*: 1 incident \w+, 1 failed, 1 not tried\n"
    assert re.fullmatch(said, result.err)
    assert len(written(emulator)) == 2


@pytest.mark.parametrize("command", ["resolve", "delete --yes"])
def test_all_is_done_even_if_nobody_reads_what_was(emulator: Emulator, command: str) -> None:
    references = [str(seed_checkout(emulator, state="active")["id"]) for _ in range(2)]
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [*COMMAND, *command.split(), *references], stdout=writing, stderr=subprocess.PIPE, timeout=30, check=False
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")
    assert len(written(emulator)) == 2


@pytest.mark.parametrize("command", [["resolve"], ["delete", "--yes"]])
def test_nothing_changes_if_one_of_several_is_missing(cli: Cli, emulator: Emulator, command: list[str]) -> None:
    seed_checkout(emulator, state="active")
    cli.error(*command, "1", "7", code=4)
    assert written(emulator) == []


def test_delete_asks_with_the_title(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    seed_checkout(emulator)
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    refused = cli("delete", "1")
    assert refused.code == 1
    assert "Delete IR-1, 'Checkout answers with errors'? [y/N]:" in refused.err
    assert refused.err.endswith("datadog-incidents: given up, nothing was changed\n")
    assert len(emulator.incidents) == 1

    monkeypatch.setattr(sys, "stdin", Terminal(""))  # as after Ctrl-D
    assert cli("delete", "1").err.endswith("[y/N]: \ndatadog-incidents: given up, nothing was changed\n")

    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert cli("delete", "1").out.strip() == "IR-1 deleted"
    assert emulator.incidents == []


def test_all_answers_are_had_before_anything_is_deleted(
    cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed_checkout(emulator)
    seed_checkout(emulator)
    monkeypatch.setattr(sys, "stdin", Terminal("y\nn\n"))
    assert cli("delete", "1", "2").code == 1
    assert len(emulator.incidents) == 2


def test_delete_refuses_where_nobody_can_be_asked(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    assert "--yes deletes without asking" in cli.error("delete", "1", code=2)
    assert len(emulator.incidents) == 1
    assert cli.output("delete", "1", "--yes") == "IR-1 deleted\n"


@pytest.mark.parametrize(
    ("arguments", "method", "attributes"),
    [
        (["create", "Disk full", "--commander", "ada.lindqvist@example.com"], "POST", {"title": "Disk full"}),
        (["create", "Disk full", "--unless-open"], "POST", {"title": "Disk full"}),
        (["update", "1", "--title", "New"], "PATCH", {"title": "New"}),
        (["resolve", "1"], "PATCH", {"fields": {"state": {"type": "dropdown", "value": "resolved"}}}),
    ],
)
def test_a_dry_run_shows_the_body_and_sends_nothing(
    cli: Cli, emulator: Emulator, arguments: list[str], method: str, attributes: dict[str, Any]
) -> None:
    incident = seed_checkout(emulator, state="active")
    result = cli(*arguments, "--dry-run")
    assert result.code == 0
    body = json.loads(result.out)["data"]
    assert body["attributes"].items() >= attributes.items()
    path = "/api/v2/incidents" if method == "POST" else f"/api/v2/incidents/{incident['id']}"
    assert result.err.startswith(f"dry run, not sent: {method} {emulator.url}{path}")
    assert written(emulator) == []


def test_a_dry_run_of_delete_asks_nobody(cli: Cli, emulator: Emulator) -> None:
    incident = seed_checkout(emulator)
    result = cli("delete", "1", "--dry-run")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"dry run, not sent: DELETE {emulator.url}/api/v2/incidents/{incident['id']}\n"
    assert written(emulator) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["create", "x", "--severity", "sev2"], "did you mean 'SEV-2'?"),
        (["create", "x", "--field", "severty=SEV-2"], "did you mean 'severity'?"),
        (["create", "x", "--field", "region=eu"], "region:dropdown=VALUE"),
        (["create", "x", "--field", "region:dropdwn=eu"], "did you mean 'dropdown'?"),
        (["create", "x", "--field", "summary=a", "--field", "summary=b"], "summary holds one value, got 2"),
        (["create", "x", "--field", "summary"], "--field: expected NAME=VALUE, got 'summary'"),
        (["create", "x", "--severity", "SEV-1", "--field", "severity=SEV-1"], "given twice"),
        (["update", "1"], "there is nothing to change"),
        (["update", "1", "--detected", "tomorrow"], "--detected: 'tomorrow' is no time"),
        (["resolve", "the-last-one"], "'the-last-one' names no incident"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_sent(
    cli: Cli, emulator: Emulator, arguments: list[str], said: str
) -> None:
    seed_checkout(emulator)
    assert said in cli.error(*arguments, code=2)
    assert written(emulator) == []


def test_an_unknown_commander_is_not_found(cli: Cli, emulator: Emulator) -> None:
    assert "nobody@example.com" in cli.error("create", "x", "--commander", "nobody@example.com", code=4)
    assert written(emulator) == []


def test_a_create_whose_outcome_is_unknown_is_not_repeated(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("create_incident", reset=True, after_commit=True)
    cli.error("create", "Once only", code=8)
    assert len(emulator.incidents) == 1
