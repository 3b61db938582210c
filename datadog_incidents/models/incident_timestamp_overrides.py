"""Moments of an incident that someone has set right: when it was detected, declared or resolved."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.body_rules import member_of, unless_known
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.relationships import RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentTimestampOverrideDataAttributesRequest",
    "IncidentTimestampOverrideDataAttributesResponse",
    "IncidentTimestampOverrideDataRequest",
    "IncidentTimestampOverrideDataResponse",
    "IncidentTimestampOverridePatchDataAttributesRequest",
    "IncidentTimestampOverridePatchDataRequest",
    "IncidentTimestampOverridePatchRequest",
    "IncidentTimestampOverrideRelationships",
    "IncidentTimestampOverrideRequest",
    "IncidentTimestampOverrideResponse",
    "IncidentTimestampOverrideType",
    "IncidentTimestampOverridesResponse",
    "IncidentTimestampType",
]


class IncidentTimestampOverrideType(OpenEnum):
    """The resource type of timestamp overrides."""

    INCIDENTS_TIMESTAMP_OVERRIDES = "incidents_timestamp_overrides"


class IncidentTimestampType(OpenEnum):
    """Which moment of an incident is set right."""

    DECLARED = "declared"
    DETECTED = "detected"
    RESOLVED = "resolved"


@model
class IncidentTimestampOverrideDataAttributesResponse(Model):
    """Which moment was set right, and to what."""

    created_at: datetime = json_property(read_only=True)
    """When the override was created, UTC. The service sets it."""
    deleted_at: datetime | None = json_property(default=None, read_only=True)
    """When the override was deleted, UTC; None while it holds. The service sets it."""
    incident_id: str = json_property(read_only=True)
    """The id of the incident that it belongs to. The service sets it."""
    modified_at: datetime = json_property(read_only=True)
    """When the override was last changed, UTC. The service sets it."""
    timestamp_type: IncidentTimestampType
    """Which moment it is."""
    timestamp_value: datetime
    """The right moment, UTC."""


@model
class IncidentTimestampOverrideRelationships(Model):
    """Who made a timestamp override."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentTimestampOverrideDataResponse(Resource):
    """A timestamp override."""

    attributes: IncidentTimestampOverrideDataAttributesResponse
    """Which moment was set right, and to what."""
    id: str
    """The UUID of the override, which the operations take as `id`."""
    relationships: IncidentTimestampOverrideRelationships | None = None
    """Who made it."""
    type: IncidentTimestampOverrideType = IncidentTimestampOverrideType.INCIDENTS_TIMESTAMP_OVERRIDES
    """The resource type, `incidents_timestamp_overrides`."""

    @property
    def timestamp_type(self) -> IncidentTimestampType | None:
        """Which moment was set right."""
        return self._attribute(IncidentTimestampType, "timestamp_type")

    @property
    def timestamp_value(self) -> datetime | None:
        """The right moment, UTC."""
        return self._moment("timestamp_value")

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted, so that it does not hold any more."""
        return self._moment("deleted_at") is not None

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")


@model
class IncidentTimestampOverrideResponse(Model):
    """A timestamp override, as an operation returns it."""

    data: IncidentTimestampOverrideDataResponse
    """The override."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""


@model
class IncidentTimestampOverridesResponse(Model):
    """The timestamp overrides of an incident."""

    data: list[IncidentTimestampOverrideDataResponse]
    """The overrides."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that they refer to, if the service sends them."""


@model
class IncidentTimestampOverrideDataAttributesRequest(Model):
    """Which moment to set right, and to what."""

    timestamp_type: IncidentTimestampType
    """Which moment it is."""
    timestamp_value: datetime
    """The right moment, with a time zone."""


@model
class IncidentTimestampOverrideDataRequest(Model):
    """A new timestamp override."""

    attributes: IncidentTimestampOverrideDataAttributesRequest
    """Which moment to set right, and to what."""
    type: IncidentTimestampOverrideType = IncidentTimestampOverrideType.INCIDENTS_TIMESTAMP_OVERRIDES
    """The resource type, `incidents_timestamp_overrides`."""


@model
class IncidentTimestampOverrideRequest(Model):
    """The body that creates a timestamp override. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentTimestampOverrideDataRequest
    """The new override."""

    @classmethod
    def build(cls, timestamp_type: IncidentTimestampType | str, timestamp_value: datetime) -> Self:
        """Make the body from plain values.

        Args:
            timestamp_type: which moment to set right: `detected`, `declared` or `resolved`.
            timestamp_value: the right moment, with a time zone.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentTimestampOverrideRequest.build("detected", datetime(2026, 3, 4, 9, 12, tzinfo=UTC))`
        """
        attributes = IncidentTimestampOverrideDataAttributesRequest(
            timestamp_type=member_of(IncidentTimestampType, timestamp_type), timestamp_value=timestamp_value
        )
        return built(cls(data=IncidentTimestampOverrideDataRequest(attributes=attributes)))

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return unless_known(IncidentTimestampType, self, "timestamp_type")


@model
class IncidentTimestampOverridePatchDataAttributesRequest(Model):
    """What to set a moment to."""

    timestamp_value: datetime
    """The right moment, with a time zone."""


@model
class IncidentTimestampOverridePatchDataRequest(Model):
    """A timestamp override and what to change about it."""

    attributes: IncidentTimestampOverridePatchDataAttributesRequest | None = None
    """What to set the moment to."""
    id: str
    """The UUID of the override, as in the path."""
    type: IncidentTimestampOverrideType = IncidentTimestampOverrideType.INCIDENTS_TIMESTAMP_OVERRIDES
    """The resource type, `incidents_timestamp_overrides`."""


@model
class IncidentTimestampOverridePatchRequest(Model):
    """The body that updates a timestamp override. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentTimestampOverridePatchDataRequest
    """The override and what to change about it."""

    @classmethod
    def build(cls, override: Identity, timestamp_value: datetime) -> Self:
        """Make the body from plain values. Which moment it is cannot be changed.

        Args:
            override: the override, or its UUID.
            timestamp_value: the right moment, with a time zone.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentTimestampOverridePatchRequest.build(override, datetime(2026, 3, 4, 9, 15, tzinfo=UTC))`
        """
        data = IncidentTimestampOverridePatchDataRequest(
            attributes=IncidentTimestampOverridePatchDataAttributesRequest(timestamp_value=timestamp_value),
            id=identity_of("override", override),
        )
        return built(cls(data=data))
