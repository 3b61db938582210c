"""The operations on user-defined roles: what reaches the service, and what comes back."""

from __future__ import annotations

from uuid import UUID

import pytest

from datadog_incidents.models import (
    IncidentUserDefinedRolePatchRequest,
    IncidentUserDefinedRoleRequest,
)
from tests.sent import Case

ROOT = "/api/v2/incidents/config/user-defined-roles"
CREATE = IncidentUserDefinedRoleRequest.build("Scribe", "a-type")
UPDATE = IncidentUserDefinedRolePatchRequest.build("one", name="Scribe")
BOTH = ["incident_type", "created_by_user"]


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_incident_user_defined_roles(),
            "GET",
            ROOT,
            answer="incident_user_defined_role_list_response",
        ),
        Case(
            lambda api: api.list_incident_user_defined_roles(filter_incident_type=UUID(int=5), include=BOTH),
            "GET",
            f"{ROOT}?filter%5Bincident-type%5D={UUID(int=5)}&include=incident_type%2Ccreated_by_user",
            answer="incident_user_defined_role_list_response",
        ),
        Case(
            lambda api: api.create_incident_user_defined_role(CREATE, include="incident_type"),
            "POST",
            f"{ROOT}?include=incident_type",
            CREATE,
            "incident_user_defined_role_response",
        ),
        Case(
            lambda api: api.get_incident_user_defined_role("one", include=BOTH),
            "GET",
            f"{ROOT}/one?include=incident_type%2Ccreated_by_user",
            answer="incident_user_defined_role_response",
        ),
        Case(
            lambda api: api.update_incident_user_defined_role("one", UPDATE, include=BOTH),
            "PATCH",
            f"{ROOT}/one?include=incident_type%2Ccreated_by_user",
            UPDATE,
            "incident_user_defined_role_response",
        ),
        Case(lambda api: api.delete_incident_user_defined_role("one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
