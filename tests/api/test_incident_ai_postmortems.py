"""The operations on postmortems by AI: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from tests.scripted import INCIDENT_ID
from tests.sent import Case

TARGET = f"/api/v2/incidents/{INCIDENT_ID}/ai/postmortem"


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.get_incident_ai_postmortem(INCIDENT_ID),
            "POST",
            TARGET,
            answer="incident_ai_postmortem_response",
        ),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
