"""The operations on todos: what reaches the service, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import IncidentsApi
from datadog_incidents.models import IncidentTodoCreateRequest, IncidentTodoPatchRequest
from tests.scripted import INCIDENT_ID, Stage, golden, reply

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/relationships/todos"
CREATE = IncidentTodoCreateRequest.build("Restore the data", ["@ada@example.com"])
UPDATE = IncidentTodoPatchRequest.build("Restore the data", ["@ada@example.com"], completed="2026-03-05T10:00:00Z")


@pytest.mark.parametrize(
    ("call", "method", "target", "body", "answer"),
    [
        (lambda api: api.list_incident_todos(INCIDENT_ID), "GET", ROOT, None, "incident_todo_list_response"),
        (
            lambda api: api.create_incident_todo(INCIDENT_ID, CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_todo_create_response",
        ),
        (
            lambda api: api.get_incident_todo(INCIDENT_ID, "a todo"),
            "GET",
            f"{ROOT}/a%20todo",
            None,
            "incident_todo_create_response",
        ),
        (
            lambda api: api.update_incident_todo(INCIDENT_ID, "todo", UPDATE),
            "PATCH",
            f"{ROOT}/todo",
            UPDATE,
            "incident_todo_update_response",
        ),
        (lambda api: api.delete_incident_todo(INCIDENT_ID, "todo"), "DELETE", f"{ROOT}/todo", None, None),
    ],
)
def test_each_operation(
    call: Callable[[IncidentsApi], Any], method: str, target: str, body: Any, answer: str | None
) -> None:
    document = None if answer is None else golden(answer)
    stage = Stage(reply(document, 204 if answer is None else 200))
    returned = call(stage.api)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == (method, target)
    assert (None if request.body is None else json.loads(request.body)) == (None if body is None else body.to_dict())
    assert returned is None or (returned.mismatches(), returned) == ([], type(returned).from_dict(document))
