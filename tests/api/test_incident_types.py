"""The operations on incident types: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import (
    IncidentTypeCreateRequest,
    IncidentTypePatchRequest,
)
from tests.sent import Case

ROOT = "/api/v2/incidents/config/types"
CREATE = IncidentTypeCreateRequest.build("Security incident")
UPDATE = IncidentTypePatchRequest.build("one", description="Leaks")


@pytest.mark.parametrize(
    "case",
    [
        Case(lambda api: api.list_incident_types(), "GET", ROOT, answer="incident_type_list_response"),
        Case(
            lambda api: api.list_incident_types(include_deleted=True),
            "GET",
            f"{ROOT}?include_deleted=true",
            answer="incident_type_list_response",
        ),
        Case(lambda api: api.create_incident_type(CREATE), "POST", ROOT, CREATE, "incident_type_response"),
        Case(lambda api: api.get_incident_type("one"), "GET", f"{ROOT}/one", answer="incident_type_response"),
        Case(
            lambda api: api.update_incident_type("one", UPDATE),
            "PATCH",
            f"{ROOT}/one",
            UPDATE,
            "incident_type_response",
        ),
        Case(lambda api: api.delete_incident_type("one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
