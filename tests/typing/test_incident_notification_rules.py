"""The types of the operations on notification rules, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type

from datadog_incidents.models import (
    CreateIncidentNotificationRuleRequest,
    IncidentNotificationRule,
    IncidentNotificationRuleArray,
    IncidentNotificationRuleIncludedItems,
    IncidentNotificationRuleResponseData,
    IncidentNotificationTemplateObject,
    IncidentTypeObject,
    PutIncidentNotificationRuleRequest,
)
from tests.scripted import Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_notification_rule_response"))
    api = Stage(reply(golden("incident_notification_rule_list_response")), one, one, one, reply(status=204)).api
    assert_type(api.list_incident_notification_rules(include="incident_type"), IncidentNotificationRuleArray)
    body = CreateIncidentNotificationRuleRequest.build(
        "incident_created_trigger", handles="@a", conditions={"a": ["b"]}
    )
    assert_type(body, CreateIncidentNotificationRuleRequest)
    assert_type(api.create_incident_notification_rule(body), IncidentNotificationRule)
    read = assert_type(api.get_incident_notification_rule("one", include=["incident_type"]), IncidentNotificationRule)
    assert_type(read.included, list[IncidentNotificationRuleIncludedItems] | None)
    change = PutIncidentNotificationRuleRequest.build(read.data, enabled=False)
    assert_type(change, PutIncidentNotificationRuleRequest)
    assert_type(
        api.update_incident_notification_rule(read.data.id, change, include="incident_type"), IncidentNotificationRule
    )
    api.delete_incident_notification_rule("one", include=["incident_type"])


def test_reading() -> None:
    rule = IncidentNotificationRule.from_dict(golden("incident_notification_rule_response")).data
    assert_type(rule, IncidentNotificationRuleResponseData)
    assert_type(rule.handles, list[str])
    assert_type(rule.trigger, str | None)
    assert_type(rule.is_enabled, bool)
    assert_type(rule.conditions, dict[str, list[str]])
    assert_type(rule.incident_type, IncidentTypeObject | None)
    assert_type(rule.notification_template, IncidentNotificationTemplateObject | None)
