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
from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.pager import Items, Traversal
from datadog_incidents._core.paging.walk import Deliver, End, Fetch, Place, ahead, walk

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


def walked(service: Service, start: int = 0, depth: int = 0, size: int | None = None) -> list[str]:
    """All items of a walk, which goes on after every outage."""
    course: Course[Any] = Course(Place(start), size or max(service.caps), "list_items")
    items: Items[Any] = Items(Traversal(service.fetch, course, depth))
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


@given(COUNTS, st.integers(0, 14), CAPS, happening(CREATED))
def test_a_walk_from_the_middle(count: int, start: int, caps: list[int], changes: dict[int, list[Change]]) -> None:
    service = Service(count, caps, changes={number: made for number, made in changes.items() if number > 0})
    seen = walked(service, start)
    assert len(seen) == len(set(seen))
    assert {f"item-{number}" for number in range(start, count)} <= set(seen)
    assert changes or min(service.fetched) == start


@given(COUNTS, st.booleans(), happening(CREATED), OUTAGES)
def test_pages_of_one_item_take_creations(
    count: int, tells_total: bool, changes: dict[int, list[Change]], outages: frozenset[int]
) -> None:
    service = Service(count, [1], tells_total=tells_total, changes=changes, outages=outages)
    seen = walked(service)
    assert len(seen) == len(set(seen))
    assert service.throughout <= set(seen)


COSTS = [  # items, items that the service gives at the most, and how many requests that takes without and with a total
    (0, 100, 2, 1),
    (1, 100, 3, 1),
    (52, 100, 3, 1),
    (100, 100, 4, 2),
    (101, 100, 4, 2),
    (250, 100, 5, 3),
    (250, 50, 9, 6),
    (10, 2, 13, 10),
    (10, 1, 21, 21),
]


@pytest.mark.parametrize(("count", "cap", "without_total", "with_total"), COSTS)
def test_how_many_requests_it_takes(count: int, cap: int, without_total: int, with_total: int) -> None:
    for tells_total, requests in ((False, without_total), (True, with_total)):
        service = Service(count, [cap], tells_total=tells_total)
        assert walked(service, size=100) == service.items
        assert len(service.fetched) == requests


def fetched_by(fetch: Callable[[int], Any], size: int = 100) -> list[Any]:
    course: Course[Any] = Course(Place(0), size, "list_items")
    return list(Items(Traversal(lambda offset, _: fetch(offset), course, 0)))


@given(st.integers(1, 5), st.booleans())
def test_a_service_that_ignores_the_offset_is_found_out(count: int, tells_total: bool) -> None:
    ids = [f"item-{number}" for number in range(count)]
    fetched: list[int] = []

    def fetch(offset: int) -> Slice:
        fetched.append(offset)
        return Slice(ids, 1000 if tells_total else None)

    with pytest.raises(DecodeError, match=r"^list_items: .*( is the same as | brought nothing new)") as raised:
        fetched_by(fetch)
    assert raised.value.operation == "list_items"
    assert len(fetched) < (15 if count > 1 else 120)


@pytest.mark.parametrize("told", [250, 198, 1000, 0])
def test_a_search_that_ignores_the_offset_does_not_end_at_its_total(told: int) -> None:
    ids = [f"item-{number}" for number in range(100)]
    with pytest.raises(DecodeError, match="is the same as the 10 before it"):
        fetched_by(lambda offset: Slice(ids, told))


def test_a_page_that_stays_empty_before_the_total_raises() -> None:
    fetched: list[int] = []

    def fetch(offset: int) -> Slice:
        fetched.append(offset)
        return Slice([f"item-{number}" for number in range(offset, min(offset + 100, 480))], 500)

    with pytest.raises(DecodeError, match="page at offset 480 is empty, asked 11 times, but its total is 500"):
        fetched_by(fetch)
    assert len(fetched) == 5 + 1 + 11


@pytest.mark.parametrize("tells_total", [False, True])
@pytest.mark.parametrize("length", [0, 1])
@pytest.mark.parametrize("request_number", range(1, 9))
def test_a_page_that_is_short_once_ends_nothing(request_number: int, length: int, tells_total: bool) -> None:
    service = Service(500, [100], tells_total=tells_total)

    def fetch(offset: int) -> Slice:
        page: Slice = service.fetch(offset)
        return Slice(page.ids[:length], page.total) if len(service.fetched) == request_number else page

    assert fetched_by(fetch) == service.items


@pytest.mark.parametrize("lag", [100, 199, 250, 300])
def test_a_total_that_lags_behind_full_pages_ends_nothing(lag: int) -> None:
    service = Service(500, [100])
    assert fetched_by(lambda offset: Slice(service.fetch(offset).ids, min(lag, 500))) == service.items


