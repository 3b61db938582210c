"""The operations on incidents but for updates and searches: shapes, defaults and side effects."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import JSON, Api, field, user_reference

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)

FULL_KEYS = [
    "public_id",
    "incident_type_uuid",
    "title",
    "resolved",
    "customer_impact_scope",
    "customer_impact_start",
    "customer_impact_end",
    "customer_impacted",
    "notification_handles",
    "last_modified_by",
    "last_modified_by_uuid",
    "created",
    "modified",
    "commander",
    "detected",
    "created_by",
    "created_by_uuid",
    "creation_idempotency_key",
    "customer_impact_duration",
    "time_to_detect",
    "time_to_repair",
    "time_to_internal_response",
    "time_to_resolve",
    "archived",
    "is_test",
    "declared",
    "declared_by",
    "declared_by_uuid",
    "fields",
    "field_analytics",
    "severity",
    "state",
    "non_datadog_creator",
    "visibility",
    "case_id",
]
EXPANDED = {"last_modified_by", "commander", "created_by", "declared_by"}
PLAIN_KEYS = [key for key in FULL_KEYS if key not in EXPANDED]
RELATIONSHIPS = [
    "created_by_user",
    "last_modified_by_user",
    "commander_user",
    "declared_by_user",
    "user_defined_fields",
    "integrations",
    "attachments",
    "responders",
    "impacts",
]


@pytest.fixture(autouse=True)
def noon(emulator: Emulator) -> None:
    emulator.clock.set(NOON)


class TestCreateIncident:
    def test_answers_with_all_attributes_in_the_services_order(self, api: Api) -> None:
        incident = api.create("Checkout is down")

        assert list(incident) == ["type", "id", "attributes", "relationships"]
        assert list(incident["attributes"]) == FULL_KEYS
        assert list(incident["relationships"]) == RELATIONSHIPS

    def test_fills_in_defaults(self, api: Api, emulator: Emulator) -> None:
        incident = api.create("Checkout is down")
        attributes = incident["attributes"]
        owner = emulator.users[0]

        assert attributes["fields"] == {
            "teams": field(None, "autocomplete"),
            "severity": field("UNKNOWN"),
            "state": field("active"),
            "detection_method": field("unknown"),
            "root_cause": field(None, "textbox"),
            "summary": field(None, "textbox"),
            "services": field(None, "autocomplete"),
            "slug": field("IR-1", "textbox"),
        }
        expected = {
            "public_id": 1,
            "title": "Checkout is down",
            "state": "active",
            "severity": "UNKNOWN",
            "visibility": "organization",
            "is_test": False,
            "customer_impacted": False,
            "created": "2026-03-02T12:00:00.250000+00:00",
            "modified": "2026-03-02T12:00:00.250000+00:00",
            "declared": "2026-03-02T12:00:00.250000+00:00",
            "detected": "2026-03-02T12:00:00.240000+00:00",
            "created_by": {"data": owner},
            "last_modified_by": {"data": owner},
            "declared_by": {"data": owner},
            "incident_type_uuid": attributes["incident_type_uuid"],
            "fields": attributes["fields"],
        }
        durations = ("customer_impact_duration", *(key for key in FULL_KEYS if key.startswith("time_to_")))
        assert attributes == dict.fromkeys(FULL_KEYS) | dict.fromkeys(durations, 0) | expected
        assert incident["relationships"]["commander_user"] == {"data": None}
        for name in ("integrations", "attachments", "responders", "impacts"):
            assert incident["relationships"][name] == {"data": []}

    def test_writes_no_fraction_when_the_microsecond_is_zero(self, api: Api, emulator: Emulator) -> None:
        emulator.clock.set(NOON.replace(microsecond=0))

        assert api.create()["attributes"]["created"] == "2026-03-02T12:00:00+00:00"

    def test_numbers_incidents_and_never_uses_a_number_twice(self, api: Api) -> None:
        first, second = api.create(), api.create()
        api.delete(second["id"])

        assert [each["attributes"]["public_id"] for each in (first, second, api.create())] == [1, 2, 3]

    def test_takes_every_attribute_of_the_request(self, api: Api) -> None:
        handles = [{"handle": "@ada.lindqvist@example.com", "display_name": "Ada"}]
        kind = api.create_type()["id"]
        attributes = api.create(
            "Checkout is down",
            customer_impacted=True,
            customer_impact_scope="Nobody can pay",
            fields={
                "state": field("stable"),
                "severity": field("SEV-2"),
                "services": {"type": "autocomplete", "value": ["checkout", "web"]},
                "runbook": field("https://example.com/runbook", "textbox"),
                "key": {},
            },
            initial_cells=[{"cell_type": "markdown", "content": {"content": "It began."}, "important": True}],
            notification_handles=handles,
            is_test=True,
            incident_type_uuid=kind,
            colour="an unknown property is ignored",
        )["attributes"]

        assert attributes["customer_impacted"] is True
        assert attributes["customer_impact_scope"] == "Nobody can pay"
        assert (attributes["state"], attributes["severity"]) == ("stable", "SEV-2")
        assert attributes["fields"]["services"] == {"type": "autocomplete", "value": ["checkout", "web"]}
        assert attributes["fields"]["runbook"] == field("https://example.com/runbook", "textbox")
        assert attributes["fields"]["key"] == field(None, "textbox")
        assert attributes["notification_handles"] == handles
        assert attributes["is_test"] is True
        assert attributes["incident_type_uuid"] == kind
        assert "colour" not in attributes

    def test_a_resolved_incident_was_not_resolved_at_any_time(self, api: Api) -> None:
        attributes = api.create(fields={"state": field("resolved")})["attributes"]

        assert attributes["state"] == "resolved"
        assert attributes["resolved"] is None

    def test_the_commander_is_spelt_out_and_responds(self, api: Api, emulator: Emulator) -> None:
        commander = emulator.users[1]
        incident = api.create(commander=commander["id"])

        assert incident["attributes"]["commander"] == {"data": commander}
        assert incident["relationships"]["commander_user"] == user_reference(commander["id"])
        assert len(incident["relationships"]["responders"]["data"]) == 1


class TestGetIncident:
    def test_shows_users_as_ids(self, api: Api, emulator: Emulator) -> None:
        created = api.create(commander=emulator.users[1]["id"])
        answer = api.get(created["id"])
        attributes = answer.data["attributes"]

        assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
        assert list(attributes) == PLAIN_KEYS
        assert {attributes[f"{name}_uuid"] for name in EXPANDED - {"commander"}} == {emulator.users[0]["id"]}
        assert answer.data["relationships"] == created["relationships"]
        assert list(answer.document) == ["data"]

    def test_says_which_incident_is_missing(self, api: Api) -> None:
        answer = api.get("3c2b1a00-0000-4000-8000-000000000000")

        assert answer.status == 404
        assert answer.document == {"errors": ["incident 3c2b1a00-0000-4000-8000-000000000000 not found"]}

    def test_includes_each_user_once(self, api: Api, emulator: Emulator) -> None:
        owner, commander = emulator.users[:2]
        incident = api.create(commander=commander["id"])
        included = api.get(incident["id"], include="users").document["included"]

        assert sorted(each["id"] for each in included) == sorted([owner["id"], commander["id"]])
        assert owner in included
        assert commander in included

    @pytest.mark.parametrize("include", ["users,attachments", "attachments,users"])
    def test_includes_several_kinds(self, api: Api, include: str) -> None:
        incident = api.create()
        api.update(incident["id"], relationships=POSTMORTEM)
        included = api.get(incident["id"], include=include).document["included"]

        assert sorted(each["type"] for each in included) == ["incident_attachments", "users"]


POSTMORTEM = {
    "postmortem": {"data": {"type": "incident_postmortems", "id": "0b8b7d64-51a5-4c7d-8a2e-6f0e3c1d2b4a"}},
}


class TestListIncidents:
    def test_pages_from_the_oldest_to_the_newest(self, api: Api) -> None:
        incidents = [api.create(f"Incident {number}") for number in range(5)]
        pages = [api.page({"page[size]": 2, "page[offset]": offset}).document for offset in (0, 2, 4, 6)]

        assert [each["id"] for page in pages for each in page["data"]] == [each["id"] for each in incidents]
        assert [page["meta"] for page in pages] == [
            {"pagination": {"offset": 0, "next_offset": 2, "size": 2}},
            {"pagination": {"offset": 2, "next_offset": 4, "size": 2}},
            {"pagination": {"offset": 4, "next_offset": 5, "size": 1}},
            {"pagination": {"offset": 6, "next_offset": 6, "size": 0}},
        ]
        assert list(pages[0]["data"][0]["attributes"]) == PLAIN_KEYS
        assert all(list(page) == ["data", "meta"] for page in pages)

    @pytest.mark.parametrize(("asked", "given"), [({}, 10), ({"page[size]": 100}, 100), ({"page[size]": 500}, 100)])
    def test_gives_ten_incidents_by_default_and_a_hundred_at_most(
        self, api: Api, emulator: Emulator, asked: dict[str, int], given: int
    ) -> None:
        emulator.seed(110)

        assert len(api.page(asked).data) == given

    def test_includes_the_users_of_the_page(self, api: Api, emulator: Emulator) -> None:
        for user in emulator.users[1:4]:
            api.create(commander=user["id"])
        document = api.page({"include": "users", "page[size]": 2}).document

        assert [each["id"] for each in document["included"]] == [user["id"] for user in emulator.users[:3]]
        assert list(document) == ["data", "included", "meta"]


class TestDeleteIncident:
    def test_leaves_nothing_behind(self, api: Api) -> None:
        kept, gone = api.create(), api.create()
        answer = api.delete(gone["id"])

        assert (answer.status, answer.body) == (204, b"")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        for again in (api.get(gone["id"]), api.update(gone["id"], {}), api.delete(gone["id"])):
            assert (again.status, again.errors) == (404, [f"incident {gone['id']} not found"])
        assert [each["id"] for each in api.page().data] == [kept["id"]]


class TestIds:
    def test_are_uuids_and_repeat_with_the_seed(self) -> None:
        def ids(seed: int) -> list[JSON]:
            with Emulator(random_seed=seed) as emulator:
                api = Api(emulator.transport)
                return [api.create()["id"] for _ in range(3)]

        assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each) for each in ids(1))
        assert ids(1) == ids(1) != ids(2)
