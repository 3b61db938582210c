from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, DecodeError, ServiceException
from datadog_incidents._core.message import FailureKind
from datadog_incidents.query import created, state
from tests.paging.shelf import found, listed, numbers, offsets, shelf
from tests.scripted import Stage, incident, reply

pytestmark = pytest.mark.usefixtures("kind")


def test_a_list_ends_where_nothing_follows_its_last_item() -> None:
    stage = shelf(1, 2, 3)
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2, 3]
    assert offsets(stage) == [0, 3, 2]


def day(number: int) -> dict[str, Any]:
    return incident(number, created=f"2026-01-{number:02}T00:00:00+00:00")


def test_a_query_leaves_out_what_a_service_found_that_does_not_mind_the_time() -> None:
    stage = shelf(1, 2, 3, 4, 5, cap=2, total=5, searched=True, describe=day)
    query = created(datetime(2026, 1, 4, tzinfo=UTC), datetime(2026, 1, 5, tzinfo=UTC)) & state("active")

    assert numbers(stage.api.search_incidents_with_pagination(str(query))) == [1, 2, 3, 4, 5]
    asked = offsets(stage)
    pager = stage.api.search_incidents_with_pagination(query)
    assert numbers(pager) == [4]
    assert pager.total == 5
    assert offsets(stage) == asked * 2
    pages_of_it = list(pager.pages())
    assert [numbers(page.items) for page in pages_of_it] == [[], [], [4], []]
    assert [(page.offset, page.next_offset, len(page.ids)) for page in pages_of_it][1] == (2, 3, 2)
    assert repr(pages_of_it[0]) == "Page(offset=0, items=0, total=5)"
    first = pager.first()
    assert first is not None
    assert numbers([first]) == [4]


def test_a_pager_says_what_it_goes_through_and_asks_nothing_for_that(kind: str) -> None:
    stage = shelf(1, 2, 3, cap=2, total=3, searched=True)
    pager = stage.api.search_incidents_with_pagination("state:active \x1b[2J", include="users", page_size=2)
    name = "AsyncPager" if kind == "async" else "Pager"
    shown = rf"{name} of search_incidents(query='state:active \x1b[2J', include='users')"
    assert repr(pager) == f"<{shown}>"
    assert stage.targets == []
    assert pager.total == 3
    assert repr(pager) == f"<{shown}: 3 in all>"
    long = stage.api.search_incidents_with_pagination("x" * 200)
    assert repr(long) == f"<{name} of search_incidents(query='{'x' * 99}…)>"


def test_pages_of_one_item_cannot_overlap_so_two_are_asked_for() -> None:
    stage = shelf(1, 2, cap=2)
    assert numbers(stage.api.list_incidents_with_pagination(page_size=1)) == [1, 2]
    assert all("page%5Bsize%5D=2" in target for target in stage.targets)


def test_where_a_service_gives_one_item_each_is_looked_at_again() -> None:
    stage = shelf(1, 2, cap=1)
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2]
    assert offsets(stage) == [0, 1, 0, 2, 1]


def test_a_service_that_gives_less_than_was_asked_for_is_followed() -> None:
    stage = shelf(*range(21), cap=10)
    assert numbers(stage.api.list_incidents_with_pagination()) == list(range(21))
    assert offsets(stage) == [0, 10, 9, 18, 21, 20]
    assert all("page%5Bsize%5D=100" in target for target in stage.targets)


def test_what_the_page_says_of_itself_is_not_believed() -> None:
    more = {"meta": {"pagination": {"offset": 0, "next_offset": 50, "size": 50}}}
    stage = shelf(1, 2, 3, cap=2, instead={1: listed(1, 2, **more), 3: listed(3, **more)})
    assert numbers(stage.api.list_incidents_with_pagination(page_size=2)) == [1, 2, 3]
    assert offsets(stage)[:3] == [0, 1, 2]


def test_nothing_at_all() -> None:
    stage = Stage(listed(), listed(), found(total=0))
    assert list(stage.api.list_incidents_with_pagination()) == []
    assert list(stage.api.search_incidents_with_pagination("x")) == []
    assert offsets(stage) == [0, 0, 0]


def test_an_empty_page_that_nothing_confirms_is_asked_for_again() -> None:
    stage = shelf(1, 2, 3, instead={1: listed()})
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2, 3]
    stage = shelf(1, 2, 3, total=3, searched=True, instead={1: found(total=3), 2: found(total=3)})
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]
    assert offsets(stage) == [0, 0, 0]


def test_a_search_ends_at_its_total() -> None:
    stage = shelf(1, 2, 3, total=3, searched=True)
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]
    assert offsets(stage) == [0]


