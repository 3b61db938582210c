"""The users of the emulated organization: those it begins with, those who are added, and how they are found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from uuid import NAMESPACE_DNS, UUID, uuid5

from datadog_incidents.emulator.wire import Document

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
"""Whom every organization begins with, by e-mail and name. The first one owns the keys, the last one has no name."""


def new_user(email: str, name: str | None = None, identifier: str | None = None) -> Document:
    """A user whose handle is the e-mail, as it is with the service.

    Args:
        email: the user's e-mail.
        name: the user's name; None is a user who never gave one.
        identifier: the user's id; None makes one from the e-mail, always the same.
    """
    identifier = identifier or str(uuid5(ORGANIZATION_NAMESPACE, email))
    avatar = hashlib.md5(email.encode(), usedforsecurity=False).hexdigest()
    return {
        "type": "users",
        "id": identifier,
        "attributes": {
            "uuid": identifier,
            "handle": email,
            "email": email,
            "name": name,
            "icon": f"https://secure.gravatar.com/avatar/{avatar}?s=48&d=retro",
        },
    }


def user_from_json(text: str) -> Document:
    """Read a user as it is stored.

    Raises:
        ValueError, TypeError or KeyError: it is something else.
    """
    user: Document = json.loads(text)
    attributes = user["attributes"]
    if not all(isinstance(each, str) for each in (user["id"], attributes["handle"], attributes["email"])):
        raise ValueError("its id, handle and e-mail are no strings")
    return user


class Users(Mapping[str, Document]):
    """The users of one organization, by id: those that it begins with, and those who were added.

    Nobody leaves and nobody changes, so whatever was worked out from a user remains true. Reading needs no lock.

    Args:
        added: the users after the first ones; `require_new` has let them pass.
    """

    def __init__(self, added: Iterable[Document] = ()) -> None:
        self._by_id: dict[str, Document] = {}
        self._by_identifier: dict[str, Document] = {}
        for user in (*(new_user(*person) for person in _FIRST_PEOPLE), *added):
            self.add(user)
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

    def require_new(self, user: Document) -> None:
        """Refuse a user who could be mistaken for another one; only names may be shared.

        Args:
            user: the user's document.

        Raises:
            ValueError: the id, handle or e-mail is taken.
        """
        for identifier in _identifiers(user):
            if _key(identifier) in self._by_identifier:
                raise ValueError(f"there already is a user {identifier}")

    def add(self, user: Document) -> None:
        """Add a user, whom `require_new` has let pass.

        Args:
            user: the user's document.
        """
        self._by_id[user["id"]] = user
        self._by_identifier.update((_key(identifier), user) for identifier in _identifiers(user))


def _identifiers(user: Document) -> tuple[str, str, str]:
    """What tells a user from all others."""
    attributes = user["attributes"]
    return user["id"], attributes["handle"], attributes["email"]


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
