"""search_incidents: shape, order, pages, facets, and what it leaves out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator

from .api import JSON, Api, field
from .test_incidents import FULL_KEYS, POSTMORTEM, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Mapping

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(emulator: Emulator) -> None:
    emulator.clock.set(NOON)


def facets(api: Api, query: str = "") -> JSON:
    return api.search(query).data["attributes"]["facets"]


def counts(facet: JSON) -> dict[object, int]:
    return {each["name"]: each["count"] for each in facet}


class TestShape:
    def test_of_a_result(self, api: Api) -> None:
        incident = api.create()
        document = api.search("state:active").document

        assert list(document) == ["data", "included", "meta"]
        assert list(document["data"]) == ["type", "attributes", "relationships"]
        assert document["data"]["type"] == "incidents_search_results"
        assert list(document["data"]["attributes"]) == ["total", "facets", "incidents"]
        reference = {"type": "incidents", "id": incident["id"]}
        assert document["data"]["relationships"] == {"incidents_relationship": {"data": [reference]}}
        assert document["meta"] == {"pagination": {"offset": 0, "next_offset": 1, "size": 1}}

    def test_of_an_incident(self, api: Api, emulator: Emulator) -> None:
        api.create(commander=emulator.users[1]["id"])
        document = api.search("state:active").document
        (entry,) = document["data"]["attributes"]["incidents"]
        attributes = entry["data"]["attributes"]

        assert list(entry) == ["data"]
        assert list(attributes) == FULL_KEYS
        assert list(entry["data"]["relationships"]) == RELATIONSHIPS
        assert attributes["created"] == attributes["modified"] == "2026-03-02T12:00:00+00:00"
        assert attributes["customer_impact_scope"] == ""
        assert attributes["commander"] == {"data": emulator.users[1]}
        assert [attributes[f"{name}_uuid"] for name in ("created_by", "last_modified_by", "declared_by")] == [None] * 3
        assert entry["data"]["relationships"]["user_defined_fields"] == {"data": []}
        assert document["included"] == [entry["data"]]

    def test_of_an_empty_result(self, api: Api) -> None:
        answer = api.search("state:active")

        assert answer.status == 200
        assert answer.data["attributes"]["total"] == 0
        assert answer.data["attributes"]["incidents"] == answer.document["included"] == []
        assert answer.document["meta"] == {"pagination": {"offset": 0, "next_offset": 0, "size": 0}}

    def test_tells_how_long_an_incident_was_in_each_state(self, api: Api, emulator: Emulator) -> None:
        incident = api.create()
        for seconds, state in ((60, "stable"), (30, "active"), (10, "resolved")):
            emulator.clock.advance(seconds)
            api.update(incident["id"], {"fields": {"state": field(state)}})
        (entry,) = api.search("").data["attributes"]["incidents"]

        start = int(NOON.timestamp())
        assert entry["data"]["attributes"]["field_analytics"] == {
            "state": {
                "active": {
                    "duration": 70,
                    "spans": [{"start": start, "end": start + 60}, {"start": start + 90, "end": start + 100}],
                },
                "stable": {"duration": 30, "spans": [{"start": start + 60, "end": start + 90}]},
                "resolved": {"duration": 0, "spans": [{"start": start + 100, "end": None}]},
            }
        }

    def test_includes_users_or_attachments_after_the_incidents(self, api: Api, emulator: Emulator) -> None:
        incident = api.create()
        api.update(incident["id"], relationships=POSTMORTEM)

        def included(include: str) -> list[str]:
            return [each["type"] for each in api.search("", {"include": include}).document["included"]]

        assert included("users") == ["incidents", "users"]
        assert included("attachments") == ["incidents", "incident_attachments"]


class TestOrderAndPages:
    @pytest.mark.parametrize(
        ("parameters", "titles"),
        [({}, "321"), ({"sort": "-created"}, "321"), ({"sort": "created"}, "123")],
    )
    def test_the_newest_come_first_unless_sorted(
        self, api: Api, emulator: Emulator, parameters: Mapping[str, str], titles: str
    ) -> None:
        for number in "123":
            api.create(number)
            emulator.clock.advance(1)
        incidents = api.search("", parameters).data["attributes"]["incidents"]

        assert "".join(each["data"]["attributes"]["title"] for each in incidents) == titles

    def test_incidents_of_the_same_moment_are_in_the_order_of_their_numbers(self, api: Api) -> None:
        for number in "123":
            api.create(number)

        assert api.titles("") == ["1", "2", "3"]

    def test_pages_share_total_and_facets(self, api: Api) -> None:
        for number in range(5):
            api.create(str(number))
        pages = [api.search("", {"page[size]": 2, "page[offset]": offset}).document for offset in (0, 2, 4, 6)]

        assert [page["meta"]["pagination"]["next_offset"] for page in pages] == [2, 4, 5, 6]
        assert [len(page["data"]["attributes"]["incidents"]) for page in pages] == [2, 2, 1, 0]
        assert {page["data"]["attributes"]["total"] for page in pages} == {5}
        assert all(counts(page["data"]["attributes"]["facets"]["state"])["active"] == 5 for page in pages)

    def test_a_server_may_cap_the_page_size(self) -> None:
        with Emulator(max_page_size=3) as emulator:
            emulator.seed(5)
            api = Api(emulator.transport)

            assert api.page({"page[size]": 100}).document["meta"]["pagination"]["size"] == 3
            assert api.search("", {"page[size]": 100}).document["meta"]["pagination"]["size"] == 3

    def test_a_change_is_found_at_once(self, api: Api) -> None:
        incident = api.create()
        assert api.search("state:active").data["attributes"]["total"] == 1
        api.update(incident["id"], {"fields": {"state": field("stable")}})
        assert api.search("state:active").data["attributes"]["total"] == 0
        api.delete(incident["id"])
        assert api.search("state:stable").data["attributes"]["total"] == 0


class TestWhatIsLeftOut:
    def test_a_new_incident_for_as_long_as_the_delay(self) -> None:
        with Emulator(search_delay=5) as emulator:
            emulator.clock.set(NOON)
            api = Api(emulator.transport)
            api.create("Just created")

            assert api.titles("") == []
            assert len(api.page().data) == 1
            emulator.clock.advance(4.9)
            assert api.titles("") == []
            emulator.clock.advance(0.1)
            assert api.titles("") == ["Just created"]

    @pytest.mark.parametrize(
        ("query", "titles"),
        [("", ["real"]), ("is_test:true", ["test"]), ("is_test:(true OR false)", ["real", "test"])],
    )
    def test_test_incidents_unless_asked_for(self, api: Api, query: str, titles: list[str]) -> None:
        api.create("real")
        api.create("test", is_test=True)

        assert api.titles(query) == titles


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
        api.create(incident_type_uuid="6f1f7b6e-25a4-4d3e-9c7a-0d5f0a9b1c2d")
        ordinary, other = sorted(facets(api)["incident_type"], key=lambda each: str(each["name"] != "Incident"))

        assert (ordinary["name"], ordinary["count"]) == ("Incident", 1)
        assert other["id"] == "6f1f7b6e-25a4-4d3e-9c7a-0d5f0a9b1c2d"

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
        monkeypatch.setattr("datadog_incidents.emulator.facets.MAX_VALUES", 3)

        assert [each["name"] for each in facets(api)["severity"]] == ["SEV-1", "SEV-2", "SEV-3"]


@pytest.mark.parametrize("query", ["state:(active", "severity:", "AND", "created:>tomorrow", "-" * 5000 + "x"])
def test_a_query_that_makes_no_sense_is_refused(api: Api, query: str) -> None:
    answer = api.search(query)

    assert answer.status == 400
    assert answer.errors[0].startswith("query: ")
