"""Measuring a workload, and what came out."""

from __future__ import annotations

import gc
import os
import platform
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median, quantiles
from typing import Any

from .workload import Comparison, Effort, Workload

LIBRARIES = (
    "datadog-incidents",
    "datadog-api-client",
    "aiosonic",
    "httpcore2",
    "urllib3",
    "orjson",
    "msgspec",
    "mashumaro",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A median, and the quartiles around it."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """The figure of one value or more."""
        low, middle, high = quantiles(values, method="inclusive") if len(values) > 1 else [*values] * 3
        return cls(middle, low, high)

    @property
    def noise(self) -> float:
        """Half of the distance between the quartiles, as a share of the median."""
        return (self.high - self.low) / 2 / self.median


@dataclass(frozen=True, slots=True)
class Result:
    """The samples of a workload: for each contender one a round."""

    workload: Workload
    samples: Mapping[str, Sequence[float]]

    def taken(self, contender: str) -> float:
        """What a contender took, in the unit of the workload: the median."""
        return median(self.samples[contender])

    def ratio(self, comparison: Comparison) -> Figure:
        """How two contenders compare, from their samples of the same round: the machine was the same for both."""
        pairs = zip(self.samples[comparison.subject], self.samples[comparison.peer], strict=True)
        return Figure.of([comparison.ratio(subject, peer) for subject, peer in pairs])

    def to_dict(self) -> dict[str, Any]:
        """All figures, for JSON."""
        return {
            "name": self.workload.name,
            "title": self.workload.title,
            "unit": self.workload.unit,
            "samples": dict(self.samples),
            "medians": {name: self.taken(name) for name in self.samples},
            "comparisons": [self._compared(comparison) for comparison in self.workload.comparisons],
        }

    def _compared(self, comparison: Comparison) -> dict[str, Any]:
        ratio = self.ratio(comparison)
        return {
            "subject": comparison.subject,
            "peer": comparison.peer,
            "ratio": ratio.median,
            "quartiles": [ratio.low, ratio.high],
            "at_most": comparison.at_most,
            "at_least": comparison.at_least,
            "reached": comparison.reached(ratio.median),
        }


def measure(workload: Workload, effort: Effort) -> Result:
    """Measure the contenders in turn, round by round; every other round goes backwards.

    The garbage collector is as it is for everybody, but for one thing: it does not go through what all the contenders
    have loaded together, since a program has only one of them.
    """
    with workload.contenders(effort) as contenders, _frozen():
        samples: dict[str, list[float]] = {name: [] for name in contenders}
        if workload.warm_up and effort.warm_up:
            for sample in contenders.values():
                sample()
        for number in range(effort.rounds or workload.rounds):
            turns = list(contenders.items())
            for name, sample in turns if number % 2 == 0 else reversed(turns):
                samples[name].append(sample())
    return Result(workload, samples)


@contextmanager
def _frozen() -> Generator[None]:
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def circumstances() -> dict[str, Any]:
    """When, where and on what the figures were measured."""
    return {
        "measured": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": os.cpu_count(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
