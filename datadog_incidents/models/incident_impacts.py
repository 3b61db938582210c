"""The impacts of an incident: what customers noticed, from when to when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Self, TypeAlias

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.narrowing import is_mapping
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.building import built
from datadog_incidents.models.incidents import IncidentResponseData
from datadog_incidents.models.relationships import RelationshipToIncident, RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentImpactAttributes",
    "IncidentImpactCreateAttributes",
    "IncidentImpactCreateData",
    "IncidentImpactCreateRequest",
    "IncidentImpactFieldsObject",
    "IncidentImpactPatchAttributes",
    "IncidentImpactPatchData",
    "IncidentImpactPatchRequest",
    "IncidentImpactRelatedObject",
    "IncidentImpactRelationships",
    "IncidentImpactResponse",
    "IncidentImpactResponseData",
    "IncidentImpactResponseIncludedItem",
    "IncidentImpactType",
    "IncidentImpactsResponse",
]


class IncidentImpactType(OpenEnum):
    """The resource type of impacts."""

    INCIDENT_IMPACTS = "incident_impacts"


class IncidentImpactRelatedObject(OpenEnum):
    """The kinds of resources that a response about impacts can include on request."""

    CREATED_BY_USER = "created_by_user"
    INCIDENT = "incident"
    LAST_MODIFIED_BY_USER = "last_modified_by_user"


@model
class IncidentImpactFieldsObject(Model):
    """The fields of an impact by name, as the organization defines them; all are in `additional_properties`.

    Args:
        fields: the values by name, as a mapping or as pairs.
        additional_properties: the same, as other models have it.

    Example:
        `IncidentImpactFieldsObject({"customers_impacted": "all"})`
    """

    def __init__(
        self,
        fields: Mapping[str, Any] | Iterable[tuple[str, Any]] = (),
        /,
        *,
        additional_properties: dict[str, Any] | None = None,
    ) -> None:
        self.additional_properties: dict[str, Any] | None = {**dict(fields), **(additional_properties or {})} or None


@model
class IncidentImpactAttributes(Model):
    """What is known about an impact."""

    created: datetime | None = json_property(default=None, read_only=True)
    """When it was created, UTC. The service sets it."""
    description: str
    """What customers noticed."""
    end_at: datetime | None = None
    """When customers stopped noticing it, UTC; None before that."""
    fields: IncidentImpactFieldsObject | None = None
    """Its fields; None when it has none."""
    impact_type: str | None = json_property(default=None, read_only=True)
    """Whom it is about: `customer`. The service sets it."""
    modified: datetime | None = json_property(default=None, read_only=True)
    """When it was last changed, UTC. The service sets it."""
    start_at: datetime
    """When customers began to notice it, UTC."""


@model
class IncidentImpactRelationships(Model):
    """Who made an impact, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident: RelationshipToIncident | None = None
    """The incident that it is an impact of."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentImpactResponseData(Resource):
    """An impact."""

    attributes: IncidentImpactAttributes | None = None
    """What is known about it."""
    id: str
    """The UUID of the impact, which the operations take as `impact_id`."""
    relationships: IncidentImpactRelationships | None = None
    """Who made it, and what it belongs to."""
    type: IncidentImpactType = IncidentImpactType.INCIDENT_IMPACTS
    """The resource type, `incident_impacts`."""

    @property
    def description(self) -> str | None:
        """What customers noticed."""
        return self._attribute(str, "description")

    @property
    def start_at(self) -> datetime | None:
        """When customers began to notice it, UTC."""
        return self._moment("start_at")

    @property
    def end_at(self) -> datetime | None:
        """When customers stopped noticing it, UTC; None before that."""
        return self._moment("end_at")

    @property
    def is_over(self) -> bool:
        """Whether customers stopped noticing it."""
        return self.end_at is not None

    @property
    def duration(self) -> timedelta | None:
        """How long customers noticed it; None before it is over."""
        start, end = self.start_at, self.end_at
        return None if start is None or end is None else end - start

    @property
    def fields(self) -> dict[str, Any]:
        """The values of its fields by name; empty when it has none."""
        fields = self._attribute(IncidentImpactFieldsObject, "fields")
        return dict(fields.additional_properties or {}) if fields else {}

    @property
    def created(self) -> datetime | None:
        """When it was created, UTC."""
        return self._moment("created")

    @property
    def modified(self) -> datetime | None:
        """When it was last changed, UTC."""
        return self._moment("modified")

    @property
    def created_by(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")

    @property
    def last_modified_by(self) -> IncidentUserData | None:
        """The user who changed it last, if that was included."""
        return self._related(IncidentUserData, "last_modified_by_user")

    @property
    def incident_id(self) -> str | None:
        """The UUID of the incident that it is an impact of."""
        return self._related_id("incident")

    @property
    def incident(self) -> IncidentResponseData | None:
        """The incident that it is an impact of, if that was included."""
        return self._related(IncidentResponseData, "incident")


IncidentImpactResponseIncludedItem: TypeAlias = IncidentUserData | IncidentResponseData
"""A resource that comes with impacts, told apart by its `type`.

