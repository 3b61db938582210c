"""Going through many incidents while others come and go, and while some of the requests fail."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from datadog_incidents import ApiClient, IncidentsApi, ServiceException
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentResponseData

from .support import figure, new_incident, sizes

HARM = (0, 1, 2, 3, 5, 10, 20, 50, 110)
"""How many incidents come, and how many go, before a request."""


class Others:
    """They create and delete incidents, in any place, as long as there are some that are theirs to delete."""

    def __init__(self, emulator: Emulator, chance: Random) -> None:
        self.api = IncidentsApi(ApiClient(emulator.configuration(), transport=emulator.transport))
        self.chance = chance
        everyone = [each.id for each in self.api.list_incidents_with_pagination()]
        self.doomed = chance.sample(everyone, len(everyone) // 3)
        self.lasting = set(everyone) - set(self.doomed)
        self.often = min(0.5, 5_000 / len(everyone))
        self.created = self.deleted = 0
        self.most = len(everyone) // 2  # to create: pages fetched ahead for nothing must not let the others outrun us
        self._lock = threading.Lock()

    def interfere(self, _: object) -> None:
        with self._lock:
            if self.chance.random() < self.often:
                self._create_some()
                self._delete_some()

    def _create_some(self) -> None:
        for _ in range(min(self.chance.choice(HARM), self.most - self.created)):
            self.created += 1
            identity = self.api.create_incident(new_incident(f"Meanwhile {self.created}")).data.id
            self.doomed.insert(self.chance.randrange(len(self.doomed) + 1), identity)

    def _delete_some(self) -> None:
        for _ in range(min(self.chance.choice(HARM), len(self.doomed))):
            self.deleted += 1
            self.api.delete_incident(self.doomed.pop())


def persistent(incidents: Iterator[IncidentResponseData]) -> Iterator[str]:
    """The ids of all incidents, going on after errors."""
    while True:
        try:
            for incident in incidents:
                yield incident.id
        except ServiceException:
            continue
        return


def arguments_of(operation: str) -> tuple[Any, ...]:
    return () if operation == "list_incidents" else ("state:(active OR stable OR resolved)",)


@pytest.mark.parametrize(
    ("operation", "options"),
    [
        pytest.param("list_incidents", {}, id="list"),
        pytest.param("list_incidents", {"prefetch": 4}, id="list, pages fetched ahead"),
        pytest.param("search_incidents", {}, id="search, newest first"),
        pytest.param("search_incidents", {"sort": "created", "prefetch": 4}, id="search, pages fetched ahead"),
    ],
)
@pytest.mark.parametrize("incidents", sizes(reduced=500, full=20_000))
def test_nothing_is_missed_or_repeated(incidents: int, operation: str, options: dict[str, Any], chance: Random) -> None:
    with Emulator(random_seed=chance.randrange(1000)) as emulator:
        emulator.seed(incidents)
        others = Others(emulator, chance)
        emulator.inject(operation, status=500, times=None, probability=0.05)
        requests: list[object] = []
        configuration = emulator.configuration(max_retries=0, on_request=others.interfere, on_response=requests.append)
        with ApiClient(configuration, transport=emulator.transport) as client:
            traverse = getattr(IncidentsApi(client), f"{operation}_with_pagination")
            seen = Counter(persistent(iter(traverse(*arguments_of(operation), **options))))

    missed = others.lasting - seen.keys()
    repeated = [identity for identity, times in seen.items() if times > 1]
    figure(
        f"{operation}{options or ''}: {incidents} incidents in {len(requests)} requests, "
        f"{others.created} created and {others.deleted} deleted meanwhile: "
        f"{len(missed)} missed, {len(repeated)} repeated"
    )
    assert not missed
    assert not repeated
    assert others.deleted > 0
