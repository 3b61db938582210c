"""The types of the operations on todos, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

from datadog_incidents.models import (
    IncidentTodoAssignee,
    IncidentTodoCreateRequest,
    IncidentTodoListResponse,
    IncidentTodoPatchRequest,
    IncidentTodoResponse,
    IncidentTodoResponseData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    todo = reply(golden("incident_todo_create_response"))
    api = Stage(reply(golden("incident_todo_list_response")), todo, todo, todo, reply(status=204)).api
    assert_type(api.list_incident_todos(INCIDENT_ID), IncidentTodoListResponse)
    body = assert_type(IncidentTodoCreateRequest.build("Restore", ["@ada"]), IncidentTodoCreateRequest)
    assert_type(api.create_incident_todo(INCIDENT_ID, body), IncidentTodoResponse)
    read = assert_type(api.get_incident_todo(INCIDENT_ID, "todo").data, IncidentTodoResponseData)
    change = IncidentTodoPatchRequest.build(read.content or "", read.assignees, completed=datetime.now(UTC))
    assert_type(change, IncidentTodoPatchRequest)
    assert_type(api.update_incident_todo(INCIDENT_ID, "todo", change), IncidentTodoResponse)
    api.delete_incident_todo(INCIDENT_ID, "todo")


def test_reading() -> None:
    todo = IncidentTodoResponse.from_dict(golden("incident_todo_update_response")).data
    assert_type(todo.content, str | None)
    assert_type(todo.assignees, list[IncidentTodoAssignee])
    assert_type(todo.is_completed, bool)
    assert_type(todo.completed, datetime | None)
    assert_type(todo.due_date, datetime | None)
