"""The bodies that create and replace notification rules."""

from collections.abc import Mapping, Sequence
from typing import Self, TypeAlias

from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.building import Identity, built, identity_of, listed, reference_to_type
from datadog_incidents.models.conditions import conditions_from
from datadog_incidents.models.incident_notification_rules import (
    IncidentNotificationRuleConditionsItems,
    IncidentNotificationRuleType,
    RelationshipToIncidentNotificationTemplate,
    RelationshipToIncidentNotificationTemplateData,
)
from datadog_incidents.models.relationships import RelationshipToIncidentType

__all__ = [
    "CreateIncidentNotificationRuleRequest",
    "IncidentNotificationRuleConditions",
    "IncidentNotificationRuleCreateAttributes",
    "IncidentNotificationRuleCreateAttributesVisibility",
    "IncidentNotificationRuleCreateData",
    "IncidentNotificationRuleCreateDataRelationships",
    "IncidentNotificationRuleUpdateData",
    "PutIncidentNotificationRuleRequest",
]


class IncidentNotificationRuleCreateAttributesVisibility(OpenEnum):
    """Which incidents a new rule is about: all, those that the organization sees, or private ones."""

    ALL = "all"
    ORGANIZATION = "organization"
    PRIVATE = "private"


@model
class IncidentNotificationRuleCreateAttributes(Model):
    """Whom to notify, and when. An update replaces all of it."""

    conditions: list[IncidentNotificationRuleConditionsItems]
    """What has to be true of an incident, all of it."""
    enabled: bool | None = None
    """Whether it is followed; left out, it is not."""
    handles: list[str]
    """Whom to notify, such as `@slack-incidents`."""
    renotify_on: list[str] | None = None
    """The fields whose changes are told again, such as `status`; left out, none."""
    trigger: str
    """What it follows: `incident_created_trigger`, `incident_saved_trigger` or `incident_modified_trigger`."""
    visibility: IncidentNotificationRuleCreateAttributesVisibility | None = None
    """Which incidents it is about; left out, those that the organization sees."""


@model
class IncidentNotificationRuleCreateDataRelationships(Model):
    """What a rule belongs to."""

    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""
    notification_template: RelationshipToIncidentNotificationTemplate | None = None
    """The template of what it writes."""


@model
class IncidentNotificationRuleCreateData(Model):
    """A new notification rule."""

    attributes: IncidentNotificationRuleCreateAttributes
    """Whom to notify, and when."""
    relationships: IncidentNotificationRuleCreateDataRelationships | None = None
    """What it belongs to."""
    type: IncidentNotificationRuleType = IncidentNotificationRuleType.INCIDENT_NOTIFICATION_RULES
    """The resource type, `incident_notification_rules`."""


IncidentNotificationRuleConditions: TypeAlias = (
    Mapping[str, Sequence[str]] | Sequence[IncidentNotificationRuleConditionsItems]
)
"""Conditions by the name of the field, such as `{"severity": ["SEV-1", "SEV-2"]}`; or the models of them."""


@model
class CreateIncidentNotificationRuleRequest(Model):
    """The body that creates a notification rule. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentNotificationRuleCreateData
    """The new rule."""

    @classmethod
    def build(
        cls,
        trigger: str,
        *,
        handles: str | Sequence[str],
        conditions: IncidentNotificationRuleConditions = (),
        enabled: bool | None = None,
        renotify_on: Sequence[str] | None = None,
        visibility: IncidentNotificationRuleCreateAttributesVisibility | str | None = None,
        incident_type: Identity | None = None,
        notification_template: Identity | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            trigger: `incident_created_trigger`, `incident_saved_trigger` or `incident_modified_trigger`.
            handles: whom to notify, such as `@slack-incidents`.
            conditions: what has to be true of an incident: the values that a field may have, by its name.
            enabled: whether it is followed; the service takes None for no.
            renotify_on: the fields whose changes are told again, such as `status`.
            visibility: which incidents it is about: `all`, `organization` or `private`.
            incident_type: the incident type that it is for, or its UUID; the service wants one.
            notification_template: the template of what it writes, or its UUID.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `CreateIncidentNotificationRuleRequest.build("incident_created_trigger", handles="@slack-incidents")`
        """
        attributes = IncidentNotificationRuleCreateAttributes(
            trigger=trigger,
            handles=listed("handles", handles),
            conditions=conditions_from(IncidentNotificationRuleConditionsItems, conditions),
            enabled=enabled,
            renotify_on=None if renotify_on is None else listed("renotify_on", renotify_on),
            visibility=_visibility_from(visibility),
        )
        relationships = _relationships_from(incident_type, notification_template)
        return built(cls(data=IncidentNotificationRuleCreateData(attributes=attributes, relationships=relationships)))


