"""The operations on responders: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import (
    IncidentResponderRequest,
)
from tests.scripted import INCIDENT_ID
from tests.sent import Case

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/responders"
CREATE = IncidentResponderRequest.build("6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3")


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_incident_responders(INCIDENT_ID),
            "GET",
            ROOT,
            answer="incident_responder_list_response",
        ),
        Case(
            lambda api: api.create_incident_responder(INCIDENT_ID, CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_responder_response",
        ),
        Case(
            lambda api: api.get_incident_responder(INCIDENT_ID, "one of them"),
            "GET",
            f"{ROOT}/one%20of%20them",
            answer="incident_responder_response",
        ),
        Case(lambda api: api.delete_incident_responder(INCIDENT_ID, "one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
