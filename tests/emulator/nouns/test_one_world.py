"""What one noun has to do with another: an incident and what belongs to it, types and what refers to them."""

from __future__ import annotations

from datetime import UTC, datetime

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, JSON, Api, create_request, field, user_reference
from tests.emulator.asked import document
from tests.emulator.nouns.making import details, make, of_type
from tests.emulator.requests import CHANNEL
from tests.emulator.requests_of_settings import RULE

NOBODY = "5d5d5d5d-0000-4000-8000-5d5d5d5d5d5d"
LINK = {"title": "Runbook", "documentUrl": "https://docs.example.com/42"}


class TestIncident:
    def test_lists_what_belongs_to_it(self, api: Api, emulator: Emulator) -> None:
        incident = api.create()["id"]
        user = {"user": {"data": {"type": "users", "id": emulator.users[3]["id"]}}}
        made = {
            "attachments": make(api, f"{incident}/attachments", "incident_attachments", {"attachment": LINK}),
            "impacts": make(
                api,
                f"{incident}/impacts",
                "incident_impacts",
                {"description": "Nobody can pay", "start_at": "2026-03-02T12:00:00Z"},
            ),
            "integrations": make(
                api,
                f"{incident}/relationships/integrations",
                "incident_integrations",
                {"integration_type": 1, "metadata": {"channels": [CHANNEL]}},
            ),
            "responders": make(api, f"{incident}/responders", "incident_responders", None, user),
        }
        relationships = api.get(incident).data["relationships"]
        for name, resource in made.items():
            assert relationships[name]["data"] == [{"type": resource["type"], "id": resource["id"]}]

        for path, name in (("attachments", "attachments"), ("responders", "responders")):
            assert api.send("DELETE", f"{INCIDENTS}/{incident}/{path}/{made[name]['id']}").status == 204
        relationships = api.get(incident).data["relationships"]
        assert [len(relationships[name]["data"]) for name in made] == [0, 1, 1, 0]

    def test_includes_its_attachments(self, api: Api) -> None:
        incident = api.create()["id"]
        attachment = make(api, f"{incident}/attachments", "incident_attachments", {"attachment": LINK})["id"]

        (included,) = api.get(incident, include="attachments").document["included"]
        assert (included["id"], included["attributes"]["attachment"]) == (attachment, LINK)

    def test_keeps_of_a_link_what_an_update_does_not_name(self, api: Api) -> None:
        incident = api.create()["id"]
        path = f"{incident}/attachments"
        attachment = make(api, path, "incident_attachments", {"attachment": LINK})["id"]
        body = document("incident_attachments", {"attachment": {"title": "The runbook"}}, identifier=attachment)
        updated = api.send("PATCH", f"{INCIDENTS}/{path}/{attachment}", body=body).data["attributes"]
        assert updated["attachment"] == {**LINK, "title": "The runbook"}
        assert updated["attachment_type"] == "link"

    def test_is_found_by_its_real_postmortem_and_responders(self, api: Api, emulator: Emulator) -> None:
        incident = api.create("With both")["id"]
        api.create("With neither")
        assert api.titles("postmortem:yes") == api.titles("responder:dana*") == []

        body = {"attachment": LINK, "attachment_type": "postmortem"}
        attachment = make(api, f"{incident}/attachments", "incident_attachments", body)["id"]
        dana = {"user": {"data": {"type": "users", "id": emulator.users[4]["id"]}}}
        responder = make(api, f"{incident}/responders", "incident_responders", None, dana)["id"]
        assert api.titles("postmortem:yes") == api.titles("responder:dana*") == ["With both"]
        assert api.search("").data["attributes"]["facets"]["postmortem"][0]["count"] == 1

        api.send("DELETE", f"{INCIDENTS}/{incident}/attachments/{attachment}")
        api.send("DELETE", f"{INCIDENTS}/{incident}/responders/{responder}")
        assert api.titles("postmortem:yes") == api.titles("responder:dana*") == []

    def test_takes_with_it_what_belongs_to_it(self, api: Api, emulator: Emulator) -> None:
        incident, other = api.create()["id"], api.create()["id"]
        for each in (incident, other):
            todo: JSON = {"content": "Raise the limit", "assignees": []}
            make(api, f"{each}/relationships/todos", "incident_todos", todo)
        api.delete(incident)

        path = f"{incident}/relationships/todos"
        assert details(api, "GET", path) == (404, [f"incident {incident} not found"])
        assert [each["attributes"]["incident_id"] for each in emulator.resources("incident_todos")] == [other]

    def test_is_the_only_one_that_knows_its_resources(self, api: Api) -> None:
        incident, other = api.create()["id"], api.create()["id"]
        todo = make(
            api, f"{incident}/relationships/todos", "incident_todos", {"content": "Raise the limit", "assignees": []}
        )["id"]
        assert details(api, "GET", f"{other}/relationships/todos/{todo}") == (404, [f"{todo} not found"])
        assert api.send("GET", f"{INCIDENTS}/{incident}/relationships/todos/{todo}").status == 200

    def test_does_not_know_a_responder_twice(self, api: Api, emulator: Emulator) -> None:
        ada = emulator.users[1]["id"]
        incident = api.create(commander=ada)["id"]
        responders = api.send("GET", f"{INCIDENTS}/{incident}/responders").data
        assert [each["relationships"]["user"]["data"]["id"] for each in responders] == [ada]

        body = document("incident_responders", None, {"user": {"data": {"type": "users", "id": ada}}})
        assert details(api, "POST", f"{incident}/responders", body)[0] == 400
        body = document("incident_responders", None, {"user": {"data": {"type": "users", "id": NOBODY}}})
        assert details(api, "POST", f"{incident}/responders", body) == (404, ["user not found"])

    def test_is_hidden_from_searches_if_configured_so(self, api: Api) -> None:
        incident = api.create("Hidden")["id"]
        api.create("Shown")
        make(api, f"{incident}/configurations", "incidents_configurations", {"include_in_search": False}, status=200)
        assert api.titles("") == ["Shown"]
        make(api, f"{incident}/configurations", "incidents_configurations", {"include_in_search": True}, status=200)
        assert api.titles("") == ["Hidden", "Shown"]

    def test_has_the_moments_that_are_overridden_until_they_are_not(self, api: Api, emulator: Emulator) -> None:
        emulator.clock.set(datetime(2026, 3, 2, 12, tzinfo=UTC))
        incident = api.create()["id"]
        before = api.get(incident).data["attributes"]
        path = f"{incident}/timestamp-overrides"

        def override(moment: str) -> str:
            attributes = {"timestamp_type": "detected", "timestamp_value": moment}
            identifier: str = make(api, path, "incidents_timestamp_overrides", attributes)["id"]
            return identifier

        first, second = override("2026-03-02T11:00:00Z"), override("2026-03-02T11:30:00Z")
        during = api.get(incident).data["attributes"]
        assert (during["detected"], during["time_to_internal_response"]) == ("2026-03-02T11:30:00+00:00", 1800)

        for each in (first, second):
            assert api.send("DELETE", f"{INCIDENTS}/{path}/{each}").status == 204
        after = api.get(incident).data["attributes"]
        assert after["detected"] == before["detected"]
        assert api.send("GET", f"{INCIDENTS}/{path}").document == {"data": []}
        assert details(api, "DELETE", f"{path}/{first}") == (404, ["timestamp override not found"])

    def test_can_be_linked_to_a_page_once(self, api: Api, emulator: Emulator) -> None:
        incident = api.create()["id"]
        page = {"title": "Help", "target": {"type": "team_handle", "identifier": "payments"}}
        identifier = make(api, f"{incident}/page", "page", page, status=200)["id"]
        body = document("page", {"key": "PAGE-1"}, identifier=identifier)

        linked = api.send("POST", f"{INCIDENTS}/{incident}/pages/link", body=body)
        assert (linked.status, linked.data["attributes"]["integration_type"]) == (201, 15)
        assert "metadata" not in linked.data["attributes"]
        assert details(api, "POST", f"{incident}/pages/link", body)[0] == 409
        assert emulator.resources("incident_pages")[0]["hidden"]["target"]["identifier"] == "payments"

    def test_is_told_in_a_postmortem_that_a_machine_writes(self, api: Api) -> None:
        incident = api.create("Checkout is down", fields={"root_cause": field("A typo", "textbox")})["id"]
        todo: JSON = {"content": "Raise the limit", "assignees": []}
        make(api, f"{incident}/relationships/todos", "incident_todos", todo)

        texts = api.send("POST", f"{INCIDENTS}/{incident}/ai/postmortem").data["attributes"]
        assert texts["executive_summary"].startswith("Checkout is down")
        assert texts["lessons_learned"] == "A typo"
        assert texts["action_items"] == "- Raise the limit"


