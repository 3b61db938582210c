"""The bodies that create and update rules of automation."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self, TypeAlias

from datadog_incidents._core.codec import codec
from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.interruption import let_through
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.body_rules import member_of, unless_known
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.conditions import conditions_from
from datadog_incidents.models.incident_rules import (
    IncidentRuleCondition,
    IncidentRuleExecutionType,
    IncidentRuleQueryCondition,
    IncidentRuleTaskIDType,
    IncidentRuleTriggerType,
    IncidentRuleType,
)

__all__ = [
    "IncidentRuleConditions",
    "IncidentRuleDataAttributesRequest",
    "IncidentRuleDataRequest",
    "IncidentRulePatchDataAttributesRequest",
    "IncidentRulePatchDataRequest",
    "IncidentRulePatchRequest",
    "IncidentRuleRequest",
]

IncidentRuleConditions: TypeAlias = Mapping[str, Sequence[str]] | Sequence[IncidentRuleCondition]
"""Conditions by the name of the field, such as `{"severity": ["SEV-1", "SEV-2"]}`; or the models of them."""


@model
class IncidentRuleDataAttributesRequest(Model):
    """What a new rule does, and when."""

    condition: IncidentRuleQueryCondition
    """What has to be true of an incident, as a query; one without anything in it asks nothing."""
    condition_table_type: int
    """How `condition` is written; 1 for a query."""
    conditions: list[IncidentRuleCondition] | None = None
    """What has to be true of an incident, field by field; left out, nothing."""
    enabled: bool
    """Whether it is followed."""
    execution_type: IncidentRuleExecutionType
    """How often it acts on one incident: once, or whenever it applies."""
    incident_type_uuid: str | Unset | None = UNSET
    """The UUID of the incident type that it is for; None and `UNSET` for none in particular."""
    match_any_condition: bool | None = None
    """Whether one of `conditions` is enough; left out, all of them have to be true."""
    task_id: IncidentRuleTaskIDType
    """What it does."""
    task_payload: str
    """What the task needs to know: JSON, written as a text."""
    trigger: IncidentRuleTriggerType | None = None
    """What it follows; left out, the service decides."""


@model
class IncidentRuleDataRequest(Model):
    """A new rule."""

    attributes: IncidentRuleDataAttributesRequest
    """What it does, and when."""
    type: IncidentRuleType = IncidentRuleType.INCIDENT_RULES
    """The resource type, `incident_rules`."""


@model
class IncidentRuleRequest(Model):
    """The body that creates a rule. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentRuleDataRequest
    """The new rule."""

    @classmethod
    def build(
        cls,
        task_id: IncidentRuleTaskIDType | str,
        task_payload: Mapping[str, Any] | str,
        *,
        condition: IncidentRuleQueryCondition | str | None = None,
        condition_table_type: int = 1,
        conditions: IncidentRuleConditions | None = None,
        match_any_condition: bool | None = None,
        enabled: bool = True,
        execution_type: IncidentRuleExecutionType | int = IncidentRuleExecutionType.SINGLE_EXECUTION,
        trigger: IncidentRuleTriggerType | str | None = None,
        incident_type_uuid: Identity | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            task_id: what it does, such as `slack-create-channel-job` or `notify-incident-handles-job`.
            task_payload: what the task needs to know, which becomes the JSON that the service wants; or that JSON.
            condition: what has to be true of an incident, as a query.
            condition_table_type: how `condition` is written; 1 for a query.
            conditions: what has to be true of an incident: the values that a field may have, by its name.
            match_any_condition: whether one of `conditions` is enough; else all of them have to be true.
            enabled: whether it is followed.
            execution_type: how often it acts on one incident: 1 for once, 2 for whenever it applies.
            trigger: `incident_created_trigger`, `incident_saved_trigger` or `incident_modified_trigger`.
            incident_type_uuid: the incident type that it is for, or its UUID.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentRuleRequest.build("notify-incident-handles-job", {"handles": ["@slack-incidents"]})`
        """
        attributes = IncidentRuleDataAttributesRequest(
            task_id=member_of(IncidentRuleTaskIDType, task_id),
            task_payload=_json_of(task_payload),
            condition=IncidentRuleQueryCondition() if condition is None else _query_from(condition),
            condition_table_type=condition_table_type,
            conditions=None if conditions is None else conditions_from(IncidentRuleCondition, conditions),
            match_any_condition=match_any_condition,
            enabled=enabled,
            execution_type=member_of(IncidentRuleExecutionType, execution_type),
            trigger=None if trigger is None else member_of(IncidentRuleTriggerType, trigger),
            incident_type_uuid=UNSET
            if incident_type_uuid is None
            else identity_of("incident_type_uuid", incident_type_uuid),
        )
        return built(cls(data=IncidentRuleDataRequest(attributes=attributes)), _ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        yield from unless_known(IncidentRuleTaskIDType, self, "task_id")
        yield from unless_known(IncidentRuleExecutionType, self, "execution_type")
        yield from unless_known(IncidentRuleTriggerType, self, "trigger")


@model
class IncidentRulePatchDataAttributesRequest(Model):
    """What to change about a rule. What is left out stays as it is."""

    condition: IncidentRuleQueryCondition | None = None
    """What has to be true of an incident, as a query."""
    conditions: list[IncidentRuleCondition] | None = None
    """What has to be true of an incident, field by field."""
    enabled: bool | None = None
    """Whether it is followed."""
    task_payload: str | None = None
    """What the task needs to know: JSON, written as a text."""
    trigger: IncidentRuleTriggerType | None = None
    """What it follows."""


@model
class IncidentRulePatchDataRequest(Model):
    """A rule and what to change about it."""

    attributes: IncidentRulePatchDataAttributesRequest | None = None
    """What to change."""
    id: str
    """The UUID of the rule, as in the path."""
    type: IncidentRuleType = IncidentRuleType.INCIDENT_RULES
    """The resource type, `incident_rules`."""


@model
class IncidentRulePatchRequest(Model):
    """The body that updates a rule. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentRulePatchDataRequest
    """The rule and what to change about it."""

    @classmethod
    def build(
        cls,
        rule: Identity,
        *,
        task_payload: Mapping[str, Any] | str | None = None,
        condition: IncidentRuleQueryCondition | str | None = None,
        conditions: IncidentRuleConditions | None = None,
        enabled: bool | None = None,
        trigger: IncidentRuleTriggerType | str | None = None,
    ) -> Self:
        """Make the body from plain values. What is None stays as it is; the task itself cannot be changed.

        Args:
            rule: the rule, or its UUID.
            task_payload: what the task needs to know, which becomes the JSON that the service wants; or that JSON.
            condition: what has to be true of an incident, as a query.
            conditions: what has to be true of an incident: the values that a field may have, by its name.
            enabled: whether it is followed.
            trigger: `incident_created_trigger`, `incident_saved_trigger` or `incident_modified_trigger`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentRulePatchRequest.build(rule, enabled=False)`
        """
        attributes = IncidentRulePatchDataAttributesRequest(
            task_payload=None if task_payload is None else _json_of(task_payload),
            condition=None if condition is None else _query_from(condition),
            conditions=None if conditions is None else conditions_from(IncidentRuleCondition, conditions),
            enabled=enabled,
            trigger=None if trigger is None else member_of(IncidentRuleTriggerType, trigger),
        )
        data = IncidentRulePatchDataRequest(attributes=attributes, id=identity_of("rule", rule))
        return built(cls(data=data), _ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return unless_known(IncidentRuleTriggerType, self, "trigger")


_ARGUMENTS = {r"^data\.attributes\.condition\.raw_query": "condition"}
"""Where in a body the arguments of `build` end up that are no attributes of their own."""


def _json_of(task_payload: Mapping[str, Any] | str) -> str:
    if isinstance(task_payload, Mapping):
        return codec.write_json("task_payload", task_payload)
    try:
        json.loads(task_payload)
    except (TypeError, ValueError, RecursionError) as error:
        let_through(error)
        raise InvalidArgumentError(f"task_payload: expected a dict, or JSON in a text: {error}") from None
    return task_payload


def _query_from(condition: IncidentRuleQueryCondition | str) -> IncidentRuleQueryCondition:
    return IncidentRuleQueryCondition(raw_query=condition) if isinstance(condition, str) else condition
