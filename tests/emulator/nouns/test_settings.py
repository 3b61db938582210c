"""What an organization sets up: fields, roles, rules and templates."""

from __future__ import annotations

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, JSON, Api, create_request, field
from tests.emulator.asked import document
from tests.emulator.nouns.making import details, make, of_type
from tests.emulator.requests_of_settings import RULE

NOBODY = "5d5d5d5d-0000-4000-8000-5d5d5d5d5d5d"


class TestUserDefinedField:
    @pytest.fixture
    def kind(self, api: Api) -> str:
        kind: str = api.create_type()["id"]
        values = [{"value": each, "display_name": each.capitalize()} for each in ("few", "many")]
        attributes = {"name": "customers", "type": 1, "valid_values": values}
        make(api, "config/user-defined-fields", "user_defined_field", attributes, of_type(kind))
        return kind

    def test_fills_in_what_is_not_told(self, api: Api, kind: str) -> None:
        (shown,) = api.send("GET", f"{INCIDENTS}/config/user-defined-fields", {"filter[incident-type]": kind}).data
        attributes = shown["attributes"]
        assert (attributes["display_name"], attributes["category"], attributes["collected"]) == (
            "customers",
            "what_happened",
            "active",
        )
        assert attributes["valid_values"][0] == {
            "value": "few",
            "display_name": "Few",
            "description": "",
            "short_description": "",
        }

    def test_is_what_incidents_of_its_type_accept(self, api: Api, kind: str) -> None:
        accepted = api.create(incident_type_uuid=kind, fields={"customers": {"value": "few"}})
        assert accepted["attributes"]["fields"]["customers"] == field("few")
        assert len(accepted["relationships"]["user_defined_fields"]["data"]) == 9
        for envelope, said in (
            (field("all"), "data.attributes.fields.customers.value: must be one of few, many, not all"),
            (
                field("few", "textbox"),
                "data.attributes.fields.customers.type: must be dropdown, as the field is defined, not textbox",
            ),
        ):
            body = create_request(incident_type_uuid=kind, fields={"customers": envelope})
            refused = api.send("POST", INCIDENTS, body=body)
            assert (refused.status, refused.errors) == (400, [said])
            refused = api.update(accepted["id"], {"fields": {"customers": envelope}})
            assert (refused.status, refused.errors) == (400, [said])

    def test_is_unknown_to_other_types_which_accept_anything(self, api: Api, kind: str) -> None:
        other = api.create(fields={"customers": field("everybody", "textbox")})
        assert other["attributes"]["incident_type_uuid"] != kind
        assert other["attributes"]["fields"]["customers"] == field("everybody", "textbox")
        assert len(other["relationships"]["user_defined_fields"]["data"]) == 8

    @pytest.mark.parametrize("name", ["_customers", "cust omers", "", "severity", "customers"])
    def test_has_a_name_of_its_own(self, api: Api, kind: str, name: str) -> None:
        body = document("user_defined_field", {"name": name, "type": 3}, of_type(kind))
        assert details(api, "POST", "config/user-defined-fields", body)[0] == 400

    def test_can_be_deleted_unless_it_is_the_services(self, api: Api, kind: str) -> None:
        path = f"{INCIDENTS}/config/user-defined-fields"
        *reserved, own = api.send("GET", path).data
        assert api.send("DELETE", f"{path}/{own['id']}").status == 204
        assert api.send("DELETE", f"{path}/{reserved[0]['id']}").status == 400
        listed = [api.send("GET", path, query).document for query in ({}, {"include-deleted": "true"})]
        assert [(len(each["data"]), each["meta"]) for each in listed] == [
            (8, {"offset": 0, "size": 8}),
            (9, {"offset": 0, "size": 9}),
        ]
        page = api.send("GET", path, {"page[size]": 3, "page[number]": 2}).document
        assert (len(page["data"]), page["meta"]) == (2, {"offset": 6, "size": 2})
        create = api.create(incident_type_uuid=kind, fields={"customers": field("whoever", "textbox")})
        assert create["attributes"]["fields"]["customers"]["value"] == "whoever"


