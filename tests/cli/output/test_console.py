"""What came from outside, on its way to people: wherever it stands, it is shown and not obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout

HOSTILE = "red \x1b]0;owned\x07\x9b2J\u202e\r\nfake"
SHOWN = r"red \x1b]0;owned\x07\x9b2J\u202e fake"


@pytest.fixture
def hostile(emulator: Emulator) -> Emulator:
    """An emulator with one incident, all texts of which are hostile."""
    field = {"type": "textbox", "value": "x"}
    fields = {"teams": [HOSTILE], "services": [HOSTILE], "summary": HOSTILE, HOSTILE: field}
    seed_checkout(emulator, title=HOSTILE, customer_impact_scope=HOSTILE, state="active", resolved=None, fields=fields)
    return emulator


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "list -o csv",
        "list -o csv --raw",
        "list --columns title,teams,services,customer_impact_scope",
        "search --columns teams -o csv",
        "get 1",
        "report --since 2020-01-01 --by team",
        "report --since 2020-01-01 --by service -o csv",
        "report --since 2020-01-01 --by team --html -",
        "export - --format csv",
    ],
)
def test_a_text_of_others_is_shown(cli: Cli, hostile: Emulator, command: str) -> None:
    output = cli.output(*command.split())
    assert SHOWN in output
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(output)
    assert not [line for line in output.splitlines() if line.startswith("fake")]


@pytest.mark.parametrize("command", ["list -o json", "list -o ndjson", "export -", "report --since 2020-01-01 -o json"])
def test_json_has_nothing_that_a_terminal_obeys(cli: Cli, hostile: Emulator, command: str) -> None:
    seed_checkout(hostile, title="a\x7fb")
    output = cli.output(*command.split())
    assert output.isascii()
    assert output.replace("\n", "").isprintable()


@pytest.mark.parametrize("body", [{"errors": [HOSTILE]}, HOSTILE])
def test_an_error_text_of_others_is_shown(cli: Cli, emulator: Emulator, body: object) -> None:
    emulator.inject("list_incidents", status=400, body=body)
    said = cli.error("list", code=2)
    assert "owned" in said
    assert "fake" in said
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(said)


def test_a_value_of_others_that_may_be_meant_is_shown(cli: Cli, hostile: Emulator) -> None:
    said = cli("search", "--team", "zebra").err
    assert said.count("\n") == 1
    assert "only 'red" not in said
    assert SHOWN in said
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(said)


def test_an_id_of_others_is_shown(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("create_incident", status=201, body={"data": {"id": HOSTILE, "type": "incidents"}})
    assert cli.output("create", "Disk full") == f"{SHOWN} created: {SHOWN}\n"


def test_the_name_of_a_file_is_shown(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    said = cli("export", str(tmp_path / "\x1b[2J.csv")).err
    assert said == f"datadog-incidents: 0 incidents in {tmp_path}/\\x1b[2J.csv\n"


def test_a_query_is_shown_in_a_report(cli: Cli, hostile: Emulator) -> None:
    output = cli.output("report", "--since", "2020-01-01", "--query", 'title:"\x1b[2J"')
    assert 'Only incidents that this query finds: title:"\\x1b[2J"' in output
