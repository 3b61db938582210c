"""The commands below `impact`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout


@pytest.fixture(autouse=True)
def incident(emulator: Emulator) -> None:
    seed_checkout(emulator)


def test_an_impact_begins_and_ends(cli: Cli, emulator: Emulator) -> None:
    cli.output("impact", "add", "1", "Nobody can pay.", "--start", "2026-01-31T14:00Z", "--end", "2026-01-31T15:30Z")
    cli.output("impact", "add", "1", "Pages are slow.", "--start", "2026-02-01")
    first, second = (str(each["id"])[:8] for each in emulator.resources("incident_impacts"))
    assert cli.output("impact", "list", "1").splitlines() == [
        "ID        START (UTC)       END (UTC)         DURATION    DESCRIPTION",
        f"{first}  2026-01-31 14:00  2026-01-31 15:30  1 h 30 min  Nobody can pay.",
        f"{second}  2026-02-01 00:00                                Pages are slow.",
    ]
    written = cli.output("impact", "end", "1", "pages are slow.", "--at", "2026-02-01T01:00Z")
    assert written == f"IR-1: impact {second} ended: Pages are slow.\n"
    assert cli.output("impact", "list", "1").splitlines()[2].split("  ")[2:4] == ["2026-02-01 01:00", "1 h"]
    assert cli.output("impact", "delete", "1", first, "-y") == f"IR-1: impact {first} deleted: Nobody can pay.\n"


def test_an_impact_begins_now_unless_told_otherwise(cli: Cli, emulator: Emulator) -> None:
    cli.output("impact", "add", "1", "Pages are slow.")
    (impact,) = (each["attributes"] for each in emulator.resources("incident_impacts"))
    assert abs(datetime.fromisoformat(impact["start_at"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert impact["end_at"] is None


def test_no_impact_ends_before_it_began(cli: Cli, emulator: Emulator) -> None:
    said = cli.error("impact", "add", "1", "x", "--start", "2026-02-02", "--end", "2026-02-01", code=2)
    assert said == "--end: 2026-02-01 00:00 is before it began, 2026-02-02 00:00 UTC"
    cli.output("impact", "add", "1", "x", "--start", "2026-02-02")
    assert cli.error("impact", "end", "1", "x", "--at", "2026-02-01", code=2).startswith("--at: 2026-02-01 00:00 ")
    assert emulator.resources("incident_impacts")[0]["attributes"]["end_at"] is None
