"""How Google Chat is used for the incidents of a type."""

from datetime import datetime
from typing import Self

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.building import Identity, built, identity_of, reference_to_type
from datadog_incidents.models.relationships import RelationshipToIncidentType, RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentGoogleChatConfigurationDataAttributesRequest",
    "IncidentGoogleChatConfigurationDataAttributesResponse",
    "IncidentGoogleChatConfigurationDataRequest",
    "IncidentGoogleChatConfigurationDataResponse",
    "IncidentGoogleChatConfigurationPatchDataAttributesRequest",
    "IncidentGoogleChatConfigurationPatchDataRequest",
    "IncidentGoogleChatConfigurationPatchRequest",
    "IncidentGoogleChatConfigurationRelationships",
    "IncidentGoogleChatConfigurationRelationshipsRequest",
    "IncidentGoogleChatConfigurationRequest",
    "IncidentGoogleChatConfigurationResponse",
    "IncidentGoogleChatConfigurationType",
]


@model
class IncidentGoogleChatConfigurationDataAttributesRequest(Model):
    """How Google Chat is used for incidents."""

    domain_id: str
    """The id of the Google Workspace domain."""
    space_name_template: str
    """What the space of an incident is called, with variables such as `{{incident.title}}`."""
    space_target_audience_id: str
    """The id of the audience that can find the space."""
    space_time_zone: str
    """The time zone of the space, such as `America/New_York`."""


@model
class IncidentGoogleChatConfigurationDataAttributesResponse(Model):
    """How Google Chat is used for incidents."""

    created_at: datetime
    """When it was created, UTC."""
    domain_id: str
    """The id of the Google Workspace domain."""
    modified_at: datetime
    """When it was last changed, UTC."""
    space_name_template: str
    """What the space of an incident is called, with variables such as `{{incident.title}}`."""
    space_target_audience_id: str
    """The id of the audience that can find the space."""
    space_time_zone: str
    """The time zone of the space, such as `America/New_York`."""


@model
class IncidentGoogleChatConfigurationRelationshipsRequest(Model):
    """What a new Google Chat configuration belongs to."""

    incident_type: RelationshipToIncidentType
    """The incident type that it is for."""


class IncidentGoogleChatConfigurationType(OpenEnum):
    """The resource type of Google Chat configurations."""

    GOOGLE_CHAT_CONFIGURATIONS = "google_chat_configurations"


@model
class IncidentGoogleChatConfigurationDataRequest(Model):
    """A new Google Chat configuration."""

    attributes: IncidentGoogleChatConfigurationDataAttributesRequest
    """How it is used."""
    relationships: IncidentGoogleChatConfigurationRelationshipsRequest
    """What it belongs to."""
    type: IncidentGoogleChatConfigurationType = IncidentGoogleChatConfigurationType.GOOGLE_CHAT_CONFIGURATIONS
    """The resource type, `google_chat_configurations`."""


