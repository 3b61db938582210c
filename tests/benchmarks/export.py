"""Searching on a large scale. Run as a program, it tells what that takes of memory, in bytes."""

from __future__ import annotations

import gc
import resource
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from .workload import ASYNC, FAST, OFFICIAL, OFFICIAL_ASYNC, PAGE_SIZE, PREFETCH, QUERY


@dataclass(frozen=True, slots=True)
class Client:
    """A client whose connections stay open."""

    search: Callable[[], Iterable[Any]]
    """All incidents, in pages of 100."""
    page: Callable[[int], Any]
    """The whole response for the page at an offset."""


def client_named(name: str, url: str) -> Client:
    """One of the contenders as a client; only what it needs is loaded."""
    if name in (ASYNC, OFFICIAL_ASYNC):
        return _client_of_tasks(name, url)
    if name == OFFICIAL:
        from . import official

        theirs = official.api(url)
        return Client(
            search=lambda: theirs.search_incidents_with_pagination(QUERY, page_size=PAGE_SIZE),
            page=lambda offset: theirs.search_incidents(QUERY, page_size=PAGE_SIZE, page_offset=offset),
        )
    from . import ours

    api, prefetch = ours.api(url), 8 if name == PREFETCH else 0
    parser = nullcontext if name == FAST else ours.without_orjson

    def search() -> Iterator[Any]:
        with parser():
            yield from api.search_incidents_with_pagination(QUERY, prefetch=prefetch)

    def page(offset: int) -> Any:
        with parser():
            return api.search_incidents(QUERY, page_size=PAGE_SIZE, page_offset=offset)

    return Client(search, page)


def _client_of_tasks(name: str, url: str) -> Client:
    import asyncio

    runner = asyncio.Runner()

    async def incidents() -> list[Any]:
        if name == OFFICIAL_ASYNC:
            from . import official

            theirs = await official.async_api(url)
            async with theirs.api_client:
                return [each async for each in theirs.search_incidents_with_pagination(QUERY, page_size=PAGE_SIZE)]
        from datadog_incidents import AsyncApiClient, AsyncIncidentsApi

        from . import ours

        async with AsyncApiClient(ours.configuration(url)) as client:
            return [each async for each in AsyncIncidentsApi(client).search_incidents_with_pagination(QUERY)]

    return Client(search=lambda: runner.run(incidents()), page=lambda _: None)


def held_by_incidents(client: Client, total: int) -> int:
    """The bytes that a list of all incidents keeps, of those that Python's allocator hands out."""
    return _traced(lambda: list(islice(client.search(), PAGE_SIZE)), lambda: list(client.search()))


def held_by_pages(client: Client, total: int) -> int:
    """The bytes that a list of whole responses keeps."""
    return _traced(lambda: client.page(0), lambda: [client.page(offset) for offset in range(0, total, PAGE_SIZE)])


def peak(client: Client, total: int) -> int:
    """The most bytes that the process had in memory while it looked at one incident after the other."""
    for _ in client.search():
        pass
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes, where there is no /proc
    # On Linux, ru_maxrss counts what the parent process had when it started this one.
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def _traced(warm_up: Callable[[], object], work: Callable[[], object]) -> int:
    warm_up()  # loads and compiles what will stay whatever is kept
    tracemalloc.start()
    kept = work()
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    del kept
    return held


MEASUREMENTS: dict[str, Callable[[Client, int], int]] = {
    "incidents": held_by_incidents,
    "pages": held_by_pages,
    "peak": peak,
}

if __name__ == "__main__":
    measurement, name, url, total = sys.argv[1:]
    sys.stdout.write(f"{MEASUREMENTS[measurement](client_named(name, url), int(total))}\n")
