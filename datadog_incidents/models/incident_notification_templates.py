"""The templates of what is written to people about incidents."""

from datetime import datetime
from typing import Self, TypeAlias

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.building import Identity, built, identity_of, reference_to_type
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.relationships import (
    RelationshipToIncidentType,
    RelationshipToUser,
)
from datadog_incidents.models.users import User

__all__ = [
    "CreateIncidentNotificationTemplateRequest",
    "IncidentNotificationTemplate",
    "IncidentNotificationTemplateArray",
    "IncidentNotificationTemplateArrayMeta",
    "IncidentNotificationTemplateArrayMetaPage",
    "IncidentNotificationTemplateAttributes",
    "IncidentNotificationTemplateCreateAttributes",
    "IncidentNotificationTemplateCreateData",
    "IncidentNotificationTemplateCreateDataRelationships",
    "IncidentNotificationTemplateIncludedItems",
    "IncidentNotificationTemplateObject",
    "IncidentNotificationTemplateRelationships",
    "IncidentNotificationTemplateResponseData",
    "IncidentNotificationTemplateType",
    "IncidentNotificationTemplateUpdateAttributes",
    "IncidentNotificationTemplateUpdateData",
    "PatchIncidentNotificationTemplateRequest",
]


class IncidentNotificationTemplateType(OpenEnum):
    """The resource type of notification templates."""

    NOTIFICATION_TEMPLATES = "notification_templates"


@model
class IncidentNotificationTemplateAttributes(Model):
    """What a notification template says."""

    category: str
    """What it is for, such as `alert` or `update`."""
    content: str
    """The text, with variables in double braces such as `{{incident.title}}`."""
    created: datetime = json_property(read_only=True)
    """When it was created, UTC. The service sets it."""
    modified: datetime = json_property(read_only=True)
    """When it was last changed, UTC. The service sets it."""
    name: str
    """What it is called."""
    subject: str
    """The subject line."""


