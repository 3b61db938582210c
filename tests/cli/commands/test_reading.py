"""`list`, `search` and `get`."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from datetime import UTC, datetime, timedelta

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout


def test_a_table_in_a_pipe_is_plain_and_in_full(cli: Cli, emulator: Emulator) -> None:
    long = "Something went wrong " * 10 + "at the end"
    seed_checkout(emulator)
    seed_checkout(emulator, title=long, severity="SEV-3", state="active", commander=None)
    result = cli("list")
    assert result.code == 0
    assert result.out.splitlines() == [
        "ID    SEVERITY  STATE     CREATED (UTC)     COMMANDER      TITLE",
        "IR-1  SEV-1     resolved  2026-01-31 14:05  Ada Lindqvist  Checkout answers with errors",
        f"IR-2  SEV-3     active    2026-01-31 14:05                 {long}",
    ]
    assert result.err == "2 incidents\n"


def test_what_a_terminal_would_obey_is_not_written_to_it(cli: Cli, emulator: Emulator) -> None:
    incident = seed_checkout(emulator, title="red \x1b[31m\nand\x9b more")
    for output in (cli.output("list"), cli.output("list", "-o", "csv"), cli.output("get", str(incident["id"]))):
        assert r"red \x1b[31m and\x9b more" in output
        assert "\x1b" not in output
        assert "\x9b" not in output


def test_twenty_are_shown_unless_told_otherwise(cli: Cli, emulator: Emulator) -> None:
    emulator.seed(30)
    assert cli("list").err == "20 incidents, oldest first; --limit N or --all shows more\n"
    assert cli("list", "--limit", "30").err == "30 incidents\n"
    assert cli("search").err == "20 of 30 incidents; --limit N or --all shows more\n"
    assert cli("search", "--all").err == "30 incidents\n"
    assert len(cli.output("list", "--limit", "7", "-o", "ndjson").splitlines()) == 7
    assert emulator.requests[-1].query["page[size]"] == "8"  # one more tells whether there are more


def test_all_goes_over_the_pages(cli: Cli, emulator: Emulator) -> None:
    emulator.seed(230)
    for command in ("list", "search"):
        lines = cli.output(command, "--all", "--output", "ndjson").splitlines()
        assert {json.loads(line)["id"] for line in lines} == {incident["id"] for incident in emulator.incidents}
        assert len(lines) == 230


def test_json_is_one_document_however_many_there_are(cli: Cli, emulator: Emulator) -> None:
    assert json.loads(cli.output("list", "--output", "json")) == []
    first, second = (str(seed_checkout(emulator)["id"]) for _ in range(2))
    assert [each["id"] for each in json.loads(cli.output("list", "--output", "json"))] == [first, second]
    assert [each["id"] for each in json.loads(cli.output("get", "1", "2", "--output", "json"))] == [first, second]
    assert json.loads(cli.output("get", "2", "--output", "json"))["id"] == second


def test_json_is_what_the_api_sent(cli: Cli, emulator: Emulator) -> None:
    incident = seed_checkout(emulator, title="Zahlungen gehen nicht: \u00fc")
    text = cli.output("get", str(incident["id"]), "-o", "ndjson")
    assert text.isascii()
    assert text.count("\n") == 1
    document = json.loads(text)
    assert document["attributes"]["title"] == "Zahlungen gehen nicht: \u00fc"
    assert document["attributes"]["fields"]["teams"] == {"type": "autocomplete", "value": ["payments", "storefront"]}
    assert "included" not in document


def test_included_resources_go_with_the_incident_that_refers_to_them(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    seed_checkout(emulator, commander="Bruno Tavares")
    first, second = (json.loads(line) for line in cli.output("list", "--include", "users", "-o", "ndjson").splitlines())
    assert {each["attributes"]["name"] for each in first["included"]} == {"On-call Bot", "Ada Lindqvist"}
    assert {each["attributes"]["name"] for each in second["included"]} == {"On-call Bot", "Bruno Tavares"}


def test_csv_has_the_documented_columns(cli: Cli, emulator: Emulator) -> None:
    incident = seed_checkout(emulator)
    for command in ("list", "search"):
        (row,) = csv.DictReader(io.StringIO(cli.output(command, "--output", "csv")))
        assert row == {
            "public_id": "1",
            "id": incident["id"],
            "title": "Checkout answers with errors",
            "severity": "SEV-1",
            "state": "resolved",
            "created": "2026-01-31T14:05:00Z",
            "detected": "2026-01-31T14:04:00Z",
            "resolved": "2026-01-31T16:05:00Z",
            "modified": "2026-01-31T14:05:00Z",
            "commander": "ada.lindqvist@example.com",
            "commander_name": "Ada Lindqvist",
            "services": "checkout",
            "teams": "payments;storefront",
            "customer_impacted": "true",
            "customer_impact_scope": "Nobody can pay.",
            "customer_impact_start": "2026-01-31T14:00:00Z",
            "customer_impact_end": "2026-01-31T15:00:00Z",
            "customer_impact_duration": "3600",
            "time_to_detect": "240",
            "time_to_internal_response": "60",
            "time_to_repair": "3360",
            "time_to_resolve": "7200",
        }


def test_what_has_not_happened_is_empty_in_csv_rather_than_0(cli: Cli, emulator: Emulator) -> None:
    emulator.seed_incident(title="Disk full", state="active")
    (row,) = csv.DictReader(io.StringIO(cli.output("list", "--output", "csv")))
    assert [row[name] for name in ("time_to_resolve", "time_to_repair", "resolved", "commander")] == [""] * 4


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["title:disk"], {"Disk full"}),
        (["--state", "active"], {"Disk full", "Queue stuck"}),
        (["--severity", "SEV-1", "--severity", "SEV-2"], {"Queue stuck", "Old news"}),
        (["--state", "active", "--severity", "SEV-2"], {"Queue stuck"}),
        (["--field", "teams=payments"], {"Old news"}),
        (["--field", "teams=payments", "--field", "teams=platform"], {"Old news", "Disk full"}),
        (["--team", "payments"], {"Old news"}),
        (["--team", "payments", "--field", "teams=platform"], {"Old news", "Disk full"}),
        (["--service", "checkout", "--service", "auth"], {"Queue stuck", "Disk full"}),
        (["--service", "checkout", "--team", "platform"], {"Disk full"}),
        (["--commander", "ada.lindqvist@example.com"], {"Disk full"}),
        (["--commander", "Ada Lindqvist", "--commander", "bruno.tavares@example.com"], {"Disk full", "Queue stuck"}),
        (["--since", "2026-02-01"], {"Disk full", "Queue stuck"}),
        (["--until", "2026-02-01T00:00:00Z"], {"Old news"}),
        (["title:disk OR title:queue", "--since", "2026-02-10T12:00+02:00"], {"Queue stuck"}),
        ([], {"Disk full", "Queue stuck", "Old news"}),
    ],
)
def test_a_search_finds_what_all_options_allow(
    cli: Cli, emulator: Emulator, arguments: list[str], expected: set[str]
) -> None:
    for title, severity, state, month, day, team, service, commander in (
        ("Disk full", "SEV-3", "active", 2, 1, "platform", "checkout", "Ada Lindqvist"),
        ("Queue stuck", "SEV-2", "active", 2, 10, "messaging", "auth", "Bruno Tavares"),
        ("Old news", "SEV-1", "resolved", 1, 1, "payments", "search", None),
    ):
        emulator.seed_incident(
            title=title,
            severity=severity,
            state=state,
            created=datetime(2026, month, day, 11, tzinfo=UTC),
            fields={"teams": [team], "services": [service]},
            commander=commander,
        )
    for command in ("search", "list") if not arguments or arguments[0].startswith("--") else ("search",):
        found = cli.output(command, *arguments, "-o", "ndjson").splitlines()
        assert {json.loads(line)["attributes"]["title"] for line in found} == expected


def test_since_can_tell_how_long_ago(cli: Cli, emulator: Emulator) -> None:
    now = datetime.now(UTC)
    for days in (1, 8, 100):
        emulator.seed_incident(title=f"{days} days", created=now - timedelta(days=days))
    assert [
        len(cli.output("search", "--since", each, "-o", "ndjson").splitlines()) for each in ("36h", "2w", "90d")
    ] == [
        1,
        2,
        2,
    ]


def test_times_are_utc_wherever_one_is(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    emulator.seed_incident(title="Just after midnight", created=datetime(2026, 1, 31, 0, 30, tzinfo=UTC))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        output = cli.output("search", "--since", "2026-01-31", "--until", "2026-01-31T01:00")
    time.tzset()
    assert "  2026-01-31 00:30  " in output


def test_a_search_is_newest_first_unless_sorted(cli: Cli, emulator: Emulator) -> None:
    emulator.seed(5)

    def public_ids(*arguments: str) -> list[int]:
        lines = cli.output("search", *arguments, "-o", "ndjson").splitlines()
        return [json.loads(line)["attributes"]["public_id"] for line in lines]

    assert public_ids() == [5, 4, 3, 2, 1]
    assert public_ids("--sort", "created") == [1, 2, 3, 4, 5]
    assert public_ids("--sort", "-created", "--limit", "1") == [5]


def test_a_list_is_a_search_where_the_service_lists_no_such_thing(cli: Cli, emulator: Emulator) -> None:
    for number in range(4):
        seed_checkout(emulator, title=f"Incident {number}", created=datetime(2026, 1, 1 + number, tzinfo=UTC))
    emulator.seed_incident(title="Drill", is_test=True, created=datetime(2026, 1, 9, tzinfo=UTC))

    def listed(*arguments: str) -> list[str]:
        return cli.output("list", *arguments, "-o", "csv", "--columns", "title").splitlines()[1:]

    oldest_first = [f"Incident {number}" for number in range(4)]
    assert listed() == listed("--sort", "created") == [*oldest_first, "Drill"]
    assert {request.operation for request in emulator.requests} == {"list_incidents"}
    assert listed("--state", "resolved") == oldest_first
    assert listed("--sort", "-created") == oldest_first[::-1]
    assert listed("--team", "payments", "--sort", "-created", "-n", "2") == ["Incident 3", "Incident 2"]
    assert cli("list", "--team", "payments", "-n", "2").err == "2 of 4 incidents; --limit N or --all shows more\n"


def test_a_list_that_is_a_search_includes_one_kind_of_resource(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    both = ("--include", "users", "--include", "attachments")
    assert cli("list", *both).code == 0
    assert "a search takes one" in cli.error("list", "--team", "payments", *both, code=2)
    (line,) = cli.output("list", "--team", "payments", "--include", "users", "-o", "ndjson").splitlines()
    assert "Ada Lindqvist" in {each["attributes"]["name"] for each in json.loads(line)["included"]}


def test_columns_are_those_that_are_named_in_that_order(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    names = "title, Reference,teams,time_to_resolve,customer_impacted,resolved,commander,customer_impact_start"
    header, row = cli.output("list", "--columns", names).splitlines()
    assert re.split("  +", header) == [
        *("TITLE", "ID", "TEAMS", "TIME TO RESOLVE", "CUSTOMER IMPACTED", "RESOLVED (UTC)", "COMMANDER"),
        "CUSTOMER IMPACT START (UTC)",
    ]
    assert re.split("  +", row) == [
        *("Checkout answers with errors", "IR-1", "payments, storefront", "2 h", "yes", "2026-01-31 16:05"),
        *("Ada Lindqvist", "2026-01-31 14:00"),
    ]
    columns = "reference,commander,teams,time_to_resolve"
    assert cli.output("search", "-o", "csv", "--columns", columns).splitlines() == [
        "reference,commander,teams,time_to_resolve",
        "IR-1,ada.lindqvist@example.com,payments;storefront,7200",
    ]
    assert cli.output("list", "--columns", "public_id,id,modified").splitlines()[0].split() == [
        *("PUBLIC", "ID", "UUID", "MODIFIED", "(UTC)"),
    ]


@pytest.mark.parametrize("reference", ["2", "IR-2", "https://app.datadoghq.com/incidents/2", None])
def test_an_incident_goes_by_any_of_its_names(cli: Cli, emulator: Emulator, reference: str | None) -> None:
    incidents = [seed_checkout(emulator, title=title) for title in ("Before", "This one", "After")]
    card = cli.output("get", reference or str(incidents[1]["id"]))
    assert card.startswith("IR-2  This one\nhttps://app.datadoghq.com/incidents/2\n")


def test_a_card_tells_what_is_known_and_nothing_else(cli: Cli, emulator: Emulator) -> None:
    incident = seed_checkout(emulator)
    lines = cli.output("get", "1").splitlines()
    assert [line[:28].strip() for line in lines[2:]] == [
        *("id", "severity", "state", "commander", "created by", "declared by", "last modified by"),
        *("created", "detected", "declared", "resolved", "modified", "customers impacted", "customer impact scope"),
        *("customer impact start", "customer impact end", "time to detect", "time to internal response"),
        *("time to repair", "time to resolve", "customer impact duration"),
        *("detection method", "services", "summary", "teams", ""),
    ]
    assert f"  id                        {incident['id']}" in lines
    assert "  resolved                  2026-01-31 16:05 UTC" in lines
    assert "  time to resolve           2 h" in lines
    assert "  teams                     payments, storefront" in lines
    assert "time to resolve" not in cli.output("get", str(emulator.seed_incident(title="Disk full")["id"]))


def test_a_card_has_the_links_of_its_own_incident_alone(cli: Cli, emulator: Emulator) -> None:
    emulator.seed(60)
    with_postmortem = [each for each in emulator.incidents if each["relationships"]["attachments"]["data"]]
    public_id = with_postmortem[0]["attributes"]["public_id"]
    links = [line for line in cli.output("get", f"IR-{public_id}").splitlines() if line.startswith("  link ")]
    assert len(links) == 1
    assert f"Postmortem IR-{public_id}: " in links[0]


def test_nothing_is_shown_if_one_of_several_is_missing(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    assert "no incident IR-7" in cli.error("get", "1", "7", code=4)
