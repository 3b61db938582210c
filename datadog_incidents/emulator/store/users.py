"""The users of the emulated organization: those it begins with, those who are added, and how they are found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from uuid import NAMESPACE_DNS, UUID, uuid5

from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.wire import JSON, Document

ORGANIZATION_NAMESPACE = uuid5(NAMESPACE_DNS, "incidents.example.com")
"""The namespace of all ids that are made from names."""

_FIRST_PEOPLE = (
    ("oncall@example.com", "On-call Bot"),
    ("ada.lindqvist@example.com", "Ada Lindqvist"),
    ("bruno.tavares@example.com", "Bruno Tavares"),
    ("chidi.okafor@example.com", "Chidi Okafor"),
    ("dana.whitfield@example.com", "Dana Whitfield"),
    ("emre.yildiz@example.com", "Emre Yildiz"),
    ("farah.haddad@example.com", "Farah Haddad"),
    ("guest.responder@example.com", None),
)
"""Whom every organization begins with, by e-mail and name."""


USERS = "users"
"""What users are called as a noun, and on the wire."""

ORGANIZATION = str(uuid5(ORGANIZATION_NAMESPACE, "organization"))
"""The organization's own id."""

BEGINNING = "2024-01-08T09:00:00+00:00"
"""When the organization began."""


def identifier_of(name: str) -> str:
    """The id of what has a name within the organization, always the same.

    Args:
        name: the name.
    """
    return str(uuid5(ORGANIZATION_NAMESPACE, name))


def new_user(email: str, name: str | None = None, identifier: str | None = None, **profile: JSON) -> Resource:
    """A user whose handle is the e-mail, as it is with the service.

    Args:
        email: the user's e-mail.
        name: the user's name; None is a user who never gave one.
        identifier: the user's id; None makes one from the e-mail, always the same.
        profile: what else is known of the user, such as `title`.
    """
    avatar = hashlib.md5(email.encode(), usedforsecurity=False).hexdigest()
    attributes: Document = {
        "name": name,
        "handle": email,
        "created_at": BEGINNING,
        "modified_at": BEGINNING,
        "email": email,
        "icon": f"https://secure.gravatar.com/avatar/{avatar}?s=48&d=retro",
        "title": None,
        "verified": True,
        "service_account": False,
        "disabled": False,
        "allowed_login_methods": [],
        "status": "Active",
        "last_login_time": None,
    }
    return Resource(
        noun=USERS,
        id=identifier or identifier_of(email),
        attributes={**attributes, **profile},
        relationships={"roles": [], "org": {"type": "orgs", "id": ORGANIZATION}},
    )


def first_users() -> list[Resource]:
    """Whom every organization begins with. The first one owns the keys, the last one has no name."""
    return [new_user(*person) for person in _FIRST_PEOPLE]


def user_resource(user: Document) -> Resource:
    """A user of whom only the few attributes are known that come with an incident.

    Args:
        user: the user as an incident shows one.
    """
    known = user["attributes"]
    return new_user(known["email"], known["name"], user["id"])


def require_user(user: Resource) -> None:
    """Refuse a resource that is no user, although it says that it is one.

    Args:
        user: the resource.

    Raises:
        ValueError or KeyError: it is none.
    """
    if not all(isinstance(user.attributes[name], str) for name in ("handle", "email")):
        raise ValueError("its handle and e-mail are no strings")


def _shown(user: Resource) -> Document:
    """A user as incidents show one."""
    known = user.attributes
    attributes = {"uuid": user.id, **{name: known[name] for name in ("handle", "email", "name", "icon")}}
    return {"type": USERS, "id": user.id, "attributes": attributes}


class Users(Mapping[str, Document]):
    """The users of one organization, by id, as incidents show them.

    Nobody leaves, and nobody changes in what is shown here, so whatever was worked out from a user remains true.
    Reading needs no lock.

    Args:
        users: the users, of whom the first one owns the keys.
    """

    def __init__(self, users: Iterable[Resource]) -> None:
        self._by_id: dict[str, Document] = {}
        self._by_identifier: dict[str, Document] = {}
        for user in users:
            self.put(user)
        self.actor_id: str = next(iter(self._by_id))
        """The id of the user that owns the keys: whatever a request changes is done in this user's name."""

    def __getitem__(self, identifier: str) -> Document:
        return self._by_id[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._by_id))  # a copy: someone may be added meanwhile

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, who: str) -> Document | None:
        """The user with this id, handle, e-mail or name, whatever the case.

        Args:
            who: an id in any spelling of a UUID, a handle, an e-mail or a name.
        """
        key = _key(who)
        named = (user for user in self.values() if key in user_names(user))
        return self._by_identifier.get(key) or next(named, None)

    def require_new(self, user: Resource) -> None:
        """Refuse a user who could be mistaken for another one; only names may be shared.

        Args:
            user: the user.

        Raises:
            ValueError: the id, handle or e-mail is taken.
        """
        for identifier in _identifiers(user):
            if _key(identifier) in self._by_identifier:
                raise ValueError(f"there already is a user {identifier}")

    def put(self, user: Resource) -> None:
        """Add a user, whom `require_new` has let pass, or take note of a change.

        Args:
            user: the user.
        """
        shown = self._by_id[user.id] = _shown(user)
        self._by_identifier.update((_key(identifier), shown) for identifier in _identifiers(user))


def _identifiers(user: Resource) -> tuple[str, str, str]:
    """What tells a user from all others."""
    return user.id, user.attributes["handle"], user.attributes["email"]


def _key(who: str) -> str:
    """A text as users are looked up by it: a UUID in its common spelling, anything else in folded case."""
    try:
        return str(UUID(who))
    except ValueError:
        return who.casefold()


def user_names(user: Document) -> tuple[str, ...]:
    """Everything that a user can be searched by, in folded case."""
    attributes = user["attributes"]
    names = {attributes["handle"], attributes["email"], attributes["name"], user["id"]}
    return tuple(sorted(name.casefold() for name in names if name))
