"""Notification rules: the bodies that are built, what is refused in them, and what a rule answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    CreateIncidentNotificationRuleRequest,
    IncidentNotificationRule,
    IncidentNotificationRuleArray,
    IncidentNotificationRuleAttributesVisibility,
    IncidentNotificationRuleConditionsItems,
    IncidentNotificationRuleCreateAttributesVisibility,
    IncidentNotificationRuleCreateData,
    IncidentNotificationRuleResponseData,
    IncidentNotificationRuleUpdateData,
    IncidentNotificationTemplateObject,
    IncidentTypeObject,
    PutIncidentNotificationRuleRequest,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
TEMPLATE_ID = "67f3a0d9-1e8c-4b54-8d2f-9b07c5e6a418"
TRIGGER = "incident_created_trigger"
ODD: list[Any] = [{"field": "state", "values": 5}, {"field": [], "values": []}]


def read_rule() -> IncidentNotificationRuleResponseData:
    return IncidentNotificationRule.from_dict(golden("incident_notification_rule_response"), strict=True).data


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"handles": ["@slack-incidents"], "renotify_on": "status"},
        {"conditions": [IncidentNotificationRuleConditionsItems(field="severity", values=["SEV-1", "SEV-2"])]},
        {"visibility": IncidentNotificationRuleCreateAttributesVisibility.PRIVATE},
        {
            "incident_type": IncidentTypeObject(id=TYPE_ID),
            "notification_template": IncidentNotificationTemplateObject(id=TEMPLATE_ID),
        },
    ],
)
def test_a_new_rule(arguments: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "handles": "@slack-incidents",
        "conditions": {"severity": ("SEV-1", "SEV-2")},
        "enabled": True,
        "renotify_on": ["status"],
        "visibility": "private",
        "incident_type": TYPE_ID,
        "notification_template": TEMPLATE_ID,
    }
    body = CreateIncidentNotificationRuleRequest.build(TRIGGER, **{**values, **arguments})
    assert body.to_dict() == golden("incident_notification_rule_create_request")


def test_a_new_rule_leaves_what_is_not_given_to_the_service() -> None:
    assert CreateIncidentNotificationRuleRequest.build(TRIGGER, handles=["@a"]).to_dict() == {
        "data": {
            "attributes": {"conditions": [], "handles": ["@a"], "trigger": TRIGGER},
            "type": "incident_notification_rules",
        }
    }


@pytest.mark.parametrize(
    ("changes", "attributes"),
    [
        ({}, {}),
        ({"enabled": False}, {"enabled": False}),
        ({"handles": "@b", "renotify_on": []}, {"handles": ["@b"], "renotify_on": []}),
        ({"conditions": {}}, {"conditions": []}),
        ({"visibility": "all", "trigger": "incident_saved_trigger"}, None),
    ],
)
def test_a_rule_that_was_read_is_replaced_but_for_what_is_named(
    changes: dict[str, Any], attributes: dict[str, Any] | None
) -> None:
    expected = golden("incident_notification_rule_create_request")["data"]
    expected["id"] = read_rule().id
    expected["attributes"] |= changes if attributes is None else attributes
    assert PutIncidentNotificationRuleRequest.build(read_rule(), **changes).to_dict() == {"data": expected}


def test_a_rule_can_get_another_type_and_template() -> None:
    body = PutIncidentNotificationRuleRequest.build(read_rule(), incident_type="t", notification_template="n")
    assert body.to_dict()["data"]["relationships"] == {
        "incident_type": {"data": {"id": "t", "type": "incident_types"}},
        "notification_template": {"data": {"id": "n", "type": "notification_templates"}},
    }


@pytest.mark.parametrize("missing", ["trigger", "handles", "conditions"])
def test_with_the_id_alone_the_rest_is_needed(missing: str) -> None:
    values: dict[str, Any] = {"trigger": TRIGGER, "handles": "@a", "conditions": {}}
    PutIncidentNotificationRuleRequest.build("x", **values)
    del values[missing]
    with pytest.raises(InvalidArgumentError, match=f"^{missing}: expected .*, got nothing"):
        PutIncidentNotificationRuleRequest.build("x", **values)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"trigger": 5}, "^trigger: expected a string, got 5"),
        ({"handles": 5}, "^handles: expected a list, got int"),
        ({"handles": [5]}, r"^handles\[0\]: expected a string, got 5"),
        ({"conditions": 5}, "^conditions: expected a list, got int"),
        ({"conditions": {"state": 5}}, r"^conditions\['state'\]: expected a list, got int"),
        ({"conditions": {"state": [5]}}, r"^conditions\[0\]\.values\[0\]: expected a string, got 5"),
        ({"enabled": "yes"}, "^enabled: expected a boolean, got 'yes'"),
        ({"renotify_on": 5}, "^renotify_on: expected a list, got int"),
        ({"incident_type": 5}, "^incident_type: expected an id or a resource that has one, got 5"),
        ({"notification_template": " "}, "^notification_template: expected an id or a resource that has one, got ' '"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"trigger": TRIGGER, "handles": "@a", **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        CreateIncidentNotificationRuleRequest.build(**values)
    with pytest.raises(InvalidArgumentError, match=message):
        PutIncidentNotificationRuleRequest.build(read_rule(), **values)


def test_what_a_rule_answers() -> None:
    stage = Stage(reply(golden("incident_notification_rule_response")))
    rule = stage.api.get_incident_notification_rule("x", include=["incident_type", "notification_template"]).data
    assert rule.handles == ["@slack-incidents"]
    assert (rule.trigger, rule.is_enabled) == (TRIGGER, True)
    assert rule.conditions == {"severity": ["SEV-1", "SEV-2"]}
    assert rule.incident_type is not None
    assert rule.incident_type.name == "Security incident"
    assert rule.notification_template is not None
    assert rule.notification_template.subject == "{{incident.severity}}"
    assert rule.attributes is not None
    assert rule.attributes.visibility is IncidentNotificationRuleAttributesVisibility.PRIVATE


def test_a_list_says_where_it_is() -> None:
    rules = IncidentNotificationRuleArray.from_dict(golden("incident_notification_rule_list_response"), strict=True)
    assert [(rule.is_enabled, rule.conditions) for rule in rules.data][1] == (False, {})
    assert [rule.notification_template for rule in rules.data] == [None, None]
    assert rules.meta is not None
    assert rules.meta.pagination is not None
    assert (rules.meta.pagination.offset, rules.meta.pagination.next_offset, rules.meta.pagination.size) == (0, 2, 2)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"handles": "@a", "trigger": 5, "enabled": "yes", "conditions": ["severity"]},
        {"conditions": ODD},
        None,
    ],
)
def test_a_rule_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "incident_notification_rules", "attributes": attributes}
    rule = IncidentNotificationRuleResponseData.from_dict(document)
    assert (rule.handles, rule.trigger, rule.is_enabled, rule.conditions) == ([], None, False, {})
    assert (rule.incident_type, rule.notification_template) == (None, None)


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read: Any = read_rule()
    read.attributes.enabled = False
    expected = golden("incident_notification_rule_create_request")["data"]["attributes"]
    answer = reply(golden("incident_notification_rule_response"))
    stage = Stage(answer, answer)
    new = IncidentNotificationRuleCreateData(attributes=read.attributes)
    stage.api.create_incident_notification_rule(CreateIncidentNotificationRuleRequest(data=new))
    changed = IncidentNotificationRuleUpdateData(id=read.id, attributes=read.attributes)
    stage.api.update_incident_notification_rule(read.id, PutIncidentNotificationRuleRequest(data=changed))
    for request in stage.transport.requests:
        assert json.loads(request.body or b"")["data"]["attributes"] == {**expected, "enabled": False}
