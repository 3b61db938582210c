"""Tables on a terminal: a real one, with a width and colours."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from datadog_incidents.cli.output.console import cells_of
from datadog_incidents.emulator import Emulator
from tests.cli.conftest import ESCAPE, ON_A_TERMINAL, Cli, seed_checkout, shown

COLOUR = re.compile(r"\x1b\[[0-9;]*3[1-7]m")

pytestmark = ON_A_TERMINAL


def test_a_table_fits_the_terminal(emulator: Emulator) -> None:
    seed_checkout(emulator, title="Something went wrong " * 10)
    text = shown("list", columns=80)
    assert COLOUR.search(text)
    lines = ESCAPE.sub("", text).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].endswith("…")
    assert not COLOUR.search(shown("list", columns=80, NO_COLOR="1"))


def test_a_table_that_is_too_wide_comes_in_blocks(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator, title="Something went wrong " * 10)
    seed_checkout(emulator, title="\u58ca\u3057\u305f" * 20)
    lines = cli.on_a_terminal("list", columns=40).out.splitlines()
    assert max(map(cells_of, lines)) <= 40
    assert [line.split() for line in lines if line.startswith("ID")] == [
        ["ID", "SEVERITY", "STATE"],
        ["ID", "CREATED", "(UTC)", "COMMANDER"],
        ["ID", "TITLE"],
    ]
    assert len([line for line in lines if line.startswith("IR-2 ")]) == 3


@pytest.mark.parametrize(("names", "count"), [("id,title,commander", 5), ("title,id", 2), ("title", 2), ("id", 2)])
def test_columns_of_any_width_fit_the_terminal(cli: Cli, emulator: Emulator, names: str, count: int) -> None:
    seed_checkout(emulator, title="Something went wrong " * 10)
    lines = cli.on_a_terminal("list", "--columns", names, columns=30).out.splitlines()
    assert max(map(len, lines)) <= 30, lines
    assert len(lines) == count  # none of which is broken


def test_what_an_incident_is_called_is_never_cut_to_save_a_title(cli: Cli, emulator: Emulator) -> None:
    incident = seed_checkout(emulator, title="Something went wrong " * 10)
    row = cli.on_a_terminal("list", "--columns", "id,state,title", columns=70).out.splitlines()[1]
    assert row.startswith(f"{incident['id']}  resolved  Something went")
    assert row.endswith("…")


def test_a_report_that_is_too_wide_comes_in_blocks(emulator: Emulator) -> None:
    seed_checkout(emulator, created=datetime.now(UTC))
    lines = ESCAPE.sub("", shown("report", columns=80)).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line.split()[:2] for line in lines].count(["all", "incidents"]) >= 2
    assert sum(line.startswith("Severity") for line in lines) >= 2


def test_blocks_with_long_names_fit_the_terminal(emulator: Emulator) -> None:
    seed_checkout(emulator, created=datetime.now(UTC), fields={"teams": {"type": "autocomplete", "value": ["t" * 60]}})
    text = ESCAPE.sub("", shown("report", "--by", "team", "--previous", columns=40))
    lines = text[text.index("Team") :].splitlines()
    assert max(map(len, lines)) <= 40
    assert sum(line.startswith("tttttttt") and "…" in line for line in lines) >= 2
