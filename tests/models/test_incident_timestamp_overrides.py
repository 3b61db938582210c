"""Timestamp overrides: the bodies that are built, what is refused in them, and what an override answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentTimestampOverrideDataAttributesRequest,
    IncidentTimestampOverrideDataRequest,
    IncidentTimestampOverrideDataResponse,
    IncidentTimestampOverridePatchRequest,
    IncidentTimestampOverrideRequest,
    IncidentTimestampOverrideResponse,
    IncidentTimestampType,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

MOMENT = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize("timestamp_type", ["detected", IncidentTimestampType.DETECTED])
def test_a_new_override(timestamp_type: IncidentTimestampType | str) -> None:
    body = IncidentTimestampOverrideRequest.build(timestamp_type, MOMENT)
    assert body.to_dict() == golden("incident_timestamp_override_create_request")


def test_an_update_takes_the_override_itself() -> None:
    override = IncidentTimestampOverrideResponse.from_dict(golden("incident_timestamp_override_response")).data
    assert IncidentTimestampOverridePatchRequest.build(override, MOMENT).to_dict() == {
        "data": {
            "attributes": {"timestamp_value": "2026-03-04T09:12:00+00:00"},
            "id": override.id,
            "type": "incidents_timestamp_overrides",
        }
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("detect", MOMENT), "^timestamp_type: 'detect' is not one of .*; did you mean 'detected'"),
        ((5, MOMENT), "^timestamp_type: expected one of declared, detected, resolved, got 5"),
        (("resolved", datetime(2026, 1, 1)), "^timestamp_value: expected a timestamp with a time zone"),
        (("resolved", "soon"), "^timestamp_value: expected a timestamp with a time zone, got 'soon'"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: tuple[Any, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentTimestampOverrideRequest.build(*arguments)


def test_a_body_by_hand_keeps_the_rules_too() -> None:
    attributes = IncidentTimestampOverrideDataAttributesRequest(
        timestamp_type=IncidentTimestampType("ended"), timestamp_value=MOMENT
    )
    body = IncidentTimestampOverrideRequest(data=IncidentTimestampOverrideDataRequest(attributes=attributes))
    with pytest.raises(InvalidArgumentError, match=r"data\.attributes\.timestamp_type: 'ended' is not one of"):
        Stage().api.create_timestamp_override(INCIDENT_ID, body)


def test_what_an_override_answers() -> None:
    stage = Stage(
        reply(golden("incident_timestamp_override_response")),
        reply(golden("incident_timestamp_override_list_response")),
    )
    body = IncidentTimestampOverrideRequest.build("detected", MOMENT)
    override = stage.api.create_timestamp_override(INCIDENT_ID, body).data
    assert override.timestamp_type is IncidentTimestampType.DETECTED
    assert override.timestamp_value == MOMENT
    assert override.created_by_user is not None
    assert override.created_by_user.display_name == "Ada Lindqvist"
    assert [each.is_deleted for each in stage.api.list_timestamp_overrides(INCIDENT_ID).data] == [False, True]


@pytest.mark.parametrize("attributes", [{}, {"timestamp_type": 5, "timestamp_value": "soon", "deleted_at": 3}, None])
def test_an_override_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "incidents_timestamp_overrides", "attributes": attributes}
    override = IncidentTimestampOverrideDataResponse.from_dict(document)
    assert (override.timestamp_type, override.timestamp_value, override.is_deleted) == (None, None, False)
    assert override.created_by_user is None


def test_what_was_read_can_be_set_again_on_another_incident() -> None:
    read: Any = IncidentTimestampOverrideResponse.from_dict(golden("incident_timestamp_override_response")).data
    stage = Stage(reply(golden("incident_timestamp_override_response"), 201))
    body = IncidentTimestampOverrideRequest(data=IncidentTimestampOverrideDataRequest(attributes=read.attributes))
    stage.api.create_timestamp_override(INCIDENT_ID, body)
    sent = json.loads(stage.transport.requests[0].body or b"")
    assert sent == golden("incident_timestamp_override_create_request")
