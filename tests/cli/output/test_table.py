"""Tables on a terminal: a real one, with a width and colours."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import ESCAPE, ON_A_TERMINAL, seed_checkout, shown

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
