"""What a terminal shows: a real one, with a width and colours."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from datadog_incidents.emulator import Emulator

from .conftest import COMMAND, seed_checkout

COLOUR = re.compile(r"\x1b\[[0-9;]*3[1-7]m")
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")


def shown(*arguments: str, columns: int, **variables: str) -> str:
    """What a command writes to a terminal, stdout and stderr."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **variables}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        received = b""
        try:
            while chunk := os.read(ours, 65536):
                received += chunk
        except OSError:  # the other end is closed
            pass
        finally:
            os.close(ours)
        assert process.wait(20) == 0
    return received.decode().replace("\r\n", "\n")


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


def test_all_shows_how_far_it_is(emulator: Emulator) -> None:
    emulator.seed(150)
    text = ESCAPE.sub("", shown("search", "--all", columns=80))
    assert "150/150" in text
    assert "150 incidents" in text
