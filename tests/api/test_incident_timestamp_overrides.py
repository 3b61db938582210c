"""The operations on timestamp overrides: what reaches the service, and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from datadog_incidents.models import (
    IncidentTimestampOverridePatchRequest,
    IncidentTimestampOverrideRequest,
)
from tests.scripted import INCIDENT_ID
from tests.sent import Case

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/timestamp-overrides"
MOMENT = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)
CREATE = IncidentTimestampOverrideRequest.build("detected", MOMENT)
UPDATE = IncidentTimestampOverridePatchRequest.build("one", MOMENT)


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_timestamp_overrides(INCIDENT_ID),
            "GET",
            ROOT,
            answer="incident_timestamp_override_list_response",
        ),
        Case(
            lambda api: api.create_timestamp_override(INCIDENT_ID, CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_timestamp_override_response",
        ),
        Case(
            lambda api: api.update_timestamp_override(INCIDENT_ID, "one", UPDATE),
            "PATCH",
            f"{ROOT}/one",
            UPDATE,
            "incident_timestamp_override_response",
        ),
        Case(lambda api: api.delete_timestamp_override(INCIDENT_ID, "one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
