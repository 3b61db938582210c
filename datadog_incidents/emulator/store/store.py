"""Where incidents and users are kept: SQLite, in memory or in a file, with each of them at hand as an object."""

from __future__ import annotations

import json
import sqlite3
import threading
from itertools import islice
from os import PathLike, fspath
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from datadog_incidents.emulator.store.incident_record import Incident
from datadog_incidents.emulator.store.rows import read_rows
from datadog_incidents.emulator.store.users import Users, user_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from datadog_incidents.emulator.wire import Document


class Store:
    """The users of one organization and its incidents, these in the order of their public ids.

    A change is committed before it is visible to anyone, so with a file whatever was answered survives a kill of the
    process. The file is locked: it belongs to one store at a time.

    Args:
        path: the database file; None keeps everything in memory.
        random_seed: where the ids of new incidents come from.

    Raises:
        sqlite3.Error: the file cannot be opened, is no database of ours, or belongs to another store.
    """

    def __init__(self, path: str | PathLike[str] | None = None, random_seed: int = 0) -> None:
        self._random_seed = random_seed
        self._random = Random(random_seed)  # noqa: S311  # ids have to be reproducible, not secret
        self._lock = threading.RLock()
        self._revision = 0
        self._database = _open(":memory:" if path is None else fspath(path))
        try:
            self.users: Users = Users(self._stored_users())
            """The organization's users, to read; `add_user` adds one."""
            self._incidents = {incident.id: incident for incident in self._stored_incidents()}
        except sqlite3.Error:
            self._database.close()
            raise
        ((self._last_public_id,),) = self._database.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence")
        if (
            self._last_public_id
        ):  # a file that was used before: go on with other ids, or those of deleted ones come again
            self._random.seed(f"{random_seed}, {self._last_public_id}")

    def _stored_users(self) -> Iterable[Document]:
        rows = self._database.execute("SELECT number, user FROM users ORDER BY number")
        return read_rows("user", rows, user_from_json)

    def _stored_incidents(self) -> Iterable[Incident]:
        rows = self._database.execute("SELECT public_id, incident FROM incidents ORDER BY public_id")
        return read_rows("incident", rows, lambda text: Incident.from_json(text, self.users))

    def add_user(self, user: Document) -> None:
        """Add a user.

        Args:
            user: the user's document.

        Raises:
            ValueError: the id, handle or e-mail is taken.
        """
        with self._lock, self._database:
            self.users.require_new(user)
            self._database.execute("INSERT INTO users (user) VALUES (?)", (json.dumps(user, ensure_ascii=False),))
            self._database.commit()
            self.users.add(user)

    def add(self, build: Callable[[str, int], Incident]) -> Incident:
        """Add a new incident.

        Args:
            build: makes the incident from its id and its public id.
        """
        (incident,) = self.add_all([build])
        return incident

    def add_all(self, builds: Iterable[Callable[[str, int], Incident]]) -> list[Incident]:
        """Add several new incidents in one transaction.

        Args:
            builds: each makes an incident from its id and its public id.
        """
        with self._lock, self._database:
            added: dict[str, Incident] = {}
            for number, build in enumerate(builds, start=self._last_public_id + 1):
                incident = build(self._unused_id(), number)
                if incident.id in self._incidents or incident.id in added:
                    raise ValueError(f"there already is an incident {incident.id}")
                added[incident.id] = incident
            self._database.executemany(
                "INSERT INTO incidents (public_id, id, incident) VALUES (?, ?, ?)",
                [(incident.public_id, incident.id, incident.to_json()) for incident in added.values()],
            )
            self._database.commit()
            self._incidents.update(added)
            self._last_public_id += len(added)
            self._revision += 1
            return list(added.values())

    def _unused_id(self) -> str:
        while True:
            identifier = str(UUID(int=self._random.getrandbits(128), version=4))
            if identifier not in self._incidents:
                return identifier

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
        with self._lock, self._database:
            before = self._incidents.get(identifier)
            if before is None:
                return None
            after = change(before)
            self._database.execute("UPDATE incidents SET incident = ? WHERE id = ?", (after.to_json(), identifier))
            self._database.commit()
            self._incidents[identifier] = after
            self._revision += 1
            return after

    def remove(self, identifier: str) -> bool:
        """Remove an incident; False says that there is none with this id."""
        with self._lock, self._database:
            if identifier not in self._incidents:
                return False
            self._database.execute("DELETE FROM incidents WHERE id = ?", (identifier,))
            self._database.commit()
            del self._incidents[identifier]
            self._revision += 1
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
        with self._lock, self._database:
            self._database.execute("DELETE FROM incidents")
            self._database.execute("DELETE FROM sqlite_sequence")
            self._database.execute("DELETE FROM users")
            self._database.commit()
            self.users = Users()  # a new one: whoever is still reading an incident still finds its users
            self._incidents.clear()
            self._last_public_id = 0
            self._random.seed(self._random_seed)
            self._revision += 1

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._database.close()


def _open(path: str) -> sqlite3.Connection:
    # The store has its own lock, so its connection may be used from any thread.
    database = sqlite3.connect(path, check_same_thread=False, timeout=0)
    try:
        # With a write-ahead log a commit is one append; it survives the process, if not a power cut.
        database.executescript(
            """
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            CREATE TABLE IF NOT EXISTS incidents (
                public_id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
                id TEXT NOT NULL UNIQUE,
                incident TEXT NOT NULL
            );
            CREATE TABLE IF NOT EXISTS users (  -- those who were added
                number INTEGER PRIMARY KEY,
                user TEXT NOT NULL
            );
            """
        )
        # Take the file's lock now rather than with the first change.
        database.execute("BEGIN IMMEDIATE")
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database
