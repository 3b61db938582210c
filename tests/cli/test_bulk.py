"""Changing what a search finds: what is shown, asked and refused before, and what is left alone."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from datadog_incidents.emulator import Emulator

from .conftest import Cli, Terminal, run, seed_open, states_of, written

RESOLVE = ("resolve", "--query", "state:active")


def test_what_a_search_finds_is_resolved(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 3)
    emulator.seed_incident(title="Stays", state="stable")
    result = cli(*RESOLVE, "--yes")
    assert (result.code, result.err) == (0, "3 incidents resolved\n")
    assert result.out.splitlines() == [
        f"IR-{number} resolved: https://app.datadoghq.com/incidents/{number}" for number in (1, 2, 3)
    ]
    assert states_of(emulator) == ["resolved", "resolved", "resolved", "stable"]


def test_all_pages_are_read_before_the_first_write(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 120)
    assert cli(*RESOLVE, "--yes", "--at-most", "120").err == "120 incidents resolved\n"
    methods = [request.method for request in emulator.requests]
    assert methods == sorted(methods)
    assert methods.count("GET") > 1
    assert set(states_of(emulator)) == {"resolved"}


def test_only_those_are_changed_that_were_created_before_the_moment(cli: Cli, emulator: Emulator) -> None:
    for month in (1, 2, 3):
        emulator.seed_incident(title="Forgotten", state="active", created=datetime(2026, month, 1, tzinfo=UTC))
    assert cli(*RESOLVE, "--older-than", "2026-02-15", "--yes").err == "2 incidents resolved\n"
    assert states_of(emulator) == ["resolved", "resolved", "active"]


def test_a_commander_is_found_once_and_set_where_it_is_another(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 2)
    emulator.seed_incident(title="Hers", state="active", commander="Ada Lindqvist")
    command = ("update", "--query", "state:active", "--commander", "ada.lindqvist@example.com", "--yes")
    assert cli(*command).err == "2 incidents updated, 1 so already\n"
    assert sum(request.path.endswith("/users") for request in emulator.requests) == 1
    assert len(written(emulator)) == 2
    assert cli(*command).err == "0 incidents updated, 3 so already\n"
    assert len(written(emulator)) == 2


def test_what_is_over_is_not_resolved_again(cli: Cli, emulator: Emulator) -> None:
    for state in ("active", "resolved", "completed"):
        emulator.seed_incident(title="Queue stuck", state=state, fields={"teams": ["messaging"]})
    assert cli("resolve", "--query", "teams:messaging", "--yes").err == "1 incident resolved, 2 so already\n"
    assert states_of(emulator) == ["resolved", "resolved", "completed"]


def test_a_dry_run_shows_what_would_be_changed_and_sends_nothing(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 2)
    result = cli(*RESOLVE, "--dry-run")
    assert (result.code, result.err) == (0, "dry run, nothing sent: 2 incidents would be resolved\n")
    header, *rows = result.out.splitlines()
    assert header.startswith("ID ")
    assert [row.split()[0] for row in rows] == ["IR-1", "IR-2"]
    assert [each["id"] for each in json.loads(cli.output(*RESOLVE, "--dry-run", "-o", "json"))] == [
        each["id"] for each in emulator.incidents
    ]
    assert written(emulator) == []


@pytest.mark.parametrize("consent", ["--yes", "--dry-run"])
def test_more_than_allowed_is_refused_with_the_number(cli: Cli, emulator: Emulator, consent: str) -> None:
    seed_open(emulator, 3)
    result = cli(*RESOLVE, consent, "--at-most", "2")
    assert result.code == 2
    assert "3 incidents would be resolved, and --at-most allows 2" in result.err
    assert written(emulator) == []


def test_what_is_as_wanted_does_not_count_against_the_bound(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 1)
    emulator.seed_incident(title="Over", state="resolved")
    assert cli("resolve", "--query", "state:(active OR resolved)", "--yes", "--at-most", "1").code == 0


def test_a_value_that_is_wrong_is_said_before_anything_is_read(cli: Cli, emulator: Emulator) -> None:
    said = cli.error("update", "--query", "state:active", "--severity", "sev2", "--yes", code=2)
    assert "did you mean 'SEV-2'?" in said
    assert not emulator.requests


def test_the_table_comes_before_the_question(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    seed_open(emulator, 2)
    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    refused = cli(*RESOLVE)
    assert (refused.code, refused.out) == (1, "")
    header, first, second, question, *_ = refused.err.splitlines()
    assert [line.split()[0] for line in (header, first, second)] == ["ID", "IR-1", "IR-2"]
    assert question.startswith("Resolve 2 incidents? [y/N]: ")
    assert refused.err.endswith("given up, nothing was changed\n")
    assert written(emulator) == []

    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    agreed = cli(*RESOLVE, "-o", "ndjson")
    assert [json.loads(line)["outcome"] for line in agreed.out.splitlines()] == ["done", "done"]


def test_nobody_is_asked_about_nothing(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    result = cli(*RESOLVE)
    assert (result.code, result.out, result.err) == (0, "", "0 incidents resolved\n")


def test_several_that_are_named_are_updated(cli: Cli, emulator: Emulator) -> None:
    seed_open(emulator, 2)
    output = cli.output("update", "1", "IR-2", "--state", "stable")
    assert output.count(" updated: ") == 2
    assert states_of(emulator) == ["stable", "stable"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_an_outcome_is_told_even_if_stdout_is_a_full_disk(emulator: Emulator) -> None:
    seed_open(emulator, 2)
    emulator.inject("update_incident", status=400)
    with Path("/dev/full").open("w") as full:
        result = run(*RESOLVE, "--yes", stdout=full)
    assert result.returncode == 2
    assert "IR-2 resolved: https://" in result.stderr
    assert "but stdout: No space left on device; 1 incident resolved, 1 failed\n" in result.stderr


def test_what_failed_is_told_even_if_nobody_reads_what_was_done(emulator: Emulator) -> None:
    seed_open(emulator, 2)
    emulator.inject("update_incident", status=400)
    reading, writing = os.pipe()
    os.close(reading)
    result = run(*RESOLVE, "--yes", stdout=writing)
    os.close(writing)
    assert result.returncode == 2
    assert result.stderr.endswith("1 incident resolved, 1 failed\n")
    assert result.stderr.count("\n") == 2
