"""What a benchmark is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Literal, TypeAlias

Sample: TypeAlias = Callable[[], float]
"""Measures once: seconds, or bytes."""
Contenders: TypeAlias = Mapping[str, Sample]

OURS = "datadog_incidents"
FAST = "datadog_incidents[fast]"
PREFETCH = "datadog_incidents, prefetch=8"
OFFICIAL = "datadog-api-client"
ASYNC = "datadog_incidents, asyncio"
THREADS = "datadog_incidents, asyncio on threads"
OFFICIAL_ASYNC = "datadog-api-client, asyncio"
RAW = "urllib3 + json"
JSON = "json.loads"

QUERY = "state:(active OR stable OR resolved)"
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much a run takes upon itself."""

    rounds: int | None
    """Rounds of each workload; None means as many as it asks for."""
    warm_up: bool
    """Whether to have rounds that do not count, where a workload asks for one."""
    seconds: float
    """How long a sample repeats its work; 0 means that it does it once."""
    incidents: int
    """The size of an export."""
    held_incidents: int
    """How many incidents are kept to weigh them."""
    growth: int
    """How many times larger the export is that shows whether memory grows."""


FULL = Effort(rounds=None, warm_up=True, seconds=0.05, incidents=5000, held_incidents=1000, growth=10)
TINY = Effort(rounds=1, warm_up=False, seconds=0, incidents=150, held_incidents=20, growth=2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One contender beside another, with the target if there is one."""

    subject: str
    peer: str
    at_most: float | None = None
    """The subject takes at most as many times as much as the peer."""
    at_least: float | None = None
    """The subject is at least as many times faster."""

    def ratio(self, subject: float, peer: float) -> float:
        """What the target is about."""
        return peer / subject if self.at_least is not None else subject / peer

    def reached(self, ratio: float) -> bool | None:
        """Whether a ratio is as good as the target; None where there is none."""
        if self.at_least is not None:
            return ratio >= self.at_least
        return None if self.at_most is None else ratio <= self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Something that every contender does, and how they should compare."""

    name: str
    title: str
    contenders: Callable[[Effort], AbstractContextManager[Contenders]]
    """Prepares the contenders, and cleans up after them."""
    comparisons: tuple[Comparison, ...]
    unit: Literal["s", "B"] = "s"
    rounds: int = 15
    warm_up: bool = True
    """Whether each contender first has a round that does not count."""


def once(work: Callable[[], object]) -> Sample:
    """A sample of the seconds that some work takes, done once and for long enough."""

    def sample() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return sample


def timed(
    effort: Effort,
    work: Callable[[], object],
    setting: Callable[[], AbstractContextManager[object]] = nullcontext,
    clock: Callable[[], float] = time.perf_counter,
) -> Sample:
    """A sample of the seconds that some work takes.

    Args:
        effort: says how long to repeat the work in one sample.
        work: what is timed.
        setting: what to do it in.
        clock: tells seconds; `time.process_time` for what waits for nothing, so that neighbours do not count.
    """
    repetitions = 0

    def repeat() -> float:
        started = clock()
        for _ in range(repetitions):
            work()
        return clock() - started

    def sample() -> float:
        nonlocal repetitions
        with setting():
            if not repetitions:
                repetitions = 1
                if effort.seconds:
                    work()
                    repetitions = max(1, round(effort.seconds / max(repeat(), 1e-9)))
            return repeat() / repetitions

    return sample


def same(*results: object) -> None:
    """Require that all contenders come to the same result.

    Raises:
        ValueError: they do not, so that comparing them makes no sense.
    """
    for result in results[1:]:
        if result != results[0]:
            raise ValueError(f"the contenders disagree: {results[0]!r:.80} and {result!r:.80}")
