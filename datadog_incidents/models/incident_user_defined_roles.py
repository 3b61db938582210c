"""The roles that an organization defines for the responders of its incidents."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, Self, TypeAlias

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.body_rules import attributes_of, unless_within
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.relationships import RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentUserDefinedRoleDataAttributesRequest",
    "IncidentUserDefinedRoleDataAttributesResponse",
    "IncidentUserDefinedRoleDataRequest",
    "IncidentUserDefinedRoleDataResponse",
    "IncidentUserDefinedRoleIncidentTypeRelationship",
    "IncidentUserDefinedRoleIncidentTypeRelationshipData",
    "IncidentUserDefinedRoleIncludedItem",
    "IncidentUserDefinedRolePatchDataAttributesRequest",
    "IncidentUserDefinedRolePatchDataRequest",
    "IncidentUserDefinedRolePatchRequest",
    "IncidentUserDefinedRolePolicy",
    "IncidentUserDefinedRoleRelationshipsRequest",
    "IncidentUserDefinedRoleRelationshipsResponse",
    "IncidentUserDefinedRoleRequest",
    "IncidentUserDefinedRoleResponse",
    "IncidentUserDefinedRoleType",
    "IncidentUserDefinedRolesResponse",
]

_RESERVED: Final = ("Incident Commander", "Responder")
_LONGEST_NAME: Final = 255
_LONGEST_DESCRIPTION: Final = 1024


class IncidentUserDefinedRoleType(OpenEnum):
    """The resource type of user-defined roles."""

    INCIDENT_USER_DEFINED_ROLES = "incident_user_defined_roles"


@model
class IncidentUserDefinedRolePolicy(Model):
    """Who may play a role."""

    is_single: bool
    """Whether only one responder of an incident can play it at a time."""


@model
class IncidentUserDefinedRoleDataAttributesResponse(Model):
    """What a role is."""

    created: datetime = json_property(read_only=True)
    """When it was created, UTC. The service sets it."""
    description: str | None = None
    """What whoever plays it does; None where nobody said."""
    modified: datetime = json_property(read_only=True)
    """When it was last changed, UTC. The service sets it."""
    name: str
    """What it is called."""
    policy: IncidentUserDefinedRolePolicy
    """Who may play it."""


@model
class IncidentUserDefinedRoleIncidentTypeRelationshipData(Model):
    """A reference to an incident type."""

    id: str
    """The UUID of the incident type."""
    type: str
    """The resource type, `incident_types`."""


@model
class IncidentUserDefinedRoleIncidentTypeRelationship(Model):
    """The incident type that a role belongs to."""

    data: IncidentUserDefinedRoleIncidentTypeRelationshipData
    """The incident type."""


@model
class IncidentUserDefinedRoleRelationshipsResponse(Model):
    """Who made a role, and what it belongs to."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    incident_type: IncidentUserDefinedRoleIncidentTypeRelationship | None = None
    """The incident type that it is for."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentUserDefinedRoleDataResponse(Resource):
    """A user-defined role."""

    attributes: IncidentUserDefinedRoleDataAttributesResponse
    """What it is."""
    id: str
    """The UUID of the role, which the operations take as `role_id`."""
    relationships: IncidentUserDefinedRoleRelationshipsResponse | None = None
    """Who made it, and what it belongs to."""
    type: IncidentUserDefinedRoleType = IncidentUserDefinedRoleType.INCIDENT_USER_DEFINED_ROLES
    """The resource type, `incident_user_defined_roles`."""

    @property
    def name(self) -> str | None:
        """What it is called."""
        return self._attribute(str, "name")

    @property
    def description(self) -> str | None:
        """What whoever plays it does."""
        return self._attribute(str, "description")

    @property
    def is_single(self) -> bool:
        """Whether only one responder of an incident can play it at a time."""
        return attribute(self._attribute(IncidentUserDefinedRolePolicy, "policy"), "is_single") is True

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """The incident type that it is for, if it was included."""
        return self._related(IncidentTypeObject, "incident_type")

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")

    @property
    def last_modified_by_user(self) -> IncidentUserData | None:
        """The user who changed it last, if that was included."""
        return self._related(IncidentUserData, "last_modified_by_user")


IncidentUserDefinedRoleIncludedItem: TypeAlias = IncidentUserData | IncidentTypeObject
"""A resource that comes with user-defined roles, told apart by its `type`."""


@model
class IncidentUserDefinedRoleResponse(Model):
    """A user-defined role, as an operation returns it."""

    data: IncidentUserDefinedRoleDataResponse
    """The role."""
    included: list[IncidentUserDefinedRoleIncludedItem] | None = None
    """The users and the incident type that were asked for; None when nothing was."""


@model
class IncidentUserDefinedRolesResponse(Model):
    """The user-defined roles of the organization."""

    data: list[IncidentUserDefinedRoleDataResponse]
    """The roles."""
    included: list[IncidentUserDefinedRoleIncludedItem] | None = None
    """The users and incident types that were asked for; None when nothing was."""


@model
class IncidentUserDefinedRoleDataAttributesRequest(Model):
    """What a new role is."""

    description: str | Unset | None = UNSET
    """What whoever plays it does, in up to 1,024 characters; None and `UNSET` for nothing."""
    name: str
    """What it is called, in up to 255 characters; `Incident Commander` and `Responder` are the service's own."""
    policy: IncidentUserDefinedRolePolicy | None = None
    """Who may play it; left out, the service decides."""