class TestWhatIsReferredTo:
    @pytest.mark.parametrize(
        ("path", "kind", "attributes", "said"),
        [
            ("config/notification-rules", "incident_notification_rules", RULE, "incident type doesn't exist"),
            (
                "config/notification-templates",
                "notification_templates",
                {"name": "n", "category": "c", "subject": "s", "content": "c"},
                "incident type not found",
            ),
            ("config/user-defined-roles", "incident_user_defined_roles", {"name": "Scribe"}, "incident type not found"),
            ("config/postmortem-templates", "postmortem_templates", {"name": "n"}, "incident type not found"),
        ],
    )
    def test_has_to_be_there(self, api: Api, path: str, kind: str, attributes: JSON, said: str) -> None:
        body = document(kind, attributes, of_type(NOBODY))
        assert details(api, "POST", path, body) == (404, [said])

    def test_is_included_if_asked_for(self, api: Api, emulator: Emulator) -> None:
        kind = api.create_type()["id"]
        template = {"name": "n", "category": "c", "subject": "s", "content": "c"}
        made = make(api, "config/notification-templates", "notification_templates", template, of_type(kind))["id"]
        related = {
            **of_type(kind),
            "notification_template": {"data": {"type": "notification_templates", "id": made}},
        }
        make(api, "config/notification-rules", "incident_notification_rules", RULE, related)
        asked = {"include": "created_by_user,incident_type,notification_template,unknown"}
        included = api.send("GET", f"{INCIDENTS}/config/notification-rules", asked).document["included"]
        assert {each["type"]: each["id"] for each in included} == {
            "users": emulator.users[0]["id"],
            "incident_types": kind,
            "notification_templates": made,
        }
        assert included[0]["attributes"]["status"] == "Active"  # all that is known of the user


class TestRoles:
    @pytest.mark.parametrize(
        "attributes",
        [
            {"name": "Incident Commander"},
            {"name": "responder"},
            {"name": "x" * 256},
            {"name": "x", "description": "x" * 1025},
        ],
    )
    def test_have_names_of_their_own_and_short_texts(self, api: Api, attributes: JSON) -> None:
        kind = api.create_type()["id"]
        body = document("incident_user_defined_roles", attributes, of_type(kind))
        assert details(api, "POST", "config/user-defined-roles", body)[0] == 400


class TestAutomation:
    def test_has_to_be_json_in_a_string(self, api: Api) -> None:
        attributes: JSON = {
            "condition": {},
            "condition_table_type": 1,
            "enabled": True,
            "execution_type": 1,
            "task_id": "slack-create-channel-job",
        }
        body = document("incident_rules", {**attributes, "task_payload": "{"})
        assert details(api, "POST", "config/rules", body) == (400, ["task_payload: must be JSON, written as a string"])
        kind = api.create_type()["id"]
        sent = {**attributes, "task_payload": "{}", "incident_type_uuid": kind, "trigger": "incident_saved_trigger"}
        made = make(api, "config/rules", "incident_rules", sent)
        assert (made["type"], made["attributes"]["incident_settings_association_uuid"]) == ("incidents_rules", kind)
        for query, count in (
            ({"incidentTypeUUID": kind}, 1),
            ({"incidentTypeUUID": NOBODY}, 0),
            ({"filter[trigger]": "incident_saved_trigger"}, 1),
            ({"filter[task_id]": "zoom-create-meeting-job"}, 0),
        ):
            assert len(api.send("GET", f"{INCIDENTS}/config/rules", query).data) == count


class TestPostmortemTemplates:
    def test_need_the_settings_of_their_place(self, api: Api) -> None:
        attributes = {"name": "n", "location": "confluence"}
        body = document("postmortem_templates", attributes)
        said = "confluence_postmortem_settings: required where location is confluence"
        assert details(api, "POST", "config/postmortem-templates", body) == (400, [said])
        settings = {"account_id": "1", "space_id": "2"}
        made = make(
            api,
            "config/postmortem-templates",
            "postmortem_template",
            {**attributes, "confluence_postmortem_settings": settings},
        )
        assert made["type"] == "postmortem_templates"
