"""Rules of automation: the bodies that are built, what is refused in them, and what a rule answers."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentRuleCondition,
    IncidentRuleDataAttributesRequest,
    IncidentRuleDataRequest,
    IncidentRuleDataResponse,
    IncidentRuleExecutionType,
    IncidentRulePatchRequest,
    IncidentRuleQueryCondition,
    IncidentRuleRequest,
    IncidentRuleResponse,
    IncidentRulesResponse,
    IncidentRuleTaskIDType,
    IncidentTypeObject,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
TASK = "slack-create-channel-job"
PAYLOAD = {"channel": "inc", "private": True}
ODD: list[Any] = [{"field": "state", "values": 5}, {"field": [], "values": []}]


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"task_id": IncidentRuleTaskIDType.SLACK_CREATE_CHANNEL_JOB},
        {"task_payload": '{"channel":"inc","private":true}'},
        {"condition": IncidentRuleQueryCondition(raw_query="severity:SEV-1")},
        {"conditions": [IncidentRuleCondition(field="severity", values=["SEV-1", "SEV-2"])]},
        {"execution_type": 2, "incident_type_uuid": UUID(TYPE_ID)},
        {"incident_type_uuid": IncidentTypeObject(id=TYPE_ID)},
    ],
)
def test_a_new_rule(arguments: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "task_id": TASK,
        "task_payload": PAYLOAD,
        "condition": "severity:SEV-1",
        "conditions": {"severity": ["SEV-1", "SEV-2"]},
        "match_any_condition": False,
        "execution_type": IncidentRuleExecutionType.MULTI_EXECUTION,
        "trigger": "incident_created_trigger",
        "incident_type_uuid": TYPE_ID,
    }
    body = IncidentRuleRequest.build(**{**values, **arguments})
    assert body.to_dict() == golden("incident_rule_create_request")


def test_a_new_rule_acts_once_on_any_incident_unless_told_otherwise() -> None:
    assert IncidentRuleRequest.build(TASK, {}).to_dict()["data"]["attributes"] == {
        "condition": {},
        "condition_table_type": 1,
        "enabled": True,
        "execution_type": 1,
        "task_id": TASK,
        "task_payload": "{}",
    }


@pytest.mark.parametrize(
    ("changes", "attributes"),
    [
        ({}, {}),
        ({"enabled": False}, {"enabled": False}),
        ({"task_payload": {"a": "é"}}, {"task_payload": r'{"a":"\u00e9"}'}),
        ({"condition": "state:active"}, {"condition": {"raw_query": "state:active"}}),
        ({"conditions": {"state": "active"}}, {"conditions": [{"field": "state", "values": ["active"]}]}),
        ({"trigger": "incident_saved_trigger"}, {"trigger": "incident_saved_trigger"}),
    ],
)
def test_an_update_leaves_what_is_not_given(changes: dict[str, Any], attributes: dict[str, Any]) -> None:
    assert IncidentRulePatchRequest.build("x", **changes).to_dict() == {
        "data": {"attributes": attributes, "id": "x", "type": "incident_rules"}
    }


COMMON = [
    ({"task_payload": 5}, "^task_payload: expected a dict, or JSON in a text"),
    ({"task_payload": "{channel}"}, "^task_payload: expected a dict, or JSON in a text: .*line 1 column 2"),
    ({"task_payload": {"ratio": float("nan")}}, "^task_payload: cannot be written as JSON"),
    ({"condition": 5}, "^condition: expected IncidentRuleQueryCondition, got 5"),
    ({"condition": IncidentRuleQueryCondition(raw_query=5)}, "^condition: expected a string, got 5"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # wrong on purpose
    ({"conditions": {"state": 5}}, r"^conditions\['state'\]: expected a list, got int"),
    ({"conditions": {"state": [5]}}, r"^conditions\[0\]\.values\[0\]: expected a string, got 5"),
    ({"enabled": "yes"}, "^enabled: expected a boolean, got 'yes'"),
    ({"trigger": "incident_created"}, "^trigger: 'incident_created' is not one of .*; did you mean 'incident_created_"),
]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *COMMON,
        ({"task_id": "slack"}, "^task_id: 'slack' is not one of 'google-chat-create-space-job', "),
        ({"task_id": 5}, "^task_id: expected one of google-chat-create-space-job, .*, got 5"),
        ({"execution_type": 7}, "^execution_type: 7 is not one of 1, 2"),
        ({"execution_type": "once"}, "^execution_type: expected one of 1, 2, got 'once'"),
        ({"condition_table_type": "1"}, "^condition_table_type: expected an integer, got '1'"),
        ({"incident_type_uuid": 5}, "^incident_type_uuid: expected an id or a resource that has one, got 5"),
    ],
)
def test_what_is_refused_in_a_new_rule_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"task_id": TASK, "task_payload": {}, **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentRuleRequest.build(**values)


@pytest.mark.parametrize(("arguments", "message"), COMMON)
def test_what_is_refused_in_an_update_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentRulePatchRequest.build("x", **arguments)


def test_a_body_by_hand_keeps_the_rules_too() -> None:
    attributes = IncidentRuleDataAttributesRequest(
        condition=IncidentRuleQueryCondition(),
        condition_table_type=1,
        enabled=False,
        execution_type=IncidentRuleExecutionType(3),
        task_id=IncidentRuleTaskIDType.WORKFLOW_AUTOMATION_JOB,
        task_payload="{}",
    )
    body = IncidentRuleRequest(data=IncidentRuleDataRequest(attributes=attributes))
    with pytest.raises(InvalidArgumentError, match=r"data\.attributes\.execution_type: 3 is not one of 1, 2"):
        Stage().api.create_incident_rule(body)


def test_what_a_rule_answers() -> None:
    rule, deleted = IncidentRulesResponse.from_dict(golden("incident_rule_list_response"), strict=True).data
    assert (rule.task_id, rule.task_payload) == (TASK, PAYLOAD)
    assert rule.trigger == "incident_created_trigger"
    assert rule.execution_type is IncidentRuleExecutionType.MULTI_EXECUTION
    assert (rule.is_enabled, rule.is_deleted) == (True, False)
    assert rule.query == "severity:SEV-1"
    assert rule.conditions == {"severity": ["SEV-1", "SEV-2"]}
    assert (deleted.is_enabled, deleted.is_deleted, deleted.query, deleted.conditions) == (False, True, None, {})


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"task_payload": "{", "condition": "x", "conditions": [5], "execution_type": "1", "deleted": 5, "enabled": 1},
        {"task_payload": "[1]", "condition": {"raw_query": 5}, "execution_type": True, "task_id": 5, "trigger": []},
        {"task_payload": "[" * 100_000, "conditions": ODD},
        None,
    ],
)
def test_a_rule_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    rule = IncidentRuleDataResponse.from_dict({"id": "x", "type": "incidents_rules", "attributes": attributes})
    assert (rule.task_id, rule.task_payload, rule.trigger, rule.execution_type) == (None, None, None, None)
    assert (rule.is_enabled, rule.is_deleted, rule.query, rule.conditions) == (False, False, None, {})


def test_a_rule_that_was_read_can_be_created_again() -> None:
    read: Any = IncidentRuleResponse.from_dict(golden("incident_rule_response")).data
    read.attributes.enabled = False
    stage = Stage(reply(golden("incident_rule_response"), 201))
    stage.api.create_incident_rule(IncidentRuleRequest(data=IncidentRuleDataRequest(attributes=read.attributes)))
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]
    wanted = golden("incident_rule_create_request")["data"]
    del wanted["attributes"]["incident_type_uuid"]
    wanted["attributes"] |= {"condition": golden("incident_rule_response")["data"]["attributes"]["condition"]}
    assert sent == {**wanted, "attributes": {**wanted["attributes"], "enabled": False}}
