"""The incident types of an organization, each with its own settings, fields, roles and rules."""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.body_rules import attributes_of
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.relationships import RelationshipToUser
from datadog_incidents.models.resource_types import IncidentTypeType

__all__ = [
    "GoogleChatConfigurationReference",
    "GoogleChatConfigurationReferenceData",
    "GoogleMeetConfigurationReference",
    "GoogleMeetConfigurationReferenceData",
    "IncidentTypeAttributes",
    "IncidentTypeConfiguration",
    "IncidentTypeCreateData",
    "IncidentTypeCreateRequest",
    "IncidentTypeListResponse",
    "IncidentTypeObject",
    "IncidentTypePatchData",
    "IncidentTypePatchRequest",
    "IncidentTypeRelationships",
    "IncidentTypeResponse",
    "IncidentTypeSlugSource",
    "IncidentTypeUpdateAttributes",
    "MicrosoftTeamsConfigurationReference",
    "MicrosoftTeamsConfigurationReferenceData",
    "ZoomConfigurationReference",
    "ZoomConfigurationReferenceData",
]


class IncidentTypeSlugSource(OpenEnum):
    """Where the slug of an incident comes from: its own number, or the number of its ServiceNow record."""

    DEFAULT = "default"
    SERVICENOW = "servicenow"


@model
class IncidentTypeConfiguration(Model):
    """What incidents of a type may do. A new type has the defaults; only an update changes them."""

    allow_incident_deletion: bool | None = None
    """Whether incidents can be deleted; False by default."""
    allow_workflows: bool | None = None
    """Whether workflows can be run from incidents; True by default."""
    create_message: str | None = None
    """What is shown to whoever creates an incident; empty by default."""
    disable_out_of_the_box_postmortem_template: bool | None = None
    """Whether the postmortem template that comes with the product is hidden. Not in the contract."""
    editable_timestamps: bool | None = None
    """Whether the timestamps of incidents can be overridden; False by default."""
    private_incidents: bool | None = None
    """Whether incidents can be private; False by default."""
    private_incidents_by_default: bool | None = None
    """Whether new incidents are private unless told otherwise; False by default."""
    slug_source: IncidentTypeSlugSource | None = None
    """Where the slug of an incident comes from; `default` by default."""
    test_incidents: bool | None = None
    """Whether incidents can be drills; True by default."""


@model
class IncidentTypeAttributes(Model):
    """What an incident type is. Its `name` is all that a new one needs."""

    configuration: IncidentTypeConfiguration | None = json_property(default=None, read_only=True)
    """What incidents of the type may do. The service sets it; `IncidentTypeUpdateAttributes` changes it."""
    created_at: datetime | None = json_property(default=None, wire="createdAt", read_only=True)
    """When it was created, UTC; `createdAt` in JSON. The service sets it."""
    created_by: str | None = json_property(default=None, wire="createdBy", read_only=True)
    """The UUID of the user who created it; `createdBy` in JSON. The service sets it."""
    description: str | None = None
    """What kind of incidents it is for; left out, it is empty."""
    is_default: bool | None = None
    """Whether incidents are of this type unless told otherwise; left out, it is not."""
    last_modified_by: str | None = json_property(default=None, wire="lastModifiedBy", read_only=True)
    """The UUID of the user who changed it last; `lastModifiedBy` in JSON. The service sets it."""
    modified_at: datetime | None = json_property(default=None, wire="modifiedAt", read_only=True)
    """When it was last changed, UTC; `modifiedAt` in JSON. The service sets it."""
    name: str
    """What it is called."""
    prefix: str | None = json_property(default=None, read_only=True)
    """What the slugs of its incidents begin with: the `IR` of `IR-42`. The service sets it."""


@model
class GoogleChatConfigurationReferenceData(Model):
    """A reference to a Google Chat configuration. Not in the contract."""

    id: str
    """The UUID of the configuration."""
    type: str
    """The resource type, `google_chat_configurations`."""


@model
class GoogleChatConfigurationReference(Model):
    """The Google Chat configuration of an incident type. Not in the contract."""

    data: GoogleChatConfigurationReferenceData | None
    """The configuration; None when there is none."""


@model
class GoogleMeetConfigurationReferenceData(Model):
    """A reference to a Google Meet configuration."""

    id: str
    """The UUID of the configuration."""
    type: str
    """The resource type, `google_meet_configurations`."""


@model
class GoogleMeetConfigurationReference(Model):
    """The Google Meet configuration of an incident type."""

    data: GoogleMeetConfigurationReferenceData | None
    """The configuration; None when there is none, though the contract promises one."""


@model
class MicrosoftTeamsConfigurationReferenceData(Model):
    """A reference to a Microsoft Teams configuration."""

    id: str
    """The UUID of the configuration."""
    type: str
    """The resource type, `microsoft_teams_configurations`."""


@model
class MicrosoftTeamsConfigurationReference(Model):
    """The Microsoft Teams configuration of an incident type."""

    data: MicrosoftTeamsConfigurationReferenceData | None
    """The configuration; None when there is none, though the contract promises one."""


@model
class ZoomConfigurationReferenceData(Model):
    """A reference to a Zoom configuration."""

    id: str
    """The UUID of the configuration."""
    type: str
    """The resource type, `zoom_configurations`."""


@model
class ZoomConfigurationReference(Model):
    """The Zoom configuration of an incident type."""

    data: ZoomConfigurationReferenceData | None
    """The configuration; None when there is none, though the contract promises one."""