The contract lists users alone, though an incident can be asked for.
"""


@model
class IncidentImpactResponse(Model):
    """An impact, as an operation returns it."""

    data: IncidentImpactResponseData
    """The impact."""
    included: list[IncidentImpactResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """What was asked to come with it; None when nothing was."""


@model
class IncidentImpactsResponse(Model):
    """The impacts of an incident."""

    data: list[IncidentImpactResponseData]
    """The impacts."""
    included: list[IncidentImpactResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """What was asked to come with them; None when nothing was."""


@model
class IncidentImpactCreateAttributes(Model):
    """What to say about a new impact."""

    description: str
    """What customers noticed."""
    end_at: datetime | Unset | None = UNSET
    """When customers stopped noticing it, with a time zone; None or `UNSET` when they have not yet."""
    fields: IncidentImpactFieldsObject | None = None
    """Its fields."""
    start_at: datetime
    """When customers began to notice it, with a time zone."""


@model
class IncidentImpactCreateData(Model):
    """A new impact."""

    attributes: IncidentImpactCreateAttributes
    """What to say about it."""
    type: IncidentImpactType = IncidentImpactType.INCIDENT_IMPACTS
    """The resource type, `incident_impacts`."""


@model
class IncidentImpactCreateRequest(Model):
    """The body that creates an impact. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentImpactCreateData
    """The new impact."""

    @classmethod
    def build(
        cls,
        description: str,
        start_at: datetime,
        *,
        end_at: datetime | None = None,
        fields: Mapping[str, Any] | IncidentImpactFieldsObject | None = None,
    ) -> Self:
        """Make the body from plain values.

        Args:
            description: what customers noticed.
            start_at: when customers began to notice it, with a time zone.
            end_at: when customers stopped noticing it, with a time zone; None when they have not yet.
            fields: the values of the impact fields that the organization defines, by name.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentImpactCreateRequest.build("Some customers cannot pay.", datetime(2026, 3, 1, 9, 30, tzinfo=UTC))`
        """
        attributes = IncidentImpactCreateAttributes(
            description=description,
            start_at=start_at,
            end_at=UNSET if end_at is None else end_at,
            fields=_fields_from(fields),
        )
        return built(cls(data=IncidentImpactCreateData(attributes=attributes)))


@model
class IncidentImpactPatchAttributes(Model):
    """What to change about an impact. What is left out stays as it is."""

    description: str | None = None
    """What customers noticed."""
    end_at: datetime | Unset | None = UNSET
    """When customers stopped noticing it, with a time zone; None for not yet after all."""
    fields: IncidentImpactFieldsObject | None = None
    """Its fields."""
    start_at: datetime | None = None
    """When customers began to notice it, with a time zone."""


@model
class IncidentImpactPatchData(Model):
    """What to change about an impact."""

    attributes: IncidentImpactPatchAttributes | None = None
    """What to change."""
    type: IncidentImpactType = IncidentImpactType.INCIDENT_IMPACTS
    """The resource type, `incident_impacts`."""


@model
class IncidentImpactPatchRequest(Model):
    """The body that updates an impact. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentImpactPatchData
    """What to change."""

    @classmethod
    def build(
        cls,
        *,
        description: str | None = None,
        start_at: datetime | None = None,
        end_at: datetime | Unset | None = UNSET,
        fields: Mapping[str, Any] | IncidentImpactFieldsObject | None = None,
    ) -> Self:
        """Make the body from plain values. What is not given stays as it is.

        Args:
            description: what customers noticed.
            start_at: when customers began to notice it, with a time zone.
            end_at: when customers stopped noticing it, with a time zone; None for not yet after all.
            fields: the values of the impact fields that the organization defines, by name.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentImpactPatchRequest.build(end_at=datetime.now(UTC))`
        """
        attributes = IncidentImpactPatchAttributes(
            description=description, start_at=start_at, end_at=end_at, fields=_fields_from(fields)
        )
        return built(cls(data=IncidentImpactPatchData(attributes=attributes)))


def _fields_from(fields: Mapping[str, Any] | IncidentImpactFieldsObject | None) -> IncidentImpactFieldsObject | None:
    if fields is None or isinstance(fields, IncidentImpactFieldsObject):
        return fields
    if not is_mapping(fields):
        raise InvalidArgumentError(f"fields: expected a mapping of names to values, got {type(fields).__name__}")
    return IncidentImpactFieldsObject(fields)
