"""The templates that postmortems are written in, and the places where they are put."""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final, Self

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.body_rules import attributes_of, member_of, unless_known
from datadog_incidents.models.building import Identity, built, identity_of

__all__ = [
    "ConfluencePostmortemSettings",
    "GoogleDocsPostmortemSettings",
    "PostmortemTemplateAttributesRequest",
    "PostmortemTemplateAttributesResponse",
    "PostmortemTemplateCreateRelationships",
    "PostmortemTemplateDataRequest",
    "PostmortemTemplateDataResponse",
    "PostmortemTemplateIncidentTypeRelationship",
    "PostmortemTemplateIncidentTypeRelationshipData",
    "PostmortemTemplateLocation",
    "PostmortemTemplateRequest",
    "PostmortemTemplateResponse",
    "PostmortemTemplateResponseRelationships",
    "PostmortemTemplateType",
    "PostmortemTemplateUserRelationship",
    "PostmortemTemplateUserRelationshipData",
    "PostmortemTemplatesResponse",
]


class PostmortemTemplateType(OpenEnum):
    """The resource type of postmortem templates, in its two spellings. The service itself says the plural."""

    POSTMORTEM_TEMPLATE = "postmortem_template"
    POSTMORTEM_TEMPLATES = "postmortem_templates"


class PostmortemTemplateLocation(OpenEnum):
    """Where postmortems are put."""

    CONFLUENCE = "confluence"
    DATADOG_NOTEBOOKS = "datadog_notebooks"
    GOOGLE_DOCS = "google_docs"


_SETTINGS: Final = MappingProxyType(
    {
        PostmortemTemplateLocation.CONFLUENCE: "confluence_postmortem_settings",
        PostmortemTemplateLocation.GOOGLE_DOCS: "google_docs_postmortem_settings",
    }
)
"""The attribute that says what a place needs to know; a notebook needs nothing."""


@model
class ConfluencePostmortemSettings(Model):
    """Where in Confluence postmortems are put."""

    account_id: str
    """The id of the Confluence account that Datadog is connected with."""
    parent_id: str | Unset | None = UNSET
    """The id of the page that they are put under; None and `UNSET` for none."""
    space_id: str
    """The id of the space."""


@model
class GoogleDocsPostmortemSettings(Model):
    """Where in Google Drive postmortems are put."""

    account_id: str
    """The id of the Google Drive account that Datadog is connected with."""
    parent_folder_id: str
    """The id of the folder."""


@model
class PostmortemTemplateAttributesResponse(Model):
    """What a postmortem template says, and where its postmortems are put."""

    confluence_postmortem_settings: ConfluencePostmortemSettings | None = None
    """Where in Confluence; None for another place."""
    content: str
    """The text, in Markdown, with variables in double braces such as `{{incident.title}}`."""
    created_at: datetime = json_property(wire="createdAt", read_only=True)
    """When it was created, UTC; `createdAt` in JSON. The service sets it."""
    google_docs_postmortem_settings: GoogleDocsPostmortemSettings | None = None
    """Where in Google Drive; None for another place."""
    is_default: datetime | None
    """When it was made a default, UTC; None for no default. Of several defaults the latest one is it."""
    location: PostmortemTemplateLocation
    """Where its postmortems are put."""
    modified_at: datetime = json_property(wire="modifiedAt", read_only=True)
    """When it was last changed, UTC; `modifiedAt` in JSON. The service sets it."""
    name: str
    """What it is called."""


@model
class PostmortemTemplateIncidentTypeRelationshipData(Model):
    """A reference to an incident type."""

    id: str
    """The UUID of the incident type."""
    type: str
    """The resource type, `incident_types`."""


@model
class PostmortemTemplateIncidentTypeRelationship(Model):
    """The incident type that a postmortem template belongs to."""

    data: PostmortemTemplateIncidentTypeRelationshipData
    """The incident type."""


@model
class PostmortemTemplateUserRelationshipData(Model):
    """A reference to a user."""

    id: str
    """The UUID of the user."""
    type: str
    """The resource type, `users`."""


@model
class PostmortemTemplateUserRelationship(Model):
    """A user who made a postmortem template."""

    data: PostmortemTemplateUserRelationshipData
    """The user."""


@model
class PostmortemTemplateResponseRelationships(Model):
    """Who made a postmortem template, and what it belongs to."""

    incident_type: PostmortemTemplateIncidentTypeRelationship | None = None
    """The incident type that it is for."""
    last_modified_by_user: PostmortemTemplateUserRelationship | None = None
    """The user who changed it last."""


@model
class PostmortemTemplateDataResponse(Resource):
    """A postmortem template."""

    attributes: PostmortemTemplateAttributesResponse
    """What it says, and where its postmortems are put."""
    id: str
    """The id of the template, which the operations take as `template_id`; it need not be a UUID."""
    relationships: PostmortemTemplateResponseRelationships | None = None
    """Who made it, and what it belongs to."""
    type: PostmortemTemplateType
    """The resource type, `postmortem_templates`."""

    @property
    def name(self) -> str | None:
        """What it is called."""
        return self._attribute(str, "name")

    @property
    def content(self) -> str | None:
        """The text, in Markdown, with variables in double braces."""
        return self._attribute(str, "content")

    @property
    def location(self) -> PostmortemTemplateLocation | None:
        """Where its postmortems are put."""
        return self._attribute(PostmortemTemplateLocation, "location")

    @property
    def is_default(self) -> bool:
        """Whether it is a default; of several for one incident type, the one with the latest `default_since` is it."""
        return self.default_since is not None

    @property
    def default_since(self) -> datetime | None:
        """When it was made a default, UTC, which is the attribute `is_default`; None for no default."""
        return self._moment("is_default")

    @property
    def incident_type_id(self) -> str | None:
        """The UUID of the incident type that it is for."""
        return self._related_id("incident_type")


