"""The attachments of an incident: what the operations return, and the bodies that create and update them."""

from collections.abc import Iterable, Sequence
from typing import Final, Self, TypeAlias

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.attachments import AttachmentData, AttachmentDataAttributesAttachmentType
from datadog_incidents.models.body_rules import unless_known
from datadog_incidents.models.building import Identity, built, identity_of, listed
from datadog_incidents.models.resource_types import IncidentAttachmentType
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "Attachment",
    "AttachmentArray",
    "AttachmentIncluded",
    "CreateAttachmentRequest",
    "CreateAttachmentRequestData",
    "CreateAttachmentRequestDataAttributes",
    "CreateAttachmentRequestDataAttributesAttachment",
    "PatchAttachmentRequest",
    "PatchAttachmentRequestData",
    "PatchAttachmentRequestDataAttributes",
    "PatchAttachmentRequestDataAttributesAttachment",
    "PostmortemAttachmentRequest",
    "PostmortemAttachmentRequestAttributes",
    "PostmortemAttachmentRequestData",
    "PostmortemCell",
    "PostmortemCellAttributes",
    "PostmortemCellDefinition",
    "PostmortemCellType",
]

_ARGUMENTS: Final = {
    r"^data\.attributes\.attachment\.documentUrl": "document_url",
    r"^data\.attributes\.attachment\.": "",
}


class PostmortemCellType(OpenEnum):
    """What a cell of a postmortem holds."""

    MARKDOWN = "markdown"


AttachmentIncluded: TypeAlias = IncidentUserData
"""A resource that comes with attachments: a user."""


@model
class Attachment(Model):
    """An attachment, as an operation returns it."""

    data: AttachmentData | None = None
    """The attachment. The service always sends it, though the contract does not promise that."""
    included: list[AttachmentIncluded] | None = None
    """The user who changed it last, whom the service includes unasked."""


@model
class AttachmentArray(Model):
    """The attachments of an incident."""

    data: list[AttachmentData]
    """The attachments."""
    included: list[AttachmentIncluded] | None = None
    """The users who changed them last, each once, whom the service includes unasked."""


@model
class CreateAttachmentRequestDataAttributesAttachment(Model):
    """Where a new attachment is to lead."""

    document_url: str | None = json_property(default=None, wire="documentUrl")
    """The URL of the document; `documentUrl` in JSON."""
    title: str | None = None
    """The title to show for it."""


@model
class CreateAttachmentRequestDataAttributes(Model):
    """What a new attachment is to hold."""

    attachment: CreateAttachmentRequestDataAttributesAttachment | None = None
    """Where it is to lead."""
    attachment_type: AttachmentDataAttributesAttachmentType | None = None
    """Whether it is a link or a postmortem."""


@model
class CreateAttachmentRequestData(Model):
    """A new attachment."""

    attributes: CreateAttachmentRequestDataAttributes | None = None
    """What it is to hold."""
    id: str | None = None
    """The UUID of the attachment, which the service chooses when it is left out."""
    type: IncidentAttachmentType = IncidentAttachmentType.INCIDENT_ATTACHMENTS
    """The resource type, `incident_attachments`."""


