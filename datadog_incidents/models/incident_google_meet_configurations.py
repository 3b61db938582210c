"""How Google Meet is used for the incidents of a type."""

from datetime import datetime
from typing import Self

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.building import Identity, built, identity_of, reference_to_type
from datadog_incidents.models.relationships import RelationshipToIncidentType, RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentGoogleMeetConfigurationDataAttributesRequest",
    "IncidentGoogleMeetConfigurationDataAttributesResponse",
    "IncidentGoogleMeetConfigurationDataRequest",
    "IncidentGoogleMeetConfigurationDataResponse",
    "IncidentGoogleMeetConfigurationPatchDataAttributesRequest",
    "IncidentGoogleMeetConfigurationPatchDataRequest",
    "IncidentGoogleMeetConfigurationPatchRequest",
    "IncidentGoogleMeetConfigurationRelationships",
    "IncidentGoogleMeetConfigurationRelationshipsRequest",
    "IncidentGoogleMeetConfigurationRequest",
    "IncidentGoogleMeetConfigurationResponse",
    "IncidentGoogleMeetConfigurationType",
]


@model
class IncidentGoogleMeetConfigurationDataAttributesRequest(Model):
    """How Google Meet is used for incidents."""

    allow_manual_meeting_creation: bool
    """Whether people can start a meeting from an incident."""
    auto_summarize: bool
    """Whether meetings are summed up by AI."""


@model
class IncidentGoogleMeetConfigurationDataAttributesResponse(Model):
    """How Google Meet is used for incidents."""

    allow_manual_meeting_creation: bool
    """Whether people can start a meeting from an incident."""
    auto_summarize: bool
    """Whether meetings are summed up by AI."""
    created_at: datetime | None = None
    """When it was created, UTC."""
    modified_at: datetime
    """When it was last changed, UTC."""


@model
class IncidentGoogleMeetConfigurationRelationshipsRequest(Model):
    """What a new Google Meet configuration belongs to."""

    incident_type: RelationshipToIncidentType
    """The incident type that it is for."""


class IncidentGoogleMeetConfigurationType(OpenEnum):
    """The resource type of Google Meet configurations."""

    GOOGLE_MEET_CONFIGURATIONS = "google_meet_configurations"


@model
class IncidentGoogleMeetConfigurationDataRequest(Model):
    """A new Google Meet configuration."""

    attributes: IncidentGoogleMeetConfigurationDataAttributesRequest
    """How it is used."""
    relationships: IncidentGoogleMeetConfigurationRelationshipsRequest
    """What it belongs to."""
    type: IncidentGoogleMeetConfigurationType = IncidentGoogleMeetConfigurationType.GOOGLE_MEET_CONFIGURATIONS
    """The resource type, `google_meet_configurations`."""


@model
class IncidentGoogleMeetConfigurationRelationships(Model):
    """Who made a Google Meet configuration, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident_type: RelationshipToIncidentType | None = None
    """The incident type that it is for."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentGoogleMeetConfigurationDataResponse(Resource):
    """A Google Meet configuration."""

    attributes: IncidentGoogleMeetConfigurationDataAttributesResponse
    """How it is used."""
    id: str
    """The UUID of the configuration, which an update takes as `id`."""
    relationships: IncidentGoogleMeetConfigurationRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentGoogleMeetConfigurationType = IncidentGoogleMeetConfigurationType.GOOGLE_MEET_CONFIGURATIONS
    """The resource type, `google_meet_configurations`."""

    @property
    def allows_manual_meeting_creation(self) -> bool:
        """Whether people can start a meeting from an incident."""
        return self._attribute(bool, "allow_manual_meeting_creation") or False

    @property
    def auto_summarizes(self) -> bool:
        """Whether meetings are summed up by AI."""
        return self._attribute(bool, "auto_summarize") or False

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
class IncidentGoogleMeetConfigurationPatchDataAttributesRequest(Model):
    """What to change about a Google Meet configuration. What is left out stays as it is."""

    allow_manual_meeting_creation: bool | None = None
    """Whether people can start a meeting from an incident."""
    auto_summarize: bool | None = None
    """Whether meetings are summed up by AI."""


@model
class IncidentGoogleMeetConfigurationPatchDataRequest(Model):
    """A Google Meet configuration and what to change about it."""

    attributes: IncidentGoogleMeetConfigurationPatchDataAttributesRequest | None = None
    """What to change."""
    id: str
    """The UUID of the configuration, as in the path."""
    type: IncidentGoogleMeetConfigurationType = IncidentGoogleMeetConfigurationType.GOOGLE_MEET_CONFIGURATIONS
    """The resource type, `google_meet_configurations`."""


@model
class IncidentGoogleMeetConfigurationPatchRequest(Model):
    """The body that updates a Google Meet configuration. `build` makes it from plain values; or nest the models."""

    data: IncidentGoogleMeetConfigurationPatchDataRequest
    """The configuration and what to change about it."""

    @classmethod
    def build(
        cls,
        configuration: Identity,
        *,
        allow_manual_meeting_creation: bool | None = None,
        auto_summarize: bool | None = None,
    ) -> Self:
        """Make the body from plain values. What is None stays as it is.

        Args:
            configuration: the configuration, or its UUID.
            allow_manual_meeting_creation: whether people can start a meeting from an incident.
            auto_summarize: whether meetings are summed up by AI.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentGoogleMeetConfigurationPatchRequest.build(google_meet, auto_summarize=True)`
        """
        attributes = IncidentGoogleMeetConfigurationPatchDataAttributesRequest(
            allow_manual_meeting_creation=allow_manual_meeting_creation, auto_summarize=auto_summarize
        )
        identity = identity_of("configuration", configuration)
        return built(cls(data=IncidentGoogleMeetConfigurationPatchDataRequest(attributes=attributes, id=identity)))


@model
class IncidentGoogleMeetConfigurationRequest(Model):
    """The body that creates a Google Meet configuration. `build` makes it from plain values; or nest the models."""

    data: IncidentGoogleMeetConfigurationDataRequest
    """The new configuration."""

    @classmethod
    def build(
        cls,
        incident_type: Identity,
        *,
        allow_manual_meeting_creation: bool,
        auto_summarize: bool,
    ) -> Self:
        """Make the body from plain values.

        Args:
            incident_type: the incident type that it is for, or its UUID.
            allow_manual_meeting_creation: whether people can start a meeting from an incident.
            auto_summarize: whether meetings are summed up by AI.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentGoogleMeetConfigurationRequest.build(incident_type, allow_manual_meeting_creation=True,
            auto_summarize=False)`
        """
        attributes = IncidentGoogleMeetConfigurationDataAttributesRequest(
            allow_manual_meeting_creation=allow_manual_meeting_creation, auto_summarize=auto_summarize
        )
        relationships = IncidentGoogleMeetConfigurationRelationshipsRequest(
            incident_type=reference_to_type(incident_type)
        )
        data = IncidentGoogleMeetConfigurationDataRequest(attributes=attributes, relationships=relationships)
        return built(cls(data=data))


@model
class IncidentGoogleMeetConfigurationResponse(Model):
    """A Google Meet configuration, as an operation returns it."""

    data: IncidentGoogleMeetConfigurationDataResponse
    """The configuration."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""
