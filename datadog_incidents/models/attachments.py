"""The attachments of an incident: links and postmortems."""

from datetime import datetime

from datadog_incidents._core.codec.model import Model, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.relationships import RelationshipToIncident, RelationshipToUser
from datadog_incidents.models.resource_types import IncidentAttachmentType

__all__ = [
    "AttachmentData",
    "AttachmentDataAttributes",
    "AttachmentDataAttributesAttachment",
    "AttachmentDataAttributesAttachmentType",
    "AttachmentDataRelationships",
]


class AttachmentDataAttributesAttachmentType(OpenEnum):
    """What an attachment is."""

    LINK = "link"
    POSTMORTEM = "postmortem"


@model
class AttachmentDataAttributesAttachment(Model):
    """Where an attachment leads."""

    document_url: str | None = json_property(default=None, wire="documentUrl")
    """The URL of the document; `documentUrl` in JSON."""
    title: str | None = None
    """The title to show for it."""


@model
class AttachmentDataAttributes(Model):
    """What an attachment holds."""

    attachment: AttachmentDataAttributesAttachment | None = None
    """Where it leads."""
    attachment_type: AttachmentDataAttributesAttachmentType | None = None
    """Whether it is a link or a postmortem."""
    modified: datetime | None = None
    """When it was last changed, UTC."""


@model
class AttachmentDataRelationships(Model):
    """What an attachment belongs to."""

    incident: RelationshipToIncident | None = None
    """The incident that it is attached to."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class AttachmentData(Model):
    """An attachment, as the service includes it in a response about incidents."""

    attributes: AttachmentDataAttributes
    """What it holds."""
    id: str
    """The UUID of the attachment."""
    relationships: AttachmentDataRelationships
    """What it belongs to."""
    type: IncidentAttachmentType = IncidentAttachmentType.INCIDENT_ATTACHMENTS
    """The resource type, `incident_attachments`."""
