"""What an update changes, and what follows from it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import Api, field, user_reference
from tests.emulator.nouns.test_incidents import EXPANDED, FULL_KEYS, PLAIN_KEYS, POSTMORTEM

NOON = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(emulator: Emulator) -> None:
    emulator.clock.set(NOON)


def test_answers_with_all_attributes_and_who_did_it(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    attributes = api.update(incident["id"], {"title": "Checkout is slow"}).data["attributes"]

    assert list(attributes) == FULL_KEYS
    assert attributes["title"] == "Checkout is slow"
    assert {attributes[f"{name}_uuid"] for name in EXPANDED - {"commander"}} == {emulator.users[0]["id"]}


def test_changes_only_what_is_named(api: Api, emulator: Emulator) -> None:
    before = api.create(fields={"severity": field("SEV-3"), "summary": field("Slow", "textbox")})
    emulator.clock.advance(60)
    after = api.update(before["id"], {"fields": {"severity": field("SEV-1")}}).data["attributes"]

    changed = {key for key in PLAIN_KEYS if after[key] != before["attributes"][key] and not key.endswith("_uuid")}
    assert changed == {"modified", "severity", "fields"}
    assert after["modified"] == "2026-03-02T12:01:00.250000+00:00"
    assert after["fields"] == {**before["attributes"]["fields"], "severity": field("SEV-1")}


def test_resolving_sets_state_and_time(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    emulator.clock.advance(90.9)
    attributes = api.update(incident["id"], {"fields": {"state": field("resolved")}}).data["attributes"]

    assert attributes["state"] == "resolved"
    assert attributes["fields"]["state"] == field("resolved")
    assert attributes["resolved"] == "2026-03-02T12:01:31.150000+00:00"
    assert attributes["time_to_resolve"] == 90


def test_a_resolved_incident_stays_resolved_at_its_time(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    first = api.update(incident["id"], {"fields": {"state": field("resolved")}}).data["attributes"]["resolved"]
    emulator.clock.advance(60)

    assert api.update(incident["id"], {"title": "Later"}).data["attributes"]["resolved"] == first
    completed = api.update(incident["id"], {"fields": {"state": field("completed")}}).data["attributes"]
    assert completed["resolved"] == first


def test_reopening_clears_the_time_of_resolution(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    emulator.clock.advance(60)
    api.update(incident["id"], {"fields": {"state": field("resolved")}})
    attributes = api.update(incident["id"], {"fields": {"state": field("active")}}).data["attributes"]

    assert (attributes["resolved"], attributes["time_to_resolve"]) == (None, 0)


def test_the_time_of_resolution_can_be_given(api: Api) -> None:
    incident = api.create()
    attributes = api.update(
        incident["id"], {"fields": {"state": field("resolved")}, "resolved": "2026-03-02T13:00:00+01:00"}
    ).data["attributes"]

    assert attributes["resolved"] == "2026-03-02T12:00:00+00:00"
    assert attributes["time_to_resolve"] == 0


def test_the_time_of_resolution_can_be_given_whatever_the_state(api: Api) -> None:
    incident = api.create()
    attributes = api.update(incident["id"], {"resolved": "2026-03-02T12:05:00Z"}).data["attributes"]

    assert (attributes["state"], attributes["resolved"]) == ("active", "2026-03-02T12:05:00+00:00")
    assert attributes["time_to_resolve"] == 299


def test_measures_customer_impact(api: Api) -> None:
    incident = api.create()
    attributes = api.update(
        incident["id"],
        {
            "customer_impacted": True,
            "customer_impact_scope": "Nobody can pay",
            "customer_impact_start": "2026-03-02T11:50:00Z",
            "customer_impact_end": "2026-03-02T12:20:00.5Z",
            "detected": "2026-03-02T11:55:00",
        },
    ).data["attributes"]

    assert attributes["customer_impact_start"] == "2026-03-02T11:50:00+00:00"
    assert attributes["customer_impact_end"] == "2026-03-02T12:20:00.500000+00:00"
    assert attributes["customer_impact_duration"] == 30 * 60
    assert attributes["time_to_detect"] == 5 * 60
    assert attributes["time_to_repair"] == 25 * 60
    assert attributes["time_to_internal_response"] == 5 * 60


@pytest.mark.parametrize("name", ["customer_impact_start", "customer_impact_end", "detected", "resolved"])
def test_null_clears_an_attribute(api: Api, name: str) -> None:
    incident = api.create()
    api.update(incident["id"], {name: "2026-03-02T11:50:00Z"})
    attributes = api.update(incident["id"], {name: None}).data["attributes"]

    assert attributes[name] is None


def test_null_brings_back_the_default_of_a_field(api: Api) -> None:
    incident = api.create(fields={"summary": field("Slow", "textbox"), "severity": field("SEV-1")})
    cleared = {"summary": field(None, "textbox"), "severity": field(None)}
    attributes = api.update(incident["id"], {"fields": cleared}).data["attributes"]

    assert attributes["fields"]["summary"] == field(None, "textbox")
    assert attributes["severity"] == attributes["fields"]["severity"]["value"] == "UNKNOWN"


def test_keeps_the_type_of_a_field_that_is_sent_without_one(api: Api) -> None:
    incident = api.create()
    fields = {"services": {"value": ["web"]}, "slug": {"value": "mine"}}
    attributes = api.update(incident["id"], {"fields": fields}).data["attributes"]

    assert attributes["fields"]["services"] == {"type": "autocomplete", "value": ["web"]}
    assert attributes["fields"]["slug"]["value"] == "IR-1"


def test_sets_and_removes_the_commander(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    commander = emulator.users[2]
    after = api.update(incident["id"], relationships={"commander_user": user_reference(commander["id"])}).data

    assert after["attributes"]["commander"] == {"data": commander}
    assert after["relationships"]["commander_user"] == {"data": None}  # the relationship is told with the next read
    assert len(after["relationships"]["responders"]["data"]) == 2  # who made the update, and the commander
    read = api.get(incident["id"]).data["relationships"]
    assert read == {**after["relationships"], "commander_user": user_reference(commander["id"])}

    removed = api.update(incident["id"], relationships={"commander_user": {"data": None}}).data
    assert removed["attributes"]["commander"] is None
    assert removed["relationships"]["commander_user"] == {"data": None}
    assert removed["relationships"]["responders"] == after["relationships"]["responders"]


def test_keeps_the_commander_that_is_not_named(api: Api, emulator: Emulator) -> None:
    incident = api.create(commander=emulator.users[2]["id"])

    assert api.update(incident["id"], {"title": "Slow"}).data["attributes"]["commander"]["data"] == emulator.users[2]


def test_takes_integrations_and_a_postmortem(api: Api) -> None:
    incident = api.create("Checkout is down")
    integrations = {"data": [{"type": "incident_integrations", "id": "5a0b9a2e-53e0-4d34-9f3b-2f2a4b6c8d0e"}]}
    answer = api.update(
        incident["id"], relationships={"integrations": integrations, **POSTMORTEM}, include="attachments"
    )
    relationships = answer.data["relationships"]
    (attachment,) = answer.document["included"]

    assert relationships["integrations"] == integrations
    assert relationships["attachments"]["data"] == [{"type": attachment["type"], "id": attachment["id"]}]
    assert attachment["attributes"]["attachment_type"] == "postmortem"
    assert attachment["attributes"]["attachment"]["title"] == "Postmortem IR-1: Checkout is down"
    assert attachment["relationships"]["incident"]["data"]["id"] == incident["id"]


def test_keeps_integrations_of_any_type(api: Api) -> None:
    incident = api.create()
    integrations = {"data": [{"type": "incident_integration_metadata", "id": "1"}]}
    after = api.update(incident["id"], relationships={"integrations": integrations}).data

    assert after["relationships"]["integrations"] == integrations


def test_nobody_can_say_who_did_it(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    other = user_reference(emulator.users[3]["id"])
    after = api.update(incident["id"], relationships={"created_by_user": other, "last_modified_by_user": other}).data

    for name in ("created_by_user", "last_modified_by_user"):
        assert after["relationships"][name] == user_reference(emulator.users[0]["id"])


def test_an_update_without_anything_is_an_update(api: Api, emulator: Emulator) -> None:
    incident = api.create()
    emulator.clock.advance(1)

    assert api.update(incident["id"]).data["attributes"]["modified"] == "2026-03-02T12:00:01.250000+00:00"


def test_the_id_in_the_body_need_not_be_that_of_the_path(api: Api) -> None:
    incident = api.create()
    body = {"data": {"type": "incidents", "id": "another", "attributes": {"title": "Slow"}}}

    answer = api.send("PATCH", f"/api/v2/incidents/{incident['id']}", body=body)
    assert (answer.status, answer.data["id"]) == (200, incident["id"])


def test_says_which_incident_is_missing(api: Api) -> None:
    answer = api.update("no-such-incident", {"title": "Slow"})

    assert (answer.status, answer.errors) == (404, ["incident no-such-incident not found"])
