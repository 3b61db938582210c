"""The progress bar on a terminal."""

from __future__ import annotations

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import ESCAPE, ON_A_TERMINAL, shown

pytestmark = ON_A_TERMINAL


def test_all_shows_how_far_it_is(emulator: Emulator) -> None:
    emulator.seed(150)
    text = ESCAPE.sub("", shown("search", "--all", columns=80))
    assert "150/150" in text
    assert "150 incidents" in text
