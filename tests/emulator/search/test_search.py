"""search_incidents: shape, order, pages, and what it leaves out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import Api, field
from tests.emulator.nouns.test_incidents import FULL_KEYS, POSTMORTEM, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Mapping

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(emulator: Emulator) -> None:
    emulator.clock.set(NOON)


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
        assert [page["data"]["attributes"]["facets"]["state"][0]["count"] for page in pages] == [5, 5, 5, 5]

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


@pytest.mark.parametrize("query", ["state:(active", "severity:", "AND", "created:>tomorrow", "-" * 5000 + "x"])
def test_a_query_that_makes_no_sense_is_refused(api: Api, query: str) -> None:
    answer = api.search(query)

    assert answer.status == 400
    assert answer.errors[0].startswith("query: ")


def test_a_query_may_have_a_thousand_conditions(api: Api) -> None:
    api.create("Disk full")
    many = " OR ".join(["title:d*x"] * 1023)

    assert api.titles(f"{many} OR disk") == ["Disk full"]
    assert api.search(f"{many} OR disk OR full").errors == ["query: the query has more than 1024 conditions"]
