"""The users of the emulated organization."""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import NAMESPACE_DNS, UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.wire import Document

ORGANIZATION_NAMESPACE = uuid5(NAMESPACE_DNS, "incidents.example.com")
"""The namespace of all ids that are made from names."""

_PEOPLE = (
    ("oncall@example.com", "On-call Bot"),
    ("ada.lindqvist@example.com", "Ada Lindqvist"),
    ("bruno.tavares@example.com", "Bruno Tavares"),
    ("chidi.okafor@example.com", "Chidi Okafor"),
    ("dana.whitfield@example.com", "Dana Whitfield"),
    ("emre.yildiz@example.com", "Emre Yildiz"),
    ("farah.haddad@example.com", "Farah Haddad"),
    ("guest.responder@example.com", None),
)


def _user(email: str, name: str | None) -> Document:
    identifier = str(uuid5(ORGANIZATION_NAMESPACE, email))
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


USERS: Mapping[str, Document] = MappingProxyType({user["id"]: user for user in (_user(*person) for person in _PEOPLE)})
"""Every user by id. The last one never gave a name."""

ACTOR_ID: str = next(iter(USERS))
"""The user that owns the keys: whatever a request changes is done in this user's name."""


def find_user(who: str) -> Document | None:
    """The user with this id, handle, e-mail or name, whatever the case.

    Args:
        who: an id in any spelling of a UUID, a handle, an e-mail or a name.
    """
    try:
        return USERS.get(str(UUID(who)))
    except ValueError:
        folded = who.casefold()
        return next((user for user in USERS.values() if folded in user_names(user)), None)


def user_names(user: Document) -> tuple[str, ...]:
    """Everything that a user can be searched by, in folded case."""
    attributes = user["attributes"]
    names = {attributes["handle"], attributes["email"], attributes["name"], user["id"]}
    return tuple(sorted(name.casefold() for name in names if name))
