"""CSV that a spreadsheet can open."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from datadog_incidents.cli.output.spreadsheet import csv_line
from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout


def cells(line: str) -> list[str]:
    (row,) = csv.reader([line])
    return row


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "\n-1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    for value in (text, [text, "b"]):
        (guarded,), (raw,) = cells(csv_line([value])), cells(csv_line([value], raw=True))
        assert guarded == f"'{raw}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (-0.5, "-0.5"),
        (timedelta(seconds=-90), "-90"),
        (None, ""),
        (True, "true"),
        (datetime(2026, 1, 31, tzinfo=UTC), "2026-01-31T00:00:00Z"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_nothing_else_gets_one(value: object, cell: str) -> None:
    assert cells(csv_line([value])) == [cell]


@pytest.mark.parametrize("command", ["list -o csv", "search -o csv", "get 1 -o csv", "export - --format csv"])
def test_all_csv_of_incidents_is_guarded_unless_raw(cli: Cli, emulator: Emulator, command: str) -> None:
    seed_checkout(emulator, title="=1+1", customer_impact_scope="-2+3", fields={"teams": ["@a", "+1"]})
    names = ("title", "customer_impact_scope", "teams")
    for raw, mark in (([], "'"), (["--raw"], "")):
        (row,) = csv.DictReader(io.StringIO(cli.output(*command.split(), *raw)))
        assert [row[name] for name in names] == [f"{mark}=1+1", f"{mark}-2+3", f"{mark}@a;+1"]


def test_so_is_that_of_reports(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator, fields={"teams": ["@SUM(A1)"]})
    command = ("report", "--by", "team", "--since", "2026-01-01", "--output", "csv")
    for raw, name in (([], "'@SUM(A1)"), (["--raw"], "@SUM(A1)")):
        team, _ = csv.DictReader(io.StringIO(cli.output(*command, *raw)))
        assert team["name"] == name


@pytest.mark.parametrize("command", ["list", "get 1 -o json", "report", "export -"])
def test_raw_is_refused_for_what_is_no_csv(cli: Cli, command: str) -> None:
    assert cli.error(*command.split(), "--raw", code=2).startswith("--raw: ")
