"""The facets of a search result."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import JSON, Api, field
from tests.emulator.nouns.test_incidents import POSTMORTEM

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(emulator: Emulator) -> None:
    emulator.clock.set(NOON)


def facets(api: Api, query: str = "") -> JSON:
    return api.search(query).data["attributes"]["facets"]


def counts(facet: JSON) -> dict[object, int]:
    return {each["name"]: each["count"] for each in facet}


class TestFacets:
    def test_are_all_there(self, api: Api) -> None:
        assert set(facets(api)) == {
            *("severity", "state", "visibility", "responder", "impact", "postmortem", "is_test", "customer_impacted"),
            *("time_to_detect", "time_to_repair", "time_to_resolve", "fields", "created_by", "declared_by"),
            *("last_modified_by", "commander", "incident_type"),
        }

    def test_list_known_values_that_do_not_occur(self, api: Api) -> None:
        found = facets(api)

        assert counts(found["severity"]) == dict.fromkeys(["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "UNKNOWN"], 0)
        assert counts(found["state"]) == {"active": 0, "resolved": 0, "stable": 0}
        assert counts(found["postmortem"]) == {"No": 0, "Yes": 0}
        for name in ("is_test", "customer_impacted"):
            assert found[name] == [{"name": 0, "count": 0}, {"name": True, "count": 0}]
            assert found[name][0]["name"] is not False

    def test_count_the_most_frequent_first(self, api: Api) -> None:
        for severity in ("SEV-2", "SEV-3", "SEV-3"):
            api.create(fields={"severity": field(severity)})

        assert facets(api)["severity"][:3] == [
            {"name": "SEV-3", "count": 2},
            {"name": "SEV-2", "count": 1},
            {"name": "SEV-1", "count": 0},
        ]

    def test_count_only_what_was_found(self, api: Api) -> None:
        for severity in ("SEV-2", "SEV-3"):
            api.create(fields={"severity": field(severity)})

        assert counts(facets(api, "severity:SEV-2")["severity"])["SEV-3"] == 0

    def test_of_users(self, api: Api, emulator: Emulator) -> None:
        owner, commander, nameless = emulator.users[0], emulator.users[1], emulator.users[-1]
        api.create(commander=commander["id"])
        api.create(commander=nameless["id"])
        found = facets(api)

        def entry(user: JSON, name: str, count: int) -> JSON:
            attributes = user["attributes"]
            return {"name": name, "count": count, **{key: attributes[key] for key in ("handle", "uuid", "email")}}

        for name in ("created_by", "declared_by", "last_modified_by"):
            assert found[name] == [entry(owner, "On-call Bot", 2)]
        expected = [entry(commander, "Ada Lindqvist", 1), entry(nameless, "guest.responder@example.com", 1)]
        for name in ("commander", "responder"):
            assert sorted(found[name], key=lambda each: str(each["name"])) == expected

    def test_of_flags_impact_and_postmortem(self, api: Api) -> None:
        incident = api.create(customer_impacted=True, customer_impact_scope="Nobody can pay")
        api.create(is_test=True)
        api.update(incident["id"], relationships=POSTMORTEM)
        found = facets(api, "is_test:*")

        assert counts(found["customer_impacted"]) == {0: 1, True: 1}
        assert counts(found["is_test"]) == {0: 1, True: 1}
        assert all(each["name"] is not False for name in ("is_test", "customer_impacted") for each in found[name])
        assert counts(found["impact"]) == {"customer": 1, "none": 1}
        assert counts(found["postmortem"]) == {"Yes": 1, "No": 1}
        assert counts(found["visibility"]) == {"organization": 2}

    def test_of_incident_types(self, api: Api) -> None:
        api.create()
        kind = api.create_type("Security Incident")["id"]
        api.create(incident_type_uuid=kind)
        ordinary, other = sorted(facets(api)["incident_type"], key=lambda each: str(each["name"]))

        assert (ordinary["name"], ordinary["count"]) == ("Incident", 1)
        assert other == {"name": "Security Incident", "count": 1, "id": kind}

    def test_of_durations_leave_out_what_has_not_ended(self, api: Api, emulator: Emulator) -> None:
        assert facets(api)["time_to_resolve"] == [
            {"name": "time_to_resolve", "aggregates": {"min": None, "max": None}},
        ]
        for seconds in (60, 300):
            created = emulator.clock.now()
            emulator.seed_incident(created=created, resolved=created + timedelta(seconds=seconds), state="resolved")
        api.create()

        assert facets(api)["time_to_resolve"] == [{"name": "time_to_resolve", "aggregates": {"min": 60, "max": 300}}]

    def test_of_fields(self, api: Api) -> None:
        api.create(fields={"services": {"type": "autocomplete", "value": ["web", "checkout"]}})
        api.create(fields={"services": {"type": "autocomplete", "value": ["web"]}, "region": field("eu", "textbox")})
        found = facets(api)["fields"]

        names = ["detection_method", "region", "root_cause", "services", "slug", "summary", "teams"]
        assert [each["name"] for each in found] == names
        by_name = {each["name"]: counts(each["facets"]) for each in found}
        assert by_name["services"] == {"web": 2, "checkout": 1}
        assert by_name["region"] == {"eu": 1}
        assert by_name["slug"] == {"IR-1": 1, "IR-2": 1}
        assert by_name["summary"] == {}
        assert by_name["detection_method"] == {"unknown": 2, "customer": 0, "employee": 0, "monitor": 0, "other": 0}

    def test_list_no_more_than_the_most_frequent_values(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("datadog_incidents.emulator.search.facets.MAX_VALUES", 3)

        assert [each["name"] for each in facets(api)["severity"]] == ["SEV-1", "SEV-2", "SEV-3"]
