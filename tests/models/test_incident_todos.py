"""Todos: the bodies that are built, what is refused in them, and what a todo answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentTodoAnonymousAssignee,
    IncidentTodoAnonymousAssigneeSource,
    IncidentTodoAssigneeArray,
    IncidentTodoAttributes,
    IncidentTodoCreateRequest,
    IncidentTodoListResponse,
    IncidentTodoPatchData,
    IncidentTodoPatchRequest,
    IncidentTodoResponse,
    IncidentTodoResponseData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

BRUNO = IncidentTodoAnonymousAssignee(
    icon="https://a.example.com/bruno.png",
    id="U024BE7LH",
    name="Bruno",
    source=IncidentTodoAnonymousAssigneeSource.SLACK,
)
TODO_ID = "3b8e0d6a-2c41-5f97-b1d5-7e60a9c4f802"


@pytest.mark.parametrize("due_date", [datetime(2026, 3, 6, tzinfo=UTC), "2026-03-06T00:00:00+00:00"])
def test_a_new_todo(due_date: datetime | str) -> None:
    body = IncidentTodoCreateRequest.build(
        "Restore the lost data", ["@ada.lindqvist@example.com", BRUNO], due_date=due_date
    )
    assert body.to_dict() == golden("incident_todo_create_request")


def test_an_update_clears_what_is_none_and_leaves_what_is_not_given() -> None:
    body = IncidentTodoPatchRequest.build("Restore", [], completed=None)
    assert body.to_dict() == {
        "data": {"attributes": {"assignees": [], "completed": None, "content": "Restore"}, "type": "incident_todos"}
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"content": 5}, "^content: expected a string, got 5"),
        ({"assignees": 5}, "^assignees: expected a list, got int"),
        ({"assignees": [5]}, r"^assignees\[0\]: expected a string or IncidentTodoAnonymousAssignee, got 5"),
        ({"due_date": "tomorrow"}, "^due_date: expected a timestamp with a time zone, got 'tomorrow'"),
        ({"completed": datetime(2026, 1, 1)}, "^completed: expected a timestamp with a time zone"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentTodoCreateRequest.build(**{"content": "x", **arguments})


def test_a_moment_in_place_of_its_text_is_written_as_that() -> None:
    stage = Stage(reply(golden("incident_todo_update_response")))
    completed: Any = datetime(2026, 3, 5, 10, tzinfo=UTC)
    attributes = IncidentTodoAttributes(assignees=IncidentTodoAssigneeArray(["@a"]), content="x", completed=completed)
    stage.api.update_incident_todo(
        INCIDENT_ID, TODO_ID, IncidentTodoPatchRequest(data=IncidentTodoPatchData(attributes=attributes))
    )
    sent = json.loads(stage.transport.requests[0].body or b"")
    assert sent["data"]["attributes"]["completed"] == "2026-03-05T10:00:00+00:00"


def test_what_a_todo_answers() -> None:
    todo = IncidentTodoResponse.from_dict(golden("incident_todo_update_response"), strict=True).data
    assert todo.content == "Restore the lost data"
    assert todo.assignees == ["@ada.lindqvist@example.com", BRUNO]
    assert todo.is_completed
    assert todo.completed == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert todo.due_date == datetime(2026, 3, 6, tzinfo=UTC)
    assert todo.attributes is not None
    assert isinstance(todo.attributes.assignees, IncidentTodoAssigneeArray)
    assert todo.attributes.created_by is not None
    assert todo.attributes.created_by.data.display_name == "Ada Lindqvist"


@pytest.mark.parametrize("attributes", [{}, {"completed": 5, "due_date": "soon", "assignees": 3, "content": []}, None])
def test_a_todo_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    todo = IncidentTodoResponseData.from_dict({"id": TODO_ID, "type": "incident_todos", "attributes": attributes})
    assert (todo.content, todo.assignees, todo.is_completed) == (None, [], False)
    assert (todo.completed, todo.due_date) == (None, None)


def test_a_list_has_no_users_in_full() -> None:
    (todo,) = IncidentTodoListResponse.from_dict(golden("incident_todo_list_response"), strict=True).data
    assert todo.attributes is not None
    assert todo.attributes.created_by is None


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read = IncidentTodoResponse.from_dict(golden("incident_todo_create_response")).data.attributes
    assert read is not None
    read.content = "Restore all of it"
    stage = Stage(reply(golden("incident_todo_update_response")))
    body = IncidentTodoPatchRequest(data=IncidentTodoPatchData(attributes=read))
    stage.api.update_incident_todo(str(read.incident_id), TODO_ID, body)
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"]
    assert sent.keys() == {"assignees", "completed", "content", "due_date", "incident_id"}
    assert sent["content"] == "Restore all of it"
    assert body.to_dict()["data"]["attributes"].keys() > sent.keys(), "what is not sent is kept"
