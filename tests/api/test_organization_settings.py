"""The settings of an organization, its handles, Google Chat and Meet: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import (
    GlobalIncidentSettingsRequest,
    IncidentGoogleChatConfigurationPatchRequest,
    IncidentGoogleChatConfigurationRequest,
    IncidentGoogleMeetConfigurationPatchRequest,
    IncidentGoogleMeetConfigurationRequest,
    IncidentHandleRequest,
)
from tests.scripted import Stage, golden, reply
from tests.sent import Case

CONFIG = "/api/v2/incidents/config"
HANDLES, SETTINGS = f"{CONFIG}/global/incident-handles", f"{CONFIG}/global/settings"
OF_TYPES = f"{CONFIG}/types/org-settings"
CHAT, MEET = f"{CONFIG}/google-chat-configurations", f"{CONFIG}/google-meet-configurations"

HANDLE = IncidentHandleRequest.build("@security", handle="one")
DASHBOARD = GlobalIncidentSettingsRequest.build(analytics_dashboard_id="abc-def-ghi")
NEW_CHAT = IncidentGoogleChatConfigurationRequest.build(
    "a-type", domain_id="C01", space_name_template="x", space_target_audience_id="01", space_time_zone="Europe/Paris"
)
CHAT_CHANGE = IncidentGoogleChatConfigurationPatchRequest.build("one", space_time_zone="Europe/Rome")
NEW_MEET = IncidentGoogleMeetConfigurationRequest.build(
    "a-type", allow_manual_meeting_creation=True, auto_summarize=False
)
MEET_CHANGE = IncidentGoogleMeetConfigurationPatchRequest.build("one", auto_summarize=True)


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_global_incident_handles(include=["incident_type", "commander_user"]),
            "GET",
            f"{HANDLES}?include=incident_type%2Ccommander_user",
            answer="global_incident_handle_list_response",
        ),
        Case(
            lambda api: api.create_global_incident_handle(HANDLE, include="incident_type"),
            "POST",
            f"{HANDLES}?include=incident_type",
            HANDLE,
            "global_incident_handle_response",
        ),
        Case(
            lambda api: api.update_global_incident_handle(HANDLE, include="incident_type"),
            "PUT",
            f"{HANDLES}?include=incident_type",
            HANDLE,
            "global_incident_handle_response",
        ),
        Case(lambda api: api.delete_global_incident_handle(), "DELETE", HANDLES),
        Case(
            lambda api: api.get_global_incident_settings(), "GET", SETTINGS, answer="global_incident_settings_response"
        ),
        Case(
            lambda api: api.update_global_incident_settings(DASHBOARD),
            "PATCH",
            SETTINGS,
            DASHBOARD,
            "global_incident_settings_response",
        ),
        Case(
            lambda api: api.list_org_settings(
                page_size=5, page_offset=10, include_deleted=True, include="incident_type"
            ),
            "GET",
            f"{OF_TYPES}?page%5Bsize%5D=5&page%5Boffset%5D=10&include-deleted=true&include=incident_type",
            answer="incident_org_settings_list_response",
        ),
        Case(
            lambda api: api.get_org_settings_by_incident_type("a type", include=["incident_type"]),
            "GET",
            f"{CONFIG}/types/a%20type/org-settings?include=incident_type",
            answer="incident_org_settings_response",
        ),
        Case(
            lambda api: api.create_incident_google_chat_configuration(NEW_CHAT),
            "POST",
            CHAT,
            NEW_CHAT,
            "incident_google_chat_configuration_response",
        ),
        Case(
            lambda api: api.update_incident_google_chat_configuration("one", CHAT_CHANGE),
            "PATCH",
            f"{CHAT}/one",
            CHAT_CHANGE,
            "incident_google_chat_configuration_response",
        ),
        Case(
            lambda api: api.create_incident_google_meet_configuration(NEW_MEET),
            "POST",
            MEET,
            NEW_MEET,
            "incident_google_meet_configuration_response",
        ),
        Case(
            lambda api: api.update_incident_google_meet_configuration("one", MEET_CHANGE),
            "PATCH",
            f"{MEET}/one",
            MEET_CHANGE,
            "incident_google_meet_configuration_response",
        ),
    ],
    ids=lambda case: f"{case.method} {case.target}",
)
def test_each_operation(case: Case) -> None:
    case.hold()


def test_all_settings_by_type_come_page_by_page() -> None:
    answer = reply(
        golden("incident_org_settings_list_response")
        | {"included": golden("incident_org_settings_response")["included"]}
    )
    stage = Stage(answer, reply({"data": []}), answer)
    pager = stage.api.list_org_settings_with_pagination(include="incident_type", include_deleted=False)
    (settings,) = pager
    assert settings.incident_type is not None
    assert settings.incident_type.name == "Security incident"
    query = "page%5Bsize%5D=100&page%5Boffset%5D=0&include-deleted=false&include=incident_type"
    assert stage.targets[0] == f"{OF_TYPES}?{query}"
