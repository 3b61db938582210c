"""The operations on integrations: what reaches the service, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import IncidentsApi
from datadog_incidents._core.codec.model import Model
from datadog_incidents.models import (
    IncidentIntegrationMetadataCreateRequest,
    IncidentIntegrationMetadataPatchRequest,
    IncidentServiceNowRecordRequest,
    JiraIntegrationMetadata,
    JiraIntegrationMetadataIssuesItem,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

INCIDENT = f"/api/v2/incidents/{INCIDENT_ID}"
ROOT = f"{INCIDENT}/relationships/integrations"
ISSUE = JiraIntegrationMetadataIssuesItem(account="https://example.atlassian.net", project_key="OPS")
CREATE = IncidentIntegrationMetadataCreateRequest.build(JiraIntegrationMetadata(issues=[ISSUE]))
UPDATE = IncidentIntegrationMetadataPatchRequest.build(JiraIntegrationMetadata(issues=[ISSUE]), status=2)
RECORD = IncidentServiceNowRecordRequest.build("example", assignment_group="SRE", configuration_item_mapping="service")


CALLS: list[tuple[Callable[[IncidentsApi], Model | None], str, str, Model | None, str | None]] = [
    (
        lambda api: api.list_incident_integrations(INCIDENT_ID),
        "GET",
        ROOT,
        None,
        "incident_integration_list_response",
    ),
    (
        lambda api: api.create_incident_integration(INCIDENT_ID, CREATE),
        "POST",
        ROOT,
        CREATE,
        "incident_integration_response",
    ),
    (
        lambda api: api.get_incident_integration(INCIDENT_ID, "an integration"),
        "GET",
        f"{ROOT}/an%20integration",
        None,
        "incident_integration_response",
    ),
    (
        lambda api: api.update_incident_integration(INCIDENT_ID, "integration", UPDATE),
        "PATCH",
        f"{ROOT}/integration",
        UPDATE,
        "incident_integration_response",
    ),
    (
        lambda api: api.delete_incident_integration(INCIDENT_ID, "integration"),
        "DELETE",
        f"{ROOT}/integration",
        None,
        None,
    ),
    (
        lambda api: api.create_incident_service_now_record(INCIDENT_ID, RECORD),
        "POST",
        f"{INCIDENT}/servicenow-records",
        RECORD,
        "incident_integration_response",
    ),
]


@pytest.mark.parametrize(("call", "method", "target", "body", "answer"), CALLS)
def test_each_operation(
    call: Callable[[IncidentsApi], Model | None], method: str, target: str, body: Model | None, answer: str | None
) -> None:
    document: Any = None if answer is None else golden(answer)
    stage = Stage(reply(document, 204 if answer is None else 200))
    returned = call(stage.api)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == (method, target)
    assert (None if request.body is None else json.loads(request.body)) == (None if body is None else body.to_dict())
    assert returned is None or (returned.mismatches(), returned) == ([], type(returned).from_dict(document))
