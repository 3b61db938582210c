"""The types of the operations on timestamp overrides, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

from datadog_incidents.models import (
    IncidentTimestampOverrideDataResponse,
    IncidentTimestampOverridePatchRequest,
    IncidentTimestampOverrideRequest,
    IncidentTimestampOverrideResponse,
    IncidentTimestampOverridesResponse,
    IncidentTimestampType,
    IncidentUserData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_timestamp_override_response"))
    api = Stage(reply(golden("incident_timestamp_override_list_response")), one, one, reply(status=204)).api
    assert_type(api.list_timestamp_overrides(INCIDENT_ID), IncidentTimestampOverridesResponse)
    body = IncidentTimestampOverrideRequest.build("detected", datetime.now(UTC))
    assert_type(body, IncidentTimestampOverrideRequest)
    override = api.create_timestamp_override(INCIDENT_ID, body).data
    change = IncidentTimestampOverridePatchRequest.build(override, datetime.now(UTC))
    assert_type(change, IncidentTimestampOverridePatchRequest)
    assert_type(api.update_timestamp_override(INCIDENT_ID, override.id, change), IncidentTimestampOverrideResponse)
    api.delete_timestamp_override(INCIDENT_ID, override.id)


def test_reading() -> None:
    override = IncidentTimestampOverrideResponse.from_dict(golden("incident_timestamp_override_response")).data
    assert_type(override, IncidentTimestampOverrideDataResponse)
    assert_type(override.timestamp_type, IncidentTimestampType | None)
    assert_type(override.timestamp_value, datetime | None)
    assert_type(override.is_deleted, bool)
    assert_type(override.created_by_user, IncidentUserData | None)
