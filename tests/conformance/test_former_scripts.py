"""Scripts written for the official client, of 2021 and of today, with nothing changed but their import lines."""

from __future__ import annotations

import runpy
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from datadog_incidents.emulator import Emulator

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.py"))
PLACEHOLDER_USER = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """An emulator with the incident and the user that the scripts speak of, known to them by the environment."""
    with Emulator() as emulator:
        emulator.seed_user(id=PLACEHOLDER_USER, email="test.user@test.com", name="Test User")
        emulator.seed_incident(id="incident_id_example", title="Before", state="active")
        for name in ("DD_API_KEY", "DD_APP_KEY", "DD_CLIENT_API_KEY", "DD_CLIENT_APP_KEY"):
            monkeypatch.setenv(name, "some-key")
        monkeypatch.delenv("DD_SITE", raising=False)
        monkeypatch.setenv("DD_INCIDENTS_HOST", emulator.url)
        yield emulator


def run(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        runpy.run_path(str(Path(__file__).parent / "scripts" / f"{name}.py"))
    output = capsys.readouterr().out
    assert "Exception" not in output
    return output


def test_create_incident(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert "A test incident title" in run("create_incident", capsys)

    created = emulator.incidents[-1]
    assert created["attributes"]["title"] == "A test incident title"
    assert created["relationships"]["commander_user"]["data"]["id"] == PLACEHOLDER_USER
    assert [handle["handle"] for handle in created["attributes"]["notification_handles"]] == ["@test.user@test.com"]
    assert "key" in created["attributes"]["fields"]


def test_get_incident(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("get_incident", capsys).count("<IncidentResponseData IR-1 UNKNOWN active 'Before'>") == 2


def test_list_incidents(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert "<IncidentResponseData IR-1 UNKNOWN active 'Before'>" in run("list_incidents", capsys)


def test_search_incidents(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert "total=1" in run("search_incidents", capsys)


def test_update_incident(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert "A test incident title" in run("update_incident", capsys)

    (updated,) = emulator.incidents
    assert updated["attributes"]["customer_impact_scope"] == "Example customer impact scope"
    assert updated["attributes"]["resolved"] == "1970-01-01T00:00:00+00:00"
    assert updated["relationships"]["commander_user"]["data"]["id"] == PLACEHOLDER_USER


def test_delete_incident(emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("delete_incident", capsys) == ""
    assert emulator.incidents == []


def test_every_script_is_run() -> None:
    assert {f"test_{script.stem}" for script in SCRIPTS} <= globals().keys()


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("create_incident", ["initial_timeline_cells", "commander", "notification_handles"]),
        ("update_incident", ["resolved", "created_by_user", "last_modified_by_user", "notification_handles"]),
    ],
)
def test_former_spellings_are_warned_about(emulator: Emulator, script: str, names: list[str]) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DeprecationWarning)
        runpy.run_path(str(Path(__file__).parent / "scripts" / f"{script}.py"))
    assert {warning.category for warning in caught} == {DeprecationWarning}
    texts = " ".join(str(warning.message) for warning in caught)
    assert all(name in texts for name in names)