@model
class PostmortemTemplateResponse(Model):
    """A postmortem template, as an operation returns it."""

    data: PostmortemTemplateDataResponse
    """The template."""


@model
class PostmortemTemplatesResponse(Model):
    """The postmortem templates of the organization."""

    data: list[PostmortemTemplateDataResponse]
    """The templates."""


@model
class PostmortemTemplateAttributesRequest(Model):
    """What a postmortem template is to say, and where its postmortems are to be put."""

    confluence_postmortem_settings: ConfluencePostmortemSettings | None = None
    """Where in Confluence; required when `location` is that."""
    content: str | None = None
    """The text, in Markdown, with variables in double braces such as `{{incident.title}}`."""
    google_docs_postmortem_settings: GoogleDocsPostmortemSettings | None = None
    """Where in Google Drive; required when `location` is Google Docs."""
    is_default: datetime | Unset | None = UNSET
    """When it was made a default, with a time zone; None for no default, `UNSET` leaves it as it is."""
    location: PostmortemTemplateLocation | None = None
    """Where its postmortems are put; left out in a new one, a Datadog notebook."""
    name: str
    """What it is called. An update needs it, too."""


@model
class PostmortemTemplateCreateRelationships(Model):
    """What a new postmortem template belongs to."""

    incident_type: PostmortemTemplateIncidentTypeRelationship | None = None
    """The incident type that it is for, which no update changes."""


@model
class PostmortemTemplateDataRequest(Model):
    """A postmortem template: a new one, or one and what it is to become."""

    attributes: PostmortemTemplateAttributesRequest
    """What it is to say, and where its postmortems are to be put."""
    id: str | None = None
    """The id of the template, as in the path of an update; a new one has none yet."""
    relationships: PostmortemTemplateCreateRelationships | None = None
    """What a new one belongs to."""
    type: PostmortemTemplateType
    """The resource type, `postmortem_templates`."""


@model
class PostmortemTemplateRequest(Model):
    """The body that creates or updates a postmortem template. `build` makes it of plain values; or nest the models."""

    data: PostmortemTemplateDataRequest
    """The template."""

    @classmethod
    def build(
        cls,
        name: str,
        *,
        template: Identity | None = None,
        content: str | None = None,
        location: PostmortemTemplateLocation | str | None = None,
        confluence_postmortem_settings: ConfluencePostmortemSettings | None = None,
        google_docs_postmortem_settings: GoogleDocsPostmortemSettings | None = None,
        is_default: datetime | Unset | None = UNSET,
        incident_type: Identity | None = None,
    ) -> Self:
        """Make the body from plain values. What is not given is left to the service, or stays as it was.

        Args:
            name: what it is called; an update needs it, too.
            template: in an update the template, or its id; None in a create.
            content: the text, in Markdown, with variables in double braces such as `{{incident.title}}`.
            location: where its postmortems are put: `datadog_notebooks`, `confluence` or `google_docs`.
            confluence_postmortem_settings: where in Confluence; required when `location` is that.
            google_docs_postmortem_settings: where in Google Drive; required when `location` is Google Docs.
            is_default: when it was made a default, with a time zone, of which the latest counts; None for no default.
            incident_type: the incident type that a new one is for, or its UUID; no update changes it.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `PostmortemTemplateRequest.build("Short", content="# What happened", is_default=datetime.now(UTC))`
        """
        attributes = PostmortemTemplateAttributesRequest(
            name=name,
            content=content,
            location=None if location is None else member_of(PostmortemTemplateLocation, location),
            confluence_postmortem_settings=confluence_postmortem_settings,
            google_docs_postmortem_settings=google_docs_postmortem_settings,
            is_default=is_default,
        )
        data = PostmortemTemplateDataRequest(
            attributes=attributes,
            id=None if template is None else identity_of("template", template),
            relationships=None if incident_type is None else _relationships_from(incident_type),
            type=PostmortemTemplateType.POSTMORTEM_TEMPLATES,
        )
        return built(cls(data=data))

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        yield from unless_known(PostmortemTemplateLocation, self, "location")
        attributes = attributes_of(self)
        location = attribute(attributes, "location")
        needed = _SETTINGS.get(location)
        if needed and attribute(attributes, needed) is None:
            yield Mismatch(f"data.attributes.{needed}", f"required when location is {str(location)!r}")


def _relationships_from(incident_type: Identity) -> PostmortemTemplateCreateRelationships:
    reference = PostmortemTemplateIncidentTypeRelationshipData(
        id=identity_of("incident_type", incident_type), type="incident_types"
    )
    return PostmortemTemplateCreateRelationships(
        incident_type=PostmortemTemplateIncidentTypeRelationship(data=reference)
    )
