"""Requests judged by the contract: every operation is told what was wrong, and where."""

from __future__ import annotations

import pytest

from datadog_incidents.emulator.service.contract import contract
from datadog_incidents.emulator.service.operations import OPERATIONS
from tests.emulator.api import INCIDENTS, JSON, Api
from tests.emulator.asked import document
from tests.emulator.requests import REQUESTS
from tests.emulator.requests_of_settings import RULE

NOBODY = "5d5d5d5d-0000-4000-8000-5d5d5d5d5d5d"
TODOS = "{incident}/relationships/todos"
JSON_API = "application/vnd.api+json"


@pytest.fixture
def incident(api: Api) -> str:
    identifier: str = api.create()["id"]
    return identifier


def told(api: Api, path: str, body: JSON, incident: str, method: str = "POST") -> list[str]:
    answer = api.send(method, f"{INCIDENTS}/{path.format(incident=incident)}", body=body)
    assert answer.status == 400, answer.body
    errors: list[JSON] = answer.errors
    return [each if isinstance(each, str) else each["detail"] for each in errors]


def impact(**attributes: JSON) -> JSON:
    return document("incident_impacts", {"description": "d", "start_at": "2026-03-02T12:00:00Z", **attributes})


def automation(**attributes: JSON) -> JSON:
    known: JSON = {"condition": {}, "condition_table_type": 1, "enabled": True, "execution_type": 1}
    task = {"task_id": "slack-create-channel-job", "task_payload": "{}"}
    return document("incident_rules", {**known, **task, **attributes})


REFUSED: list[tuple[str, JSON, list[str]]] = [
    (TODOS, {}, ["data: required"]),
    (TODOS, document("incident_todos"), ["data.attributes: required"]),
    (
        TODOS,
        document("todos", {}),
        [
            'data.type: must be one of incident_todos, not "todos"',
            "data.attributes.assignees: required",
            "data.attributes.content: required",
        ],
    ),
    (
        TODOS,
        document("incident_todos", {"content": 1, "assignees": [5]}),
        ["data.attributes.content: must be a string, not 1", "data.attributes.assignees[0]: must be a string, not 5"],
    ),
    (
        "{incident}/impacts",
        impact(start_at="noon"),
        ['data.attributes.start_at: must be an ISO 8601 timestamp, not "noon"'],
    ),
    ("{incident}/impacts", impact(fields=[1]), ["data.attributes.fields: must be an object, not an array"]),
    (
        "{incident}/relationships/integrations",
        document("incident_integrations", {"integration_type": 101, "metadata": {"channels": []}}),
        ["data.attributes.integration_type: must be an integer of at most 100, not 101"],
    ),
    (
        "{incident}/relationships/integrations",
        document("incident_integrations", {"integration_type": 1, "metadata": {}}),
        ["data.attributes.metadata.channels: required"],
    ),
    ("config/rules", automation(execution_type=3), ["data.attributes.execution_type: must be one of 1, 2, not 3"]),
    (
        "config/rules",
        automation(execution_type=True),
        ["data.attributes.execution_type: must be one of 1, 2, not true"],
    ),
    ("config/rules", automation(enabled="yes"), ['data.attributes.enabled: must be true or false, not "yes"']),
    (
        "config/rules",
        automation(incident_type_uuid="x"),
        ['data.attributes.incident_type_uuid: must be a UUID, not "x"'],
    ),
    (
        "import",
        document("incidents", {"title": "x" * 1025}),
        [f'data.attributes.title: must be a string of at most 1024 characters, not "{"x" * 58}…'],
    ),
    (
        "import",
        document("incidents", {"title": "x", "fields": {"a": {"value": "b", "type": "textbox"}}}),
        ["data.attributes.fields.a.type: not allowed here"],
    ),
    ("{incident}/attachments", {}, ["data: required"]),
]


@pytest.mark.parametrize(("path", "body", "said"), REFUSED)
def test_what_is_wrong_is_told_with_its_path(api: Api, incident: str, path: str, body: JSON, said: list[str]) -> None:
    assert told(api, path, body, incident) == said