@model
class IncidentTypeRelationships(Model):
    """Who made an incident type, and what it is connected with."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    google_chat_configuration: GoogleChatConfigurationReference | None = None
    """Its Google Chat configuration. Not in the contract."""
    google_meet_configuration: GoogleMeetConfigurationReference | None = None
    """Its Google Meet configuration."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""
    microsoft_teams_configuration: MicrosoftTeamsConfigurationReference | None = None
    """Its Microsoft Teams configuration."""
    zoom_configuration: ZoomConfigurationReference | None = None
    """Its Zoom configuration."""


@model
class IncidentTypeObject(Resource):
    """An incident type."""

    attributes: IncidentTypeAttributes | None = None
    """What it is."""
    id: str
    """The UUID of the incident type, which the operations take as `incident_type_id`."""
    relationships: IncidentTypeRelationships | None = None
    """Who made it, and what it is connected with."""
    type: IncidentTypeType = IncidentTypeType.INCIDENT_TYPES
    """The resource type, `incident_types`."""

    @property
    def name(self) -> str | None:
        """What it is called."""
        return self._attribute(str, "name")

    @property
    def description(self) -> str | None:
        """What kind of incidents it is for."""
        return self._attribute(str, "description")

    @property
    def prefix(self) -> str | None:
        """What the slugs of its incidents begin with: the `IR` of `IR-42`."""
        return self._attribute(str, "prefix")

    @property
    def is_default(self) -> bool:
        """Whether incidents are of this type unless told otherwise."""
        return self._attribute(bool, "is_default") or False

    @property
    def configuration(self) -> IncidentTypeConfiguration | None:
        """What incidents of the type may do; None where the service does not tell."""
        return self._attribute(IncidentTypeConfiguration, "configuration")


@model
class IncidentTypeResponse(Model):
    """An incident type, as an operation returns it."""

    data: IncidentTypeObject
    """The incident type."""


@model
class IncidentTypeListResponse(Model):
    """The incident types of the organization."""

    data: list[IncidentTypeObject]
    """The incident types."""


@model
class IncidentTypeCreateData(Model):
    """A new incident type."""

    attributes: IncidentTypeAttributes
    """What it is."""
    type: IncidentTypeType = IncidentTypeType.INCIDENT_TYPES
    """The resource type, `incident_types`."""


@model
class IncidentTypeCreateRequest(Model):
    """The body that creates an incident type. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentTypeCreateData
    """The new incident type."""

    @classmethod
    def build(cls, name: str, *, description: str | None = None, is_default: bool | None = None) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            name: what it is called.
            description: what kind of incidents it is for.
            is_default: whether incidents are of this type unless told otherwise.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentTypeCreateRequest.build("Security incident", description="Leaks and intrusions")`
        """
        attributes = IncidentTypeAttributes(name=name, description=description, is_default=is_default)
        return built(cls(data=IncidentTypeCreateData(attributes=attributes)))

    def broken_rules(self) -> Iterator[Mismatch]:
        """What would be dropped, though an update takes it; in a type that was read it is merely not sent."""
        attributes = attributes_of(self)
        was_read = attribute(attributes, "created_at") is not None
        if attribute(attributes, "configuration") is not None and not was_read:
            yield Mismatch(
                "data.attributes.configuration",
                "the service sets it; leave it out, and give it to `update_incident_type` afterwards",
            )


@model
class IncidentTypeUpdateAttributes(Model):
    """What to change about an incident type. What is left out stays as it is."""

    configuration: IncidentTypeConfiguration | None = None
    """What incidents of the type may do."""
    created_at: datetime | None = json_property(default=None, wire="createdAt", read_only=True)
    """When it was created, UTC; `createdAt` in JSON. The service sets it."""
    created_by: str | None = json_property(default=None, wire="createdBy", read_only=True)
    """The UUID of the user who created it; `createdBy` in JSON. The service sets it."""
    description: str | None = None
    """What kind of incidents it is for."""
    is_default: bool | None = None
    """Whether incidents are of this type unless told otherwise."""
    last_modified_by: str | None = json_property(default=None, wire="lastModifiedBy", read_only=True)
    """The UUID of the user who changed it last; `lastModifiedBy` in JSON. The service sets it."""
    modified_at: datetime | None = json_property(default=None, wire="modifiedAt", read_only=True)
    """When it was last changed, UTC; `modifiedAt` in JSON. The service sets it."""
    name: str | None = None
    """What it is called."""
    prefix: str | None = json_property(default=None, read_only=True)
    """What the slugs of its incidents begin with. The service sets it."""


@model
class IncidentTypePatchData(Model):
    """An incident type and what to change about it."""

    attributes: IncidentTypeUpdateAttributes
    """What to change."""
    id: str
    """The UUID of the incident type, as in the path."""
    type: IncidentTypeType = IncidentTypeType.INCIDENT_TYPES
    """The resource type, `incident_types`."""


@model
class IncidentTypePatchRequest(Model):
    """The body that updates an incident type. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentTypePatchData
    """The incident type and what to change about it."""

    @classmethod
    def build(
        cls,
        incident_type: Identity,
        *,
        name: str | None = None,
        description: str | None = None,
        is_default: bool | None = None,
        configuration: IncidentTypeConfiguration | None = None,
    ) -> Self:
        """Make the body from plain values. What is None stays as it is.

        Args:
            incident_type: the incident type, or its UUID.
            name: what it is called.
            description: what kind of incidents it is for.
            is_default: whether incidents are of this type unless told otherwise.
            configuration: what incidents of the type may do.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentTypePatchRequest.build(incident_type, name="Security incident")`
        """
        attributes = IncidentTypeUpdateAttributes(
            name=name, description=description, is_default=is_default, configuration=configuration
        )
        data = IncidentTypePatchData(attributes=attributes, id=identity_of("incident_type", incident_type))
        return built(cls(data=data))
