"""User-defined roles: the bodies that are built, what is refused in them, and what a role answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentTypeObject,
    IncidentUserDefinedRoleDataResponse,
    IncidentUserDefinedRolePatchDataAttributesRequest,
    IncidentUserDefinedRolePatchDataRequest,
    IncidentUserDefinedRolePatchRequest,
    IncidentUserDefinedRoleRequest,
    IncidentUserDefinedRoleResponse,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"


@pytest.mark.parametrize("incident_type", [TYPE_ID, IncidentTypeObject(id=TYPE_ID)])
def test_a_new_role(incident_type: str | IncidentTypeObject) -> None:
    body = IncidentUserDefinedRoleRequest.build(
        "Scribe", incident_type, description="Keeps the timeline", is_single=True
    )
    assert body.to_dict() == golden("incident_user_defined_role_create_request")


def test_a_new_role_leaves_what_is_not_given_to_the_service() -> None:
    body = IncidentUserDefinedRoleRequest.build("Scribe", TYPE_ID)
    assert body.to_dict()["data"]["attributes"] == {"name": "Scribe"}


@pytest.mark.parametrize(
    ("changes", "attributes"),
    [
        ({}, {}),
        ({"description": None}, {"description": None}),
        ({"name": "Scribe", "is_single": False}, {"name": "Scribe", "policy": {"is_single": False}}),
    ],
)
def test_an_update_clears_what_is_none_and_leaves_what_is_not_given(
    changes: dict[str, Any], attributes: dict[str, Any]
) -> None:
    assert IncidentUserDefinedRolePatchRequest.build("x", **changes).to_dict() == {
        "data": {"attributes": attributes, "id": "x", "type": "incident_user_defined_roles"}
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": 5}, "^name: expected a string, got 5"),
        ({"name": "incident commander"}, "^name: 'incident commander' is a role of the service's own"),
        ({"name": "Responder"}, "^name: 'Responder' is a role of the service's own"),
        ({"name": "x" * 256}, "^name: must have at most 255 characters, got 256"),
        ({"description": "x" * 1025}, "^description: must have at most 1024 characters, got 1025"),
        ({"is_single": "yes"}, "^is_single: expected a boolean, got 'yes'"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"name": "x", "incident_type": TYPE_ID, **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentUserDefinedRoleRequest.build(**values)
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentUserDefinedRolePatchRequest.build("x", **arguments)


def test_a_role_of_no_type_is_refused() -> None:
    nothing: Any = None
    with pytest.raises(InvalidArgumentError, match=r"^incident_type: expected an id or a resource that has one"):
        IncidentUserDefinedRoleRequest.build("Scribe", nothing)


def test_a_name_and_a_description_may_be_as_long_as_they_may() -> None:
    IncidentUserDefinedRoleRequest.build("x" * 255, TYPE_ID, description="x" * 1024)


def test_a_body_by_hand_keeps_the_rules_too() -> None:
    attributes = IncidentUserDefinedRolePatchDataAttributesRequest(name="Responder")
    body = IncidentUserDefinedRolePatchRequest(
        data=IncidentUserDefinedRolePatchDataRequest(id="x", attributes=attributes)
    )
    with pytest.raises(InvalidArgumentError, match=r"body: data\.attributes\.name: 'Responder' is a role of the"):
        Stage().api.update_incident_user_defined_role("x", body)


def test_what_a_role_answers() -> None:
    stage = Stage(reply(golden("incident_user_defined_role_response")))
    role = stage.api.get_incident_user_defined_role("x", include="incident_type").data
    assert (role.name, role.description, role.is_single) == ("Scribe", "Keeps the timeline", True)
    assert role.incident_type is not None
    assert role.incident_type.name == "Security incident"
    assert role.created_by_user is not None
    assert role.created_by_user.display_name == "Ada Lindqvist"
    assert role.last_modified_by_user == role.created_by_user


@pytest.mark.parametrize(
    "attributes", [{}, {"name": 5, "description": [], "policy": "one"}, {"policy": {"is_single": "yes"}}, None]
)
def test_a_role_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "incident_user_defined_roles", "attributes": attributes}
    role = IncidentUserDefinedRoleDataResponse.from_dict(document)
    assert (role.name, role.description, role.is_single) == (None, None, False)
    assert (role.incident_type, role.created_by_user, role.last_modified_by_user) == (None, None, None)


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read: Any = IncidentUserDefinedRoleResponse.from_dict(golden("incident_user_defined_role_response")).data
    read.attributes.policy.is_single = False
    stage = Stage(reply(golden("incident_user_defined_role_response")))
    body = IncidentUserDefinedRolePatchRequest(
        data=IncidentUserDefinedRolePatchDataRequest(id=read.id, attributes=read.attributes)
    )
    stage.api.update_incident_user_defined_role(read.id, body)
    assert json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"] == {
        "description": "Keeps the timeline",
        "name": "Scribe",
        "policy": {"is_single": False},
    }
