"""Handles, settings, Google Chat and Meet: the bodies that are built, what is refused in them, and what they answer."""

from __future__ import annotations

from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    GlobalIncidentSettingsDataResponse,
    GlobalIncidentSettingsRequest,
    GlobalIncidentSettingsResponse,
    IncidentGoogleChatConfigurationDataResponse,
    IncidentGoogleChatConfigurationPatchRequest,
    IncidentGoogleChatConfigurationRequest,
    IncidentGoogleMeetConfigurationDataResponse,
    IncidentGoogleMeetConfigurationPatchRequest,
    IncidentGoogleMeetConfigurationRequest,
    IncidentHandleDataResponse,
    IncidentHandleRequest,
    IncidentOrgSettingsDataResponse,
    IncidentTypeObject,
    IncidentUserData,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
ADA_ID = "6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3"
CHAT = {
    "domain_id": "C03az79cb",
    "space_name_template": "{{incident.public_id}} {{incident.title}}",
    "space_target_audience_id": "01x8k2",
    "space_time_zone": "Europe/Paris",
}


class TestHandles:
    @pytest.mark.parametrize("incident_type", [TYPE_ID, IncidentTypeObject(id=TYPE_ID)])
    @pytest.mark.parametrize("commander", [ADA_ID, IncidentUserData(id=ADA_ID)])
    def test_a_new_one(self, incident_type: Any, commander: Any) -> None:
        body = IncidentHandleRequest.build(
            "@security", incident_type=incident_type, commander=commander, severity=["SEV-1", "SEV-2"]
        )
        assert body.to_dict() == golden("global_incident_handle_create_request")

    def test_one_that_is_replaced(self) -> None:
        handle = IncidentHandleDataResponse.from_dict({"id": "one"})
        assert IncidentHandleRequest.build("@any", severity="SEV-1", handle=handle).to_dict() == {
            "data": {
                "attributes": {"fields": {"severity": ["SEV-1"]}, "name": "@any"},
                "id": "one",
                "type": "incidents_handles",
            }
        }

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"name": 5}, "^name: expected a string, got 5"),
            ({"severity": 5}, "^severity: expected a list, got int"),
            ({"severity": [5]}, r"^severity\[0\]: expected a string, got 5"),
            ({"commander": ADA_ID}, "^incident_type: required with a commander"),
            ({"commander": 5, "incident_type": TYPE_ID}, "^commander: expected an id or a resource that has one"),
            ({"incident_type": 5}, "^incident_type: expected an id or a resource that has one, got 5"),
            ({"handle": " "}, "^handle: expected an id or a resource that has one, got ' '"),
        ],
    )
    def test_what_is_refused_names_the_argument(self, arguments: dict[str, Any], message: str) -> None:
        with pytest.raises(InvalidArgumentError, match=message):
            IncidentHandleRequest.build(**{"name": "@any", **arguments})

    def test_what_one_answers(self) -> None:
        stage = Stage(reply(golden("global_incident_handle_response"), 201))
        handle = stage.api.create_global_incident_handle(IncidentHandleRequest.build("@security")).data
        assert (handle.name, handle.severities) == ("@security", ["SEV-1", "SEV-2"])
        assert handle.incident_type is not None
        assert handle.incident_type.name == "Security incident"
        assert handle.incident_type_id == handle.incident_type.id
        assert handle.commander is not None
        assert handle.commander.name == "Ada Lindqvist"
        assert handle.created_by_user == handle.last_modified_by_user == handle.commander

    @pytest.mark.parametrize("attributes", [{}, {"name": 5, "fields": {"severity": [5]}}, {"fields": 5}, None])
    def test_one_that_does_not_know_says_none(self, attributes: dict[str, Any] | None) -> None:
        handle = IncidentHandleDataResponse.from_dict({"id": "x", "attributes": attributes})
        assert (handle.name, handle.severities, handle.incident_type_id) == (None, [], None)
        assert (handle.incident_type, handle.commander) == (None, None)
        assert (handle.created_by_user, handle.last_modified_by_user) == (None, None)


class TestSettings:
    @pytest.mark.parametrize(
        ("arguments", "attributes"),
        [({}, {}), ({"analytics_dashboard_id": "8a3-kd7-q2w"}, {"analytics_dashboard_id": "8a3-kd7-q2w"})],
    )
    def test_a_change(self, arguments: dict[str, Any], attributes: dict[str, Any]) -> None:
        assert GlobalIncidentSettingsRequest.build(**arguments).to_dict() == {
            "data": {"attributes": attributes, "type": "incidents_global_settings"}
        }

    def test_what_is_refused_names_the_argument(self) -> None:
        wrong: Any = 5
        with pytest.raises(InvalidArgumentError, match=r"^analytics_dashboard_id: expected a string, got 5"):
            GlobalIncidentSettingsRequest.build(analytics_dashboard_id=wrong)

    def test_what_they_answer(self) -> None:
        document = golden("global_incident_settings_response")
        settings = GlobalIncidentSettingsResponse.from_dict(document, strict=True).data
        assert settings.analytics_dashboard_id == "8a3-kd7-q2w"
        assert GlobalIncidentSettingsDataResponse.from_dict({"id": "x"}).analytics_dashboard_id is None

    def test_what_those_of_a_type_answer(self) -> None:
        document = golden("incident_org_settings_response")
        document["data"]["attributes"]["settings"] = {"reminders": {"every_minutes": 30}, "auto_close": None}
        settings = Stage(reply(document)).api.get_org_settings_by_incident_type(TYPE_ID, include="incident_type").data
        assert settings.settings == {"reminders": {"every_minutes": 30}, "auto_close": None}
        assert settings.incident_type_id == TYPE_ID
        assert settings.incident_type is not None
        assert settings.incident_type.name == "Security incident"

    @pytest.mark.parametrize("attributes", [{}, {"settings": {}}, {"settings": [5]}, None])
    def test_those_of_a_type_that_do_not_know_say_none(self, attributes: dict[str, Any] | None) -> None:
        settings = IncidentOrgSettingsDataResponse.from_dict({"id": "x", "attributes": attributes})
        assert (settings.settings, settings.incident_type_id, settings.incident_type) == ({}, None, None)


