"""The types of the operations on settings, handles, Google Chat and Meet, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import Any, assert_type

from datadog_incidents._core.paging.pager import Pager
from datadog_incidents.models import (
    GlobalIncidentSettingsRequest,
    GlobalIncidentSettingsResponse,
    IncidentGoogleChatConfigurationPatchRequest,
    IncidentGoogleChatConfigurationRequest,
    IncidentGoogleChatConfigurationResponse,
    IncidentGoogleMeetConfigurationPatchRequest,
    IncidentGoogleMeetConfigurationRequest,
    IncidentGoogleMeetConfigurationResponse,
    IncidentHandleIncludedItemResponse,
    IncidentHandleRequest,
    IncidentHandleResponse,
    IncidentHandlesResponse,
    IncidentOrgSettingsDataResponse,
    IncidentOrgSettingsListResponse,
    IncidentOrgSettingsResponse,
    IncidentTypeObject,
    IncidentUserData,
)
from tests.scripted import Stage, golden, reply


def test_handles() -> None:
    one = reply(golden("global_incident_handle_response"))
    api = Stage(reply(golden("global_incident_handle_list_response")), one, one, reply(status=204)).api
    assert_type(api.list_global_incident_handles(include=["incident_type"]), IncidentHandlesResponse)
    body = IncidentHandleRequest.build("@any", incident_type="a-type", commander="ada", severity="SEV-1")
    assert_type(body, IncidentHandleRequest)
    created = assert_type(api.create_global_incident_handle(body, include="incident_type"), IncidentHandleResponse)
    assert_type(created.included, list[IncidentHandleIncludedItemResponse] | None)
    assert_type(created.data.severities, list[str])
    assert_type(created.data.incident_type, IncidentTypeObject | None)
    assert_type(created.data.commander, IncidentUserData | None)
    change = IncidentHandleRequest.build("@any", severity=["SEV-1"], handle=created.data)
    assert_type(api.update_global_incident_handle(change), IncidentHandleResponse)
    api.delete_global_incident_handle()


def test_settings() -> None:
    settings, of_type = (
        reply(golden(f"{name}_response")) for name in ("global_incident_settings", "incident_org_settings")
    )
    several = reply(golden("incident_org_settings_list_response"))
    api = Stage(settings, settings, of_type, several).api
    assert_type(api.get_global_incident_settings().data.analytics_dashboard_id, str | None)
    body = assert_type(GlobalIncidentSettingsRequest.build(analytics_dashboard_id="x"), GlobalIncidentSettingsRequest)
    assert_type(api.update_global_incident_settings(body), GlobalIncidentSettingsResponse)
    read = api.get_org_settings_by_incident_type("a-type", include="incident_type")
    assert_type(read, IncidentOrgSettingsResponse)
    assert_type(read.data.settings, dict[str, Any])
    assert_type(api.list_org_settings(page_size=1, include_deleted=True), IncidentOrgSettingsListResponse)
    pager = api.list_org_settings_with_pagination(prefetch=1)
    assert_type(pager, Pager[IncidentOrgSettingsDataResponse, IncidentOrgSettingsListResponse])


def test_google() -> None:
    chat, meet = (reply(golden(f"incident_google_{name}_configuration_response")) for name in ("chat", "meet"))
    api = Stage(chat, chat, meet, meet).api
    new_chat = IncidentGoogleChatConfigurationRequest.build(
        "a-type", domain_id="x", space_name_template="x", space_target_audience_id="x", space_time_zone="x"
    )
    assert_type(new_chat, IncidentGoogleChatConfigurationRequest)
    read = api.create_incident_google_chat_configuration(new_chat)
    assert_type(read, IncidentGoogleChatConfigurationResponse)
    assert_type(read.data.space_time_zone, str | None)
    chat_change = IncidentGoogleChatConfigurationPatchRequest.build(read.data, domain_id="x")
    assert_type(chat_change, IncidentGoogleChatConfigurationPatchRequest)
    changed = api.update_incident_google_chat_configuration("one", chat_change)
    assert_type(changed, IncidentGoogleChatConfigurationResponse)
    new_meet = IncidentGoogleMeetConfigurationRequest.build(
        "a-type", allow_manual_meeting_creation=True, auto_summarize=False
    )
    assert_type(new_meet, IncidentGoogleMeetConfigurationRequest)
    meeting = api.create_incident_google_meet_configuration(new_meet)
    assert_type(meeting, IncidentGoogleMeetConfigurationResponse)
    assert_type(meeting.data.auto_summarizes, bool)
    meet_change = IncidentGoogleMeetConfigurationPatchRequest.build(meeting.data, auto_summarize=True)
    assert_type(meet_change, IncidentGoogleMeetConfigurationPatchRequest)
    assert_type(
        api.update_incident_google_meet_configuration("one", meet_change), IncidentGoogleMeetConfigurationResponse
    )
