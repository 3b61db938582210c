"""`report`."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout


@pytest.fixture
def seeded(emulator: Emulator) -> Emulator:
    seed_checkout(emulator)
    seed_checkout(emulator, state="active", resolved=None, severity="SEV-2")
    seed_checkout(emulator, created=datetime(2025, 1, 1, tzinfo=UTC))
    return emulator


def test_a_report_tells_figures_by_group(cli: Cli, seeded: Emulator) -> None:
    lines = cli.output("report", "--since", "2026-01-01").splitlines()
    assert lines[0].startswith("Severity       Incidents  Unresolved  Time to detect, median")
    assert [line.split("  ")[0] for line in lines[1:4]] == ["SEV-1", "SEV-2", "all incidents"]
    assert lines[1].split()[-3:] == ["2", "h", "1"]
    assert "Only incidents created from 2026-01-01 00:00 UTC on." in lines
    assert "Time to resolve leaves out 1 of 2 incidents: not resolved, or 0." in lines


def test_a_report_covers_90_days_unless_told_otherwise(cli: Cli, emulator: Emulator) -> None:
    for days in (1, 89, 91):
        seed_checkout(emulator, created=datetime.now(UTC) - timedelta(days=days))
    assert json.loads(cli.output("report", "--output", "json"))["overall"]["count"] == 2


def test_a_report_as_csv_has_seconds(cli: Cli, seeded: Emulator) -> None:
    rows = list(
        csv.DictReader(io.StringIO(cli.output("report", "--by", "team", "--since", "2026-01-01", "--output", "csv")))
    )
    assert [row["name"] for row in rows] == ["payments", "storefront", "all incidents"]
    assert rows[0]["time_to_resolve_median"] == "7200.0"
    assert rows[0]["time_to_resolve_left_out"] == "1"


def test_a_report_can_be_by_two_things(cli: Cli, seeded: Emulator) -> None:
    command = ("report", "--since", "2026-01-01", "--by", "severity", "--by", "team")
    lines = cli.output(*command).splitlines()
    assert lines[0].startswith("Severity and team")
    assert [line.split("   ")[0] for line in lines[1:4]] == ["SEV-1", "  payments", "  storefront"]
    document = json.loads(cli.output(*command, "-o", "json"))
    assert (document["by"], document["then_by"]) == ("severity", "team")
    rows = list(csv.DictReader(io.StringIO(cli.output(*command, "-o", "csv"))))
    assert [(row["within"], row["name"], row["count"]) for row in rows][:2] == [
        ("", "SEV-1", "1"),
        ("SEV-1", "payments", "1"),
    ]
    assert (rows[-1]["within"], rows[-1]["name"]) == ("", "all incidents")
    for wrong in (("--by", "team", "--by", "team"), ("--by", "team", "--by", "month", "--by", "service")):
        said = cli.error("report", *wrong, code=2)
        assert said == f"--by: give it once, or twice with different values, not {', '.join(wrong[1::2])}"


def test_a_report_can_stand_beside_the_period_before(cli: Cli, emulator: Emulator) -> None:
    for days in (1, 20, 40, 50, 70):
        seed_checkout(emulator, created=datetime.now(UTC) - timedelta(days=days))
    command = ("report", "--since", "30d", "--previous")
    assert cli.output(*command).splitlines()[1].split()[:4] == ["SEV-1", "2", "(was", "2)"]
    document = json.loads(cli.output(*command, "-o", "json"))
    assert (document["overall"]["count"], document["previous"]["overall"]["count"]) == (2, 2)
    assert document["previous"]["until"] == document["since"]
    rows = list(csv.DictReader(io.StringIO(cli.output(*command, "-o", "csv"))))
    assert [(row["name"], row["count"], row["previous_count"]) for row in rows] == [
        ("SEV-1", "2", "2"),
        ("all incidents", "2", "2"),
    ]
    by_month = list(csv.DictReader(io.StringIO(cli.output(*command, "--by", "month", "-o", "csv"))))
    assert {row["previous_count"] for row in by_month[:-1]} == {""}
    assert by_month[-1]["previous_count"] == "2"
    until = (datetime.now(UTC) - timedelta(days=30)).isoformat()
    ended = json.loads(cli.output("report", "--since", "60d", "--until", until, "--previous", "-o", "json"))
    assert (ended["overall"]["count"], ended["previous"]["overall"]["count"]) == (2, 1)


def test_a_page_has_a_title_and_links_to_the_site(cli: Cli, seeded: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_SITE", "datadoghq.eu")
    command = ("report", "--since", "2026-01-01", "--html", "-")
    page = cli.output(*command, "--title", "Autumn <b>")
    assert "<h1>Autumn &lt;b&gt;</h1>" in page
    assert '<a href="https://app.datadoghq.eu/incidents/1"' in page
    assert "<h1>Incident report</h1>" in cli.output(*command)
    assert cli.error("report", "--title", "x", code=2) == "--title: it is about the page that --html writes"


def test_a_report_can_be_of_a_search(cli: Cli, seeded: Emulator) -> None:
    command = ("report", "--query", "state:active", "--since", "2025-01-01")
    document = json.loads(cli.output(*command, "-o", "json"))
    assert document["overall"]["count"] == 1
    assert document["query"] == "state:active"
    assert "Only incidents that this query finds: state:active" in cli.output(*command).splitlines()
    assert "Found by the query <code>state:active</code>" in cli.output(*command, "--html", "-")
    assert json.loads(cli.output("report", "-o", "json"))["query"] is None
    assert "query" not in cli.output("report", "--html", "-")


def test_a_page_is_written_whole(cli: Cli, seeded: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("the one of yesterday")
    result = cli("report", "--since", "2026-01-01", "--html", str(path))
    assert (result.code, result.out, result.err) == (0, "", f"datadog-incidents: wrote {path}\n")
    assert "</html>" in path.read_text()
    assert list(tmp_path.iterdir()) == [path]
    both = ["report", "--html", str(path), "--output", "json"]
    assert cli.error(*both, code=2) == "--html and --output: give one of them"
    assert cli.output("report", "--since", "2026-01-01", "--html", "-").endswith("</html>")
    assert list(tmp_path.iterdir()) == [path]
    nowhere = tmp_path / "nowhere" / "report.html"
    assert f"{nowhere} cannot be written" in cli.error("report", "--html", str(nowhere), code=1)