@model
class IncidentGoogleChatConfigurationRelationships(Model):
    """Who made a Google Chat configuration, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentGoogleChatConfigurationDataResponse(Resource):
    """A Google Chat configuration."""

    attributes: IncidentGoogleChatConfigurationDataAttributesResponse
    """How it is used."""
    id: str
    """The UUID of the configuration, which an update takes as `id`."""
    relationships: IncidentGoogleChatConfigurationRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentGoogleChatConfigurationType = IncidentGoogleChatConfigurationType.GOOGLE_CHAT_CONFIGURATIONS
    """The resource type, `google_chat_configurations`."""

    @property
    def space_name_template(self) -> str | None:
        """What the space of an incident is called, with variables in double braces."""
        return self._attribute(str, "space_name_template")

    @property
    def space_time_zone(self) -> str | None:
        """The time zone of the space, such as `America/New_York`."""
        return self._attribute(str, "space_time_zone")

    @property
    def incident_type_id(self) -> str | None:
        """The UUID of the incident type that it is for."""
        return self._related_id("incident_type")

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")

    @property
    def last_modified_by_user(self) -> IncidentUserData | None:
        """The user who changed it last, if that was included."""
        return self._related(IncidentUserData, "last_modified_by_user")


@model
class IncidentGoogleChatConfigurationPatchDataAttributesRequest(Model):
    """What to change about a Google Chat configuration. What is left out stays as it is."""

    domain_id: str | None = None
    """The id of the Google Workspace domain."""
    space_name_template: str | None = None
    """What the space of an incident is called, with variables such as `{{incident.title}}`."""
    space_target_audience_id: str | None = None
    """The id of the audience that can find the space."""
    space_time_zone: str | None = None
    """The time zone of the space, such as `America/New_York`."""


@model
class IncidentGoogleChatConfigurationPatchDataRequest(Model):
    """A Google Chat configuration and what to change about it."""

    attributes: IncidentGoogleChatConfigurationPatchDataAttributesRequest | None = None
    """What to change."""
    id: str
    """The UUID of the configuration, as in the path."""
    type: IncidentGoogleChatConfigurationType = IncidentGoogleChatConfigurationType.GOOGLE_CHAT_CONFIGURATIONS
    """The resource type, `google_chat_configurations`."""


@model
class IncidentGoogleChatConfigurationPatchRequest(Model):
    """The body that updates a Google Chat configuration. `build` makes it from plain values; or nest the models."""

    data: IncidentGoogleChatConfigurationPatchDataRequest
    """The configuration and what to change about it."""

    @classmethod
    def build(
        cls,
        configuration: Identity,
        *,
        domain_id: str | None = None,
        space_name_template: str | None = None,
        space_target_audience_id: str | None = None,
        space_time_zone: str | None = None,
    ) -> Self:
        """Make the body from plain values. What is None stays as it is.

        Args:
            configuration: the configuration, or its UUID.
            domain_id: the id of the Google Workspace domain.
            space_name_template: what the space of an incident is called, with variables such as `{{incident.title}}`.
            space_target_audience_id: the id of the audience that can find the space.
            space_time_zone: the time zone of the space, such as `America/New_York`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentGoogleChatConfigurationPatchRequest.build(google_chat, space_time_zone="Europe/Paris")`
        """
        attributes = IncidentGoogleChatConfigurationPatchDataAttributesRequest(
            domain_id=domain_id,
            space_name_template=space_name_template,
            space_target_audience_id=space_target_audience_id,
            space_time_zone=space_time_zone,
        )
        identity = identity_of("configuration", configuration)
        return built(cls(data=IncidentGoogleChatConfigurationPatchDataRequest(attributes=attributes, id=identity)))


@model
class IncidentGoogleChatConfigurationRequest(Model):
    """The body that creates a Google Chat configuration. `build` makes it from plain values; or nest the models."""

    data: IncidentGoogleChatConfigurationDataRequest
    """The new configuration."""

    @classmethod
    def build(
        cls,
        incident_type: Identity,
        *,
        domain_id: str,
        space_name_template: str,
        space_target_audience_id: str,
        space_time_zone: str,
    ) -> Self:
        """Make the body from plain values.

        Args:
            incident_type: the incident type that it is for, or its UUID.
            domain_id: the id of the Google Workspace domain.
            space_name_template: what the space of an incident is called, with variables such as `{{incident.title}}`.
            space_target_audience_id: the id of the audience that can find the space.
            space_time_zone: the time zone of the space, such as `America/New_York`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentGoogleChatConfigurationRequest.build(incident_type, domain_id="C01234567",
            space_name_template="{{incident.title}}", space_target_audience_id="A01", space_time_zone="UTC")`
        """
        attributes = IncidentGoogleChatConfigurationDataAttributesRequest(
            domain_id=domain_id,
            space_name_template=space_name_template,
            space_target_audience_id=space_target_audience_id,
            space_time_zone=space_time_zone,
        )
        relationships = IncidentGoogleChatConfigurationRelationshipsRequest(
            incident_type=reference_to_type(incident_type)
        )
        data = IncidentGoogleChatConfigurationDataRequest(attributes=attributes, relationships=relationships)
        return built(cls(data=data))


@model
class IncidentGoogleChatConfigurationResponse(Model):
    """A Google Chat configuration, as an operation returns it."""

    data: IncidentGoogleChatConfigurationDataResponse
    """The configuration."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""
