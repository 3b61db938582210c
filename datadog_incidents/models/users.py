"""The people of an incident."""

from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.narrowing import as_kind
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.resource_types import UsersType

__all__ = [
    "IncidentExpandedUser",
    "IncidentNonDatadogCreator",
    "IncidentUserAttributes",
    "IncidentUserData",
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


@model
class IncidentUserData(Model):
    """A user, as the service includes it in a response about incidents."""

    attributes: IncidentUserAttributes | None = None
    """Who the user is."""
    id: str | None = None
    """The UUID of the user. The service always sends it, though the contract does not promise that."""
    type: UsersType | None = None
    """The resource type, `users`. The service always sends it, though the contract does not promise that."""

    @property
    def name(self) -> str | None:
        """The full name; None for a user who has not given one."""
        return self._attribute("name")

    @property
    def email(self) -> str | None:
        """The e-mail address."""
        return self._attribute("email")

    @property
    def handle(self) -> str | None:
        """The handle, usually the e-mail address."""
        return self._attribute("handle")

    @property
    def display_name(self) -> str:
        """What to call the user: the name, else the e-mail address, else the handle, else the id."""
        return self.name or self.email or self.handle or as_kind(str, self.id) or ""

    def _attribute(self, name: str) -> str | None:
        return as_kind(str, attribute(self.attributes, name)) or None


@model
class IncidentExpandedUser(Model):
    """A user within the attributes of an incident, attributes and all.

    The service sends it; the contract does not list it.
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
