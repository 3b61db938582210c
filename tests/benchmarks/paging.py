"""Large searches: how long they take, and what they hold in memory."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import islice

from .children import run
from .documents import documents
from .export import Client, client_named
from .server import Service
from .workload import OFFICIAL, OURS, PREFETCH, Comparison, Contenders, Effort, Sample, Workload, once, same

LATENCY_SECONDS = 0.03
CLIENTS = (OURS, PREFETCH, OFFICIAL)


def service(total: int, latency: float = 0.0) -> AbstractContextManager[Service]:
    """Finds so many incidents."""
    return Service(search_page=documents().search_page, total=total, latency=latency)


@contextmanager
def exports(effort: Effort) -> Generator[Contenders]:
    """All incidents of a search."""
    with service(effort.incidents, LATENCY_SECONDS) as running:
        yield {name: arrival_of(client_named(name, running.url), effort.incidents) for name in CLIENTS}


@contextmanager
def first_incidents(effort: Effort) -> Generator[Contenders]:
    """The first incident of a search."""
    with service(effort.incidents, LATENCY_SECONDS) as running:
        yield {name: arrival_of(client_named(name, running.url), 1) for name in CLIENTS}


def arrival_of(client: Client, wanted: int) -> Sample:
    """The seconds until so many incidents have come."""
    timed = once(lambda: same(wanted, sum(1 for _ in islice(client.search(), wanted))))

    def sample() -> float:
        seconds = timed()
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join()  # what was fetched ahead in vain must not disturb who comes next
        return seconds

    return sample


def memory_of(measurement: str, name: str, running: Service, total: int) -> int:
    """The bytes that a search takes, measured in a process of its own."""
    return int(run("-m", "tests.benchmarks.export", measurement, name, running.url, str(total)).output)


@contextmanager
def kept(measurement: str, effort: Effort) -> Generator[Contenders]:
    """The bytes for each incident of a search that is kept."""
    total = effort.held_incidents

    def weight_of(name: str, running: Service) -> Sample:
        return lambda: memory_of(measurement, name, running, total) / total

    with service(total) as running:
        yield {name: weight_of(name, running) for name in (OURS, OFFICIAL)}


@contextmanager
def passed(effort: Effort) -> Generator[Contenders]:
    """The incidents of a search, one after the other: of a large one, and of one that is larger still."""
    few, many = effort.incidents, effort.incidents * effort.growth
    with service(few) as large, service(many) as larger:
        yield {
            FEW: partial(memory_of, "peak", OURS, large, few),
            MANY: partial(memory_of, "peak", OURS, larger, many),
            FEW_AHEAD: partial(memory_of, "peak", PREFETCH, large, few),
            MANY_AHEAD: partial(memory_of, "peak", PREFETCH, larger, many),
        }


FEW, MANY = "5,000 incidents", "50,000 incidents"
FEW_AHEAD, MANY_AHEAD = f"{FEW}, prefetch=8", f"{MANY}, prefetch=8"

WORKLOADS = (
    Workload(
        name="paging-export",
        title="Export 5,000 incidents, 30 ms of latency a request",
        contenders=exports,
        comparisons=(Comparison(PREFETCH, OFFICIAL, at_least=8), Comparison(OURS, OFFICIAL, at_least=8)),
        rounds=3,
        warm_up=False,
    ),
    Workload(
        name="paging-first",
        title="Wait for the first incident of 5,000, 30 ms of latency a request",
        contenders=first_incidents,
        comparisons=(Comparison(OURS, OFFICIAL), Comparison(PREFETCH, OFFICIAL)),
        rounds=9,
    ),
    Workload(
        name="memory-incidents",
        title="Keep 1,000 incidents from a pager: memory for each",
        contenders=partial(kept, "incidents"),
        comparisons=(Comparison(OURS, OFFICIAL, at_most=0.3),),
        unit="B",
        rounds=1,
        warm_up=False,
    ),
    Workload(
        name="memory-pages",
        title="Keep 10 search pages of 100 incidents, whole: memory for each incident",
        contenders=partial(kept, "pages"),
        comparisons=(Comparison(OURS, OFFICIAL, at_most=0.3),),
        unit="B",
        rounds=1,
        warm_up=False,
    ),
    Workload(
        name="memory-peak",
        title="Export without keeping: the most memory that the process has",
        contenders=passed,
        comparisons=(Comparison(MANY, FEW, at_most=1.2), Comparison(MANY_AHEAD, FEW_AHEAD, at_most=1.2)),
        unit="B",
        rounds=1,
        warm_up=False,
    ),
)
