"""The people of an incident."""

from datetime import datetime

from datadog_incidents._core.codec.model import Model, json_property, model
from datadog_incidents._core.narrowing import as_kind
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.relationships import (
    RelationshipToOrganization,
    RelationshipToOrganizations,
    RelationshipToRoles,
    RelationshipToUsers,
)
from datadog_incidents.models.resource_types import UsersType

__all__ = [
    "IncidentExpandedUser",
    "IncidentNonDatadogCreator",
    "IncidentUserAttributes",
    "IncidentUserData",
    "User",
    "UserAttributes",
    "UserResponseRelationships",
]


@model
class IncidentUserAttributes(Model):
    """Who a user is."""

    email: str | None = None
    """The e-mail address."""
    handle: str | None = None
    """The handle, usually the e-mail address."""
    icon: str | None = None
    """The URL of the avatar."""
    name: str | None = None
    """The full name; None or empty for a user who has not given one, such as one who was only invited."""
    uuid: str | None = None
    """The UUID of the user, the same as the `id` of the resource."""


class Person(Model):
    """What people ask of a user, whichever of the two models of a user it is."""

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """The full name; None for a user who has not given one."""
        return self._text("name")

    @property
    def email(self) -> str | None:
        """The e-mail address."""
        return self._text("email")

    @property
    def handle(self) -> str | None:
        """The handle, usually the e-mail address."""
        return self._text("handle")

    @property
    def display_name(self) -> str:
        """What to call the user: the name, else the e-mail address, else the handle, else the id."""
        return self.name or self.email or self.handle or as_kind(str, attribute(self, "id")) or ""

    def _text(self, name: str) -> str | None:
        return as_kind(str, attribute(attribute(self, "attributes"), name)) or None


@model
class IncidentUserData(Person):
    """A user, as the service includes it in a response about incidents."""

    attributes: IncidentUserAttributes | None = None
    """Who the user is."""
    id: str | None = None
    """The UUID of the user. The service always sends it, though the contract does not promise that."""
    type: UsersType | None = None
    """The resource type, `users`. The service always sends it, though the contract does not promise that."""


@model
class IncidentExpandedUser(Model):
    """A user within the attributes of an incident, attributes and all.

    The service sends it. Not in the contract.
    """

    data: IncidentUserData
    """The user."""


@model
class IncidentNonDatadogCreator(Model):
    """Someone without a Datadog account who created an incident, from Slack for example."""

    image_48_px: str | None = None
    """The URL of a picture, 48 pixels wide."""
    name: str | None = None
    """The name, as the other service knows it."""


@model
class UserAttributes(Model):
    """Who a user is, as the settings of an organization have it."""

    created_at: datetime | None = None
    """When the user was created, UTC."""
    disabled: bool | None = None
    """Whether the user may no longer log in."""
    email: str | None = None
    """The e-mail address, in lower case."""
    handle: str | None = None
    """The handle, usually the e-mail address."""
    icon: str | None = None
    """The URL of the avatar."""
    last_login_time: datetime | None = json_property(default=None, read_only=True)
    """When the user logged in last, UTC; None for one who never did."""
    mfa_enabled: bool | None = json_property(default=None, read_only=True)
    """Whether the user logs in with a second factor."""
    modified_at: datetime | None = None
    """When the user was last changed, UTC."""
    name: str | None = None
    """The full name; None for a user who has not given one."""
    service_account: bool | None = None
    """Whether it is no person but a service account."""
    status: str | None = None
    """`Active`, `Pending` until the invitation is accepted, or `Disabled`."""
    title: str | None = None
    """The job title; None without one."""
    uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user, the same as the `id` of the resource."""
    verified: bool | None = None
    """Whether the e-mail address was confirmed."""


@model
class UserResponseRelationships(Model):
    """What a user belongs to."""

    org: RelationshipToOrganization | None = None
    """The organization."""
    other_orgs: RelationshipToOrganizations | None = None
    """The other organizations that the user belongs to."""
    other_users: RelationshipToUsers | None = None
    """The user in these other organizations."""
    roles: RelationshipToRoles | None = None
    """The roles of the user."""


@model
class User(Person):
    """A user with all that the organization knows, as the service includes it in a response about settings."""

    attributes: UserAttributes | None = None
    """Who the user is."""
    id: str | None = None
    """The UUID of the user. The service always sends it, though the contract does not promise that."""
    relationships: UserResponseRelationships | None = None
    """What the user belongs to."""
    type: UsersType | None = None
    """The resource type, `users`. The service always sends it, though the contract does not promise that."""
