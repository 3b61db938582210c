"""Calls of the asynchronous clients, each in one loop that is there from the first round to the last."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from datadog_incidents import ApiClient, AsyncApiClient, AsyncIncidentsApi, IncidentsApi
from datadog_incidents._core.transport.threads import ThreadedTransport
from datadog_incidents._core.transport.urllib3_transport import Urllib3Transport

from . import official, ours
from .calls import service
from .documents import documents
from .paging import LATENCY_SECONDS, memory_of
from .paging import service as searches
from .startup import PYTHON, contenders_of
from .workload import (
    ASYNC,
    OFFICIAL_ASYNC,
    OURS,
    PAGE_SIZE,
    QUERY,
    THREADS,
    Comparison,
    Contenders,
    Effort,
    Sample,
    Workload,
    same,
)

AT_ONCE = 64
AHEAD = 8


@contextmanager
def apis(url: str) -> Generator[tuple[asyncio.Runner, dict[str, Any]]]:
    """The operations of each contender, and the loop that they belong to."""
    configuration = ours.configuration(url)
    with asyncio.Runner() as runner:
        on_threads = AsyncApiClient(configuration, transport=ThreadedTransport(Urllib3Transport(configuration)))
        clients = {ASYNC: AsyncApiClient(configuration), THREADS: on_threads}
        theirs = runner.run(official.async_api(url))
        yield runner, {**{name: AsyncIncidentsApi(client) for name, client in clients.items()}, OFFICIAL_ASYNC: theirs}
        for client in clients.values():
            runner.run(client.aclose())
        runner.run(theirs.api_client.__aexit__(None, None, None))


def sample_of(runner: asyncio.Runner, effort: Effort, work: Callable[[], Awaitable[object]]) -> Sample:
    """The seconds that some work takes, in a loop that runs already."""

    async def repeated() -> float:
        times, started = 0, time.perf_counter()
        while not times or time.perf_counter() - started < effort.seconds:
            await work()
            times += 1
        return (time.perf_counter() - started) / times

    return lambda: runner.run(repeated())


@contextmanager
def single_gets(effort: Effort) -> Generator[Contenders]:
    """`get_incident`, one after the other, and the same without asyncio."""
    incident_id = documents().incident_id
    with (
        service() as running,
        apis(running.url) as (runner, contenders),
        ApiClient(ours.configuration(running.url)) as api_client,
    ):
        get = IncidentsApi(api_client).get_incident

        async def blocking() -> None:
            get(incident_id)

        yield {
            OURS: sample_of(runner, effort, blocking),
            **{
                name: sample_of(runner, effort, partial(api.get_incident, incident_id))
                for name, api in contenders.items()
            },
        }


@contextmanager
def gets_at_once(effort: Effort) -> Generator[Contenders]:
    """`get_incident`, many at once."""
    incident_id = documents().incident_id
    with service() as running, apis(running.url) as (runner, contenders):

        async def all_at_once(api: Any) -> None:
            answers = await asyncio.gather(*(api.get_incident(incident_id) for _ in range(AT_ONCE)))
            same(incident_id, *(str(answer.data.id) for answer in answers))

        yield {name: sample_of(runner, effort, partial(all_at_once, api)) for name, api in contenders.items()}


@contextmanager
def exports(effort: Effort) -> Generator[Contenders]:
    """All incidents of a search."""
    with searches(effort.incidents, LATENCY_SECONDS) as running, apis(running.url) as (runner, contenders):

        async def exported(api: Any, **options: Any) -> None:
            found: AsyncIterator[Any] = api.search_incidents_with_pagination(QUERY, page_size=PAGE_SIZE, **options)
            same(effort.incidents, len([incident async for incident in found]))

        once = replace(effort, seconds=0)
        yield {
            name: sample_of(
                runner, once, partial(exported, api, **({} if name == OFFICIAL_ASYNC else {"prefetch": AHEAD}))
            )
            for name, api in contenders.items()
        }


@contextmanager
def kept(effort: Effort) -> Generator[Contenders]:
    """The bytes for each incident of a search that is kept."""
    total = effort.held_incidents
    with searches(total) as running:

        def weight_of(name: str) -> Sample:
            return lambda: memory_of("incidents", name, running, total) / total

        yield {name: weight_of(name) for name in (ASYNC, OFFICIAL_ASYNC)}


IMPORT = "from datadog_incidents import AsyncApiClient, AsyncIncidentsApi, Configuration\n"
OFFICIAL_IMPORT = """
from datadog_api_client import AsyncApiClient, Configuration
from datadog_api_client.v2.api.incidents_api import IncidentsApi
"""


@contextmanager
def imports(effort: Effort) -> Generator[Contenders]:
    """The names that every asynchronous program begins with."""
    yield contenders_of({PYTHON: "pass", ASYNC: IMPORT, OFFICIAL_ASYNC: OFFICIAL_IMPORT}, "")


WORKLOADS = (
    Workload(
        name="async-get",
        title="Await an incident",
        contenders=single_gets,
        comparisons=(
            Comparison(ASYNC, OURS, at_most=1.5),
            Comparison(THREADS, OURS, at_most=1.5),
            Comparison(ASYNC, OFFICIAL_ASYNC),
            Comparison(THREADS, OFFICIAL_ASYNC),
        ),
    ),
    Workload(
        name="async-gets",
        title=f"Await {AT_ONCE} incidents at once",
        contenders=gets_at_once,
        comparisons=(
            Comparison(ASYNC, OFFICIAL_ASYNC, at_least=2),
            Comparison(THREADS, OFFICIAL_ASYNC, at_least=2),
        ),
    ),
    Workload(
        name="async-export",
        title="Export 5,000 incidents asynchronously, prefetch=8, 30 ms of latency a request",
        contenders=exports,
        comparisons=(
            Comparison(ASYNC, OFFICIAL_ASYNC, at_least=8),
            Comparison(THREADS, OFFICIAL_ASYNC, at_least=8),
        ),
        rounds=3,
        warm_up=False,
    ),
    Workload(
        name="async-memory",
        title="Keep 1,000 incidents from an asynchronous pager: memory for each",
        contenders=kept,
        comparisons=(Comparison(ASYNC, OFFICIAL_ASYNC, at_most=0.3),),
        unit="B",
        rounds=1,
        warm_up=False,
    ),
    Workload(
        name="async-import",
        title="Start Python and import the asynchronous client",
        contenders=imports,
        comparisons=(Comparison(ASYNC, OFFICIAL_ASYNC), Comparison(ASYNC, PYTHON)),
        rounds=9,
    ),
)
