"""`open`."""

from __future__ import annotations

import webbrowser

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli, seed_checkout

ADDRESS = "https://app.datadoghq.eu/incidents/1"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was told to open."""
    addresses: list[str] = []

    def open_it(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", open_it)
    monkeypatch.setenv("DD_SITE", "datadoghq.eu")
    return addresses


def test_the_address_is_written_where_stdout_is_no_terminal(cli: Cli, emulator: Emulator, opened: list[str]) -> None:
    incident = seed_checkout(emulator)
    for reference in ("IR-1", str(incident["id"]), "https://app.datadoghq.eu/incidents/1"):
        assert cli.output("open", reference) == f"{ADDRESS}\n"
    assert opened == []


def test_a_browser_is_opened_on_a_terminal(cli: Cli, emulator: Emulator, opened: list[str]) -> None:
    seed_checkout(emulator)
    assert cli.on_a_terminal("open", "1", "--print").out == f"{ADDRESS}\n"
    assert opened == []
    result = cli.on_a_terminal("open", "1")
    assert (result.code, result.out, result.err) == (0, "", f"opened {ADDRESS}\n")
    assert opened == [ADDRESS]


def test_where_there_is_no_browser_the_address_is_written(
    cli: Cli, emulator: Emulator, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_address: str) -> bool:
        return False

    seed_checkout(emulator)
    monkeypatch.setattr(webbrowser, "open", refuse)
    result = cli.on_a_terminal("open", "1")
    assert (result.code, result.out) == (0, f"{ADDRESS}\n")


def test_nothing_of_others_is_opened(cli: Cli, emulator: Emulator, opened: list[str]) -> None:
    incident = dict(seed_checkout(emulator))
    attributes = {**incident["attributes"], "public_id": "1@elsewhere.example\x1b[2J"}
    emulator.inject("get_incident", status=200, body={"data": {**incident, "attributes": attributes}})
    result = cli.on_a_terminal("open", str(incident["id"]))
    assert (result.code, result.out) == (1, "")
    assert result.err == f"datadog-incidents: {incident['id']} has no number, and so no address in the web app\n"
    assert opened == []


def test_what_is_not_there_is_not_opened(cli: Cli, emulator: Emulator, opened: list[str]) -> None:
    seed_checkout(emulator)
    assert cli.on_a_terminal("open", "7").code == 4
    assert opened == []
