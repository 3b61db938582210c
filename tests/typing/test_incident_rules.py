"""The types of the operations on the rules of automation, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import Any, assert_type
from uuid import UUID

from datadog_incidents.models import (
    IncidentRuleDataResponse,
    IncidentRuleExecutionType,
    IncidentRulePatchRequest,
    IncidentRuleRequest,
    IncidentRuleResponse,
    IncidentRulesResponse,
    IncidentRuleTaskIDType,
)
from tests.scripted import Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_rule_response"))
    api = Stage(reply(golden("incident_rule_list_response")), one, one, one, reply(status=204)).api
    found = api.list_incident_rules(filter_task_id="x", filter_trigger="y", incident_type_uuid=UUID(int=1))
    assert_type(found, IncidentRulesResponse)
    task = IncidentRuleTaskIDType.WORKFLOW_AUTOMATION_JOB
    body = IncidentRuleRequest.build(task, {"a": [1, None]}, condition="state:active", conditions={"state": ["active"]})
    assert_type(body, IncidentRuleRequest)
    assert_type(api.create_incident_rule(body), IncidentRuleResponse)
    read = assert_type(api.get_incident_rule("one"), IncidentRuleResponse).data
    change = assert_type(IncidentRulePatchRequest.build(read, task_payload="{}"), IncidentRulePatchRequest)
    assert_type(api.update_incident_rule(read.id, change), IncidentRuleResponse)
    api.delete_incident_rule("one")


def test_reading() -> None:
    rule = IncidentRuleResponse.from_dict(golden("incident_rule_response")).data
    assert_type(rule, IncidentRuleDataResponse)
    assert_type(rule.task_id, str | None)
    assert_type(rule.task_payload, dict[str, Any] | None)
    assert_type(rule.trigger, str | None)
    assert_type(rule.execution_type, IncidentRuleExecutionType | None)
    assert_type(rule.is_enabled, bool)
    assert_type(rule.is_deleted, bool)
    assert_type(rule.query, str | None)
    assert_type(rule.conditions, dict[str, list[str]])