def test_a_full_page_that_reaches_the_total_is_not_the_end_yet() -> None:
    stage = shelf(1, 2, 3, 4, 5, cap=3, total=3, searched=True)
    assert numbers(stage.api.search_incidents_with_pagination("x", page_size=3)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("total", [..., None, "3", 3.0, True])
def test_a_search_without_a_total_ends_where_nothing_follows(total: Any) -> None:
    stage = shelf(1, 2, 3, total=total, searched=True)
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]
    assert offsets(stage) == [0, 3, 2]


def test_a_total_that_grows_meanwhile_is_followed() -> None:
    stage = Stage(found(1, 2, 3, total=4), found(3, 4, 5, total=5), found(5, total=5))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3, 4, 5]


def test_items_that_moved_forward_are_looked_for() -> None:
    stage = Stage(listed(1, 2, 3), listed(4, 5), listed(3, 4, 5), listed(5), listed(), listed(5))
    assert numbers(stage.api.list_incidents_with_pagination(page_size=3)) == [1, 2, 3, 4, 5]
    assert offsets(stage) == [0, 2, 0, 2, 3, 2]
    stage = Stage(found(1, 2, 3, total=5), found(total=1), found(1, total=1))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]
    assert offsets(stage) == [0, 2, 0]


def test_the_walk_steps_back_beyond_its_start_for_what_it_delivered() -> None:
    stage = Stage(
        listed(3, 4, 5),
        listed(9, 10),
        listed(7, 8, 9),
        listed(5, 6, 7),
        listed(7, 8, 9),
        listed(9, 10),
        listed(),
        listed(10),
    )
    assert numbers(stage.api.list_incidents_with_pagination(page_offset=5, page_size=3)) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert offsets(stage) == [5, 7, 5, 3, 5, 7, 9, 8]


def test_what_comes_before_what_was_delivered_is_not_looked_for() -> None:
    stage = Stage(listed(3, 4, 5), listed(9, 10), listed(1, 2, 5, 6), listed(6), listed(), listed(6))
    assert numbers(stage.api.list_incidents_with_pagination(page_offset=2, page_size=4)) == [3, 4, 5, 6]


def test_going_on_with_what_was_delivered() -> None:
    stage = shelf(*range(4, 11), cap=3)
    delivered = [incident(number)["id"] for number in range(1, 7)]  # 1, 2 and 3 were deleted
    pager = stage.api.list_incidents_with_pagination(page_offset=5, page_size=3)
    assert [numbers(page.items) for page in pager.pages(delivered=delivered)] == [[7], [8, 9], [10]]
    assert offsets(stage)[:5] == [5, 3, 1, 3, 5]
    assert numbers(pager) == [9, 10]


def test_items_that_come_again_are_left_out() -> None:
    stage = Stage(listed(1, 2, 3), listed(2, 3, 4), listed(4), listed(), listed(4))
    pages = list(stage.api.list_incidents_with_pagination(page_size=3).pages())
    assert [numbers(page.items) for page in pages] == [[1, 2, 3], [4]]
    assert [len(page.ids) for page in pages] == [3, 3]


def test_an_incident_twice_on_a_page_comes_once() -> None:
    stage = Stage(found(1, 2, 1, 2, 3, total=5))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]


def test_a_page_of_nothing_but_items_that_come_again_is_no_page() -> None:
    stage = Stage(listed(1, 2, 3), listed(2, 3), listed(3, 4), listed(), listed(4))
    pages = stage.api.list_incidents_with_pagination(page_size=3).pages()
    assert [numbers(page.items) for page in pages] == [[1, 2, 3], [4]]
    assert offsets(stage) == [0, 2, 4, 6, 5]


def test_an_empty_page_before_the_total_raises_after_it_was_asked_for_again() -> None:
    stage = shelf(1, total=9, searched=True)
    seen: list[Any] = []
    with pytest.raises(
        DecodeError, match=r"^search_incidents: the page at offset 1 is empty, asked 11 times"
    ) as raised:
        seen.extend(stage.api.search_incidents_with_pagination("x"))
    assert raised.value.operation == "search_incidents"
    assert numbers(seen) == [1]
    assert offsets(stage) == [0, *[1] * 11]


def test_an_iterator_that_met_a_contradiction_does_not_end() -> None:
    stage = shelf(1, total=9, searched=True)
    items = iter(stage.api.search_incidents_with_pagination("x"))
    assert numbers([next(items)]) == [1]
    for _ in range(2):
        with pytest.raises(DecodeError, match="is empty"):
            next(items)


def test_the_total_before_during_and_after() -> None:
    stage = Stage(found(1, 2, total=3), found(2, 3, 4, total=5), found(4, 5, total=5))
    pager = stage.api.search_incidents_with_pagination("x", page_size=3)
    assert stage.targets == []
    assert pager.total == 3
    assert pager.total == 3
    assert len(stage.targets) == 1
    items = iter(pager)
    next(items)
    next(items)
    assert len(stage.targets) == 1
    next(items)
    assert pager.total == 5
    assert numbers(items) == [4, 5]
    assert pager.total == 5


