"""A service that changes while it is walked through, in memory: every decision is that of one random generator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Self

from datadog_incidents import DecodeError
from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.walk import Deliver, Fetch, Place, ahead

SIZES = (1, 2, 3, 4, 5, 7, 10, 20, 50, 100)
COUNTS = (0, 1, 2, 3, 5, 10, 30, 100, 300)


class Page:
    """A page, as far as a walk looks at it.

    Args:
        ids: the ids on it.
        total: the total that it tells.
        random: decides whether looking at it is interrupted.
        interrupted: how often it is, of 1.
    """

    def __init__(self, ids: list[str], total: int | None, random: Random, interrupted: float) -> None:
        self._ids = ids
        self._random = random
        self._interrupted = interrupted
        self.total = total
        self.items: list[str] = []

    @property
    def ids(self) -> list[str]:
        if self._interrupted and self._random.random() < self._interrupted:
            raise KeyboardInterrupt
        return self._ids

    def keep(self, fresh: Sequence[int]) -> Self:
        self.items = [self._ids[index] for index in fresh]
        return self


@dataclass
class Service:
    """A collection, what happens to it, and how it is told of.

    Pages of one item do not overlap. What is promised of them is promised where only deletions move others, or only
    creations that come to an end.
    """

    random: Random
    size: int = 0
    caps: tuple[int, int] = (1, 1)
    """How many items a page has at the most: from, to."""
    telling: str = ""
    """The total: none, right, one that lags, always 0."""
    kinds: tuple[str, ...] = ()
    rate: float = 0
    """Changes before a request, of 1."""
    left: int = 0
    """Changes that are still to come."""
    empty: float = 0
    """Pages that come empty although the total is right, of 1."""
    interrupted: float = 0
    items: list[str] = field(default_factory=list[str])
    requests: int = 0
    changes: int = 0
    created: int = 0

    def __post_init__(self) -> None:
        choose = self.random.choice
        self.size = max(2, choose(SIZES))
        steady = self.random.randint(1, self.size)
        self.caps = choose([(self.size, self.size), (steady, steady), (2, self.size), (1, self.size)])
        self.telling = choose(["none", "right", "lags", "zero"])
        if self.telling == "lags":
            self.caps = (self.size, self.size)
        elif self.telling == "right":
            self.empty = choose([0, 0, 0.1, 0.2])
        self.kinds = choose([("delete", "purge", "append"), ("delete", "purge", "prepend", "insert", "append")])
        if self.caps[0] == 1:
            self.kinds = choose([("delete", "purge", "append"), ("prepend", "insert", "append")])
        self.rate = choose([0, 0.05, 0.3, 1])
        self.left = choose([0, 1, 5, 40])
        self.interrupted = choose([0, 0, 0.01]) if self.caps[0] > 1 else 0
        self.items = [f"item-{number}" for number in range(choose(COUNTS))]
        self.lag = self.random.randint(0, len(self.items))
        self.throughout = set(self.items)

    def fetch(self, offset: int) -> Page:
        self.requests += 1
        assert self.requests < 10_000, "it does not end"
        if self.left and self.random.random() < self.rate:
            self._change(self.random.choice(self.kinds))
        ids = self.items[offset : offset + self.random.randint(*self.caps)]
        if self.random.random() < self.empty:
            ids = []
        told = {"right": len(self.items), "lags": min(self.lag, len(self.items)), "zero": 0}
        return Page(ids, told.get(self.telling), self.random, self.interrupted)

    def purge(self, begin: int, count: int) -> None:
        self.throughout.difference_update(self.items[begin : begin + count])
        del self.items[begin : begin + count]

    def _change(self, kind: str) -> None:
        self.left -= 1
        self.changes += 1
        place = self.random.randint(0, len(self.items))
        if kind == "delete":
            self.purge(place, 1)
        elif kind == "purge":
            self.purge(self.random.choice([0, place]), self.random.randint(0, len(self.items) // 2))
        else:
            self.created += 1
            where = {"prepend": 0, "insert": place, "append": len(self.items)}[kind]
            self.items.insert(where, f"created-{self.created}")

    @property
    def least(self) -> float:
        """The requests that all that ever was there takes, if pages overlap by one and nothing moves."""
        ever = len(self.throughout) + self.created
        return 1 + math.ceil(max(len(self.items), ever) / max(1, sum(self.caps) / 2 - 1))


@dataclass
class Run:
    """A traversal of such a service, with pages that are fetched ahead at moments of chance.

    Args:
        seed: decides everything.
    """

    seed: int
    seen: list[str] = field(default_factory=list[str])
    raised: DecodeError | None = None

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.service = Service(self.random)
        self.depth = self.random.choice([0, 0, 1, 2, 8, 32])
        self.before = self._before()
        start = max(0, len(self.before) - 1)
        self.at_first = len(self.service.items)
        if self.before and self.random.random() < 0.5:
            self.service.purge(0, self.random.randint(0, len(self.before)))
        self._course: Course[Page] = Course(Place.after(start, self.before), self.service.size, "list_items")
        self._under_way: dict[int, Page] = {}

    def _before(self) -> list[str]:
        """What an earlier traversal delivered, in one of four."""
        share = self.random.random() * (self.random.random() < 0.25)
        return self.service.items[: int(share * len(self.service.items))]

    def go(self) -> Self:
        """Walk to the end."""
        try:
            while self._goes_on():
                pass
        except DecodeError as error:
            self.raised = error
        return self

    def _goes_on(self) -> bool:
        try:
            step = self._course.step()
            if isinstance(step, Fetch):
                page = None if step.anew else self._under_way.pop(step.offset, None)
                self._course.answer(page or self.service.fetch(step.offset))
            elif isinstance(step, Deliver):
                self._look_ahead(step)
                self.seen += self._course.hand_out(step).items
            else:
                return False
        except KeyboardInterrupt:
            pass
        return True

    def _look_ahead(self, step: Deliver) -> None:
        wanted = list(ahead(step, self.depth, self._under_way.get))
        self._under_way = {offset: page for offset, page in self._under_way.items() if offset in wanted}
        self.random.shuffle(wanted)
        for offset in wanted:
            if offset not in self._under_way:
                self._under_way[offset] = self.service.fetch(offset)

    @property
    def most(self) -> float:
        """The requests that it may take."""
        service = self.service
        least = max(service.least, 1 + math.ceil(self.at_first / max(1, sum(service.caps) / 2 - 1)))
        emptied = 1 / (1 - service.empty) ** 2
        return emptied * (MULTIPLE * least + (A_CHANGE + self.depth) * (1 + service.changes))


MULTIPLE = 4
"""How many times the least number of requests a traversal takes at the most, besides those that changes cost."""
A_CHANGE = 12
"""The requests that a change costs at the most, besides those for pages that were fetched ahead in vain."""


def check(run: Run) -> None:
    """That a run kept what is promised."""
    seen, told = set(run.seen), f"seed {run.seed}"
    assert run.raised is None, told
    assert len(seen) == len(run.seen), told
    assert not seen & set(run.before), told
    assert run.service.throughout <= {*seen, *run.before}, told
    assert run.service.requests <= run.most, told