def test_what_only_the_service_sets_may_be_sent_and_is_overlooked(api: Api, incident: str) -> None:
    body = document("incident_todos", {"content": "x", "assignees": [], "created": 5, "colour": "an unknown one"})
    made = api.send("POST", f"{INCIDENTS}/{incident}/relationships/todos", body=body)
    assert made.status == 201
    assert made.data["attributes"]["created"] != 5
    assert "colour" not in made.data["attributes"]


@pytest.mark.parametrize("asked", [each for each in REQUESTS if each.body], ids=lambda asked: asked.operation)
def test_the_type_is_looked_at_before_all_else_where_the_answer_is_json_api(api: Api, asked: JSON) -> None:
    operation = OPERATIONS[asked.operation]
    path = operation.path.replace("<", "").replace(">", "")  # there is nothing with such ids
    answer = api.send(operation.method, path, body={"data": {"type": "invalid_type"}})

    assert answer.status == 400
    if operation.handler.style.is_json_api:
        assert answer.headers["content-type"] == JSON_API
        (error,) = answer.errors
        assert (error["status"], error["title"]) == ("400", "Bad Request")
        assert error["detail"].startswith('got type "invalid_type" expected one of "')
    else:
        assert answer.headers["content-type"] == "application/json"
        assert any(each.startswith("data.type: must be one of") for each in answer.errors)


def test_malformed_json_is_refused_in_the_style_of_the_operation(api: Api) -> None:
    answer = api.send("POST", f"{INCIDENTS}/config/types", body=b"{")
    assert (answer.status, answer.headers["content-type"]) == (400, JSON_API)
    (error,) = answer.errors
    assert error["detail"].startswith("body: not valid JSON: ")


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("config/notification-rules/x", {}, 'id: must be a UUID, not "x"'),
        ("config/types", {"include_deleted": "maybe"}, 'include_deleted: must be true or false, not "maybe"'),
        ("config/types/org-settings", {"page[size]": "0"}, "page[size]: must be an integer of at least 1, not 0"),
        (
            "config/user-defined-fields",
            {"page[size]": "1001"},
            "page[size]: must be an integer from 0 to 1000, not 1001",
        ),
        (
            "config/notification-templates",
            {"filter[incident-type]": "x"},
            'filter[incident-type]: must be a UUID, not "x"',
        ),
        (
            "{incident}/impacts",
            {"include": "created_by_user,users"},
            'include[1]: must be one of created_by_user, incident, last_modified_by_user, not "users"',
        ),
    ],
)
def test_parameters_are_judged_as_well(api: Api, incident: str, path: str, query: dict[str, str], said: str) -> None:
    answer = api.send("GET", f"{INCIDENTS}/{path.format(incident=incident)}", query)
    assert (answer.status, answer.errors) == (400, [{"title": "Bad Request", "detail": said}])


def test_flags_are_read(api: Api) -> None:
    kind = api.create_type()["id"]
    api.send("DELETE", f"{INCIDENTS}/config/types/{kind}")
    lengths = [
        len(api.send("GET", f"{INCIDENTS}/config/types", {"include_deleted": flag}).data) for flag in ("false", "TRUE")
    ]
    assert lengths == [1, 2]


def test_a_put_puts_back_what_it_does_not_name(api: Api) -> None:
    made = api.send(
        "POST", f"{INCIDENTS}/config/notification-rules", body=document("incident_notification_rules", RULE)
    ).data
    shorter = {name: RULE[name] for name in ("conditions", "handles", "trigger")}
    body = document("incident_notification_rules", shorter, identifier=made["id"])
    put = api.send("PUT", f"{INCIDENTS}/config/notification-rules/{made['id']}", body=body).data["attributes"]
    assert (put["enabled"], put["renotify_on"], put["visibility"]) == (False, [], "organization")
    assert put["created"][:23] == made["attributes"]["created"][:23]


def test_the_contract_has_what_was_promised() -> None:
    assert (len(contract()["operations"]), len(contract()["schemas"])) == (92, 419)
    assert "description" not in str(contract()["operations"]["create_incident"])
