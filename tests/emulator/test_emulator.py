"""The front: the clock, what is seeded, remembered and reset, and how it is imported."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator

from .api import INCIDENTS, JSON, Api

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class TestClock:
    def test_is_real_at_first(self, api: Api) -> None:
        before = datetime.now(UTC)
        created = datetime.fromisoformat(api.create()["attributes"]["created"])

        assert before <= created <= datetime.now(UTC)

    def test_stands_still_once_set(self, api: Api, emulator: Emulator) -> None:
        emulator.clock.set(NOON)

        assert {api.create()["attributes"]["created"] for _ in range(3)} == {"2026-03-02T12:00:00+00:00"}

    def test_is_moved(self, emulator: Emulator) -> None:
        emulator.clock.set(NOON)
        emulator.clock.advance(1.5)

        assert emulator.clock.now() == NOON + timedelta(seconds=1.5)

    def test_is_kept_in_utc(self, emulator: Emulator) -> None:
        emulator.clock.set(NOON.astimezone(timezone(timedelta(hours=2))))
        assert emulator.clock.now().isoformat() == "2026-03-02T12:00:00+00:00"
        emulator.clock.set(NOON.replace(tzinfo=None))
        assert emulator.clock.now().isoformat() == "2026-03-02T12:00:00+00:00"


class TestSeed:
    @pytest.fixture
    def incidents(self, emulator: Emulator) -> list[JSON]:
        emulator.clock.set(NOON)
        emulator.seed()
        return [each["attributes"] for each in emulator.incidents]

    def test_spreads_incidents_over_the_last_90_days(self, incidents: list[JSON]) -> None:
        created = [datetime.fromisoformat(each["created"]) for each in incidents]

        assert len(incidents) == 250
        assert NOON - timedelta(days=90) <= created[0] < NOON - timedelta(days=89)
        assert NOON - timedelta(days=1) < created[-1] <= NOON
        assert all(earlier < later for earlier, later in pairwise(created))

    def test_varies(self, incidents: list[JSON]) -> None:
        for name in ("severity", "state", "title", "customer_impacted"):
            assert len({str(each[name]) for each in incidents}) >= 2
        assert {each["state"] for each in incidents} == {"active", "stable", "resolved"}
        assert {each["commander"] is None for each in incidents} == {True, False}
        assert all(each["fields"]["services"]["value"] and each["fields"]["teams"]["value"] for each in incidents)

    def test_makes_sense(self, incidents: list[JSON]) -> None:
        for each in incidents:
            assert (each["resolved"] is not None) == (each["state"] == "resolved") == (each["time_to_resolve"] > 0)
            assert each["created"] <= (each["resolved"] or each["created"]) <= each["modified"]
            assert bool(each["customer_impact_scope"]) == each["customer_impacted"]
            assert each["fields"]["slug"]["value"] == f"IR-{each['public_id']}"

    def test_lets_nothing_happen_after_now(self, emulator: Emulator) -> None:
        emulator.clock.set(NOON)
        emulator.seed(2000)

        assert max(each["attributes"]["modified"] for each in emulator.incidents) <= NOON.isoformat()

    def test_repeats_with_the_seed(self) -> None:
        def seeded(random_seed: int) -> list[JSON]:
            with Emulator() as emulator:
                emulator.clock.set(NOON)
                emulator.seed(20, random_seed=random_seed)
                return emulator.incidents

        assert seeded(1) == seeded(1) != seeded(2)

    def test_can_be_found(self, api: Api, emulator: Emulator) -> None:
        emulator.seed(50)

        assert api.search("").data["attributes"]["total"] == 50


class TestSeedIncident:
    def test_is_just_as_described(self, api: Api, emulator: Emulator) -> None:
        document = emulator.seed_incident(
            id="3c2b1a00-0000-4000-8000-000000000000",
            title="Checkout is down",
            created=NOON,
            resolved=NOON + timedelta(minutes=5),
            state="resolved",
            severity="SEV-1",
            commander="Ada Lindqvist",
            fields={"teams": ["payments"], "summary": "Slow", "custom": {"type": "metrictag", "value": ["a"]}},
            is_test=True,
        )
        attributes = document["attributes"]

        assert document["id"] == "3c2b1a00-0000-4000-8000-000000000000"
        assert (attributes["state"], attributes["severity"]) == ("resolved", "SEV-1")
        assert attributes["created"] == "2026-03-02T12:00:00+00:00"
        assert attributes["resolved"] == "2026-03-02T12:05:00+00:00"
        assert attributes["time_to_resolve"] == 300
        assert attributes["commander"] == {"data": emulator.users[1]}
        assert attributes["fields"]["teams"] == {"type": "autocomplete", "value": ["payments"]}
        assert attributes["fields"]["summary"] == {"type": "textbox", "value": "Slow"}
        assert attributes["fields"]["custom"] == {"type": "metrictag", "value": ["a"]}
        assert attributes["fields"]["state"] == {"type": "dropdown", "value": "resolved"}
        assert api.get(document["id"]).status == 200

    def test_may_be_what_no_request_could_make(self, emulator: Emulator) -> None:
        attributes = emulator.seed_incident(severity="SEV-9", time_to_resolve=1.5, case_id=7)["attributes"]

        assert (attributes["severity"], attributes["time_to_resolve"], attributes["case_id"]) == ("SEV-9", 1.5, 7)

    def test_needs_an_id_of_its_own(self, emulator: Emulator) -> None:
        identifier = emulator.seed_incident()["id"]
        with pytest.raises(ValueError, match="there already is an incident"):
            emulator.seed_incident(id=identifier)

        assert len(emulator.incidents) == 1

    def test_needs_known_names(self, emulator: Emulator) -> None:
        with pytest.raises(ValueError, match="there is no user 'nobody'"):
            emulator.seed_incident(commander="nobody")
        with pytest.raises(ValueError, match=r"^an incident has no attribute titel; fields go into fields=\{…\}$"):
            emulator.seed_incident(titel="Checkout is down")


def test_what_is_handed_out_is_a_copy(emulator: Emulator) -> None:
    emulator.seed_incident(title="Kept")
    emulator.incidents[0]["attributes"]["title"] = "Changed"
    emulator.users[0]["attributes"]["name"] = "Changed"

    assert emulator.incidents[0]["attributes"]["title"] == "Kept"
    assert emulator.users[0]["attributes"]["name"] == "On-call Bot"


def test_requests_are_remembered(api: Api, emulator: Emulator) -> None:
    api.page({"page[size]": 5})
    api.get("x%20y")

    listed, got = emulator.requests
    assert (listed.operation, listed.method, listed.path) == ("list_incidents", "GET", INCIDENTS)
    assert (listed.query, listed.status) == ({"page[size]": "5"}, 200)
    assert (got.operation, got.path, got.status) == ("get_incident", f"{INCIDENTS}/x y", 404)


def test_reset_starts_again(api: Api, emulator: Emulator) -> None:
    emulator.clock.set(NOON)
    api.page()
    emulator.inject(status=500)
    emulator.limit("list_incidents", limit=0, period=60)
    first = emulator.seed_incident()
    emulator.reset()

    assert emulator.incidents == []
    assert len(emulator.requests) == 0
    assert emulator.clock.now() > NOON
    assert api.page().status == 200
    assert emulator.seed_incident()["id"] == first["id"]


def test_close_may_be_called_again() -> None:
    emulator = Emulator()
    assert emulator.url.startswith("http://127.0.0.1:")
    emulator.close()
    emulator.close()
    with pytest.raises(RuntimeError, match="closed"):
        _ = emulator.url


def test_the_url_stays_the_same(emulator: Emulator) -> None:
    assert emulator.url == emulator.url


def test_a_port_in_use_is_an_error(emulator: Emulator) -> None:
    port = int(emulator.url.rpartition(":")[2])
    with Emulator(port=port) as second, pytest.raises(OSError, match="in use"):
        _ = second.url


def test_ipv6(tmp_path: Path) -> None:
    with Emulator(host="::1") as emulator:
        assert emulator.url.startswith("http://[::1]:")


def test_a_configuration_leads_here(emulator: Emulator) -> None:
    configuration = emulator.configuration(max_retries=7)

    assert configuration.host == emulator.url
    assert configuration.max_retries == 7
    assert all(
        configuration.unstable_operations[name]
        for name in (
            "create_incident",
            "get_incident",
            "list_incidents",
            "update_incident",
            "delete_incident",
            "search_incidents",
        )
    )


def run(*lines: str) -> str:
    result = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    return result.stdout.strip()


class TestImports:
    def test_the_plugin_brings_in_nothing_heavy(self) -> None:
        loaded = run(
            "import sys, datadog_incidents.emulator.pytest_plugin",
            "print([name for name in ('werkzeug', 'lark', 'sqlite3', 'urllib3') if name in sys.modules])",
        )

        assert loaded == "[]"

    @pytest.mark.parametrize("missing", ["werkzeug", "lark"])
    def test_a_missing_extra_is_told_on_use(self, missing: str) -> None:
        message = run(
            f"import sys; sys.modules['{missing}'] = None",
            "import datadog_incidents.emulator as emulator",
            "try: emulator.Emulator",
            "except ImportError as error: print(error)",
        )

        assert message == f"the emulator needs {missing}: pip install 'datadog-incidents[emulator]'"

    def test_names_are_listed_and_others_unknown(self) -> None:
        import datadog_incidents.emulator as package

        assert {"Emulator", "Fault"} <= set(dir(package))
        with pytest.raises(AttributeError, match="has no attribute 'Emulater'"):
            _ = package.Emulater


def test_the_fixture_is_a_running_emulator(tmp_path: Path) -> None:
    (tmp_path / "test_fixture.py").write_text(
        "def test_one(incidents_emulator):\n"
        "    assert incidents_emulator.url.startswith('http://')\n"
        "    incidents_emulator.seed_incident()\n\n"
        "def test_two(incidents_emulator):\n"
        "    assert incidents_emulator.incidents == []\n"
    )
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "datadog_incidents.emulator.pytest_plugin", str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )

    assert "2 passed" in result.stdout, result.stdout + result.stderr
