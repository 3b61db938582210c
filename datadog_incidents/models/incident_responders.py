"""The responders of an incident: who takes part in the response."""

from datetime import datetime
from typing import Any, Self

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.relationships import NullableRelationshipToUser, RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentResponderDataAttributesResponse",
    "IncidentResponderDataRequest",
    "IncidentResponderDataResponse",
    "IncidentResponderRelationships",
    "IncidentResponderRelationshipsRequest",
    "IncidentResponderRequest",
    "IncidentResponderResponse",
    "IncidentResponderRoleAssignmentRelationshipData",
    "IncidentResponderRoleAssignmentsRelationship",
    "IncidentResponderType",
    "IncidentResponderUserRelationship",
    "IncidentResponderUserRelationshipData",
    "IncidentRespondersResponse",
]


class IncidentResponderType(OpenEnum):
    """The resource type of responders."""

    INCIDENT_RESPONDERS = "incident_responders"


@model
class IncidentResponderDataAttributesResponse(Model):
    """What the service knows of a responder. It sets all of it."""

    created: datetime
    """When the user became a responder, UTC."""
    external_id: str | None = None
    """The id of the responder in the system that it comes from; None for one who was added here."""
    external_source: str | None = None
    """The system that the responder comes from; None for one who was added here."""
    is_billable: bool
    """Whether the responder counts on the bill."""
    last_active: datetime | None = None
    """When the responder was last active in the incident, UTC; None for never."""
    meta: dict[str, Any] | None = None
    """What else there is to say of the responder, in no fixed form; None for nothing."""
    modified: datetime
    """When the responder was last changed, UTC."""


@model
class IncidentResponderRoleAssignmentRelationshipData(Model):
    """A reference to the assignment of a role."""

    id: str
    """The UUID of the assignment, which is not that of the role."""
    type: str
    """The resource type of assignments."""


@model
class IncidentResponderRoleAssignmentsRelationship(Model):
    """The roles that a responder plays."""

    data: list[IncidentResponderRoleAssignmentRelationshipData] | None = None
    """The assignments; empty for a responder without a role."""


@model
class IncidentResponderRelationships(Model):
    """Who a responder is, and who made them one."""

    created_by: RelationshipToUser | None = None
    """The user who added the responder."""
    last_modified_by: RelationshipToUser | None = None
    """The user who changed the responder last."""
    role_assignments: IncidentResponderRoleAssignmentsRelationship | None = None
    """The roles that the responder plays."""
    user: NullableRelationshipToUser | None = None
    """The user who responds; none for someone without a Datadog account."""


@model
class IncidentResponderDataResponse(Resource):
    """A responder."""

    attributes: IncidentResponderDataAttributesResponse
    """What the service knows of the responder."""
    id: str
    """The UUID of the responder, which the operations take as `responder_id`; it is not that of the user."""
    relationships: IncidentResponderRelationships | None = None
    """Who the responder is, and who made them one."""
    type: IncidentResponderType = IncidentResponderType.INCIDENT_RESPONDERS
    """The resource type, `incident_responders`."""

    @property
    def user(self) -> IncidentUserData | None:
        """The user who responds, if that was included."""
        return self._related(IncidentUserData, "user")

    @property
    def user_id(self) -> str | None:
        """The UUID of the user who responds; None for someone without a Datadog account."""
        return self._related_id("user")

    @property
    def created_by(self) -> IncidentUserData | None:
        """The user who added the responder, if that was included."""
        return self._related(IncidentUserData, "created_by")

    @property
    def role_assignment_ids(self) -> list[str]:
        """The UUIDs of the assignments of roles to the responder."""
        found = at_path(self, ("relationships", "role_assignments", "data", "id"), attribute)
        return [identity for identity in found if isinstance(identity, str)]

    @property
    def is_billable(self) -> bool:
        """Whether the responder counts on the bill."""
        return self._attribute(bool, "is_billable") or False

    @property
    def last_active(self) -> datetime | None:
        """When the responder was last active in the incident, UTC; None for never."""
        return self._moment("last_active")


@model
class IncidentResponderResponse(Model):
    """A responder, as an operation returns it."""

    data: IncidentResponderDataResponse
    """The responder."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that the responder refers to, if the service sends them."""


@model
class IncidentRespondersResponse(Model):
    """The responders of an incident."""

    data: list[IncidentResponderDataResponse]
    """The responders."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that they refer to, if the service sends them."""


@model
class IncidentResponderUserRelationshipData(Model):
    """A reference to the user who is to respond."""

    id: str
    """The UUID of the user."""
    type: str
    """The resource type, `users`."""


@model
class IncidentResponderUserRelationship(Model):
    """The user who is to respond."""

    data: IncidentResponderUserRelationshipData
    """The user."""


@model
class IncidentResponderRelationshipsRequest(Model):
    """Who is to respond."""

    user: IncidentResponderUserRelationship
    """The user who is to respond."""


@model
class IncidentResponderDataRequest(Model):
    """A new responder. All there is to say is who."""

    relationships: IncidentResponderRelationshipsRequest
    """Who is to respond."""
    type: IncidentResponderType = IncidentResponderType.INCIDENT_RESPONDERS
    """The resource type, `incident_responders`."""


@model
class IncidentResponderRequest(Model):
    """The body that adds a responder. `build` makes it from the user, or nest the models yourself."""

    data: IncidentResponderDataRequest
    """The new responder."""

    @classmethod
    def build(cls, user: Identity) -> Self:
        """Make the body from the user who is to respond.

        Args:
            user: the user, or the UUID of the user.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentResponderRequest.build("6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3")`
        """
        reference = IncidentResponderUserRelationshipData(id=identity_of("user", user), type="users")
        relationships = IncidentResponderRelationshipsRequest(user=IncidentResponderUserRelationship(data=reference))
        return built(cls(data=IncidentResponderDataRequest(relationships=relationships)))
