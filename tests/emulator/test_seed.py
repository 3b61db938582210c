"""What an emulator begins with: plausible incidents, or one just as described."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from datadog_incidents.emulator import Emulator

from .api import JSON, Api

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


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
