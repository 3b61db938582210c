"""The operations on the configuration of an incident: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import (
    IncidentConfigurationPatchRequest,
    IncidentConfigurationRequest,
)
from tests.scripted import INCIDENT_ID
from tests.sent import Case

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/configurations"
CREATE = IncidentConfigurationRequest.build(include_in_search=False)
UPDATE = IncidentConfigurationPatchRequest.build("one", include_in_search=True)


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.create_incident_configuration(INCIDENT_ID, CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_configuration_response",
        ),
        Case(
            lambda api: api.update_incident_configuration(INCIDENT_ID, UPDATE),
            "PATCH",
            ROOT,
            UPDATE,
            "incident_configuration_response",
        ),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
