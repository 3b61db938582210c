"""Where everything is kept: SQLite, in memory or in a file, with all that is in it at hand as objects."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from os import PathLike, fspath
from random import Random
from uuid import UUID

from datadog_incidents.emulator.store.database import INSERT_RESOURCE, open_database, row
from datadog_incidents.emulator.store.incident_record import SHOWN_WITH_INCIDENT, Incident
from datadog_incidents.emulator.store.resource import Resource, Resources
from datadog_incidents.emulator.store.rows import read_rows
from datadog_incidents.emulator.store.users import USERS, Users, require_user


class Store:
    """The users of one organization, its incidents in the order of their public ids, and its resources.

    A change is committed before it is visible to anyone, so with a file whatever was answered survives a kill of the
    process. The file is locked: it belongs to one store at a time.

    Args:
        path: the database file; None keeps everything in memory.
        random_seed: where the ids of what is new come from.
        first: the resources that the organization begins with, its users among them.

    Raises:
        sqlite3.Error: the file cannot be opened, is no database of ours, or belongs to another store.
    """

    def __init__(
        self, path: str | PathLike[str] | None = None, random_seed: int = 0, first: Iterable[Resource] = ()
    ) -> None:
        self._first = list(first)
        self._random_seed = random_seed
        self._random = Random(random_seed)  # noqa: S311  # ids have to be reproducible, not secret
        self._lock = threading.RLock()
        self._revision = 0
        self._database = open_database(":memory:" if path is None else fspath(path), self._first)
        try:
            self._load()
        except sqlite3.Error:
            self._database.close()
            raise
        counts = self._database.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()
        if counts != [("resources", len(self._first))]:
            # A file that was used before: go on with other ids, or those of deleted ones come again.
            self._random.seed(f"{random_seed}, {counts}")

    def _load(self) -> None:
        rows = self._database.execute("SELECT number, resource FROM resources ORDER BY number")
        self.resources: Resources = Resources(read_rows("resource", rows, _resource))
        """Everything but the incidents, to read."""
        self.users: Users = Users(self.resources.all_of(USERS))
        """The organization's users, to read."""
        rows = self._database.execute("SELECT public_id, incident FROM incidents ORDER BY public_id")
        read = partial(Incident.from_json, users=self.users, belonging=self._belonging)
        self._incidents = {incident.id: incident for incident in read_rows("incident", rows, read)}
        rows = self._database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'incidents'")
        self._last_public_id: int = next((number for (number,) in rows), 0)

    def _belonging(self, incident: str) -> dict[str, tuple[Resource, ...]]:
        return {noun: tuple(self.resources.of(noun, incident)) for noun in SHOWN_WITH_INCIDENT}

    def new_id(self, version: int) -> str:
        """A UUID for something new.

        Args:
            version: the version that the UUID says it has: the service has a habit for each noun.
        """
        with self._lock:
            return str(UUID(int=self._random.getrandbits(128), version=version))

    @contextmanager
    def changing(self) -> Generator[Change]:
        """Change several things together: all of it happens, once the block ends well, or nothing.

        No other change comes in between, so what was read within the block still holds at its end.
        """
        with self._lock, self._database:
            change = Change(self._database)
            yield change
            self._database.commit()
            self._take_note(change)

    def _take_note(self, change: Change) -> None:
        for resource in change.resources:
            self.resources.put(resource)
            if resource.noun == USERS:
                self.users.put(resource)
        for resource in change.removed:
            self.resources.remove(resource)
        for incident in change.incidents:
            self._incidents[incident.id] = incident
            self._last_public_id = max(self._last_public_id, incident.public_id)
        for identifier in change.removed_incidents:
            del self._incidents[identifier]
            self.resources.remove_belonging_to(identifier)
        belonging = (each for each in (*change.resources, *change.removed) if each.noun in SHOWN_WITH_INCIDENT)
        for identifier in {each.owner for each in belonging if each.owner in self._incidents}:
            # A new object, or what was worked out from the old one would stay.
            incident = self._incidents[identifier]
            self._incidents[identifier] = replace(incident, belonging=self._belonging(identifier))
        self._revision += 1

    def add(self, build: Callable[[str, int], Incident]) -> Incident:
        """Add a new incident.

        Args:
            build: makes the incident from its id and its public id.
        """
        (incident,) = self.add_all([build])
        return incident

    def add_all(self, builds: Iterable[Callable[[str, int], Incident]], version: int = 5) -> list[Incident]:
        """Add several new incidents, with what belongs to them, in one transaction.

        Args:
            builds: each makes an incident from its id and its public id.
            version: the version of the ids.
        """
        with self.changing() as change:
            for number, build in enumerate(builds, start=self._last_public_id + 1):
                incident = build(self.new_id(version), number)
                if incident.id in self._incidents or incident.id in change.added:
                    raise ValueError(f"there already is an incident {incident.id}")
                change.add_incident(incident)
        return [self._incidents[identifier] for identifier in change.added]

    def get(self, identifier: str) -> Incident | None:
        """The incident with this id, if there is one."""
        return self._incidents.get(identifier)

    def change(self, identifier: str, change: Callable[[Incident], Incident]) -> Incident | None:
        """Change an incident; no other change comes in between.

        Args:
            identifier: the incident's id.
            change: makes the new incident from the old one.

        Returns:
            The new incident, or None if there is none with this id.
        """
        with self.changing() as together:
            before = self._incidents.get(identifier)
            if before is None:
                return None
            together.put_incident(before, change(before))
        return self._incidents[identifier]

    def remove(self, identifier: str) -> bool:
        """Remove an incident and all that belongs to it; False says that there is none with this id."""
        with self.changing() as together:
            if identifier not in self._incidents:
                return False
            together.remove_incident(identifier)
        return True

    def page(self, offset: int, size: int) -> list[Incident]:
        """A page of the incidents in ascending order.

        Args:
            offset: how many incidents to skip.
            size: how many incidents the page holds at most.
        """
        with self._lock:
            return list(islice(self._incidents.values(), offset, offset + size))

    def snapshot(self) -> tuple[int, list[Incident]]:
        """All incidents in ascending order, and a number that is different after every change."""
        with self._lock:
            return self._revision, list(self._incidents.values())

    def clear(self) -> None:
        """Start again, as if nothing had ever been stored."""
        with self._lock:
            with self._database:
                for table in ("incidents", "resources", "sqlite_sequence"):
                    self._database.execute(f"DELETE FROM {table}")  # noqa: S608  # one of three names
                self._database.executemany(INSERT_RESOURCE, map(row, self._first))
            self._load()  # new objects: whoever is still reading an incident still finds its users
            self._random.seed(self._random_seed)
            self._revision += 1

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._database.close()