@model
class IncidentNotificationRuleUpdateData(Model):
    """What a notification rule is to become."""

    attributes: IncidentNotificationRuleCreateAttributes
    """Whom to notify, and when: it replaces all that was there."""
    id: str
    """The UUID of the rule, as in the path."""
    relationships: IncidentNotificationRuleCreateDataRelationships | None = None
    """What it belongs to."""
    type: IncidentNotificationRuleType = IncidentNotificationRuleType.INCIDENT_NOTIFICATION_RULES
    """The resource type, `incident_notification_rules`."""


@model
class PutIncidentNotificationRuleRequest(Model):
    """The body that replaces a notification rule. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentNotificationRuleUpdateData
    """What the rule is to become."""

    @classmethod
    def build(
        cls,
        rule: Identity,
        *,
        trigger: str | None = None,
        handles: str | Sequence[str] | None = None,
        conditions: IncidentNotificationRuleConditions | None = None,
        enabled: bool | None = None,
        renotify_on: Sequence[str] | None = None,
        visibility: IncidentNotificationRuleCreateAttributesVisibility | str | None = None,
        incident_type: Identity | None = None,
        notification_template: Identity | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is as in `rule`, if that is a rule that was read.

        Args:
            rule: the rule, or its UUID; with the UUID alone `trigger`, `handles` and `conditions` are needed.
            trigger: `incident_created_trigger`, `incident_saved_trigger` or `incident_modified_trigger`.
            handles: whom to notify, such as `@slack-incidents`.
            conditions: what has to be true of an incident: the values that a field may have, by its name.
            enabled: whether it is followed.
            renotify_on: the fields whose changes are told again, such as `status`.
            visibility: which incidents it is about: `all`, `organization` or `private`.
            incident_type: the incident type that it is for, or its UUID.
            notification_template: the template of what it writes, or its UUID.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `PutIncidentNotificationRuleRequest.build(rule, enabled=False)`
        """
        before = attribute(rule, "attributes")
        attributes = IncidentNotificationRuleCreateAttributes(
            trigger=trigger or attribute(before, "trigger"),
            handles=attribute(before, "handles") if handles is None else listed("handles", handles),
            conditions=attribute(before, "conditions")
            if conditions is None
            else conditions_from(IncidentNotificationRuleConditionsItems, conditions),
            enabled=attribute(before, "enabled") if enabled is None else enabled,
            renotify_on=attribute(before, "renotify_on") if renotify_on is None else listed("renotify_on", renotify_on),
            visibility=_visibility_from(visibility or attribute(before, "visibility")),
        )
        references = attribute(rule, "relationships")
        relationships = _relationships_from(
            incident_type or attribute(attribute(references, "incident_type"), "data"),
            notification_template or attribute(attribute(references, "notification_template"), "data"),
        )
        data = IncidentNotificationRuleUpdateData(
            attributes=attributes, id=identity_of("rule", rule), relationships=relationships
        )
        return built(cls(data=data))


def _visibility_from(visibility: str | None) -> IncidentNotificationRuleCreateAttributesVisibility | None:
    return None if visibility is None else IncidentNotificationRuleCreateAttributesVisibility(str(visibility))


def _relationships_from(
    incident_type: Identity | None, notification_template: Identity | None
) -> IncidentNotificationRuleCreateDataRelationships | None:
    if incident_type is None and notification_template is None:
        return None
    relationships = IncidentNotificationRuleCreateDataRelationships()
    if incident_type is not None:
        relationships.incident_type = reference_to_type(incident_type)
    if notification_template is not None:
        relationships.notification_template = RelationshipToIncidentNotificationTemplate(
            data=RelationshipToIncidentNotificationTemplateData(
                id=identity_of("notification_template", notification_template)
            )
        )
    return relationships
