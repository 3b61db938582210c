"""Killing the emulator while it is written to: what it has acknowledged is there when it comes back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from datadog_incidents import ApiClient, Configuration, DatadogIncidentsError, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentUpdateAttributes, IncidentUpdateData, IncidentUpdateRequest

from .support import OPERATIONS, figure, new_incident, sizes

WRITERS = 4
COMMAND = (sys.executable, "-m", "datadog_incidents.emulator", "--port", "0", "--db")


class Books:
    """What may be stored of each incident: its title, or None where it may be gone. One thing, unless in doubt."""

    def __init__(self) -> None:
        self.possible: dict[str, set[str | None]] = {}
        self.acknowledged = 0

    def write(self, api: IncidentsApi, chance: Random, name: str) -> None:
        """Create incidents, rename and delete some of them, until the emulator is gone."""
        number = 0
        try:
            while True:
                number += 1
                title = f"{name}, {number}"
                identity = api.create_incident(new_incident(title)).data.id
                self._acknowledge(identity, title)
                if chance.random() < 0.4:
                    self.possible[identity].add(f"{title}, renamed")
                    api.update_incident(identity, renamed(identity, f"{title}, renamed"))
                    self._acknowledge(identity, f"{title}, renamed")
                if chance.random() < 0.2:
                    self.possible[identity].add(None)
                    api.delete_incident(identity)
                    self._acknowledge(identity, None)
        except DatadogIncidentsError:
            pass

    def _acknowledge(self, identity: str, title: str | None) -> None:
        self.possible[identity] = {title}
        self.acknowledged += 1


def renamed(identity: str, title: str) -> IncidentUpdateRequest:
    return IncidentUpdateRequest(data=IncidentUpdateData(id=identity, attributes=IncidentUpdateAttributes(title=title)))


@contextmanager
def emulator_process(file: Path) -> Generator[tuple[subprocess.Popen[str], str], None, None]:
    """An emulator in a process of its own, and its URL."""
    with subprocess.Popen(
        [*COMMAND, str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().removeprefix("listening on ").strip()
        finally:
            process.kill()


@pytest.mark.parametrize("kills", sizes(reduced=2, full=50))
def test_what_was_acknowledged_survives(kills: int, tmp_path: Path, chance: Random) -> None:
    books = Books()
    stored: dict[str, str] = {}
    lost = 0
    for kill in range(kills):
        enough = books.acknowledged + chance.randrange(1, 200)
        with emulator_process(tmp_path / "incidents.db") as (process, url):
            configuration = Configuration(
                host=url, api_key="any", app_key="any", unstable_operations=OPERATIONS, max_retries=0, timeout=10
            )
            with ApiClient(configuration) as client, ThreadPoolExecutor(WRITERS) as threads:
                writers = [
                    threads.submit(books.write, IncidentsApi(client), chance, f"Writer {writer} before kill {kill}")
                    for writer in range(WRITERS)
                ]
                while books.acknowledged < enough:
                    assert not wait(writers, timeout=0.005, return_when=FIRST_COMPLETED).done
                process.kill()
        with Emulator(db=tmp_path / "incidents.db") as emulator:
            stored = {str(each["id"]): str(each["attributes"]["title"]) for each in emulator.incidents}
        lost += sum(stored.get(identity) not in possible for identity, possible in books.possible.items())
        books.possible.update((identity, {stored.get(identity)}) for identity in books.possible)  # no more doubt

    figure(f"kills: {kills} under {WRITERS} writers, {books.acknowledged} acknowledged writes: {lost} lost")
    assert lost == 0
    assert len(stored) <= len(books.possible) + WRITERS * kills  # each writer leaves at most one without an answer
