"""The types of the operations on impacts, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, assert_type

from datadog_incidents.models import (
    IncidentImpactCreateRequest,
    IncidentImpactFieldsObject,
    IncidentImpactPatchRequest,
    IncidentImpactRelatedObject,
    IncidentImpactResponse,
    IncidentImpactResponseData,
    IncidentImpactsResponse,
    IncidentResponseData,
    IncidentUserData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_impact_response"))
    api = Stage(reply(golden("incident_impact_list_response")), one, one, reply(status=204)).api
    include = [IncidentImpactRelatedObject.INCIDENT]
    assert_type(api.list_incident_impacts(INCIDENT_ID, include=include), IncidentImpactsResponse)
    body = IncidentImpactCreateRequest.build("Slow", datetime.now(UTC), fields=IncidentImpactFieldsObject({"a": 1}))
    assert_type(body, IncidentImpactCreateRequest)
    assert_type(api.create_incident_impact(INCIDENT_ID, body, include=["incident"]), IncidentImpactResponse)
    change = assert_type(IncidentImpactPatchRequest.build(end_at=None, fields={"a": 1}), IncidentImpactPatchRequest)
    assert_type(api.patch_incident_impact(INCIDENT_ID, "impact", change), IncidentImpactResponse)
    api.delete_incident_impact(INCIDENT_ID, "impact")


def test_reading() -> None:
    impact = IncidentImpactsResponse.from_dict(golden("incident_impact_list_response")).data[0]
    assert_type(impact, IncidentImpactResponseData)
    assert_type(impact.description, str | None)
    assert_type(impact.start_at, datetime | None)
    assert_type(impact.end_at, datetime | None)
    assert_type(impact.duration, timedelta | None)
    assert_type(impact.is_over, bool)
    assert_type(impact.fields, dict[str, Any])
    assert_type(impact.created_by, IncidentUserData | None)
    assert_type(impact.incident, IncidentResponseData | None)
