"""Walking a collection that others change meanwhile, without a client: a service in memory, and chance."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datadog_incidents import DecodeError
from datadog_incidents._core.paging.pager import Items, Traversal
from datadog_incidents._core.paging.walk import Deliver, Fetch, walk

Change: TypeAlias = Callable[[list[str], str], object]
"""Something that happens to the collection; it is given a name for what it creates."""


def created_last(items: list[str], name: str) -> None:
    items.append(name)


def created_first(items: list[str], name: str) -> None:
    items.insert(0, name)


@dataclass(frozen=True)
class Deleted:
    """Some item is deleted; the number says which, as a share of the whole."""

    share: float

    def __call__(self, items: list[str], name: str) -> None:
        if items:
            del items[min(int(self.share * len(items)), len(items) - 1)]


@dataclass
class Slice:
    """A page, as far as a walk looks at it."""

    ids: Sequence[str | None]
    total: int | None
    offset: int = 0
    items: list[Any] = field(default_factory=list)

    def keep(self, fresh: Sequence[int]) -> Self:
        self.items = [self.ids[index] for index in fresh]
        return self


class Outage(Exception):
    """A page could not be fetched."""


class Service:
    """A collection in order.

    Args:
        count: how many items it has at first.
        caps: how many items it gives at the most, fetch by fetch, over and over.
        tells_total: whether a page tells the total.
        changes: what happens before the fetch of that number.
        outages: the numbers of the fetches that fail.
    """

    def __init__(
        self,
        count: int,
        caps: Sequence[int],
        *,
        tells_total: bool = False,
        changes: Mapping[int, Sequence[Change]] = {},
        outages: frozenset[int] = frozenset(),
    ) -> None:
        self.items = [f"item-{number}" for number in range(count)]
        self.throughout = set(self.items)
        self.caps = caps
        self.tells_total = tells_total
        self.changes = changes
        self.outages = outages
        self.fetched: list[int] = []
        self.created = 0
        self._lock = threading.Lock()

    def fetch(self, offset: int, _: object = None) -> Any:
        with self._lock:
            return self._fetch(offset)

    def _fetch(self, offset: int) -> Slice:
        number = len(self.fetched)
        self.fetched.append(offset)
        assert number < 500, "it does not end"
        for change in self.changes.get(number, ()):
            self.created += 1
            change(self.items, f"created-{self.created}")
            self.throughout &= set(self.items)
        if number in self.outages:
            raise Outage
        cap = self.caps[number % len(self.caps)]
        return Slice(self.items[offset : offset + cap], len(self.items) if self.tells_total else None, offset)


def walked(service: Service, start: int = 0, depth: int = 0) -> list[str]:
    """All items of a walk, which goes on after every outage."""
    items: Items[Any] = Items(Traversal(service.fetch, start, depth, "list_items"))
    seen: list[str] = []
    while True:
        try:
            seen.extend(items)
        except Outage:
            continue
        return seen


COUNTS = st.integers(0, 12)
CAPS = st.lists(st.integers(2, 6), min_size=1, max_size=4)
DELETED = st.builds(Deleted, st.floats(0, 1))
CREATED = st.sampled_from([created_last, created_first])
OUTAGES = st.frozensets(st.integers(0, 12), max_size=6)


def happening(change: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[int, list[Change]]]:
    # In few places, since a walk takes the same page ten times in a row for a service that ignores the offset.
    return st.dictionaries(st.integers(0, 12), st.lists(change, min_size=1, max_size=5), max_size=4)


@given(COUNTS, CAPS, st.booleans(), happening(DELETED | CREATED), OUTAGES)
@example(3, [2], False, {2: [Deleted(0), Deleted(0)]}, frozenset())
@example(5, [3], True, {1: [Deleted(0), Deleted(0), created_last]}, frozenset({1}))
@example(4, [2], False, {1: [created_first], 2: [created_first], 3: [created_first]}, frozenset())
def test_what_is_there_throughout_comes_once(
    count: int, caps: list[int], tells_total: bool, changes: dict[int, list[Change]], outages: frozenset[int]
) -> None:
    service = Service(count, caps, tells_total=tells_total, changes=changes, outages=outages)
    seen = walked(service)
    assert len(seen) == len(set(seen))
    assert service.throughout <= set(seen)
    order = [f"item-{number}" for number in range(count)]
    assert [item for item in seen if item in order] == [item for item in order if item in seen]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 4), COUNTS, CAPS, st.booleans(), happening(DELETED | CREATED), OUTAGES)
def test_so_it_does_when_pages_are_fetched_ahead(
    depth: int,
    count: int,
    caps: list[int],
    tells_total: bool,
    changes: dict[int, list[Change]],
    outages: frozenset[int],
) -> None:
    service = Service(count, caps, tells_total=tells_total, changes=changes, outages=outages)
    seen = walked(service, depth=depth)
    assert len(seen) == len(set(seen))
    assert service.throughout <= set(seen)


@given(COUNTS, CAPS, st.booleans(), OUTAGES)
def test_outages_lose_and_repeat_nothing(
    count: int, caps: list[int], tells_total: bool, outages: frozenset[int]
) -> None:
    service = Service(count, caps, tells_total=tells_total, outages=outages)
    assert walked(service) == service.items
    again = [offset for number, offset in enumerate(service.fetched) if number not in outages]
    assert again == sorted(set(again))


@given(COUNTS, st.integers(0, 14), CAPS, happening(CREATED))
def test_a_walk_from_the_middle(count: int, start: int, caps: list[int], changes: dict[int, list[Change]]) -> None:
    service = Service(count, caps, changes={number: made for number, made in changes.items() if number > 0})
    seen = walked(service, start)
    assert len(seen) == len(set(seen))
    assert {f"item-{number}" for number in range(start, count)} <= set(seen)
    assert min(service.fetched) == start


@given(COUNTS, st.booleans(), happening(CREATED), OUTAGES)
def test_pages_of_one_item(
    count: int, tells_total: bool, changes: dict[int, list[Change]], outages: frozenset[int]
) -> None:
    service = Service(count, [1], tells_total=tells_total, changes=changes, outages=outages)
    seen = walked(service)
    assert len(seen) == len(set(seen))
    assert service.throughout <= set(seen)


@pytest.mark.parametrize(("count", "cap", "requests"), [(0, 100, 1), (1, 1, 2), (10, 1, 11), (199, 100, 3), (2, 2, 2)])
def test_how_many_requests_it_takes_without_a_total(count: int, cap: int, requests: int) -> None:
    service = Service(count, [cap])
    assert walked(service) == service.items
    assert len(service.fetched) == requests


@pytest.mark.parametrize(("count", "cap", "requests"), [(0, 100, 1), (1, 1, 1), (10, 1, 10), (199, 100, 2), (2, 2, 1)])
def test_how_many_requests_it_takes_with_a_total(count: int, cap: int, requests: int) -> None:
    service = Service(count, [cap], tells_total=True)
    assert walked(service) == service.items
    assert len(service.fetched) == requests


@given(st.integers(1, 5), st.booleans())
def test_a_service_that_ignores_the_offset_is_found_out(count: int, tells_total: bool) -> None:
    ids = [f"item-{number}" for number in range(count)]
    seen: list[Any] = []
    fetched: list[int] = []

    def fetch(offset: int, _: object) -> Any:
        fetched.append(offset)
        assert len(fetched) < 100, "it does not end"
        return Slice(ids, 1000 if tells_total else None)

    with pytest.raises(DecodeError, match=r"^list_items: the page at offset .* is the same as") as raised:
        seen.extend(Items(Traversal(fetch, 0, 0, "list_items")))
    assert raised.value.operation == "list_items"
    assert seen == ids
    assert len(fetched) < 20


def test_a_walk_by_hand() -> None:
    steps = walk(3, "list_items")
    assert next(steps) == Fetch(3)
    assert steps.send(Slice(["a", "b"], None)) == Deliver([0, 1])
    assert next(steps) == Fetch(4)
    assert steps.send(Slice(["c", "d"], None)) == Fetch(3)  # "b" moved forward
    assert steps.send(Slice(["b", "c", "d"], 6)) == Deliver([1, 2])
    with pytest.raises(StopIteration):
        next(steps)