def test_where_pages_vary_a_short_one_that_reaches_a_lagging_total_ends_nothing() -> None:
    service = Service(60, [10, 6])
    assert fetched_by(lambda offset: Slice(service.fetch(offset).ids, 29), size=10) == service.items
    assert 23 in service.fetched  # whose page has six items, and ends at 29


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("tells_total", [False, True])
def test_small_pages_get_ahead_of_one_creation_a_request(size: int, tells_total: bool) -> None:
    changes = {number: [created_first] for number in range(1, 400 if tells_total else 50)}
    service = Service(60, [size], tells_total=tells_total, changes=changes)
    seen = walked(service)
    assert service.throughout <= set(seen)
    assert len(service.fetched) < 3 * 60


def test_pages_of_one_get_ahead_of_creations_that_end() -> None:
    service = Service(30, [1], changes={number: [created_first] for number in range(5, 40)})
    assert service.throughout <= set(walked(service, size=100))


@given(COUNTS, happening(DELETED))
def test_pages_of_one_item_notice_deletions(count: int, changes: dict[int, list[Change]]) -> None:
    service = Service(count, [1], changes=changes)
    seen = walked(service)
    assert len(seen) == len(set(seen))
    assert service.throughout <= set(seen)


def test_an_id_twice_on_a_page_comes_once() -> None:
    pages = {0: ["a", "b", "a", "c", "b"], 4: ["b", "d", "d"], 7: [], 6: ["d"]}
    assert fetched_by(lambda offset: Slice(pages[offset], None), size=5) == ["a", "b", "c", "d"]


def test_a_walk_by_hand() -> None:
    steps = walk(Place(3), 2, "list_items")
    assert next(steps) == Fetch(3)
    page = Slice(["a", "b"], None)
    assert steps.send(page) == Deliver(page, [0, 1], range(4, 6, 1), 2)
    assert next(steps) == Fetch(4)
    assert steps.send(Slice(["c", "d"], None)) == Fetch(3)  # "b" moved forward
    page = Slice(["b", "c", "d"], 6)
    assert steps.send(page) == Deliver(page, [1, 2], range(5, 6, 2), 3)
    assert next(steps) == Fetch(5)
    assert steps.send(Slice(["c", "d"], None)) == Fetch(7)  # something was created, so it leaps
    assert steps.send(Slice([], 7)) == Fetch(6)
    assert steps.send(Slice(["d"], 7)) == End()


def test_an_end_by_hand() -> None:
    steps = walk(Place(0), 2, "list_items")
    next(steps)
    page = Slice(["a"], None)
    assert steps.send(page) == Deliver(page, [0], range(0), 1)
    assert next(steps) == Fetch(1, anew=True)
    assert steps.send(Slice([], 2)) == Fetch(1, anew=True)
    assert steps.send(Slice([], None)) == Fetch(0, anew=True)
    assert steps.send(Slice(["a"], None)) == End()


def test_creations_that_keep_pace_are_not_blamed() -> None:
    fetched: list[int] = []

    def fetch(offset: int) -> Slice:
        fetched.append(offset)
        if len(fetched) <= 12:
            return Slice(["a", "b"] if offset or len(fetched) == 1 else ["z", "y"], None)
        return Slice([["b", "c"], ["c"], [], ["c"]][len(fetched) - 13], None)

    assert fetched_by(fetch, size=2)[-1] == "c"
    assert fetched[11] == 0


def test_what_brought_nothing_new_is_asked_again_when_it_is_iterated_on() -> None:
    fetched: list[int] = []

    def fetch(offset: int, _: object) -> Any:
        fetched.append(offset)
        return Slice(["a"], None)

    course: Course[Any] = Course(Place(0), 100, "list_items")
    items: Items[Any] = Items(Traversal(fetch, course, 0))
    assert next(items) == "a"
    for _ in range(2):
        before = len(fetched)
        with pytest.raises(DecodeError, match=r"requests in a row, up to offset .*, brought nothing new"):
            next(items)
        assert len(fetched) > before + 50


@given(st.integers(0, 30), st.integers(0, 30), CAPS, st.booleans(), happening(DELETED | CREATED))
def test_a_walk_that_goes_on_misses_nothing_that_moved(
    delivered: int, ahead_of_it: int, caps: list[int], tells_total: bool, changes: dict[int, list[Change]]
) -> None:
    service = Service(delivered + ahead_of_it, caps, tells_total=tells_total, changes=changes)
    before = service.items[:delivered]
    course: Course[Any] = Course(Place.after(max(0, delivered - 1), before), max(caps), "list_items")
    seen = list(Items(Traversal(service.fetch, course, 0)))
    assert len(seen) == len(set(seen))
    assert not set(seen) & set(before)
    assert service.throughout <= {*seen, *before}


def test_looking_ahead_of_a_huge_total_costs_nothing() -> None:
    place = Place(0)
    steps = walk(place, 3, "list_items")
    next(steps)
    step = steps.send(Slice(["a", "b", "c"], 10**30))
    assert isinstance(step, Deliver)
    assert ahead(step, 3, lambda _: None) == [2, 4, 6]
    assert ahead(step, 3, {4: Slice(["e"], 10**30)}.get) == [2, 4, 6]
    assert ahead(step, 3, {4: Slice(["e"], None)}.get) == [2, 4]
