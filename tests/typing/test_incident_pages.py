"""The types of the operations on pages, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type

import pytest

from datadog_incidents.models import (
    IncidentCreateOnCallPageRequest,
    IncidentCreatePageFromIncidentRequest,
    IncidentIntegrationMetadataResponse,
    IncidentOnCallPageLinkRequest,
    IncidentPageTarget,
    IncidentPageTargetType,
    IncidentPageUUIDDataResponse,
    IncidentPageUUIDResponse,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


@pytest.mark.filterwarnings("ignore:create_page_from_incident is deprecated:DeprecationWarning")
def test_operations() -> None:
    paged = reply({"data": {"id": "page", "type": "page_uuid"}})
    api = Stage(paged, paged, reply(golden("incident_page_link_response"))).api
    target = IncidentPageTarget(identifier="payments", type=IncidentPageTargetType.TEAM_HANDLE)
    body = IncidentCreateOnCallPageRequest.build("Slow", target=target, services=["checkout"], tags="env:production")
    assert_type(body, IncidentCreateOnCallPageRequest)
    page = assert_type(api.create_on_call_page_from_incident(INCIDENT_ID, body), IncidentPageUUIDResponse)
    assert_type(page.data, IncidentPageUUIDDataResponse)
    former = IncidentCreatePageFromIncidentRequest.build("Slow", incident_public_id="42")
    assert_type(former, IncidentCreatePageFromIncidentRequest)
    assert_type(api.create_page_from_incident(INCIDENT_ID, former), IncidentPageUUIDResponse)
    link = assert_type(IncidentOnCallPageLinkRequest.build(page.data), IncidentOnCallPageLinkRequest)
    assert_type(api.link_page_to_incident(INCIDENT_ID, link), IncidentIntegrationMetadataResponse)