def test_the_first_item() -> None:
    stage = shelf(*range(1, 251), cap=100, total=250, searched=True)
    pager = stage.api.search_incidents_with_pagination("x", prefetch=8)
    first = pager.first()
    assert first is not None
    assert numbers([first]) == [1]
    assert offsets(stage) == [0]
    assert pager.total == 250
    assert shelf(total=0, searched=True).api.search_incidents_with_pagination("x").first() is None


def test_the_page_that_was_fetched_for_the_total_has_the_first_item() -> None:
    stage = shelf(1, 2, total=2, searched=True)
    pager = stage.api.search_incidents_with_pagination("x")
    assert pager.total == 2
    assert pager.first() is not None
    assert len(stage.targets) == 1


def test_a_page_that_was_fetched_for_its_total_is_used_once() -> None:
    stage = Stage(found(1, total=1), found(2, total=1))
    pager = stage.api.search_incidents_with_pagination("x")
    assert pager.total == 1
    assert [numbers(pager), numbers(pager)] == [[1], [2]]


def test_a_list_tells_no_total_and_fetches_nothing_for_it() -> None:
    stage = Stage()
    assert stage.api.list_incidents_with_pagination().total is None
    assert stage.targets == []


def test_nothing_is_fetched_before_it_is_needed() -> None:
    stage = Stage(listed(1, 2), listed(2, 3))
    items = iter(stage.api.list_incidents_with_pagination(page_size=2))
    assert stage.targets == []
    next(items)
    next(items)
    assert len(stage.targets) == 1
    next(items)
    assert len(stage.targets) == 2


def test_each_iteration_starts_anew() -> None:
    stage = shelf(*range(8), cap=3)
    pager = stage.api.list_incidents_with_pagination(page_offset=5)
    assert [numbers(pager), numbers(pager)] == [[5, 6, 7]] * 2
    assert offsets(stage) == [5, 8, 7] * 2


@pytest.mark.parametrize("failure", [reply(status=500), FailureKind.DROPPED], ids=str)
def test_an_error_in_the_middle_comes_after_what_was_before_it(failure: Any) -> None:
    stage = shelf(1, 2, 3, cap=2, instead={2: failure}, max_retries=0)
    seen: list[Any] = []
    items = iter(stage.api.list_incidents_with_pagination(page_size=2))
    with pytest.raises((ServiceException, ApiConnectionError)):
        seen.extend(items)
    assert numbers(seen) == [1, 2]
    assert numbers(items) == [3]
    assert offsets(stage)[:4] == [0, 1, 1, 2]


def test_an_error_of_the_first_page_does_not_end_the_iterator() -> None:
    stage = shelf(1, 2, instead={1: FailureKind.DROPPED}, max_retries=0)
    items = iter(stage.api.list_incidents_with_pagination())
    with pytest.raises(ApiConnectionError):
        next(items)
    assert numbers(items) == [1, 2]
    assert next(items, None) is None
    assert offsets(stage) == [0, 0, 2, 1]


def test_a_limit_in_the_middle_is_waited_for() -> None:
    stage = shelf(1, 2, instead={2: reply(status=429, X_RateLimit_Reset="4")})
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2]
    assert stage.clock.slept == [4.0]


def test_a_pager_reads_as_the_settings_say_when_it_is_iterated() -> None:
    stage = shelf(1, 2, describe=lambda number: incident(number, created="soon"))
    pager = stage.api.list_incidents_with_pagination()
    stage.configuration.strict_decoding = True
    with pytest.raises(DecodeError, match=r"attributes\.created"):
        list(pager)
    stage.configuration.strict_decoding = False
    assert numbers(pager) == [1, 2]


def test_a_service_that_ignores_the_offset_is_found_out() -> None:
    stage = Stage(*[listed(1, 2)] * 30)
    seen: list[Any] = []
    with pytest.raises(DecodeError, match=r"the page at offset \d+ is the same as the 10 before it"):
        seen.extend(stage.api.list_incidents_with_pagination())
    assert numbers(seen) == [1, 2]
    assert len(stage.targets) == 13


def test_options_hold_for_every_request() -> None:
    stage = shelf(1, 2, unstable_operations={})
    options: dict[str, Any] = {"timeout": (1, 2), "headers": {"X-Team": "core"}, "allow_unstable": True}
    assert numbers(stage.api.list_incidents_with_pagination(include=["users"], **options)) == [1, 2]
    assert [request.headers["X-Team"] for request in stage.transport.requests] == ["core"] * 3
    assert [(timeout.connect, timeout.read) for timeout in stage.transport.timeouts] == [(1, 2)] * 3
    assert all("include=users" in target for target in stage.targets)
