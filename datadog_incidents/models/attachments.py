"""The attachments of an incident, links and postmortems, as the service returns them."""

from datetime import datetime

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.narrowing import as_kind
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.relationships import RelationshipToIncident, RelationshipToUser
from datadog_incidents.models.resource_types import IncidentAttachmentType
from datadog_incidents.models.users import IncidentUserData

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
class AttachmentData(Resource):
    """An attachment, whether it was asked for itself or included in a response about incidents."""

    attributes: AttachmentDataAttributes
    """What it holds."""
    id: str
    """The UUID of the attachment, which the operations take as `attachment_id`."""
    relationships: AttachmentDataRelationships
    """What it belongs to."""
    type: IncidentAttachmentType = IncidentAttachmentType.INCIDENT_ATTACHMENTS
    """The resource type, `incident_attachments`."""

    @property
    def url(self) -> str | None:
        """Where it leads."""
        return self._text("document_url")

    @property
    def title(self) -> str | None:
        """The title to show for it."""
        return self._text("title")

    @property
    def is_postmortem(self) -> bool:
        """Whether it is a postmortem, and not merely a link."""
        return self._attribute(str, "attachment_type") == AttachmentDataAttributesAttachmentType.POSTMORTEM

    @property
    def modified(self) -> datetime | None:
        """When it was last changed, UTC."""
        return self._moment("modified")

    @property
    def incident_id(self) -> str | None:
        """The UUID of the incident that it is attached to."""
        return self._related_id("incident")

    @property
    def last_modified_by(self) -> IncidentUserData | None:
        """The user who changed it last. The service includes that user unasked."""
        return self._related(IncidentUserData, "last_modified_by_user")

    def _text(self, name: str) -> str | None:
        return as_kind(str, attribute(self._attribute(AttachmentDataAttributesAttachment, "attachment"), name))
