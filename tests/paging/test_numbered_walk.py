"""The walk through numbered pages: what it fetches, what it hands out, and what is promised of it."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from datadog_incidents import DecodeError, InvalidArgumentError
from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.numbered_walk import numbered_walk
from datadog_incidents._core.paging.walk import Deliver, End, Fetch, Place, ahead
from tests.paging.simulation import Page
from tests.paging.test_walk import Slice
from tests.scripted import Stage, reply


def test_a_single_short_page_by_hand() -> None:
    steps = numbered_walk(Place(0), 3, "list_items")
    assert next(steps) == Fetch(0)
    page = Slice(["a", "b"], None)
    assert steps.send(page) == Deliver(page, [0, 1], range(3, 9, 3), 2)
    assert next(steps) == Fetch(3)
    assert steps.send(Slice([], None)) == Fetch(3, anew=True)
    assert steps.send(Slice([], None)) == End()


def test_a_walk_by_hand() -> None:
    steps = numbered_walk(Place(4), 2, "list_items")
    assert next(steps) == Fetch(4)
    page = Slice(["a", "b"], None)
    assert steps.send(page) == Deliver(page, [0, 1], range(6, 10, 2), 2)
    assert next(steps) == Fetch(6)
    page = Slice(["b", "d"], None)
    assert steps.send(page) == Deliver(page, [1], range(8, 16, 2), 2), "one was created before it"
    assert next(steps) == Fetch(8)
    page = Slice(["e"], None)
    assert steps.send(page) == Deliver(page, [0], range(10, 12, 2), 2)
    assert next(steps) == Fetch(10)
    assert steps.send(Slice([], None)) == Fetch(8, anew=True)
    assert steps.send(Slice([], None)) == Fetch(6, anew=True)
    page = Slice(["d", "e"], None)
    assert steps.send(page) == Fetch(4, anew=True)
    page = Slice(["b", "c"], None)
    assert steps.send(page) == Deliver(page, [1], range(0), 2), "it moved forward, since others were deleted"
    assert next(steps) == Fetch(10), "so something more may have moved"
    assert [steps.send(Slice([], None)) for _ in range(5)] == [*(Fetch(at, anew=True) for at in (8, 6, 4, 10)), End()]


@pytest.mark.parametrize(
    ("size", "pages", "requests"),
    [
        (3, [""], 2),
        (3, ["a"], 3),
        (3, ["abc"], 4),  # something may have been behind it
        (3, ["abc", "d"], 6),
        (1, ["a", "b"], 6),
        (3, ["ab", "cd", "e"], 8),  # the service gives less than was asked for
    ],
)
def test_how_many_requests_it_takes(size: int, pages: list[str], requests: int) -> None:
    course: Course[Any] = Course(Place(0), size, "list_items", numbered_walk)
    fetched, seen = 0, list[str]()
    while (step := course.step()) != End():
        if isinstance(step, Fetch):
            fetched += 1
            number, rest = divmod(step.offset, size)
            assert rest == 0
            course.answer(Slice(list(pages[number]) if number < len(pages) else [], None))
        elif isinstance(step, Deliver):
            seen += course.hand_out(step).items
    assert (fetched, seen) == (requests, list("".join(pages)))


@pytest.mark.parametrize("empty", range(1, 7))
def test_a_page_that_is_empty_once_is_no_end(empty: int) -> None:
    pages = [["a", "b"], ["c", "d"], ["e"]]
    course: Course[Any] = Course(Place(0), 2, "list_items", numbered_walk)
    fetched, seen = 0, list[str]()
    while (step := course.step()) != End():
        if isinstance(step, Fetch):
            fetched += 1
            number = step.offset // 2
            course.answer(Slice(pages[number] if number < len(pages) and fetched != empty else [], None))
        elif isinstance(step, Deliver):
            seen += course.hand_out(step).items
    assert seen == ["a", "b", "c", "d", "e"]


def test_items_without_an_id_come_once_each() -> None:
    steps = numbered_walk(Place(0), 2, "list_items")
    next(steps)
    page = Slice([None, None], None)
    assert steps.send(page) == Deliver(page, [0, 1], range(2, 6, 2), 2)
    next(steps)
    assert steps.send(Slice([], None)) == Fetch(0, anew=True)
    assert steps.send(page) == Fetch(2, anew=True)
    assert steps.send(Slice([], None)) == End()


def test_full_pages_are_fetched_ahead_and_nothing_beyond_a_short_one() -> None:
    steps = numbered_walk(Place(0), 2, "list_items")
    next(steps)
    step = steps.send(Slice(["a", "b"], None))
    assert isinstance(step, Deliver)
    assert ahead(step, 3, lambda _: None) == [2, 4]
    assert ahead(step, 3, {2: Slice(["c", "d"], None)}.get) == [2, 4]
    assert ahead(step, 3, {2: Slice(["c"], None)}.get) == [2]


@pytest.mark.parametrize(
    ("pages", "requests", "message"),
    [
        (["ab"], 11, r"^list_items: page 10 is the same as the 10 before it$"),
        (["ab", "ba"], 102, r"^list_items: 100 pages in a row, up to page 101, brought nothing new$"),
        (["a"], 102, r"^list_items: 100 pages in a row, up to page 101, brought nothing new$"),
    ],
)
def test_a_service_that_leads_nowhere_is_found_out(pages: list[str], requests: int, message: str) -> None:
    steps = numbered_walk(Place(0), 2, "list_items")
    answers = (Slice(list(pages[number % len(pages)]), None) for number in range(requests))
    next(steps)
    steps.send(next(answers))
    next(steps)
    for _ in range(requests - 2):
        steps.send(next(answers))
    with pytest.raises(DecodeError, match=message):
        steps.send(next(answers))


class Shelf:
    """Numbered pages of a collection that changes in one way, as chance has it.

    Args:
        seed: decides everything.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        choose = self.random.choice
        self.size = choose([1, 2, 3, 5, 10])
        self.items = [f"item-{number}" for number in range(choose([0, 1, 2, 3, 5, 10, 30]))]
        self.throughout = set(self.items)
        self.deletes = choose([True, False])
        self.left = choose([0, 1, 5, 20])
        self.depth = choose([0, 0, 1, 4])
        self.interrupted = choose([0, 0, 0.01])
        self.under_way: dict[int, Page] = {}

    def fetch(self, offset: int) -> Page:
        if self.left and self.random.random() < 0.5:
            self.left -= 1
            place = self.random.randint(0, len(self.items))
            if self.deletes:
                count = self.random.randint(0, 2 * self.size)
                self.throughout.difference_update(self.items[place : place + count])
                del self.items[place : place + count]
            else:
                self.items.insert(self.random.choice([0, place]), f"created-{self.left}")
        return Page(self.items[offset : offset + self.size], None, self.random, self.interrupted)

    def walked(self) -> list[str]:
        """All that a walk hands out, with pages fetched ahead in any order, though it is interrupted."""
        course: Course[Page] = Course(Place(0), self.size, "list_items", numbered_walk)
        seen: list[str] = []
        while True:
            try:
                step = course.step()
                if isinstance(step, Fetch):
                    page = None if step.anew else self.under_way.pop(step.offset, None)
                    course.answer(page or self.fetch(step.offset))
                elif isinstance(step, Deliver):
                    wanted = list(ahead(step, self.depth, self.under_way.get))
                    self.random.shuffle(wanted)
                    self.under_way = {offset: self.fetch(offset) for offset in wanted}
                    seen += course.hand_out(step).items
                else:
                    return seen
            except KeyboardInterrupt:
                pass


