"""The types of importing an incident, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

from datadog_incidents.models import (
    IncidentImportFieldAttributes,
    IncidentImportFieldAttributesSingleValue,
    IncidentImportRequest,
    IncidentImportResponse,
    IncidentImportResponseData,
    IncidentSeverity,
    IncidentTypeObject,
    IncidentUserData,
)
from tests.scripted import Stage, golden, reply


def test_importing() -> None:
    body = IncidentImportRequest.build(
        "Slow",
        severity="SEV-2",
        state="resolved",
        resolved=datetime.now(UTC),
        fields={"teams": ["payments"], "region": IncidentImportFieldAttributes(value="EU"), "summary": None},
        visibility="private",
    )
    assert_type(body, IncidentImportRequest)
    assert_type(IncidentImportFieldAttributesSingleValue(value="EU"), IncidentImportFieldAttributesSingleValue)
    stage = Stage(reply(golden("incident_import_response"), 201))
    response = assert_type(stage.api.import_incident(body, include=["incident_type"]), IncidentImportResponse)
    incident = assert_type(response.data, IncidentImportResponseData)
    assert_type(incident.title, str | None)
    assert_type(incident.severity, IncidentSeverity | None)
    assert_type(incident.created_by, IncidentUserData | None)
    assert_type(incident.incident_type, IncidentTypeObject | None)
