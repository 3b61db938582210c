"""What an emulator begins with: plausible incidents, or one just as described."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

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

    def test_cannot_be_fewer_than_none(self, emulator: Emulator) -> None:
        emulator.seed(0)
        with pytest.raises(ValueError, match=r"^there cannot be -3 incidents$"):
            emulator.seed(-3)
        assert emulator.incidents == []

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
        attributes = emulator.seed_incident(time_to_resolve=1.5, case_id=7, visibility="private")["attributes"]

        assert (attributes["time_to_resolve"], attributes["case_id"], attributes["visibility"]) == (1.5, 7, "private")

    @pytest.mark.parametrize(
        ("described", "said"),
        [
            ({"id": ""}, "id: must be a string that is not empty"),
            ({"id": 5}, "id: must be a string"),
            ({"title": ""}, "title: must be a string that is not empty"),
            ({"title": None}, "title: must be a string"),
            ({"title": "half a \ud800"}, "an incident has to be JSON: "),
            ({"severity": "SEV-9"}, r"fields\.severity\.value: must be one of UNKNOWN, SEV-0"),
            ({"state": "asleep"}, r"fields\.state\.value: must be one of active"),
            ({"customer_impacted": "yes"}, "customer_impacted: must be true or false"),
            ({"customer_impacted": True}, "customer_impact_scope: required when customer_impacted is true"),
            ({"customer_impact_start": "yesterday"}, "customer_impact_start: must be an ISO 8601 timestamp"),
            ({"resolved": 5}, "resolved: must be an ISO 8601 timestamp"),
            ({"modified": "now"}, "modified: must be an ISO 8601 timestamp"),
            ({"is_test": "no"}, "is_test: must be true or false"),
            ({"fields": {"teams": [5]}}, r"fields\.teams\.value\[0\]: must be a string"),
            ({"fields": {"summary": 5}}, r"fields\.summary\.value: must be a string"),
            ({"fields": {"x": {"type": "metrictag", "value": "a"}}}, r"fields\.x\.value: must be an array"),
            ({"fields": {"x": {"type": "x", "value": "a"}}}, r"fields\.x\.type: must be one of"),
            ({"incident_type_uuid": "x"}, "incident_type_uuid: must be a UUID"),
            ({"notification_handles": [{"handle": 5}]}, r"notification_handles\[0\]\.handle: must be a string"),
            ({"visibility": None}, "visibility: must be a string"),
            ({"time_to_resolve": "1 h"}, "time_to_resolve: must be a number"),
            ({"time_to_resolve": float("nan")}, "an incident has to be JSON: "),
            ({"case_id": {1, 2}}, "an incident has to be JSON: "),
            ({"public_id": "x"}, "public_id: must be an integer"),
        ],
    )
    def test_is_refused_where_the_api_would_refuse_it(
        self, emulator: Emulator, described: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(ValueError, match=f"^{said}"):
            emulator.seed_incident(**described)

        assert emulator.incidents == []
        assert emulator.seed_incident()["attributes"]["public_id"] == 1

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


class TestSeedUser:
    @pytest.mark.parametrize("described", [{"email": ""}, {"email": None}, {"name": 5}, {"name": " "}, {"id": ""}])
    def test_needs_texts(self, emulator: Emulator, described: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=f"^{next(iter(described))}: must be a string that is not empty, not "):
            emulator.seed_user(**{"email": "zora@example.com", **described})

        assert len(emulator.users) == 8
