"""The database of a store: its tables, and how a file of an earlier version becomes one of this version."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from datadog_incidents.emulator.store.incident_record import responder
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.rows import read_rows
from datadog_incidents.emulator.store.users import user_resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from datadog_incidents.emulator.wire import Document

_VERSION = 1

_TABLES = """
    CREATE TABLE IF NOT EXISTS incidents (
        public_id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
        id TEXT NOT NULL UNIQUE,
        incident TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS resources (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        noun TEXT NOT NULL,
        id TEXT NOT NULL,
        owner TEXT,
        resource TEXT NOT NULL,
        UNIQUE (noun, id)
    );
    CREATE INDEX IF NOT EXISTS resources_by_owner ON resources (owner);
"""

INSERT_RESOURCE = """
    INSERT INTO resources (noun, id, owner, resource) VALUES (?, ?, ?, ?)
    ON CONFLICT (noun, id) DO UPDATE SET resource = excluded.resource
"""


def row(resource: Resource) -> tuple[str, str, str | None, str]:
    """A resource as `INSERT_RESOURCE` takes it."""
    return resource.noun, resource.id, resource.owner, resource.to_json()


def open_database(path: str, first: Iterable[Resource]) -> sqlite3.Connection:
    """Open a database, with its tables as this version knows them.

    Args:
        path: the file, or `:memory:`.
        first: the resources that every organization begins with.

    Raises:
        sqlite3.Error: the file cannot be opened, is no database of ours, or is of a later version.
    """
    # The store has its own lock, so its connection may be used from any thread.
    database = sqlite3.connect(path, check_same_thread=False, timeout=0)
    try:
        # With a write-ahead log a commit is one append; it survives the process, if not a power cut.
        database.executescript(
            """
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            """
        )
        # Take the file's lock now rather than with the first change.
        database.execute("BEGIN IMMEDIATE")
        ((version,),) = database.execute("PRAGMA user_version")
        if version > _VERSION:
            raise sqlite3.DatabaseError("it was written by a later version of the emulator")
        if version < _VERSION:
            for statement in _TABLES.split(";"):
                database.execute(statement)
            database.executemany(INSERT_RESOURCE, map(row, first))
            database.executemany(INSERT_RESOURCE, map(row, _from_before_resources(database)))
            database.execute(f"PRAGMA user_version = {_VERSION}")
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _from_before_resources(database: sqlite3.Connection) -> Iterator[Resource]:
    """What a file holds in which users had a table of their own, and attachments and responders were in incidents."""
    if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'users'").fetchone():
        rows = database.execute("SELECT number, user FROM users ORDER BY number")
        yield from list(read_rows("user", rows, lambda text: user_resource(json.loads(text))))
        database.execute("DROP TABLE users")
    rows = database.execute("SELECT public_id, incident FROM incidents ORDER BY public_id")
    for incident, resources in list(read_rows("incident", rows, _taken_apart)):
        yield from resources
        change = "UPDATE incidents SET incident = ? WHERE id = ?"
        database.execute(change, (json.dumps(incident, ensure_ascii=False), incident["id"]))


def _taken_apart(text: str) -> tuple[Document, list[Resource]]:
    """An incident without its attachments and responders, and these for themselves."""
    incident = json.loads(text)
    identifier, created = incident["id"], incident["attributes"]["created"]
    attachments = [
        Resource(
            noun="incident_attachments",
            id=attachment["id"],
            owner=identifier,
            attributes=attachment["attributes"],
            relationships={"last_modified_by_user": attachment["relationships"]["last_modified_by_user"]["data"]},
        )
        for attachment in incident.pop("attachments", [])
    ]
    responders = [responder(identifier, user, user, created) for user in incident.pop("responders", [])]
    for name in ("attachments", "responders", "impacts", "user_defined_fields"):
        incident["relationships"].pop(name, None)
    return incident, [*attachments, *responders]