def _resource(text: str) -> Resource:
    resource = Resource.from_json(text)
    if resource.noun == USERS:
        require_user(resource)
    return resource


class Change:
    """What is to change together: written to the database at once, and visible when the transaction has ended.

    Args:
        database: where it is written.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.resources: list[Resource] = []
        self.removed: list[Resource] = []
        self.incidents: list[Incident] = []
        self.removed_incidents: list[str] = []
        self.added: dict[str, Incident] = {}

    def put(self, *resources: Resource) -> None:
        """Add resources, or change those that are there.

        Args:
            resources: as they are from now on.
        """
        self._database.executemany(INSERT_RESOURCE, map(row, resources))
        self.resources += resources

    def remove(self, resource: Resource) -> None:
        """Remove a resource, of which nothing is kept.

        Args:
            resource: the resource.
        """
        self._database.execute("DELETE FROM resources WHERE noun = ? AND id = ?", (resource.noun, resource.id))
        self.removed.append(resource)

    def add_incident(self, incident: Incident) -> None:
        """Add an incident and what belongs to it.

        Args:
            incident: the incident.
        """
        self._database.execute(
            "INSERT INTO incidents (public_id, id, incident) VALUES (?, ?, ?)",
            (incident.public_id, incident.id, incident.to_json()),
        )
        self.added[incident.id] = incident
        self.incidents.append(incident)
        self.put(*(each for resources in incident.belonging.values() for each in resources))

    def put_incident(self, before: Incident, after: Incident) -> None:
        """Change an incident, and add what belongs to it since.

        Args:
            before: the incident as it was.
            after: the incident as it is from now on.
        """
        self._database.execute("UPDATE incidents SET incident = ? WHERE id = ?", (after.to_json(), after.id))
        self.incidents.append(after)
        for noun, resources in after.belonging.items():
            self.put(*resources[len(before.belonging.get(noun, ())) :])

    def remove_incident(self, identifier: str) -> None:
        """Remove an incident and all that belongs to it.

        Args:
            identifier: the incident's id.
        """
        self._database.execute("DELETE FROM incidents WHERE id = ?", (identifier,))
        self._database.execute("DELETE FROM resources WHERE owner = ?", (identifier,))
        self.removed_incidents.append(identifier)
