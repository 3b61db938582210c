"""The promises of creates and traversals, kept for tasks: also where some are cancelled at any moment."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from datadog_incidents import AsyncApiClient, AsyncIncidentsApi, DatadogIncidentsError, ServiceException
from datadog_incidents._core.transport import choosing
from datadog_incidents.emulator import Emulator
from tests import kinds

from .support import figure, new_incident, sizes
from .test_creates import FAULTS, PATIENCE, SHARE, Books
from .test_traversals import Others, arguments_of

TASKS = 64
CANCELLED = 0.1
"""Of the creates, how many are cancelled at some moment."""


class TaskBooks(Books):
    """What the callers know of their calls, by title, besides those that they cancelled."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.cancelled: set[str] = set()
        self._chance = chance

    async def keep(self, api: AsyncIncidentsApi, titles: list[str]) -> None:
        """Create one incident after the other, until there are no titles left."""
        while titles:
            title = titles.pop()
            call = asyncio.create_task(self._create(api, title))
            if self._chance.random() < CANCELLED:
                asyncio.get_running_loop().call_later(self._chance.uniform(0, 0.05), call.cancel)
            await asyncio.wait([call])
            if call.cancelled():
                self.cancelled.add(title)
            else:
                call.result()

    async def _create(self, api: AsyncIncidentsApi, title: str) -> None:
        try:
            created = await api.create_incident(new_incident(title))
        except DatadogIncidentsError as error:
            (self.unknown if error.outcome_unknown else self.refused).add(title)
        else:
            self.confirmed[title] = created.data.id


def sockets() -> int:
    """How many sockets this process has open; 0 where that is not told."""
    listed = Path("/proc/self/fd")
    return sum("socket:" in str(each.readlink()) for each in [*listed.iterdir()] if each.is_symlink())


@pytest.mark.parametrize("carrier", ["native", "threads"])
@pytest.mark.parametrize("creates", sizes(reduced=300, full=10_000))
def test_no_incident_is_created_twice_and_nothing_is_left(
    creates: int, carrier: str, chance: Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    if carrier == "threads":
        monkeypatch.setattr(choosing, "open_async_transport", choosing.open_on_threads)
    books = TaskBooks(chance)
    before = sockets(), {*threading.enumerate()}
    with Emulator() as emulator:
        for fault in FAULTS:
            emulator.inject(times=None, probability=1 - (1 - SHARE) ** (1 / len(FAULTS)), **fault)
        configuration = emulator.configuration(timeout=(5, PATIENCE), max_retries=1, retry_backoff_factor=0)

        async def main() -> None:
            titles = [f"Incident {number}" for number in range(creates)]
            async with AsyncApiClient(configuration) as client:
                await asyncio.gather(*(books.keep(AsyncIncidentsApi(client), titles) for _ in range(TASKS)))
            assert asyncio.all_tasks() == {asyncio.current_task()}

        with kinds.asynchronous() as loop:
            loop.run(main())
        stored = {str(each["id"]): str(each["attributes"]["title"]) for each in emulator.incidents}

    titles = list(stored.values())
    duplicates = len(titles) - len(set(titles))
    figure(
        f"creates, {carrier}: {creates} calls from {TASKS} tasks: {duplicates} duplicates, {len(books.confirmed)} "
        f"confirmed, {len(books.refused)} refused, {len(books.unknown)} reported as unknown, "
        f"{len(books.cancelled)} cancelled ({len(books.cancelled & set(titles))} of them stored)"
    )
    assert duplicates == 0
    assert len(books.confirmed) + len(books.unknown) + len(books.refused) + len(books.cancelled) == creates
    assert {title: stored.get(identity) for title, identity in books.confirmed.items()} == {
        title: title for title in books.confirmed
    }
    assert set(titles) <= books.confirmed.keys() | books.unknown | books.cancelled
    assert books.refused.isdisjoint(titles)
    assert books.cancelled
    assert (sockets(), {*threading.enumerate()}) == before


@pytest.mark.parametrize("prefetch", [0, 1, 8])
@pytest.mark.parametrize("operation", ["list_incidents", "search_incidents"])
@pytest.mark.parametrize("incidents", sizes(reduced=300, full=20_000))
def test_nothing_is_missed_or_repeated(incidents: int, operation: str, prefetch: int, chance: Random) -> None:
    with Emulator(random_seed=chance.randrange(1000)) as emulator:
        emulator.seed(incidents)
        others = Others(emulator, chance)
        emulator.inject(operation, status=500, times=None, probability=0.05)
        configuration = emulator.configuration(max_retries=0, on_request=others.interfere)

        async def main() -> Counter[str]:
            seen: Counter[str] = Counter()
            async with AsyncApiClient(configuration, transport=emulator.transport) as client:
                traverse: Any = getattr(AsyncIncidentsApi(client), f"{operation}_with_pagination")
                found = aiter(traverse(*arguments_of(operation), prefetch=prefetch))
                while True:
                    try:
                        seen[(await anext(found)).id] += 1
                    except ServiceException:
                        continue
                    except StopAsyncIteration:
                        return seen

        seen = asyncio.run(main())
    missed = others.lasting - seen.keys()
    repeated = [identity for identity, times in seen.items() if times > 1]
    figure(
        f"{operation}, prefetch={prefetch}: {incidents} incidents, {others.created} created and {others.deleted} "
        f"deleted meanwhile: {len(missed)} missed, {len(repeated)} repeated"
    )
    assert not missed
    assert not repeated
    assert others.deleted > 0
