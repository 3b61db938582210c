"""`docs/command-line.md`: every command in it is run, and writes what the page says."""

from __future__ import annotations

import re
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents.cli.failures import EXIT_CODES
from datadog_incidents.emulator import Emulator
from datadog_incidents.rows import INCIDENT_COLUMNS

from .conftest import Cli, seed_checkout

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
ELLIPSIS = "…"


def commands() -> list[tuple[str, list[str]]]:
    """Each command of the page, and the lines that it is said to write."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", "").splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


TODOS: tuple[dict[str, Any], ...] = (
    {
        "id": "2c41f0e8-0000-4000-8000-000000000001",
        "content": "Restore the lost orders",
        "assignees": ["@ada.lindqvist@example.com"],
        "due_date": datetime(2026, 2, 6, 12, tzinfo=UTC),
    },
    {"id": "90b7d35a-0000-4000-8000-000000000002", "content": "Write to customers", "assignees": []},
)


def seed(emulator: Emulator) -> None:
    """The incidents of the page, the todos of one, and the moment at which it plays."""
    emulator.clock.set(datetime(2026, 2, 2, 9, 30, tzinfo=UTC))
    described: list[dict[str, Any]] = [
        {"title": "Certificate of auth expired", "severity": "SEV-4", "fields": {"teams": ["identity"]}},
        {"severity": "SEV-1"},
        {"title": "Queue stuck", "severity": "SEV-2", "state": "active", "fields": {"teams": ["messaging"]}},
    ]
    for number, changes in enumerate(described):
        identity = f"00000000-0000-4000-8000-00000000000{number + 1}"
        if number == 1:
            seed_checkout(emulator, id=identity, **changes)
            for todo in TODOS:
                emulator.seed_resource("incident_todos", incident=identity, **todo)
            continue
        day = datetime(2026, 1, 10 * (number + 1) + 1, 9, 30, tzinfo=UTC)
        emulator.seed_incident(id=identity, created=day, commander="Bruno Tavares", **changes)


def test_every_command_of_the_page_writes_what_the_page_says(
    cli: Cli, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seed(emulator)
    assert len(commands()) >= 10
    for command, expected in commands():
        program, *arguments = shlex.split(command)
        assert program == "datadog-incidents"
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stderr", sys.stdout)  # in the order in which a terminal shows them
            result = cli(*arguments)
        assert result.code == 0, (command, result.out)
        pattern = "\n".join(re.escape(line).replace(re.escape(ELLIPSIS), ".*") for line in expected)
        written = result.out.replace(emulator.url, "http://127.0.0.1:8126").rstrip("\n")
        assert re.fullmatch(pattern, written), f"$ {command}\n{written}"


def test_the_page_lists_the_exit_codes_and_the_columns() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for each in EXIT_CODES:
        assert f"| {each.code} | {each.meaning} |\n" in text
    assert ", ".join(INCIDENT_COLUMNS) in " ".join(text.split())
