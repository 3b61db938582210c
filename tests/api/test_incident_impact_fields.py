"""The operations on impact fields: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import IncidentImpactFieldRequest
from tests.sent import Case

ROOT = "/api/v2/incidents/config/impact-fields"
ONE, SEVERAL = "incident_impact_field_response", "incident_impact_field_list_response"
BODY = IncidentImpactFieldRequest.build("region", field_type="text", incident_type="a-type")


@pytest.mark.parametrize(
    "case",
    [
        Case(lambda api: api.list_incident_impact_fields(), "GET", ROOT, answer=SEVERAL),
        Case(lambda api: api.create_incident_impact_field(BODY), "POST", ROOT, BODY, ONE),
        Case(lambda api: api.update_incident_impact_field("one", BODY), "PUT", f"{ROOT}/one", BODY, ONE),
        Case(lambda api: api.delete_incident_impact_field("one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: case.method,
)
def test_each_operation(case: Case) -> None:
    case.hold()