@model
class CreateAttachmentRequest(Model):
    """The body that creates an attachment. `build` makes it from plain values, or nest the models yourself."""

    data: CreateAttachmentRequestData | None = None
    """The new attachment."""

    @classmethod
    def build(
        cls,
        document_url: str,
        title: str | None = None,
        *,
        attachment_type: AttachmentDataAttributesAttachmentType | str = "link",
    ) -> Self:
        """Make the body from plain values.

        Args:
            document_url: the URL of the document.
            title: the title to show for it.
            attachment_type: `link`, or `postmortem` where the document is the postmortem of the incident.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `CreateAttachmentRequest.build("https://example.com/graphs", "What the graphs showed")`
        """
        attributes = CreateAttachmentRequestDataAttributes(
            attachment=CreateAttachmentRequestDataAttributesAttachment(document_url=document_url, title=title),
            attachment_type=AttachmentDataAttributesAttachmentType(str(attachment_type)),
        )
        return built(cls(data=CreateAttachmentRequestData(attributes=attributes)), _ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return unless_known(AttachmentDataAttributesAttachmentType, self, "attachment_type")


@model
class PatchAttachmentRequestDataAttributesAttachment(CreateAttachmentRequestDataAttributesAttachment):
    """Where an attachment is to lead from now on."""


@model
class PatchAttachmentRequestDataAttributes(Model):
    """What to change about an attachment. Its type stays."""

    attachment: PatchAttachmentRequestDataAttributesAttachment | None = None
    """Where it is to lead."""


@model
class PatchAttachmentRequestData(Model):
    """An attachment and what to change about it."""

    attributes: PatchAttachmentRequestDataAttributes | None = None
    """What to change."""
    id: str | None = None
    """The UUID of the attachment, as in the path."""
    type: IncidentAttachmentType = IncidentAttachmentType.INCIDENT_ATTACHMENTS
    """The resource type, `incident_attachments`."""


@model
class PatchAttachmentRequest(Model):
    """The body that updates an attachment. `build` makes it from plain values, or nest the models yourself."""

    data: PatchAttachmentRequestData | None = None
    """The attachment and what to change about it."""

    @classmethod
    def build(cls, attachment: Identity, *, document_url: str | None = None, title: str | None = None) -> Self:
        """Make the body from plain values. What is None is as in `attachment`, if that is one that was read.

        Args:
            attachment: the attachment, or its UUID.
            document_url: the URL of the document.
            title: the title to show for it.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `PatchAttachmentRequest.build(attachment, title="Postmortem, reviewed")`
        """
        before = attachment if isinstance(attachment, AttachmentData) else None
        leads = PatchAttachmentRequestDataAttributesAttachment(
            document_url=before.url if before and document_url is None else document_url,
            title=before.title if before and title is None else title,
        )
        data = PatchAttachmentRequestData(
            attributes=PatchAttachmentRequestDataAttributes(attachment=leads), id=identity_of("attachment", attachment)
        )
        return built(cls(data=data), _ARGUMENTS)


@model
class PostmortemCellDefinition(Model):
    """The text of a cell of a postmortem."""

    content: str | None = None
    """The text, in Markdown."""


@model
class PostmortemCellAttributes(Model):
    """What a cell of a postmortem holds."""

    definition: PostmortemCellDefinition | None = None
    """Its text."""


@model
class PostmortemCell(Model):
    """A cell of a postmortem: one of the blocks that it is made of."""

    attributes: PostmortemCellAttributes | None = None
    """What it holds."""
    id: str | None = None
    """What tells it from the other cells, such as `cell-1`."""
    type: PostmortemCellType | None = None
    """The kind of cell, `markdown`."""


@model
class PostmortemAttachmentRequestAttributes(Model):
    """What a new postmortem is to hold."""

    cells: list[PostmortemCell] | None = None
    """The cells that it is made of, in this order."""
    content: str | None = None
    """The whole of it, in Markdown."""
    postmortem_template_id: str | None = None
    """The id of the postmortem template that it follows."""
    title: str | None = None
    """What it is called."""


@model
class PostmortemAttachmentRequestData(Model):
    """A new postmortem."""

    attributes: PostmortemAttachmentRequestAttributes
    """What it is to hold."""
    type: IncidentAttachmentType = IncidentAttachmentType.INCIDENT_ATTACHMENTS
    """The resource type, `incident_attachments`."""


@model
class PostmortemAttachmentRequest(Model):
    """The body that creates a postmortem. `build` makes it from plain values, or nest the models yourself."""

    data: PostmortemAttachmentRequestData
    """The new postmortem."""

    @classmethod
    def build(
        cls,
        title: str,
        content: str | None = None,
        *,
        cells: str | Sequence[str | PostmortemCell] | None = None,
        postmortem_template_id: Identity | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            title: what it is called.
            content: the whole of it, in Markdown.
            cells: the cells that it is made of: texts in Markdown, numbered `cell-1` and so on, or cells as they are.
            postmortem_template_id: the postmortem template that it follows, or its id.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `PostmortemAttachmentRequest.build("Postmortem of IR-42", cells=["## Summary", "## Timeline"])`
        """
        template = postmortem_template_id
        attributes = PostmortemAttachmentRequestAttributes(
            cells=None if cells is None else [_cell(*numbered) for numbered in enumerate(listed("cells", cells), 1)],
            content=content,
            postmortem_template_id=None if template is None else identity_of("postmortem_template_id", template),
            title=title,
        )
        return built(cls(data=PostmortemAttachmentRequestData(attributes=attributes)))


def _cell(number: int, cell: str | PostmortemCell) -> PostmortemCell:
    if not isinstance(cell, str):
        return cell
    attributes = PostmortemCellAttributes(definition=PostmortemCellDefinition(content=cell))
    return PostmortemCell(attributes=attributes, id=f"cell-{number}", type=PostmortemCellType.MARKDOWN)