class TestIncidentType:
    def test_is_what_new_incidents_get_once_it_is_the_default(self, api: Api) -> None:
        first = api.create()["attributes"]["incident_type_uuid"]
        kind = api.create_type(is_default=True)["id"]
        assert api.create()["attributes"]["incident_type_uuid"] == kind
        kinds = {
            each["id"]: each["attributes"]["is_default"] for each in api.send("GET", f"{INCIDENTS}/config/types").data
        }
        assert kinds == {first: False, kind: True}

        status, (said,) = details(api, "DELETE", f"config/types/{kind}")
        assert (status, said) == (400, "the default incident type cannot be deleted")
        body = document("incident_types", {"is_default": False}, identifier=kind)
        assert details(api, "PATCH", f"config/types/{kind}", body)[0] == 400

    def test_has_to_be_there_for_an_incident(self, api: Api) -> None:
        said = f"data.attributes.incident_type_uuid: there is no incident type {NOBODY}"
        refused = api.send("POST", INCIDENTS, body=create_request(incident_type_uuid=NOBODY))
        assert (refused.status, refused.errors) == (400, [said])
        zeros = "00000000-0000-0000-0000-000000000000"
        default = api.create()["attributes"]["incident_type_uuid"]
        assert api.create(incident_type_uuid=zeros)["attributes"]["incident_type_uuid"] == default

    def test_is_kept_when_it_is_deleted_and_leaves_its_rules(self, api: Api) -> None:
        kind = api.create_type()["id"]
        rule = make(api, "config/notification-rules", "incident_notification_rules", RULE, of_type(kind))["id"]
        assert api.send("DELETE", f"{INCIDENTS}/config/types/{kind}").status == 204

        listed = [
            api.send("GET", f"{INCIDENTS}/config/types", query).data for query in (None, {"include_deleted": "true"})
        ]
        assert [len(each) for each in listed] == [1, 2]
        assert api.send("GET", f"{INCIDENTS}/config/notification-rules/{rule}").status == 200
        body = document("incident_notification_rules", RULE, of_type(kind), rule)
        said = ["incident type doesn't exist"]
        assert details(api, "PUT", f"config/notification-rules/{rule}", body) == (404, said)

    def test_shows_its_configuration_once_it_is_set(self, api: Api) -> None:
        kind = api.create_type(configuration={"create_message": "is left out"})
        assert "configuration" not in kind["attributes"]
        path = f"{INCIDENTS}/config/types/{kind['id']}"
        for change in ({"create_message": "Calm down"}, {"test_incidents": False}):
            body = document("incident_types", {"configuration": change}, identifier=kind["id"])
            assert api.send("PATCH", path, body=body).status == 200
        configuration = api.send("GET", path).data["attributes"]["configuration"]
        assert len(configuration) == 9
        assert (configuration["create_message"], configuration["test_incidents"]) == ("Calm down", False)

    def test_knows_its_google_configurations(self, api: Api) -> None:
        kind = api.create_type()["id"]
        meet = {"allow_manual_meeting_creation": True, "auto_summarize": True}
        path, wire = "config/google-meet-configurations", "google_meet_configurations"
        made = make(api, path, wire, meet, of_type(kind))
        relationships = api.send("GET", f"{INCIDENTS}/config/types/{kind}").data["relationships"]
        assert relationships["google_meet_configuration"]["data"] == {"id": made["id"], "type": wire}
        assert relationships["google_chat_configuration"] == {"data": None}
        assert details(api, "POST", path, document(wire, meet, of_type(kind)))[0] == 400


