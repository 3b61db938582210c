"""The options of every command that calls the service."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import click
import pytest

from datadog_incidents import ApiClient, Configuration
from datadog_incidents.cli.app import app
from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli

OPTIONS = ("--profile", "--site", "--timeout", "--connect-timeout", "--deadline", "--max-retries", "--verbose")


WITHOUT_THE_SERVICE = {"emulator", "profiles"}


def commands(group: click.Group, *words: str) -> Iterator[tuple[str, ...]]:
    """The words of each command that calls the service."""
    for name in group.list_commands(click.Context(group)):
        below = group.get_command(click.Context(group), name)
        if isinstance(below, click.Group):
            yield from commands(below, *words, name)
        elif name not in WITHOUT_THE_SERVICE:
            yield (*words, name)


@pytest.mark.parametrize("command", list(commands(app)), ids=" ".join)
def test_every_command_has_them(cli: Cli, command: tuple[str, ...]) -> None:
    text = cli.output(*command, "--help")
    assert [option for option in OPTIONS if f"  {option} " not in text] == []


@pytest.mark.parametrize(
    ("given", "settings"),
    [
        ("", {"timeout": (3.05, 30.0), "deadline": None, "max_retries": 3}),
        ("--timeout 5 --deadline 60 --max-retries 0", {"timeout": 5.0, "deadline": 60.0, "max_retries": 0}),
        ("--connect-timeout 1", {"timeout": (1.0, 30.0)}),
        ("--connect-timeout 1 --timeout 5", {"timeout": (1.0, 5.0)}),
    ],
)
def test_what_is_given_is_a_setting_of_the_client(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, given: str, settings: dict[str, Any]
) -> None:
    made: list[Configuration] = []

    def client(configuration: Configuration) -> ApiClient:
        made.append(configuration)
        return ApiClient(configuration)

    monkeypatch.setattr("datadog_incidents.ApiClient", client)
    cli.output("list", *given.split())
    assert {name: getattr(made[0], name) for name in settings} == settings


def test_each_attempt_and_each_wait_is_told_if_that_is_wanted(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("list_incidents", status=503)
    told = cli("list", "--verbose").err
    assert re.fullmatch(
        "datadog-incidents: GET /api/v2/incidents: 503 in [0-9]+ ms, attempt 1.*\n"
        "datadog-incidents: list_incidents: waiting [0-9.]+ s: .*503 .*\n"
        "datadog-incidents: GET /api/v2/incidents: 200 in [0-9]+ ms, attempt 2.*\n"
        "datadog-incidents: GET /api/v2/incidents: 200 in [0-9]+ ms, attempt 1.*\n"  # whether there are more
        "0 incidents\n",
        told,
    ), told
    assert not logging.getLogger("datadog_incidents").isEnabledFor(logging.DEBUG)
    assert cli("list").err == "0 incidents\n"


def test_a_wait_for_a_rate_limit_is_told_once_where_nobody_asked(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("list_incidents", status=429, headers={"X-RateLimit-Reset": "40"}, times=2)
    said = cli("list").err.splitlines()
    assert [line for line in said if "waiting" in line] == said[:1]
    assert said[0].startswith("datadog-incidents: waiting 40 s: list_incidents: 429 ")


def test_any_other_wait_is_told_on_a_terminal_alone(cli: Cli, emulator: Emulator) -> None:
    emulator.inject("list_incidents", status=503, headers={"Retry-After": "9"})
    assert cli("list").err == "0 incidents\n"
