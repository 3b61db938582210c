"""Killing the emulator while all of its operations are performed: what it has acknowledged is there afterwards."""

from __future__ import annotations

import http.client
import threading
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from datadog_incidents._core.message import Headers, Request, Response, Timeout
from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.nouns.catalogue import COLLECTIONS, HANDLERS
from tests.emulator.api import Api
from tests.emulator.performing import performed
from tests.emulator.requests import REQUESTS

from .support import figure, sizes
from .test_kills import emulator_process

NOUNS = {operation: noun for noun, handlers in HANDLERS.items() for operation in handlers}
"""The noun of each operation."""


class OneConnection:
    """Carries requests over one connection, one at a time."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)

    def send(self, request: Request, timeout: Timeout) -> Response:
        self._connection.request(request.method, request.target, request.body, dict(request.headers))
        response = self._connection.getresponse()
        return Response(
            status=response.status,
            reason=response.reason,
            headers=Headers(response.getheaders()),
            body=response.read(),
        )

    def close(self) -> None:
        self._connection.close()


class Books:
    """What has to be there and what must not, by noun and id. What is under way is in neither."""

    def __init__(self) -> None:
        self.there: dict[tuple[str, str], str | None] = {}
        """What was acknowledged, and the incident that it belongs to."""
        self.gone: set[tuple[str, str]] = set()
        self.acknowledged = 0

    def write(self, api: Api, user: str) -> None:
        """Perform all operations again and again, until the emulator is gone."""
        try:
            while True:
                self._round(api, {"user": user})
        except (OSError, http.client.HTTPException):
            pass
        finally:
            api.transport.close()

    def _round(self, api: Api, ids: dict[str, str]) -> None:
        for asked in REQUESTS:
            deletes = asked.operation.startswith("delete")
            name = ["handle", *asked.path.values()][-1]
            doomed = self._doomed(ids[name]) if deletes else []
            under_way = {each: self.there.pop(each, None) for each in doomed}
            performed(api, asked, ids)
            self.acknowledged += 1
            self.gone.update(under_way)
            if asked.makes:
                belongs = "incident_id" in asked.path
                self.there[NOUNS[asked.operation], ids[asked.makes]] = ids["incident"] if belongs else None

    def _doomed(self, identifier: str) -> list[tuple[str, str]]:
        """What a deletion takes with it."""
        return [each for each, incident in self.there.items() if identifier in (each[1], incident)]


@pytest.mark.parametrize("kills", sizes(reduced=2, full=30))
def test_what_was_acknowledged_of_any_noun_survives(kills: int, tmp_path: Path, chance: Random) -> None:
    books, lost, risen = Books(), 0, 0
    for _ in range(kills):
        enough = books.acknowledged + chance.randrange(1, 300)
        with emulator_process(tmp_path / "incidents.db") as (process, url):
            with Emulator() as other:
                user: str = other.users[3]["id"]
            writer = threading.Thread(target=books.write, args=(Api(OneConnection(url)), user))
            writer.start()
            while books.acknowledged < enough:
                assert writer.is_alive()
                writer.join(0.005)
            process.kill()
            writer.join()
        with Emulator(db=tmp_path / "incidents.db") as emulator:
            stored = {(noun, str(each["id"])) for noun in COLLECTIONS for each in emulator.resources(noun)}
            stored |= {("incidents", str(each["id"])) for each in emulator.incidents}
        lost += len(books.there.keys() - stored)
        risen += len(books.gone & stored)

    nouns = len({noun for noun, _ in [*books.there, *books.gone]})
    figure(
        f"kills: {kills}, {books.acknowledged} acknowledged requests to {nouns} nouns: {lost} lost, {risen} risen again"
    )
    assert (lost, risen) == (0, 0)
    assert nouns > 10