@model
class IncidentNotificationTemplateRelationships(Model):
    """Who made a notification template, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


class NotificationTemplateReading(Resource):
    """The questions that a notification template answers."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """What it is called."""
        return self._attribute(str, "name")

    @property
    def subject(self) -> str | None:
        """The subject line."""
        return self._attribute(str, "subject")

    @property
    def content(self) -> str | None:
        """The text, with variables in double braces."""
        return self._attribute(str, "content")

    @property
    def category(self) -> str | None:
        """What it is for, such as `alert` or `update`."""
        return self._attribute(str, "category")

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """The incident type that it is for, if it was included."""
        return self._related(IncidentTypeObject, "incident_type")


@model
class IncidentNotificationTemplateObject(NotificationTemplateReading):
    """A notification template, as it is included in a response about rules."""

    attributes: IncidentNotificationTemplateAttributes | None = None
    """What it says."""
    id: str
    """The UUID of the template."""
    relationships: IncidentNotificationTemplateRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentNotificationTemplateType = IncidentNotificationTemplateType.NOTIFICATION_TEMPLATES
    """The resource type, `notification_templates`."""


@model
class IncidentNotificationTemplateResponseData(NotificationTemplateReading):
    """A notification template."""

    attributes: IncidentNotificationTemplateAttributes | None = None
    """What it says."""
    id: str
    """The UUID of the template, which the operations take as `id`."""
    relationships: IncidentNotificationTemplateRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentNotificationTemplateType = IncidentNotificationTemplateType.NOTIFICATION_TEMPLATES
    """The resource type, `notification_templates`."""


IncidentNotificationTemplateIncludedItems: TypeAlias = User | IncidentTypeObject
"""A resource that comes with notification templates, told apart by its `type`."""


@model
class IncidentNotificationTemplate(Model):
    """A notification template, as an operation returns it."""

    data: IncidentNotificationTemplateResponseData
    """The template."""
    included: list[IncidentNotificationTemplateIncludedItems] | None = None
    """The users and the incident type that were asked for; None when nothing was."""


@model
class IncidentNotificationTemplateArrayMetaPage(Model):
    """How many notification templates there are. The service was not seen to send it."""

    total_count: int | None = None
    """How many there are in all."""
    total_filtered_count: int | None = None
    """How many of them were asked for."""


@model
class IncidentNotificationTemplateArrayMeta(Model):
    """What a list of notification templates says of itself. The service was not seen to send it."""

    page: IncidentNotificationTemplateArrayMetaPage | None = None
    """How many there are."""


@model
class IncidentNotificationTemplateArray(Model):
    """The notification templates of the organization."""

    data: list[IncidentNotificationTemplateResponseData]
    """The templates."""
    included: list[IncidentNotificationTemplateIncludedItems] | None = None
    """The users and incident types that were asked for; None when nothing was."""
    meta: IncidentNotificationTemplateArrayMeta | None = None
    """What the list says of itself."""


@model
class IncidentNotificationTemplateCreateAttributes(Model):
    """What a new notification template says."""

    category: str
    """What it is for, such as `alert` or `update`."""
    content: str
    """The text, with variables in double braces such as `{{incident.title}}`."""
    name: str
    """What it is called."""
    subject: str
    """The subject line."""


@model
class IncidentNotificationTemplateCreateDataRelationships(Model):
    """What a new notification template belongs to."""

    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""


@model
class IncidentNotificationTemplateCreateData(Model):
    """A new notification template."""

    attributes: IncidentNotificationTemplateCreateAttributes
    """What it says."""
    relationships: IncidentNotificationTemplateCreateDataRelationships | None = None
    """What it belongs to."""
    type: IncidentNotificationTemplateType = IncidentNotificationTemplateType.NOTIFICATION_TEMPLATES
    """The resource type, `notification_templates`."""


@model
class CreateIncidentNotificationTemplateRequest(Model):
    """The body that creates a notification template. `build` makes it from plain values; or nest the models."""

    data: IncidentNotificationTemplateCreateData
    """The new template."""

    @classmethod
    def build(
        cls, name: str, *, subject: str, content: str, category: str, incident_type: Identity | None = None
    ) -> Self:
        """Make the body from plain values.

        Args:
            name: what it is called.
            subject: the subject line.
            content: the text, with variables in double braces such as `{{incident.title}}`.
            category: what it is for, such as `alert` or `update`.
            incident_type: the incident type that it is for, or its UUID; the service wants one.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `CreateIncidentNotificationTemplateRequest.build("New", subject="Incident", content="…", category="alert")`
        """
        attributes = IncidentNotificationTemplateCreateAttributes(
            name=name, subject=subject, content=content, category=category
        )
        relationships = None
        if incident_type is not None:
            relationships = IncidentNotificationTemplateCreateDataRelationships(
                incident_type=reference_to_type(incident_type)
            )
        data = IncidentNotificationTemplateCreateData(attributes=attributes, relationships=relationships)
        return built(cls(data=data))


@model
class IncidentNotificationTemplateUpdateAttributes(Model):
    """What to change about a notification template. What is left out stays as it is."""

    category: str | None = None
    """What it is for, such as `alert` or `update`."""
    content: str | None = None
    """The text, with variables in double braces."""
    name: str | None = None
    """What it is called."""
    subject: str | None = None
    """The subject line."""


@model
class IncidentNotificationTemplateUpdateData(Model):
    """A notification template and what to change about it."""

    attributes: IncidentNotificationTemplateUpdateAttributes | None = None
    """What to change."""
    id: str
    """The UUID of the template, as in the path."""
    type: IncidentNotificationTemplateType = IncidentNotificationTemplateType.NOTIFICATION_TEMPLATES
    """The resource type, `notification_templates`."""


@model
class PatchIncidentNotificationTemplateRequest(Model):
    """The body that updates a notification template. `build` makes it from plain values; or nest the models."""

    data: IncidentNotificationTemplateUpdateData
    """The template and what to change about it."""

    @classmethod
    def build(
        cls,
        template: Identity,
        *,
        name: str | None = None,
        subject: str | None = None,
        content: str | None = None,
        category: str | None = None,
    ) -> Self:
        """Make the body from plain values. What is None stays as it is.

        Args:
            template: the template, or its UUID.
            name: what it is called.
            subject: the subject line.
            content: the text, with variables in double braces.
            category: what it is for, such as `alert` or `update`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `PatchIncidentNotificationTemplateRequest.build(template, subject="Incident resolved")`
        """
        attributes = IncidentNotificationTemplateUpdateAttributes(
            name=name, subject=subject, content=content, category=category
        )
        data = IncidentNotificationTemplateUpdateData(attributes=attributes, id=identity_of("template", template))
        return built(cls(data=data))
