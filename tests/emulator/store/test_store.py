"""What is kept in a file, and what survives."""

from __future__ import annotations

import http.client
import json
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, JSON, KEYS, Api, create_request, field

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_is_there_again(tmp_path: Path) -> None:
    with Emulator(db=tmp_path / "incidents.db") as emulator:
        api = Api(emulator.transport)
        first, second, last = (api.create(str(number), commander=emulator.users[1]["id"]) for number in range(3))
        api.update(first["id"], {"fields": {"state": field("stable"), "summary": field("Slow ☂", "textbox")}})
        api.delete(second["id"])
        api.delete(last["id"])
        before = emulator.incidents, api.search("").body

    with Emulator(db=tmp_path / "incidents.db") as emulator:
        api = Api(emulator.transport)
        assert (emulator.incidents, api.search("").body) == before
        assert api.create()["attributes"]["public_id"] == 4  # the numbers of the deleted ones are not used again
        assert len({each["id"] for each in emulator.incidents}) == 2


def test_an_id_is_never_given_again(tmp_path: Path) -> None:
    ids: list[str] = []
    for _ in range(3):
        with Emulator(db=tmp_path / "incidents.db") as emulator:
            api = Api(emulator.transport)
            ids += [api.create()["id"], api.create()["id"]]
            api.delete(ids[-1])
    assert len(set(ids)) == len(ids)


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "datadog_incidents.emulator",
        "--port",
        "0",
        "--db",
        str(tmp_path / "incidents.db"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        url: str = process.stdout.readline().removeprefix("listening on ").strip()
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        acknowledged: list[str] = []
        for number in range(50):
            connection.request("POST", INCIDENTS, json.dumps(create_request(f"Incident {number}")), KEYS)
            acknowledged.append(json.loads(connection.getresponse().read())["data"]["id"])
        process.send_signal(signal.SIGKILL)
        connection.close()

    with Emulator(db=tmp_path / "incidents.db") as emulator:
        assert [each["id"] for each in emulator.incidents] == acknowledged
        Api(emulator.transport).create()


SEEDS_A_USER_AND_DIES = """
import os, signal, sys
from datadog_incidents.emulator import Emulator

emulator = Emulator(db=sys.argv[1])
emulator.seed_user(email="zora@example.com", name="Zora ☂")
emulator.seed_incident(commander="zora@example.com")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_added_users_survive_a_kill_and_restarts(tmp_path: Path) -> None:
    path = tmp_path / "incidents.db"
    killed = subprocess.run([sys.executable, "-c", SEEDS_A_USER_AND_DIES, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL

    with Emulator(db=path) as emulator:
        zora = emulator.users[8]
        assert zora["attributes"]["name"] == "Zora ☂"
        assert emulator.incidents[0]["attributes"]["commander"] == {"data": zora}
        with pytest.raises(ValueError, match="there already is a user"):
            emulator.seed_user(email="zora@example.com")
        yann = emulator.seed_user(email="yann@example.com")

    with Emulator(db=path) as emulator:
        assert emulator.users[8:] == [zora, yann]
        api = Api(emulator.transport)
        assert api.search("commander:zora*").data["attributes"]["total"] == 1
        assert api.create()["attributes"]["public_id"] == 2


FORMER_TABLES = """
    CREATE TABLE incidents (
        public_id INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, incident TEXT NOT NULL
    );
    CREATE TABLE users (number INTEGER PRIMARY KEY, user TEXT NOT NULL);
"""


def former(incident: JSON, responders: list[str], attachment: str) -> JSON:
    """An incident as it was kept before what belongs to it stood for itself."""
    actor = incident["relationships"]["created_by_user"]
    references = {"attachments": [{"type": "incident_attachments", "id": attachment}], "responders": [], "impacts": []}
    return {
        "id": incident["id"],
        "attributes": incident["attributes"],
        "relationships": {**incident["relationships"], **{name: {"data": each} for name, each in references.items()}},
        "state_spans": [],
        "timeline_cells": [],
        "responders": responders,
        "attachments": [
            {
                "type": "incident_attachments",
                "id": attachment,
                "attributes": {
                    "attachment": {"title": "What happened", "documentUrl": "https://example.com/what-happened"},
                    "attachment_type": "postmortem",
                    "modified": "2026-03-02T12:00:00+00:00",
                },
                "relationships": {"incident": {"data": None}, "last_modified_by_user": actor},
            }
        ],
    }


@pytest.mark.parametrize("with_users", [True, False])
def test_a_file_of_a_version_before_is_taken(tmp_path: Path, with_users: bool) -> None:
    path, attachment = tmp_path / "incidents.db", "8d1c0f4e-5a0b-4a77-9a52-64a1f6f0c3b9"
    with Emulator() as emulator:
        incident = Api(emulator.transport).create("From before")
        first, second = emulator.users[:2]
    zora = {**first, "id": "1a2b3c4d-0000-4000-8000-5e6f7a8b9c0d"}
    zora["attributes"] = {**first["attributes"], "handle": "zora@example.com", "email": "zora@example.com"}
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(FORMER_TABLES)
        kept = json.dumps(former(incident, [second["id"]], attachment))
        database.execute("INSERT INTO incidents VALUES (7, ?, ?)", (incident["id"], kept))
        if with_users:
            database.execute("INSERT INTO users (user) VALUES (?)", (json.dumps(zora),))
        else:
            database.execute("DROP TABLE users")

    for _ in range(2):  # the second time it is a file of this version
        with Emulator(db=path) as emulator:
            api = Api(emulator.transport)
            assert [each["id"] for each in emulator.users[8:]] == [zora["id"]] * with_users
            document = api.get(incident["id"], include="attachments").document
            assert document["data"]["attributes"]["title"] == "From before"
            assert [each["id"] for each in document["included"]] == [attachment]
            assert len(document["data"]["relationships"]["responders"]["data"]) == 1
            assert len(document["data"]["relationships"]["user_defined_fields"]["data"]) == 8
            assert api.titles(f"responder:{second['attributes']['email']} AND postmortem:yes") == ["From before"]
            listed = api.send("GET", f"{INCIDENTS}/{incident['id']}/attachments").data
            assert listed[0]["attributes"]["attachment"]["title"] == "What happened"
            assert api.create()["attributes"]["public_id"] > 7


def test_a_file_belongs_to_one_emulator(tmp_path: Path) -> None:
    with (
        Emulator(db=tmp_path / "incidents.db"),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        Emulator(db=tmp_path / "incidents.db")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, and no database at all. " * 100)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        Emulator(db=tmp_path / "notes.txt")


ROWS = [
    ("UPDATE incidents SET incident = '{' WHERE public_id = 2", "incident 2 cannot be read: "),
    ("UPDATE incidents SET incident = '[]' WHERE public_id = 2", "incident 2 cannot be read: "),
    ("UPDATE incidents SET incident = '{}' WHERE public_id = 3", "incident 3 cannot be read: .*missing"),
    (
        "UPDATE incidents SET incident = json_remove(incident, '$.attributes.title', '$.attributes.created')",
        "incident 1 cannot be read: it has no created, title",
    ),
    (
        "UPDATE incidents SET incident = json_set(incident, '$.relationships.created_by_user.data.id', 'x')",
        "incident 1 cannot be read: there is no user x",
    ),
    ("UPDATE resources SET resource = '{}'", "resource 1 cannot be read: .*missing"),
    (
        "UPDATE resources SET resource = json_set(resource, '$.attributes.handle', 5) WHERE noun = 'users'",
        "resource 1 cannot be read: .* no strings",
    ),
    ("PRAGMA user_version = 99", "it was written by a later version"),
]


@pytest.mark.parametrize(("change", "said"), ROWS)
def test_a_row_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, change: str, said: str) -> None:
    path = tmp_path / "incidents.db"
    with Emulator(db=path) as emulator:
        emulator.seed(3)
        emulator.seed_user(email="zora@example.com")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(change)

    with pytest.raises(sqlite3.DatabaseError, match=f"^{said}.*$"):
        Emulator(db=path)
    command = [sys.executable, "-m", "datadog_incidents.emulator", "--port", "0", "--db", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert re.search(f"cannot use {re.escape(str(path))}: {said}", result.stderr)


LIMITED = """
import resource, runpy, sys

resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
sys.argv = ["emulator", "--port", "0", "--db", sys.argv[1]]
runpy.run_module("datadog_incidents.emulator", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such limits")
def test_a_file_that_cannot_grow_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "incidents.db"
    command = [sys.executable, "-c", LIMITED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line: str = process.stdout.readline()
        connection = http.client.HTTPConnection(urlsplit(line.removeprefix("listening on ").strip()).netloc, timeout=10)
        connection.connect()
        first = connection.sock
        document: JSON = None
        statuses: list[int] = []
        for number in range(30):
            connection.request("POST", INCIDENTS, json.dumps(create_request(f"{number} " + "x" * 50_000)), KEYS)
            response = connection.getresponse()
            statuses.append(response.status)
            document = json.loads(response.read())
        assert connection.sock is first
        assert document["errors"][0].startswith("the emulator's database: ")
        created = statuses.count(201)
        assert 0 < created < 30
        assert statuses == [201] * created + [500] * (30 - created)
        connection.request("GET", f"{INCIDENTS}?page%5Bsize%5D=100", headers=KEYS)
        assert len(json.loads(connection.getresponse().read())["data"]) == created
        connection.close()
        process.terminate()
        _, stderr = process.communicate(timeout=10)
        assert "Traceback" not in stderr

    with Emulator(db=path) as emulator:
        assert len(emulator.incidents) == created


def test_reset_empties_the_file(tmp_path: Path) -> None:
    with Emulator(db=tmp_path / "incidents.db") as emulator:
        emulator.seed(3)
        emulator.seed_user(email="zora@example.com")
        emulator.reset()
    with Emulator(db=tmp_path / "incidents.db") as emulator:
        assert emulator.incidents == []
        assert len(emulator.users) == 8
        assert Api(emulator.transport).create()["attributes"]["public_id"] == 1
