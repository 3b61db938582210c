"""Options that are given twice."""

from __future__ import annotations

import os

import pytest

from tests.cli.conftest import Cli, run


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["report", "--by", "team", "--by", "month"], "--by"),
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
    words = {"COMP_WORDS": "datadog-incidents report --by team --by month --que", "COMP_CWORD": "6"}
    completing = {**os.environ, "_DATADOG_INCIDENTS_COMPLETE": "complete_bash", **words}
    assert run(env=completing).stdout.strip() == "--query"
