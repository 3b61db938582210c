"""The operations on todos: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import IncidentTodoCreateRequest, IncidentTodoPatchRequest
from tests.scripted import INCIDENT_ID
from tests.sent import Case

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/relationships/todos"
CREATED, UPDATED = "incident_todo_create_response", "incident_todo_update_response"
CREATE = IncidentTodoCreateRequest.build("Restore the data", ["@ada@example.com"])
UPDATE = IncidentTodoPatchRequest.build("Restore the data", ["@ada@example.com"], completed="2026-03-05T10:00:00Z")


@pytest.mark.parametrize(
    "case",
    [
        Case(lambda api: api.list_incident_todos(INCIDENT_ID), "GET", ROOT, answer="incident_todo_list_response"),
        Case(lambda api: api.create_incident_todo(INCIDENT_ID, CREATE), "POST", ROOT, CREATE, CREATED),
        Case(lambda api: api.get_incident_todo(INCIDENT_ID, "a todo"), "GET", f"{ROOT}/a%20todo", answer=CREATED),
        Case(lambda api: api.update_incident_todo(INCIDENT_ID, "x", UPDATE), "PATCH", f"{ROOT}/x", UPDATE, UPDATED),
        Case(lambda api: api.delete_incident_todo(INCIDENT_ID, "x"), "DELETE", f"{ROOT}/x"),
    ],
    ids=lambda case: case.method,
)
def test_each_operation(case: Case) -> None:
    case.hold()