@pytest.mark.parametrize("group", range(4))
def test_what_is_there_throughout_comes_once(group: int) -> None:
    for seed in range(group, 4_000, 4):
        shelf = Shelf(seed)
        seen = shelf.walked()
        assert len(set(seen)) == len(seen), f"seed {seed}"
        assert shelf.throughout <= set(seen), f"seed {seed}"


def field(number: int) -> dict[str, Any]:
    return {"type": "user_defined_field", "id": f"field-{number}", "attributes": {"name": f"name-{number}"}}


def fields(count: int, size: int, **settings: Any) -> Stage:
    """A service that has so many user-defined fields, and gives so many a page."""

    def answer() -> Any:
        begin = numbers(stage)[-1] * size
        return reply({"data": [field(number) for number in range(begin, min(begin + size, count))], "meta": {}})

    stage = Stage(*[answer] * 50, **settings)
    return stage


def numbers(stage: Stage) -> list[int]:
    """The number of each page that was asked for."""
    return [int(target.rpartition("page%5Bnumber%5D=")[2].partition("&")[0]) for target in stage.targets]


@pytest.mark.parametrize("prefetch", [0, 3])
@pytest.mark.usefixtures("kind")
def test_all_fields_of_a_service(prefetch: int) -> None:
    stage = fields(7, 3)
    pager = stage.api.list_incident_user_defined_fields_with_pagination(
        page_size=3, include_deleted=True, filter_incident_type="type-1", prefetch=prefetch
    )
    assert [each.name for each in pager] == [f"name-{number}" for number in range(7)]
    assert set(numbers(stage)) == {0, 1, 2, 3}
    query = "page%5Bsize%5D=3&page%5Bnumber%5D=0&include-deleted=true&filter%5Bincident-type%5D=type-1"
    assert stage.targets[0] == f"/api/v2/incidents/config/user-defined-fields?{query}"
    assert pager.total is None


@pytest.mark.usefixtures("kind")
def test_pages_are_of_a_thousand_and_begin_where_one_says() -> None:
    stage = fields(2_001, 1_000)
    pager = stage.api.list_incident_user_defined_fields_with_pagination(page_number=1)
    pages = [(page.offset, page.next_offset, len(page.items)) for page in pager.pages(delivered=["field-1000"])]
    assert pages == [(1_001, 2_000, 999), (2_000, 2_001, 1)]
    assert numbers(stage) == [1, 2, 3, 2, 1, 3]
    assert all("page%5Bsize%5D=1000" in target for target in stage.targets)


@pytest.mark.usefixtures("kind")
def test_the_first_field_takes_one_request() -> None:
    stage = fields(7, 1)
    first = stage.api.list_incident_user_defined_fields_with_pagination(page_size=0).first()
    assert first is not None
    assert (first.id, numbers(stage)) == ("field-0", [0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"page_size": -1}, "page_size"),
        ({"page_number": -1}, "page_number"),
        ({"page_number": "one"}, "page_number"),
        ({"page_size": 1_001}, "page_size"),
        ({"prefetch": 33}, "prefetch"),
    ],
)
@pytest.mark.usefixtures("kind")
def test_wrong_arguments_are_refused_before_anything_is_sent(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        Stage().api.list_incident_user_defined_fields_with_pagination(**arguments)
