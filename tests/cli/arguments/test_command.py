"""Options: given twice, and completed."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli, completed


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["report", "--since", "1d", "--since", "2d"], "--since"),
        (["search", "--state", "active", "--state", "stable", "--site=datadoghq.eu", "--site=datadoghq.com"], "--site"),
        (["list", "-o", "csv", "--output", "json"], "--output"),
        (["update", "1", "--customer-impacted", "--no-customer-impacted"], "--customer-impacted"),
    ],
)
def test_an_option_of_one_value_is_refused_twice(cli: Cli, arguments: list[str], option: str) -> None:
    said = cli.error(*arguments, code=2)
    assert f"'{option}'" in said
    assert "it takes one value, and is given 2 times" in said


def test_what_can_be_repeated_is_not(cli: Cli) -> None:
    assert cli("search", "--state", "active", "--state", "stable", "--all", "--all").code == 0


def test_a_command_line_with_it_can_be_completed() -> None:
    assert completed("report --by team --by month --que") == ["--query"]


@pytest.mark.parametrize(
    ("begun", "values"),
    [
        ("report --by m", ["month"]),
        ("search --severity Sev-", ["SEV-0", "SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"]),
        ("update 1 --state res", ["resolved"]),
        ("get --max", ["--max-retries"]),
    ],
)
def test_what_an_option_takes_is_completed(begun: str, values: list[str]) -> None:
    assert completed(begun) == values