@model
class IncidentUserDefinedRoleRelationshipsRequest(Model):
    """What a new role belongs to."""

    incident_type: IncidentUserDefinedRoleIncidentTypeRelationship
    """The incident type that it is for."""


@model
class IncidentUserDefinedRoleDataRequest(Model):
    """A new user-defined role."""

    attributes: IncidentUserDefinedRoleDataAttributesRequest
    """What it is."""
    relationships: IncidentUserDefinedRoleRelationshipsRequest
    """What it belongs to."""
    type: IncidentUserDefinedRoleType = IncidentUserDefinedRoleType.INCIDENT_USER_DEFINED_ROLES
    """The resource type, `incident_user_defined_roles`."""


@model
class IncidentUserDefinedRoleRequest(Model):
    """The body that creates a user-defined role. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentUserDefinedRoleDataRequest
    """The new role."""

    @classmethod
    def build(
        cls, name: str, incident_type: Identity, *, description: str | None = None, is_single: bool | None = None
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            name: what it is called, in up to 255 characters; not `Incident Commander` or `Responder`.
            incident_type: the incident type that it is for, or its UUID.
            description: what whoever plays it does, in up to 1,024 characters.
            is_single: whether only one responder of an incident can play it at a time.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentUserDefinedRoleRequest.build("Scribe", incident_type, description="Keeps the timeline")`
        """
        attributes = IncidentUserDefinedRoleDataAttributesRequest(
            name=name, description=UNSET if description is None else description, policy=_policy_from(is_single)
        )
        reference = IncidentUserDefinedRoleIncidentTypeRelationshipData(
            id=identity_of("incident_type", incident_type), type="incident_types"
        )
        relationships = IncidentUserDefinedRoleRelationshipsRequest(
            incident_type=IncidentUserDefinedRoleIncidentTypeRelationship(data=reference)
        )
        data = IncidentUserDefinedRoleDataRequest(attributes=attributes, relationships=relationships)
        return built(cls(data=data), _ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return _broken_rules(self)


@model
class IncidentUserDefinedRolePatchDataAttributesRequest(Model):
    """What to change about a role. What is left out stays as it is."""

    description: str | Unset | None = UNSET
    """What whoever plays it does, in up to 1,024 characters; None clears it."""
    name: str | None = None
    """What it is called, in up to 255 characters; `Incident Commander` and `Responder` are the service's own."""
    policy: IncidentUserDefinedRolePolicy | None = None
    """Who may play it."""


@model
class IncidentUserDefinedRolePatchDataRequest(Model):
    """A user-defined role and what to change about it."""

    attributes: IncidentUserDefinedRolePatchDataAttributesRequest | None = None
    """What to change."""
    id: str
    """The UUID of the role, as in the path."""
    type: IncidentUserDefinedRoleType = IncidentUserDefinedRoleType.INCIDENT_USER_DEFINED_ROLES
    """The resource type, `incident_user_defined_roles`."""


@model
class IncidentUserDefinedRolePatchRequest(Model):
    """The body that updates a user-defined role. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentUserDefinedRolePatchDataRequest
    """The role and what to change about it."""

    @classmethod
    def build(
        cls,
        role: Identity,
        *,
        name: str | None = None,
        description: str | Unset | None = UNSET,
        is_single: bool | None = None,
    ) -> Self:
        """Make the body from plain values. What is not given stays as it is.

        Args:
            role: the role, or its UUID.
            name: what it is called, in up to 255 characters; not `Incident Commander` or `Responder`.
            description: what whoever plays it does, in up to 1,024 characters; None clears it.
            is_single: whether only one responder of an incident can play it at a time.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentUserDefinedRolePatchRequest.build(role, name="Scribe", is_single=True)`
        """
        attributes = IncidentUserDefinedRolePatchDataAttributesRequest(
            name=name, description=description, policy=_policy_from(is_single)
        )
        data = IncidentUserDefinedRolePatchDataRequest(attributes=attributes, id=identity_of("role", role))
        return built(cls(data=data), _ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return _broken_rules(self)


_ARGUMENTS: Final = {r"^data\.attributes\.policy\.": ""}
"""Where in a body the arguments of `build` end up that are no attributes of their own."""


def _policy_from(is_single: bool | None) -> IncidentUserDefinedRolePolicy | None:
    return None if is_single is None else IncidentUserDefinedRolePolicy(is_single=is_single)


def _broken_rules(body: Model) -> Iterator[Mismatch]:
    name = attribute(attributes_of(body), "name")
    if isinstance(name, str) and name.casefold() in [reserved.casefold() for reserved in _RESERVED]:
        yield Mismatch("data.attributes.name", f"{name!r} is a role of the service's own; choose another name")
    yield from unless_within(_LONGEST_NAME, body, "name")
    yield from unless_within(_LONGEST_DESCRIPTION, body, "description")
