"""The global handles of an organization: names that stand for how an incident is declared."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self, TypeAlias

from datadog_incidents._core.codec.model import Model, Resource, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.paths import attribute
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.building import Identity, built, identity_of, listed
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentHandleAttributesFields",
    "IncidentHandleAttributesRequest",
    "IncidentHandleAttributesResponse",
    "IncidentHandleDataRequest",
    "IncidentHandleDataResponse",
    "IncidentHandleIncludedItemResponse",
    "IncidentHandleRelationship",
    "IncidentHandleRelationshipData",
    "IncidentHandleRelationships",
    "IncidentHandleRelationshipsRequest",
    "IncidentHandleRequest",
    "IncidentHandleResponse",
    "IncidentHandleType",
    "IncidentHandlesResponse",
]


@model
class IncidentHandleAttributesFields(Model):
    """The values of fields that an incident gets which is declared by a handle."""

    severity: list[str] | None = None
    """The severities, such as `SEV-1`."""


@model
class IncidentHandleAttributesRequest(Model):
    """What a handle is. An update replaces all of it."""

    fields: IncidentHandleAttributesFields | None = None
    """The values of fields that an incident gets; left out, none."""
    name: str
    """What it is called."""


@model
class IncidentHandleAttributesResponse(Model):
    """What a handle is."""

    created_at: datetime
    """When it was created, UTC."""
    fields: IncidentHandleAttributesFields
    """The values of fields that an incident gets."""
    modified_at: datetime
    """When it was last changed, UTC."""
    name: str
    """What it is called."""


@model
class IncidentHandleRelationshipData(Model):
    """A reference to a user or an incident type."""

    id: str
    """Its UUID."""
    type: str
    """Its resource type, `users` or `incident_types`."""


@model
class IncidentHandleRelationship(Model):
    """What a handle refers to."""

    data: IncidentHandleRelationshipData
    """The reference."""


@model
class IncidentHandleRelationshipsRequest(Model):
    """What a handle refers to."""

    commander_user: IncidentHandleRelationship | None = None
    """The user who leads the response; left out, nobody."""
    incident_type: IncidentHandleRelationship
    """The type of the incidents that are declared by it."""


class IncidentHandleType(OpenEnum):
    """The resource type of global handles."""

    INCIDENTS_HANDLES = "incidents_handles"


@model
class IncidentHandleDataRequest(Model):
    """A handle to create, or what one is to become."""

    attributes: IncidentHandleAttributesRequest
    """What it is."""
    id: str | None = None
    """The UUID of the handle, in an update: its path has none."""
    relationships: IncidentHandleRelationshipsRequest | Unset | None = UNSET
    """What it refers to; None and `UNSET` for nothing."""
    type: IncidentHandleType = IncidentHandleType.INCIDENTS_HANDLES
    """The resource type, `incidents_handles`."""


@model
class IncidentHandleRelationships(Model):
    """Who made a handle, and what it refers to."""

    commander_user: IncidentHandleRelationship | None = None
    """The user who leads the response; None for nobody."""
    created_by_user: IncidentHandleRelationship
    """The user who created it."""
    incident_type: IncidentHandleRelationship
    """The type of the incidents that are declared by it."""
    last_modified_by_user: IncidentHandleRelationship
    """The user who changed it last."""


@model
class IncidentHandleDataResponse(Resource):
    """A global handle."""

    attributes: IncidentHandleAttributesResponse
    """What it is."""
    id: str
    """The UUID of the handle."""
    relationships: IncidentHandleRelationships | None = None
    """Who made it, and what it refers to."""
    type: IncidentHandleType = IncidentHandleType.INCIDENTS_HANDLES
    """The resource type, `incidents_handles`."""

    @property
    def name(self) -> str | None:
        """What it is called."""
        return self._attribute(str, "name")

    @property
    def severities(self) -> list[str]:
        """The severities of its `fields`."""
        value = attribute(attribute(self.attributes, "fields"), "severity")
        return [item for item in value if isinstance(item, str)] if is_list(value) else []

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """The type of the incidents that are declared by it, if it was included."""
        return self._related(IncidentTypeObject, "incident_type")

    @property
    def incident_type_id(self) -> str | None:
        """The UUID of the type of the incidents that are declared by it."""
        return self._related_id("incident_type")

    @property
    def commander(self) -> IncidentUserData | None:
        """The user who leads the response, if there is one and was included."""
        return self._related(IncidentUserData, "commander_user")

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")

    @property
    def last_modified_by_user(self) -> IncidentUserData | None:
        """The user who changed it last, if that was included."""
        return self._related(IncidentUserData, "last_modified_by_user")


IncidentHandleIncludedItemResponse: TypeAlias = IncidentUserData | IncidentTypeObject
"""A resource that comes with global handles, told apart by its `type`."""


@model
class IncidentHandleRequest(Model):
    """The body that creates or replaces a global handle. `build` makes it from plain values; or nest the models."""

    data: IncidentHandleDataRequest
    """The handle."""

    @classmethod
    def build(
        cls,
        name: str,
        *,
        incident_type: Identity | None = None,
        commander: Identity | None = None,
        severity: str | Sequence[str] | None = None,
        handle: Identity | None = None,
    ) -> Self:
        """Make the body from plain values.

        Args:
            name: what it is called.
            incident_type: the type of the incidents that are declared by it, or its UUID.
            commander: the user who leads the response, or the user's UUID; a commander needs an incident type, too.
            severity: the severities of its `fields`.
            handle: the handle that is replaced, or its UUID; None for a new one.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentHandleRequest.build("@incident-sev1", incident_type=incident_type, severity="SEV-1")`
        """
        if commander is not None and incident_type is None:
            raise InvalidArgumentError("incident_type: required with a commander")
        fields = None if severity is None else IncidentHandleAttributesFields(severity=listed("severity", severity))
        relationships: IncidentHandleRelationshipsRequest | Unset = UNSET
        if incident_type is not None:
            relationships = IncidentHandleRelationshipsRequest(
                incident_type=_reference("incident_type", incident_type, "incident_types"),
                commander_user=None if commander is None else _reference("commander", commander, "users"),
            )
        data = IncidentHandleDataRequest(
            attributes=IncidentHandleAttributesRequest(name=name, fields=fields),
            id=None if handle is None else identity_of("handle", handle),
            relationships=relationships,
        )
        return built(cls(data=data), {r"^data\.attributes\.fields\.": ""})


@model
class IncidentHandleResponse(Model):
    """A global handle, as an operation returns it."""

    data: IncidentHandleDataResponse
    """The handle."""
    included: list[IncidentHandleIncludedItemResponse] | None = None
    """The users and the incident type that were asked for; None when nothing was."""


@model
class IncidentHandlesResponse(Model):
    """The global handles of the organization."""

    data: list[IncidentHandleDataResponse]
    """The handles."""
    included: list[IncidentHandleIncludedItemResponse] | None = None
    """The users and incident types that were asked for; None when nothing was."""


def _reference(argument: str, resource: Identity, type_name: str) -> IncidentHandleRelationship:
    data = IncidentHandleRelationshipData(id=identity_of(argument, resource), type=type_name)
    return IncidentHandleRelationship(data=data)
