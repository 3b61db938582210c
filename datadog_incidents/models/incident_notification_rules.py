"""The rules by which people are notified of incidents."""

from datetime import datetime
from typing import TypeAlias

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.conditions import values_by_field
from datadog_incidents.models.incident_notification_templates import (
    IncidentNotificationTemplateObject,
    IncidentNotificationTemplateType,
)
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.relationships import (
    RelationshipToIncidentType,
    RelationshipToUser,
)
from datadog_incidents.models.users import User

__all__ = [
    "IncidentNotificationRule",
    "IncidentNotificationRuleArray",
    "IncidentNotificationRuleArrayMeta",
    "IncidentNotificationRuleArrayMetaPage",
    "IncidentNotificationRuleAttributes",
    "IncidentNotificationRuleAttributesVisibility",
    "IncidentNotificationRuleConditionsItems",
    "IncidentNotificationRuleIncludedItems",
    "IncidentNotificationRuleRelationships",
    "IncidentNotificationRuleResponseData",
    "IncidentNotificationRuleType",
    "RelationshipToIncidentNotificationTemplate",
    "RelationshipToIncidentNotificationTemplateData",
]


class IncidentNotificationRuleType(OpenEnum):
    """The resource type of notification rules."""

    INCIDENT_NOTIFICATION_RULES = "incident_notification_rules"


class IncidentNotificationRuleAttributesVisibility(OpenEnum):
    """Which incidents a rule is about: all, those that the organization sees, or private ones."""

    ALL = "all"
    ORGANIZATION = "organization"
    PRIVATE = "private"


@model
class IncidentNotificationRuleConditionsItems(Model):
    """A condition: a field of the incident has one of some values."""

    field: str
    """The name of the field, such as `severity`."""
    values: list[str]
    """The values, such as `SEV-1`; one of them is enough."""


@model
class IncidentNotificationRuleAttributes(Model):
    """Whom a rule notifies, and when."""

    conditions: list[IncidentNotificationRuleConditionsItems]
    """What has to be true of an incident, all of it."""
    created: datetime = json_property(read_only=True)
    """When it was created, UTC. The service sets it."""
    enabled: bool
    """Whether it is followed."""
    handles: list[str]
    """Whom to notify, such as `@slack-incidents`."""
    modified: datetime = json_property(read_only=True)
    """When it was last changed, UTC. The service sets it."""
    renotify_on: list[str] | None = None
    """The fields whose changes are told again, such as `status`; empty by default."""
    trigger: str
    """What it follows: `incident_created_trigger`, `incident_saved_trigger` or `incident_modified_trigger`."""
    visibility: IncidentNotificationRuleAttributesVisibility
    """Which incidents it is about."""


@model
class RelationshipToIncidentNotificationTemplateData(Model):
    """A reference to a notification template."""

    id: str
    """The UUID of the template."""
    type: IncidentNotificationTemplateType = IncidentNotificationTemplateType.NOTIFICATION_TEMPLATES
    """The resource type, `notification_templates`."""


@model
class RelationshipToIncidentNotificationTemplate(Model):
    """The notification template of a rule."""

    data: RelationshipToIncidentNotificationTemplateData
    """The template."""


@model
class IncidentNotificationRuleRelationships(Model):
    """Who made a rule, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""
    notification_template: RelationshipToIncidentNotificationTemplate | None = None
    """The template of what it writes; None when there is none."""


@model
class IncidentNotificationRuleResponseData(Resource):
    """A notification rule."""

    attributes: IncidentNotificationRuleAttributes | None = None
    """Whom it notifies, and when."""
    id: str
    """The UUID of the rule, which the operations take as `id`."""
    relationships: IncidentNotificationRuleRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentNotificationRuleType = IncidentNotificationRuleType.INCIDENT_NOTIFICATION_RULES
    """The resource type, `incident_notification_rules`."""

    @property
    def handles(self) -> list[str]:
        """Whom it notifies."""
        return self._listed(str, "handles")

    @property
    def trigger(self) -> str | None:
        """What it follows, such as `incident_created_trigger`."""
        return self._attribute(str, "trigger")

    @property
    def is_enabled(self) -> bool:
        """Whether it is followed."""
        return self._attribute(bool, "enabled") or False

    @property
    def conditions(self) -> dict[str, list[str]]:
        """What has to be true of an incident: the values that each field may have."""
        return values_by_field(self._listed(IncidentNotificationRuleConditionsItems, "conditions"))

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """The incident type that it is for, if it was included."""
        return self._related(IncidentTypeObject, "incident_type")

    @property
    def notification_template(self) -> IncidentNotificationTemplateObject | None:
        """The template of what it writes, if there is one and it was included."""
        return self._related(IncidentNotificationTemplateObject, "notification_template")


IncidentNotificationRuleIncludedItems: TypeAlias = User | IncidentTypeObject | IncidentNotificationTemplateObject
"""A resource that comes with notification rules, told apart by its `type`."""


@model
class IncidentNotificationRule(Model):
    """A notification rule, as an operation returns it."""

    data: IncidentNotificationRuleResponseData
    """The rule."""
    included: list[IncidentNotificationRuleIncludedItems] | None = None
    """The users, the incident type and the template that were asked for; None when nothing was."""


@model
class IncidentNotificationRuleArrayMetaPage(Model):
    """Where a list of notification rules is in the whole. There is a single page."""

    next_offset: int | None = None
    """The position after its last rule."""
    offset: int | None = None
    """The position of its first rule, from 0."""
    size: int | None = None
    """How many rules it has."""


@model
class IncidentNotificationRuleArrayMeta(Model):
    """What a list of notification rules says of itself."""

    pagination: IncidentNotificationRuleArrayMetaPage | None = None
    """Where it is in the whole."""


@model
class IncidentNotificationRuleArray(Model):
    """The notification rules of the organization."""

    data: list[IncidentNotificationRuleResponseData]
    """The rules."""
    included: list[IncidentNotificationRuleIncludedItems] | None = None
    """The users, incident types and templates that were asked for; None when nothing was."""
    meta: IncidentNotificationRuleArrayMeta | None = None
    """What the list says of itself."""