class TestGoogle:
    @pytest.mark.parametrize("incident_type", [TYPE_ID, IncidentTypeObject(id=TYPE_ID)])
    def test_new_ones(self, incident_type: Any) -> None:
        chat = IncidentGoogleChatConfigurationRequest.build(incident_type, **CHAT)
        assert chat.to_dict() == golden("incident_google_chat_configuration_create_request")
        meet = IncidentGoogleMeetConfigurationRequest.build(
            incident_type, allow_manual_meeting_creation=True, auto_summarize=False
        )
        assert meet.to_dict() == golden("incident_google_meet_configuration_create_request")

    def test_updates_leave_what_is_not_given(self) -> None:
        chat = IncidentGoogleChatConfigurationDataResponse.from_dict({"id": "one"})
        assert IncidentGoogleChatConfigurationPatchRequest.build(chat, space_time_zone="Europe/Rome").to_dict() == {
            "data": {
                "attributes": {"space_time_zone": "Europe/Rome"},
                "id": "one",
                "type": "google_chat_configurations",
            }
        }
        meet = IncidentGoogleMeetConfigurationDataResponse.from_dict({"id": "one"})
        assert IncidentGoogleMeetConfigurationPatchRequest.build(meet, auto_summarize=False).to_dict() == {
            "data": {"attributes": {"auto_summarize": False}, "id": "one", "type": "google_meet_configurations"}
        }

    @pytest.mark.parametrize("name", CHAT)
    def test_what_is_refused_of_chat_names_the_argument(self, name: str) -> None:
        changes: dict[str, Any] = {name: 5}
        with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a string, got 5"):
            IncidentGoogleChatConfigurationRequest.build(TYPE_ID, **{**CHAT, **changes})
        with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a string, got 5"):
            IncidentGoogleChatConfigurationPatchRequest.build("one", **changes)

    @pytest.mark.parametrize("name", ["allow_manual_meeting_creation", "auto_summarize"])
    def test_what_is_refused_of_meet_names_the_argument(self, name: str) -> None:
        changes: dict[str, Any] = {name: "yes"}
        both = {"allow_manual_meeting_creation": True, "auto_summarize": True}
        with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a boolean, got 'yes'"):
            IncidentGoogleMeetConfigurationRequest.build(TYPE_ID, **{**both, **changes})
        with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a boolean, got 'yes'"):
            IncidentGoogleMeetConfigurationPatchRequest.build("one", **changes)

    @pytest.mark.parametrize(
        ("body", "argument"),
        [
            (lambda: IncidentGoogleChatConfigurationRequest.build("", **CHAT), "incident_type"),
            (lambda: IncidentGoogleChatConfigurationPatchRequest.build(""), "configuration"),
            (lambda: IncidentGoogleMeetConfigurationPatchRequest.build(""), "configuration"),
        ],
    )
    def test_what_names_no_resource_is_refused(self, body: Any, argument: str) -> None:
        with pytest.raises(InvalidArgumentError, match=f"^{argument}: expected an id or a resource that has one"):
            body()

    def test_what_they_answer(self) -> None:
        stage = Stage(
            reply(golden("incident_google_chat_configuration_response")),
            reply(golden("incident_google_meet_configuration_response")),
        )
        chat = stage.api.update_incident_google_chat_configuration(
            "one", IncidentGoogleChatConfigurationPatchRequest.build("one")
        ).data
        assert chat.space_name_template == "{{incident.public_id}} {{incident.title}}"
        assert chat.space_time_zone == "Europe/Paris"
        meet = stage.api.update_incident_google_meet_configuration(
            "one", IncidentGoogleMeetConfigurationPatchRequest.build("one")
        ).data
        assert (meet.allows_manual_meeting_creation, meet.auto_summarizes) == (True, False)
        for configuration in (chat, meet):
            assert configuration.incident_type_id == TYPE_ID
            assert configuration.created_by_user is not None
            assert configuration.created_by_user.name == "Ada Lindqvist"
            assert configuration.last_modified_by_user == configuration.created_by_user

    @pytest.mark.parametrize("attributes", [{}, {"space_name_template": 5, "auto_summarize": "yes"}, None])
    def test_one_that_does_not_know_says_none(self, attributes: dict[str, Any] | None) -> None:
        document = {"id": "x", "attributes": attributes}
        chat = IncidentGoogleChatConfigurationDataResponse.from_dict(document)
        assert (chat.space_name_template, chat.space_time_zone) == (None, None)
        meet = IncidentGoogleMeetConfigurationDataResponse.from_dict(document)
        assert (meet.allows_manual_meeting_creation, meet.auto_summarizes) == (False, False)
        for configuration in (chat, meet):
            assert configuration.incident_type_id is None
            assert (configuration.created_by_user, configuration.last_modified_by_user) == (None, None)