class TestImport:
    def test_takes_an_incident_as_it_was(self, api: Api, emulator: Emulator) -> None:
        ada = user_reference(emulator.users[1]["id"])
        attributes = {
            "title": "Long ago",
            "declared": "2025-01-01T10:00:00Z",
            "resolved": "2025-01-01T12:00:00.5Z",
            "visibility": "private",
            "fields": {"state": {"value": "resolved"}, "services": {"value": ["checkout"]}, "note": {"value": "x"}},
        }
        made = make(api, "import", "incidents", attributes, {"commander_user": ada, "declared_by_user": ada})
        shown = made["attributes"]
        assert len(shown) == 24
        assert [shown[name] for name in ("declared", "detected", "resolved")] == [
            "2025-01-01T10:00:00Z",
            "2025-01-01T10:00:00Z",
            "2025-01-01T12:00:00.5Z",
        ]
        assert (shown["state"], shown["visibility"]) == ("resolved", "private")
        assert shown["fields"]["services"] == {"type": "autocomplete", "value": ["checkout"]}
        assert shown["fields"]["note"] == {"type": "textbox", "value": "x"}
        assert shown["declared_by_uuid"] == made["relationships"]["declared_by_user"]["data"]["id"]
        assert made["id"][14] == "4"
        assert api.titles("commander:ada* AND state:resolved") == ["Long ago"]

    def test_has_not_been_resolved_unless_it_is(self, api: Api) -> None:
        made = make(api, "import", "incidents", {"title": "Still on", "resolved": "2025-01-01T12:00:00Z"})
        assert made["attributes"]["resolved"] is None
