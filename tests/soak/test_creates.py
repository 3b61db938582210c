"""Creating incidents over a network that fails: never twice, and no doubt that is not told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from datadog_incidents import ApiClient, DatadogIncidentsError, IncidentsApi
from datadog_incidents._core.calls.events import ResponseEvent
from datadog_incidents.emulator import Emulator

from .support import THREADS, figure, new_incident, sizes

PATIENCE = 0.2
"""Seconds that the client waits for an answer."""
FAULTS: tuple[dict[str, Any], ...] = (
    {"status": 429},
    {"status": 400},
    {"status": 500},
    {"status": 500, "after_commit": True},
    {"reset": True},
    {"reset": True, "after_commit": True},
    {"truncate": True, "after_commit": True},
    {"delay": 2 * PATIENCE},
    {"delay": 2 * PATIENCE, "after_commit": True},
)
SHARE = 0.30
"""Of the exchanges, how many fail."""


@dataclass
class Books:
    """What the callers know of their calls, by title."""

    confirmed: dict[str, str] = field(default_factory=dict[str, str])
    unknown: set[str] = field(default_factory=set[str])
    refused: set[str] = field(default_factory=set[str])

    def create(self, api: IncidentsApi, title: str) -> None:
        try:
            created = api.create_incident(new_incident(title)).data
        except DatadogIncidentsError as error:
            (self.unknown if error.outcome_unknown else self.refused).add(title)
        else:
            self.confirmed[title] = created.id


@pytest.mark.parametrize("creates", sizes(reduced=200, full=10_000))
def test_no_incident_is_created_twice_and_none_is_lost(creates: int) -> None:
    books = Books()
    exchanges: list[ResponseEvent] = []
    with Emulator() as emulator:
        for fault in FAULTS:
            emulator.inject(times=None, probability=1 - (1 - SHARE) ** (1 / len(FAULTS)), **fault)
        configuration = emulator.configuration(
            timeout=PATIENCE, max_retries=1, retry_backoff_factor=0, on_response=exchanges.append
        )
        with ApiClient(configuration) as client, ThreadPoolExecutor(THREADS) as threads:
            api = IncidentsApi(client)
            for title in (f"Incident {number}" for number in range(creates)):
                threads.submit(books.create, api, title)
        stored = {str(each["id"]): str(each["attributes"]["title"]) for each in emulator.incidents}

    titles = list(stored.values())
    duplicates = len(titles) - len(set(titles))
    failed = sum(event.status != 201 for event in exchanges) / len(exchanges)
    figure(
        f"creates: {creates} calls from {THREADS} threads, {failed:.0%} of {len(exchanges)} exchanges failed: "
        f"{duplicates} duplicates, {len(books.confirmed)} confirmed, {len(books.refused)} refused, "
        f"{len(books.unknown)} reported as unknown ({len(books.unknown & set(titles))} of them stored)"
    )
    assert duplicates == 0
    assert len(books.confirmed) + len(books.unknown) + len(books.refused) == creates
    assert {title: stored.get(identity) for title, identity in books.confirmed.items()} == {
        title: title for title in books.confirmed
    }
    assert set(titles) <= books.confirmed.keys() | books.unknown
    assert books.refused.isdisjoint(titles)
    assert failed > SHARE / 2  # there was trouble enough; a busy machine adds timeouts of its own
