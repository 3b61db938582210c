"""Responders: the body that is built, what is refused in it, and what a responder answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentResponderDataRequest,
    IncidentResponderDataResponse,
    IncidentResponderRelationshipsRequest,
    IncidentResponderRequest,
    IncidentResponderUserRelationship,
    IncidentResponderUserRelationshipData,
    IncidentUserData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

USER_ID = "6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3"


@pytest.mark.parametrize("user", [USER_ID, UUID(USER_ID), IncidentUserData(id=USER_ID)])
def test_a_new_responder(user: Any) -> None:
    assert IncidentResponderRequest.build(user).to_dict() == golden("incident_responder_create_request")


@pytest.mark.parametrize("user", [None, "", 5, IncidentUserData()])
def test_who_is_nobody_is_refused(user: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=r"^user: expected an id or a resource that has one"):
        IncidentResponderRequest.build(user)


def test_a_body_by_hand_is_checked_too() -> None:
    identity: Any = 5
    reference = IncidentResponderUserRelationshipData(id=identity, type="users")
    relationships = IncidentResponderRelationshipsRequest(user=IncidentResponderUserRelationship(data=reference))
    body = IncidentResponderRequest(data=IncidentResponderDataRequest(relationships=relationships))
    with pytest.raises(InvalidArgumentError, match=r"data\.relationships\.user\.data\.id: expected a string, got 5"):
        Stage().api.create_incident_responder(INCIDENT_ID, body)


def test_what_a_responder_answers() -> None:
    responder = Stage(reply(golden("incident_responder_response"))).api.get_incident_responder(INCIDENT_ID, "x").data
    assert responder.user is not None
    assert responder.user.display_name == "Ada Lindqvist"
    assert responder.created_by == responder.user
    assert responder.user_id == USER_ID
    assert responder.is_billable
    assert responder.last_active == datetime(2026, 3, 4, 10, 2, tzinfo=UTC)
    assert responder.role_assignment_ids == ["e5c7f310-2b86-4a9d-b0e4-18d92f6c7a35"]
    assert responder.attributes.meta == {"invited_from": "slack", "tries": [1, None]}


def test_a_guest_has_no_user() -> None:
    _, guest = Stage(reply(golden("incident_responder_list_response"))).api.list_incident_responders(INCIDENT_ID).data
    assert (guest.user, guest.user_id, guest.is_billable, guest.last_active) == (None, None, False, None)
    assert guest.role_assignment_ids == []
    assert guest.attributes.external_source == "slack"


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"attributes": None, "relationships": None},
        {
            "attributes": {"is_billable": "yes", "last_active": 5},
            "relationships": {"role_assignments": {"data": 5}, "user": {"data": {"id": 5}}},
        },
        {"relationships": {"role_assignments": {"data": ["x", {"id": 5}]}, "user": [], "created_by": "ada"}},
    ],
)
def test_a_responder_that_does_not_know_says_none(parts: dict[str, Any]) -> None:
    responder = IncidentResponderDataResponse.from_dict({"id": "x", "type": "incident_responders", **parts})
    assert (responder.user, responder.user_id, responder.created_by) == (None, None, None)
    assert (responder.is_billable, responder.last_active, responder.role_assignment_ids) == (False, None, [])
