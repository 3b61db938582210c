"""The types of the operations on integrations, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type

from datadog_incidents.models import (
    IncidentIntegrationMetadataCreateRequest,
    IncidentIntegrationMetadataListResponse,
    IncidentIntegrationMetadataPatchRequest,
    IncidentIntegrationMetadataResponse,
    IncidentIntegrationMetadataResponseData,
    IncidentServiceNowRecordRequest,
    IncidentUserData,
    JiraIntegrationMetadataIssuesItem,
    MSTeamsIntegrationMetadataTeamsItem,
    ServiceNowIntegrationMetadataRecordsItem,
    SlackIntegrationMetadata,
    SlackIntegrationMetadataChannelItem,
    User,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_integration_response"))
    several = reply(golden("incident_integration_list_response"))
    api = Stage(several, one, one, one, one, reply(status=204)).api
    assert_type(api.list_incident_integrations(INCIDENT_ID), IncidentIntegrationMetadataListResponse)
    assert_type(api.get_incident_integration(INCIDENT_ID, "id"), IncidentIntegrationMetadataResponse)
    metadata = SlackIntegrationMetadata(channels=[])
    body = IncidentIntegrationMetadataCreateRequest.build(metadata)
    assert_type(body, IncidentIntegrationMetadataCreateRequest)
    assert_type(api.create_incident_integration(INCIDENT_ID, body), IncidentIntegrationMetadataResponse)
    change = IncidentIntegrationMetadataPatchRequest.build(metadata, integration_type=1, status=2)
    assert_type(change, IncidentIntegrationMetadataPatchRequest)
    assert_type(api.update_incident_integration(INCIDENT_ID, "id", change), IncidentIntegrationMetadataResponse)
    record = IncidentServiceNowRecordRequest.build("a", assignment_group="b", configuration_item_mapping="c")
    assert_type(record, IncidentServiceNowRecordRequest)
    assert_type(api.create_incident_service_now_record(INCIDENT_ID, record), IncidentIntegrationMetadataResponse)
    api.delete_incident_integration(INCIDENT_ID, "id")


def test_reading() -> None:
    integration = IncidentIntegrationMetadataResponse.from_dict(golden("incident_integration_response")).data
    assert_type(integration, IncidentIntegrationMetadataResponseData)
    assert_type(integration.channels, list[SlackIntegrationMetadataChannelItem])
    assert_type(integration.teams, list[MSTeamsIntegrationMetadataTeamsItem])
    assert_type(integration.issues, list[JiraIntegrationMetadataIssuesItem])
    assert_type(integration.records, list[ServiceNowIntegrationMetadataRecordsItem])
    assert_type(integration.redirect_urls, list[str])
    assert_type(integration.integration_type, int | None)
    assert_type(integration.created_by, IncidentUserData | User | None)
