"""How a resource is shown: its document, and the documents of what it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from datadog_incidents.emulator.engine.styles import JSON_API, Style, nine_digits
from datadog_incidents.emulator.store.users import USERS, Users
from datadog_incidents.emulator.wire import JSON, Document

if TYPE_CHECKING:
    from datadog_incidents.emulator.engine.collection import Collection
    from datadog_incidents.emulator.store.resource import Resource
    from datadog_incidents.emulator.store.store import Store

View: TypeAlias = Callable[["Collection", "Resource", Users], Document]
"""The attributes that an operation shows beyond those that are kept."""


def as_kept(collection: Collection, resource: Resource, users: Users) -> Document:  # noqa: ARG001  # one of several views
    """Nothing beyond what is kept."""
    return {}


def user_ids(collection: Collection, resource: Resource, users: Users) -> Document:  # noqa: ARG001  # one of several views
    """The ids of who made and who changed the resource, as attributes."""
    return {f"{name}_uuid": each["id"] for name, each in _who(collection, resource).items()}


def users_spelled_out(collection: Collection, resource: Resource, users: Users) -> Document:
    """Who made and who changed the resource, as attributes: all that an incident tells of a user, and the id."""
    who = _who(collection, resource)
    return {name: {"data": users[each["id"]]} for name, each in who.items()} | user_ids(collection, resource, users)


def users_without_ids(collection: Collection, resource: Resource, users: Users) -> Document:
    """The same as `users_spelled_out`, but that the ids are null."""
    spelled_out = users_spelled_out(collection, resource, users)
    return {name: None if name.endswith("_uuid") else each for name, each in spelled_out.items()}


def _who(collection: Collection, resource: Resource) -> dict[str, Document]:
    names = {"created_by": collection.created_by, "last_modified_by": collection.modified_by}
    return {name: resource.relationships[relationship] for name, relationship in names.items() if relationship}


def shown(
    collection: Collection,
    resource: Resource,
    users: Users,
    *,
    view: View = as_kept,
    fresh: Mapping[str, int] | None = None,
) -> Document:
    """A resource's document.

    Args:
        collection: what it is one of.
        resource: the resource.
        users: the organization's users.
        view: what is shown beyond what is kept.
        fresh: the moments that are told with nine digits, and by how many nanoseconds each is later.
    """
    attributes = {**resource.attributes, **view(collection, resource, users)}
    relationships = dict(resource.relationships)
    if collection.incident_attribute:
        attributes[collection.incident_attribute] = resource.owner
    if collection.incident_relationship:
        relationships[collection.incident_relationship] = {"type": "incidents", "id": resource.owner}
    if collection.deleted:
        attributes[collection.deleted] = resource.deleted
    for name in (collection.created, collection.modified, collection.deleted, *collection.moments):
        if name and attributes.get(name):
            attributes[name] = collection.style.moment(attributes[name])
    for name, later in (fresh or {}).items():
        attributes[name] = nine_digits(attributes[name], _nanoseconds(resource) + later)
    return collection.style.resource(collection.type, resource.id, attributes, relationships)


def _nanoseconds(resource: Resource) -> int:
    """Three digits that nobody knows, always the same for the same resource, which do not end in 0."""
    return sum(resource.id.encode()) % 80 * 10 + 105


def included(
    collection: Collection, resources: Iterable[Resource], names: Iterable[str], store: Store
) -> list[Document]:
    """The documents of what resources refer to, each once.

    Args:
        collection: what they are some of.
        resources: the resources.
        names: the relationships that are followed; those that there are not are overlooked.
        store: where everything is.
    """
    collections = {reference.name: reference.to for reference in collection.references}
    user = _full_user if collection.full_users else shown_user
    found: dict[str, Document] = {}
    for resource in resources:
        for name in names:
            reference: JSON = resource.relationships.get(name)
            to = collections.get(name)
            if reference and reference["type"] == USERS:
                found[reference["id"]] = user(store, reference["id"])
            elif reference and to:
                related = store.resources.get(to.noun, reference["id"])
                if related:
                    found[related.id] = shown(to, related, store.users)
    return list(found.values())


def shown_user(store: Store, identifier: str) -> Document:
    """A user as one is included where not all that is known is told.

    Args:
        store: where everything is.
        identifier: the user's id.
    """
    return JSON_API.resource(USERS, identifier, store.users[identifier]["attributes"], {})


def _full_user(store: Store, identifier: str) -> Document:
    return user_document(store, identifier, JSON_API)


def user_document(store: Store, identifier: str, style: Style) -> Document:
    """All that is known of a user.

    Args:
        store: where everything is.
        identifier: the user's id.
        style: how it is answered.
    """
    user = store.resources.get(USERS, identifier)
    if user is None:
        raise KeyError(identifier)
    attributes = dict(user.attributes)
    for name in ("created_at", "modified_at"):
        attributes[name] = style.moment(attributes[name])
    return style.resource(USERS, user.id, attributes, dict(user.relationships))
