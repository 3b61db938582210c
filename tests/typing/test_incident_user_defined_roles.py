"""The types of the operations on user-defined roles, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type
from uuid import UUID

from datadog_incidents.models import (
    IncidentTypeObject,
    IncidentUserData,
    IncidentUserDefinedRoleDataResponse,
    IncidentUserDefinedRoleIncludedItem,
    IncidentUserDefinedRolePatchRequest,
    IncidentUserDefinedRoleRequest,
    IncidentUserDefinedRoleResponse,
    IncidentUserDefinedRolesResponse,
)
from tests.scripted import Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_user_defined_role_response"))
    api = Stage(reply(golden("incident_user_defined_role_list_response")), one, one, one, reply(status=204)).api
    found = api.list_incident_user_defined_roles(filter_incident_type=UUID(int=1), include="incident_type")
    assert_type(found, IncidentUserDefinedRolesResponse)
    body = IncidentUserDefinedRoleRequest.build("Scribe", "a-type", description="Writes", is_single=True)
    assert_type(body, IncidentUserDefinedRoleRequest)
    assert_type(api.create_incident_user_defined_role(body, include=["incident_type"]), IncidentUserDefinedRoleResponse)
    read = api.get_incident_user_defined_role("one", include=["incident_type"])
    assert_type(read, IncidentUserDefinedRoleResponse)
    assert_type(read.included, list[IncidentUserDefinedRoleIncludedItem] | None)
    change = IncidentUserDefinedRolePatchRequest.build(read.data, description=None)
    assert_type(change, IncidentUserDefinedRolePatchRequest)
    assert_type(api.update_incident_user_defined_role(read.data.id, change), IncidentUserDefinedRoleResponse)
    api.delete_incident_user_defined_role("one")


def test_reading() -> None:
    role = IncidentUserDefinedRoleResponse.from_dict(golden("incident_user_defined_role_response")).data
    assert_type(role, IncidentUserDefinedRoleDataResponse)
    assert_type(role.name, str | None)
    assert_type(role.description, str | None)
    assert_type(role.is_single, bool)
    assert_type(role.incident_type, IncidentTypeObject | None)
    assert_type(role.created_by_user, IncidentUserData | None)
    assert_type(role.last_modified_by_user, IncidentUserData | None)
