"""Integrations: the bodies that are built, what is refused in them, and what an integration answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentIntegrationMetadataAttributes,
    IncidentIntegrationMetadataCreateData,
    IncidentIntegrationMetadataCreateRequest,
    IncidentIntegrationMetadataListResponse,
    IncidentIntegrationMetadataPatchData,
    IncidentIntegrationMetadataPatchRequest,
    IncidentIntegrationMetadataResponse,
    IncidentIntegrationMetadataResponseData,
    IncidentServiceNowRecordRequest,
    JiraIntegrationMetadata,
    MSTeamsIntegrationMetadata,
    ServiceNowIntegrationMetadata,
    SlackIntegrationMetadata,
    SlackIntegrationMetadataChannelItem,
    User,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

CHANNEL = SlackIntegrationMetadataChannelItem(
    channel_id="C07Q3LM52ZK",
    channel_name="#incident-42",
    redirect_url="https://slack.com/app_redirect?channel=C07Q3LM52ZK&team=T02FJ8R1N",
    team_id="T02FJ8R1N",
)
SLACK = SlackIntegrationMetadata(channels=[CHANNEL])
REQUESTS = [IncidentIntegrationMetadataCreateRequest, IncidentIntegrationMetadataPatchRequest]


@pytest.mark.parametrize("request_class", REQUESTS)
@pytest.mark.parametrize(
    ("metadata", "number", "sent"),
    [
        (SLACK, 1, {"channels": [CHANNEL.to_dict()]}),
        (MSTeamsIntegrationMetadata(teams=[]), 7, {"teams": []}),
        (JiraIntegrationMetadata(issues=[]), 8, {"issues": []}),
        (ServiceNowIntegrationMetadata(records=[]), 13, {"records": []}),
    ],
)
def test_the_metadata_tells_the_product(request_class: Any, metadata: Any, number: int, sent: dict[str, Any]) -> None:
    assert request_class.build(metadata).to_dict() == {
        "data": {"attributes": {"integration_type": number, "metadata": sent}, "type": "incident_integrations"}
    }


@pytest.mark.parametrize("request_class", REQUESTS)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"metadata": {}}, "^metadata: expected channels, issues or records, got dict"),
        ({"metadata": None, "integration_type": 15}, "^metadata: required: the channels, issues or records"),
        ({"integration_type": 0}, "^integration_type: must be 1 to 100, got 0"),
        ({"integration_type": 101}, "^integration_type: must be 1 to 100, got 101"),
        ({"integration_type": "1"}, "^integration_type: expected an integer, got '1'"),
        ({"status": 6}, "^status: must be 0 to 5, got 6"),
        ({"status": -1}, "^status: must be 0 to 5, got -1"),
    ],
)
def test_what_is_refused_names_the_argument(request_class: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        request_class.build(**{"metadata": SLACK, **arguments})


def test_a_body_needs_metadata_however_it_was_made() -> None:
    attributes = IncidentIntegrationMetadataAttributes(integration_type=15, metadata=None)
    body = IncidentIntegrationMetadataCreateRequest(data=IncidentIntegrationMetadataCreateData(attributes=attributes))
    with pytest.raises(InvalidArgumentError, match=r"^body: data\.attributes\.metadata: required"):
        Stage().api.create_incident_integration(INCIDENT_ID, body)


def test_a_record_in_service_now() -> None:
    body = IncidentServiceNowRecordRequest.build(
        "example", assignment_group="SRE", configuration_item_mapping="service", record_id="5137153cc611227c"
    )
    assert body.to_dict() == {
        "data": {
            "attributes": {
                "assignment_group": "SRE",
                "configuration_item_mapping": "service",
                "instance_name": "example",
                "record_id": "5137153cc611227c",
            },
            "type": "incident_servicenow_record_prompt",
        }
    }


def test_what_integrations_answer() -> None:
    document = golden("incident_integration_list_response")
    slack, teams, jira, service_now, page = IncidentIntegrationMetadataListResponse.from_dict(
        document, strict=True
    ).data
    assert (slack.channels, slack.integration_type, slack.status) == ([CHANNEL], 1, 4)
    assert (slack.teams, slack.issues, slack.records) == ([], [], [])
    assert [team.ms_channel_name for team in teams.teams] == ["incident-42"]
    assert [issue.issue_key for issue in jira.issues] == ["OPS-42"]
    assert [record.record_num for record in service_now.records] == ["INC0042042"]
    assert [len(each.redirect_urls) for each in (slack, teams, jira, service_now, page)] == [1, 1, 1, 1, 0]
    assert jira.redirect_urls == ["https://example.atlassian.net/browse/OPS-42"]
    assert page.attributes is not None
    assert (page.integration_type, page.attributes.metadata) == (15, None)
    assert (slack.created_by, slack.last_modified_by) == (None, None)


def test_a_create_tells_who_made_it() -> None:
    made = IncidentIntegrationMetadataResponse.from_dict(golden("incident_integration_response"), strict=True).data
    assert made.created is not None
    assert made.created == made.modified
    assert made.created_by is not None
    assert made.created_by == made.last_modified_by
    assert made.created_by.display_name == "Ada Lindqvist"


def test_users_that_are_included_are_found() -> None:
    document = golden("incident_integration_list_response")
    owner = document["data"][0]["relationships"]["created_by_user"]["data"]["id"]
    document["included"] = [{"type": "users", "id": owner, "attributes": {"name": "Ada", "status": "Active"}}]
    first = Stage(reply(document)).api.list_incident_integrations(INCIDENT_ID).data[0]
    assert isinstance(first.created_by, User)
    assert first.created_by.display_name == "Ada"


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"metadata": {"channels": 5}, "integration_type": "1", "status": True, "created_by": []},
        {"metadata": 5},
        None,
    ],
)
def test_an_integration_that_does_not_know_says_so(attributes: Any) -> None:
    read = IncidentIntegrationMetadataResponseData.from_dict({"id": "i", "attributes": attributes})
    assert (read.channels, read.teams, read.issues, read.records, read.redirect_urls) == ([], [], [], [], [])
    assert (read.integration_type, read.status, read.created, read.created_by) == (None, None, None, None)


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read = IncidentIntegrationMetadataResponse.from_dict(golden("incident_integration_response")).data
    assert read.attributes is not None
    read.channels[0].channel_name = "#incident-42-checkout"
    body = IncidentIntegrationMetadataPatchRequest(
        data=IncidentIntegrationMetadataPatchData(attributes=read.attributes)
    )
    stage = Stage(reply(golden("incident_integration_response")))
    stage.api.update_incident_integration(str(read.attributes.incident_id), read.id, body)
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"]
    assert sent.keys() == {"incident_id", "integration_type", "metadata", "status"}
    assert sent["metadata"]["channels"][0]["channel_name"] == "#incident-42-checkout"
