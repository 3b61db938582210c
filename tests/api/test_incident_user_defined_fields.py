"""The operations on user-defined fields: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import IncidentUserDefinedFieldCreateRequest, IncidentUserDefinedFieldUpdateRequest
from tests.sent import Case

ROOT = "/api/v2/incidents/config/user-defined-fields"
ONE, SEVERAL = "incident_user_defined_field_response", "incident_user_defined_field_list_response"
CREATE = IncidentUserDefinedFieldCreateRequest.build("region", "textbox", incident_type="a-type")
UPDATE = IncidentUserDefinedFieldUpdateRequest.build("one", required=True)


@pytest.mark.parametrize(
    "case",
    [
        Case(lambda api: api.list_incident_user_defined_fields(), "GET", ROOT, answer=SEVERAL),
        Case(
            lambda api: api.list_incident_user_defined_fields(
                page_size=50,
                page_number=2,
                include_deleted=True,
                filter_incident_type="a-type",
                include=["created_by_user", "incident_type"],
            ),
            "GET",
            f"{ROOT}?page%5Bsize%5D=50&page%5Bnumber%5D=2&include-deleted=true&filter%5Bincident-type%5D=a-type"
            "&include=created_by_user%2Cincident_type",
            answer=SEVERAL,
        ),
        Case(
            lambda api: api.create_incident_user_defined_field(CREATE, include="incident_type"),
            "POST",
            f"{ROOT}?include=incident_type",
            CREATE,
            ONE,
        ),
        Case(
            lambda api: api.get_incident_user_defined_field("one", include="incident_type"),
            "GET",
            f"{ROOT}/one?include=incident_type",
            answer=ONE,
        ),
        Case(
            lambda api: api.update_incident_user_defined_field("one", UPDATE, include=["incident_type"]),
            "PATCH",
            f"{ROOT}/one?include=incident_type",
            UPDATE,
            ONE,
        ),
        Case(lambda api: api.delete_incident_user_defined_field("one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: f"{case.method} {case.target}",
)
def test_each_operation(case: Case) -> None:
    case.hold()
