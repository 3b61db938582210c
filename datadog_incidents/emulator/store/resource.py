"""A resource of any noun but an incident as it is kept, and the index that finds it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from datadog_incidents.emulator.wire import JSON, Document


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Resource:
    """A resource at one moment. A change makes a new one.

    Args:
        noun: what it is one of, as in `incident_todos`: the name of the module that describes the noun.
        id: its id, unique within the noun.
        owner: the id of what it belongs to, such as an incident; None where it is the organization's.
        attributes: what is shown, under the names on the wire; moments are written as in `wire.format_timestamp`.
        relationships: the references that are shown, by name: `{"type", "id"}`, a list of them, or None.
        hidden: what is kept and not shown.
        deleted: when it was deleted, where the service keeps what was.
    """

    noun: str
    id: str
    owner: str | None = None
    attributes: Document
    relationships: Mapping[str, JSON] = field(default_factory=dict[str, JSON])
    hidden: Document = field(default_factory=dict[str, JSON])
    deleted: str | None = None

    def to_json(self) -> str:
        """Write the resource for storage."""
        stored = {each.name: getattr(self, each.name) for each in fields(self)}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Resource:
        """Read what `to_json` wrote.

        Args:
            text: the resource.

        Raises:
            ValueError, TypeError or KeyError: it is something else.
        """
        stored: Document = json.loads(text)
        if not all(isinstance(stored.get(name, ""), str) for name in ("noun", "id")):
            raise TypeError("its noun and id are no strings")
        return cls(**stored)


class Resources:
    """All resources, by noun and id, and by what they belong to: each found in one step.

    Reading needs no lock: every answer is a copy of its own.
    """

    def __init__(self, resources: Iterable[Resource] = ()) -> None:
        self._by_noun: dict[str, dict[str, Resource]] = {}
        self._by_owner: dict[str, dict[str, dict[str, Resource]]] = {}
        for resource in resources:
            self.put(resource)

    def get(self, noun: str, identifier: str) -> Resource | None:
        """The resource of this noun with this id, if there is one, deleted ones included.

        Args:
            noun: the noun's name.
            identifier: the resource's id.
        """
        return self._by_noun.get(noun, {}).get(identifier)

    def of(self, noun: str, owner: str | None = None) -> list[Resource]:
        """The resources of a noun in the order in which they were made, without those that were deleted.

        Args:
            noun: the noun's name.
            owner: the id of what they belong to; None means whatever it is.
        """
        return [each for each in self.all_of(noun, owner) if each.deleted is None]

    def all_of(self, noun: str, owner: str | None = None) -> list[Resource]:
        """The same as `of`, with those that were deleted."""
        nouns = self._by_noun if owner is None else self._by_owner.get(owner, {})
        return list(nouns.get(noun, {}).values())

    def belonging_to(self, owner: str) -> list[Resource]:
        """All resources of all nouns that belong to something.

        Args:
            owner: its id.
        """
        return [each for resources in self._by_owner.get(owner, {}).values() for each in resources.values()]

    def put(self, resource: Resource) -> None:
        """Add a resource, or change it in its place.

        Args:
            resource: the resource as it is from now on.
        """
        self._by_noun.setdefault(resource.noun, {})[resource.id] = resource
        if resource.owner is not None:
            nouns = self._by_owner.setdefault(resource.owner, {})
            nouns.setdefault(resource.noun, {})[resource.id] = resource

    def remove(self, resource: Resource) -> None:
        """Forget a resource.

        Args:
            resource: the resource, in any of its states.
        """
        self._by_noun[resource.noun].pop(resource.id, None)
        if resource.owner is not None:
            self._by_owner[resource.owner][resource.noun].pop(resource.id, None)

    def remove_belonging_to(self, owner: str) -> None:
        """Forget everything that belongs to something.

        Args:
            owner: its id.
        """
        for resource in self.belonging_to(owner):
            self.remove(resource)
        self._by_owner.pop(owner, None)
