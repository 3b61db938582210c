from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, DecodeError, IncidentsApi, ServiceException
from datadog_incidents._core.message import FailureKind, Response
from datadog_incidents.query import created, state
from tests.scripted import Stage, incident, reply, user


def listed(*numbers: int, **more: Any) -> Response:
    return reply({"data": [incident(number) for number in numbers], **more})


def found(*numbers: int, total: Any = ..., describe: Callable[[int], Any] = incident, **more: Any) -> Response:
    attributes: dict[str, Any] = {"facets": {}, "incidents": [{"data": describe(number)} for number in numbers]}
    if total is not ...:
        attributes["total"] = total
    return reply({"data": {"type": "incidents_search_results", "attributes": attributes}, **more})


def numbers(items: Any) -> list[int]:
    return [item.attributes.public_id for item in items]


def offsets(stage: Stage) -> list[int]:
    return [int(target.rpartition("page%5Boffset%5D=")[2]) for target in stage.targets]


def test_a_list_ends_where_nothing_follows_its_last_item() -> None:
    stage = Stage(listed(1, 2), listed(2, 3), listed(3))
    assert numbers(stage.api.list_incidents_with_pagination(page_size=2)) == [1, 2, 3]
    assert offsets(stage) == [0, 1, 2]


def day(number: int) -> dict[str, Any]:
    return incident(number, created=f"2026-01-{number:02}T00:00:00+00:00")


def test_a_query_leaves_out_what_a_service_found_that_does_not_mind_the_time() -> None:
    pages = [[1, 2], [2, 3], [3, 4], [4, 5]]
    replies = [found(*page, total=5, describe=day) for page in pages]
    query = created(datetime(2026, 1, 4, tzinfo=UTC), datetime(2026, 1, 5, tzinfo=UTC)) & state("active")
    stage = Stage(*replies, *replies, *replies)

    assert numbers(stage.api.search_incidents_with_pagination(str(query))) == [1, 2, 3, 4, 5]
    pager = stage.api.search_incidents_with_pagination(query)
    assert numbers(pager) == [4]
    assert pager.total == 5
    assert offsets(stage) == [0, 1, 2, 3] * 2
    pages_of_it = list(pager.pages())
    assert [numbers(page.items) for page in pages_of_it] == [[], [], [4], []]
    assert [(page.offset, page.next_offset, len(page.ids)) for page in pages_of_it][1] == (2, 3, 2)
    assert repr(pages_of_it[0]) == "Page(offset=0, items=0, total=5)"


def test_pages_of_one_item_cannot_overlap() -> None:
    stage = Stage(listed(1), listed(2), listed())
    assert numbers(stage.api.list_incidents_with_pagination(page_size=1)) == [1, 2]
    assert offsets(stage) == [0, 1, 2]


def test_a_service_that_gives_less_than_was_asked_for_is_followed() -> None:
    stage = Stage(listed(*range(10)), listed(*range(9, 19)), listed(18, 19), listed(19, 20), listed(20))
    assert numbers(stage.api.list_incidents_with_pagination()) == list(range(21))
    assert offsets(stage) == [0, 9, 18, 19, 20]
    assert all("page%5Bsize%5D=100" in target for target in stage.targets)


def test_what_the_page_says_of_itself_is_not_believed() -> None:
    more = {"meta": {"pagination": {"offset": 0, "next_offset": 50, "size": 50}}}
    stage = Stage(listed(1, 2, **more), listed(2, 3), listed(3, **more))
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2, 3]
    assert offsets(stage) == [0, 1, 2]


def test_nothing_at_all() -> None:
    stage = Stage(listed(), found(total=0))
    assert list(stage.api.list_incidents_with_pagination()) == []
    assert list(stage.api.search_incidents_with_pagination("x")) == []
    assert offsets(stage) == [0, 0]


def test_a_search_ends_at_its_total() -> None:
    stage = Stage(found(1, 2, total=3), found(2, 3, total=3))
    assert numbers(stage.api.search_incidents_with_pagination("x", page_size=2)) == [1, 2, 3]
    assert offsets(stage) == [0, 1]


@pytest.mark.parametrize("total", [..., None, "3", 3.0, True])
def test_a_search_without_a_total_ends_where_nothing_follows(total: Any) -> None:
    stage = Stage(found(1, 2, total=total), found(2, 3, total=total), found(3, total=total))
    pager = stage.api.search_incidents_with_pagination("x")
    assert numbers(pager) == [1, 2, 3]
    assert offsets(stage) == [0, 1, 2]


def test_a_total_that_grows_meanwhile_is_followed() -> None:
    stage = Stage(found(1, total=2), found(2, total=3), found(3, total=3))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]


def test_items_that_moved_forward_are_looked_for() -> None:
    stage = Stage(listed(1, 2, 3), listed(4, 5), listed(3, 4, 5), listed(5))
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2, 3, 4, 5]
    assert offsets(stage) == [0, 2, 0, 2]
    stage = Stage(found(1, 2, 3, total=5), found(total=1), found(1, total=1))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 2, 3]
    assert offsets(stage) == [0, 2, 0]


def test_the_walk_does_not_step_back_beyond_its_start() -> None:
    stage = Stage(listed(1, 2, 3), listed(3, 4), listed(9), listed(8, 9), listed(7, 8, 9), listed(9))
    assert numbers(stage.api.list_incidents_with_pagination(page_offset=5)) == [1, 2, 3, 4, 7, 8, 9]
    assert offsets(stage) == [5, 7, 8, 6, 5, 7]


def test_items_that_come_again_are_left_out() -> None:
    stage = Stage(listed(1, 2, 3), listed(2, 3, 4), listed(4))
    pages = list(stage.api.list_incidents_with_pagination().pages())
    assert [numbers(page.items) for page in pages] == [[1, 2, 3], [4]]
    assert [len(page.ids) for page in pages] == [3, 3]


def test_a_page_of_nothing_but_items_that_come_again_is_no_page() -> None:
    stage = Stage(listed(1, 2, 3), listed(2, 3), listed(3, 4), listed(4))
    assert [numbers(page.items) for page in stage.api.list_incidents_with_pagination().pages()] == [[1, 2, 3], [4]]
    assert offsets(stage) == [0, 2, 3, 4]


def test_an_empty_page_before_the_total_ends_it() -> None:
    stage = Stage(found(1, total=9), found(total=9))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1]


def test_the_total_before_during_and_after() -> None:
    stage = Stage(found(1, total=2), found(2, total=3), found(3, total=3))
    pager = stage.api.search_incidents_with_pagination("x")
    assert stage.targets == []
    assert pager.total == 2
    assert pager.total == 2
    assert len(stage.targets) == 1
    items = iter(pager)
    next(items)
    assert len(stage.targets) == 1
    next(items)
    assert pager.total == 3
    assert numbers(items) == [3]
    assert pager.total == 3
    assert len(stage.targets) == 3


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
    items = iter(stage.api.list_incidents_with_pagination())
    assert stage.targets == []
    next(items)
    next(items)
    assert len(stage.targets) == 1
    next(items)
    assert len(stage.targets) == 2


def test_each_iteration_starts_anew() -> None:
    stage = Stage(listed(1), listed(), listed(1), listed(2), listed())
    pager = stage.api.list_incidents_with_pagination(page_offset=5)
    assert numbers(pager) == [1]
    assert numbers(pager) == [1, 2]
    assert offsets(stage) == [5, 6, 5, 6, 7]


def test_pages_and_resuming_from_the_next_offset() -> None:
    stage = Stage(found(1, 2, total=3), found(3, total=3))
    pages = stage.api.search_incidents_with_pagination("x").pages()
    first = next(pages)
    assert (first.offset, first.next_offset, first.total, numbers(first.items)) == (0, 2, 3, [1, 2])
    assert repr(first) == "Page(offset=0, items=2, total=3)"
    resumed = stage.api.search_incidents_with_pagination("x", page_offset=first.next_offset)
    assert numbers(resumed) == [3]
    assert offsets(stage) == [0, 2]


def test_a_page_tells_where_it_is_and_how_much_of_it_is_new() -> None:
    stage = Stage(found(1, 2, total=3), found(2, 3, total=3))
    first, second = stage.api.search_incidents_with_pagination("x").pages()
    assert (first.offset, first.next_offset, second.offset, second.next_offset) == (0, 2, 2, 3)
    assert repr(second) == "Page(offset=2, items=1, total=3)"
    assert second.ids == [incident(2)["id"], incident(3)["id"]]
    whole: Any = second.response
    assert numbers(entry.data for entry in whole.data.attributes.incidents) == [2, 3]


def test_a_page_as_the_whole_response() -> None:
    stage = Stage(found(1, total=1, meta={"pagination": {"size": 1}}))
    (page,) = stage.api.search_incidents_with_pagination("x").pages()
    response = page.response
    assert response.meta is not None
    assert response.meta.pagination is not None
    assert response.meta.pagination.size == 1
    assert page.response is response


@pytest.mark.parametrize("strict", [False, True])
def test_users_stay_joined_to_their_page(strict: bool) -> None:
    stage = Stage(
        listed(1, included=[user(1), user(2)]),
        listed(2, included=[user(3)]),
        listed(3),
        listed(),
        strict_decoding=strict,
    )
    pages = list(stage.api.list_incidents_with_pagination(include=["users"]).pages())
    assert [list(page.included) for page in pages] == [["user-1", "user-2"], ["user-3"], []]
    included = [page.items[0].included for page in pages]
    assert included[0]["user-2"].attributes.name == "User 2"
    assert [len(users) for users in included] == [2, 1, 0]
    assert list(pickle.loads(pickle.dumps(pages[0].items[0])).included) == ["user-1", "user-2"]


def test_users_of_a_single_response() -> None:
    stage = Stage(listed(1, included=[user(1)]), found(2, total=1, included=[user(2), incident(2)]))
    (one,) = stage.api.list_incidents(include=["users"]).data
    assert list(one.included) == ["user-1"]
    response = stage.api.search_incidents("x", include="users")
    assert response.data.attributes is not None
    assert list(response.data.attributes.incidents[0].data.included) == ["user-2", incident(2)["id"]]


def test_odd_included_resources_are_passed_over() -> None:
    stage = Stage(listed(1, included=[user(1), {"type": "users"}, {"type": "planets", "id": "p"}, None, "text"]))
    page = next(stage.api.list_incidents_with_pagination().pages())
    assert list(page.included) == ["user-1", "p"]


@pytest.mark.parametrize("failure", [reply(status=500), FailureKind.DROPPED], ids=str)
def test_an_error_in_the_middle_comes_after_what_was_before_it(failure: Any) -> None:
    stage = Stage(listed(1, 2), failure, listed(2, 3), listed(3), max_retries=0)
    seen: list[Any] = []
    items = iter(stage.api.list_incidents_with_pagination())
    with pytest.raises((ServiceException, ApiConnectionError)):
        seen.extend(items)
    assert numbers(seen) == [1, 2]
    assert numbers(items) == [3]
    assert offsets(stage) == [0, 1, 1, 2]


def test_an_error_of_the_first_page_does_not_end_the_iterator() -> None:
    stage = Stage(FailureKind.DROPPED, listed(1), listed(), max_retries=0)
    items = iter(stage.api.list_incidents_with_pagination())
    with pytest.raises(ApiConnectionError):
        next(items)
    assert numbers(items) == [1]
    assert next(items, None) is None
    assert len(stage.targets) == 3


def test_a_limit_in_the_middle_is_waited_for() -> None:
    stage = Stage(listed(1), reply(status=429, X_RateLimit_Reset="4"), listed(2), listed())
    assert numbers(stage.api.list_incidents_with_pagination()) == [1, 2]
    assert stage.clock.slept == [4.0]


WRONG: list[tuple[str, Any, str]] = [
    ("list", {}, "data"),
    ("list", {"data": None}, "data"),
    ("list", {"data": {"a": 1}}, "data"),
    ("list", [], "data"),
    ("search", {"data": []}, "data.attributes.incidents"),
    ("search", {"data": {"attributes": None}}, "data.attributes.incidents"),
    ("search", {"data": {"attributes": {"incidents": {}}}}, "data.attributes.incidents"),
]
PAGERS: dict[str, Callable[[IncidentsApi], Any]] = {
    "list": lambda api: api.list_incidents_with_pagination(),
    "search": lambda api: api.search_incidents_with_pagination("x"),
}


@pytest.mark.parametrize(("kind", "document", "path"), WRONG)
def test_a_page_of_the_wrong_shape(kind: str, document: Any, path: str) -> None:
    stage = Stage(reply(document))
    with pytest.raises(DecodeError, match=f"{path}: expected a list") as raised:
        list(PAGERS[kind](stage.api))
    assert (raised.value.path, raised.value.operation) == (path, f"{kind}_incidents")


def test_an_item_without_an_incident_is_passed_over_but_counted() -> None:
    document = {"data": {"attributes": {"incidents": [{"data": incident(1)}, {}, None], "total": 4}}}
    following = {"data": {"attributes": {"incidents": [None, {"data": incident(4)}], "total": 4}}}
    stage = Stage(reply(document), reply(following))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1, 4]
    assert offsets(stage) == [0, 2]
    nothing: dict[str, Any] = {"data": {"attributes": {"incidents": [{}], "total": 2}}}
    stage = Stage(reply(nothing), found(1, total=2))
    assert numbers(stage.api.search_incidents_with_pagination("x")) == [1]


def test_one_odd_item_does_not_cost_the_others(caplog: pytest.LogCaptureFixture) -> None:
    stage = Stage(reply({"data": [incident(1), "text", incident(2, created=5)]}), listed(2))
    items = list(stage.api.list_incidents_with_pagination())
    assert [getattr(item, "id", item) for item in items] == [incident(1)["id"], "text", incident(2)["id"]]
    assert "no object" in caplog.text


def test_items_without_an_id_come_as_often_as_they_are_there() -> None:
    stage = Stage(reply({"data": [incident(1), "text"]}), reply({"data": ["text", 5, 5]}), reply({"data": [5]}))
    items = list(stage.api.list_incidents_with_pagination())
    assert [getattr(item, "id", item) for item in items] == [incident(1)["id"], "text", 5, 5]


def test_an_odd_item_of_a_strict_pager() -> None:
    stage = Stage(reply({"data": [incident(1), "text"]}), strict_decoding=True)
    with pytest.raises(DecodeError, match=r"^list_incidents: .*expected an object, got str"):
        list(stage.api.list_incidents_with_pagination())


def test_a_pager_reads_as_the_settings_say_when_it_is_iterated() -> None:
    stage = Stage(*[reply({"data": [incident(1, created="soon")]})] * 2, listed())
    pager = stage.api.list_incidents_with_pagination()
    stage.configuration.strict_decoding = True
    with pytest.raises(DecodeError, match=r"attributes\.created"):
        list(pager)
    stage.configuration.strict_decoding = False
    assert numbers(pager) == [1]


def test_a_service_that_ignores_the_offset_is_found_out() -> None:
    stage = Stage(*[listed(1, 2)] * 30)
    seen: list[Any] = []
    with pytest.raises(DecodeError, match="the page at offset 10 is the same as the 10 before it"):
        seen.extend(stage.api.list_incidents_with_pagination())
    assert numbers(seen) == [1, 2]
    assert len(stage.targets) == 11


def test_strict_decoding_of_a_page() -> None:
    stage = Stage(reply({"data": [incident(1, created="soon")]}), strict_decoding=True)
    with pytest.raises(DecodeError, match=r"attributes\.created"):
        list(stage.api.list_incidents_with_pagination())


def test_options_hold_for_every_request() -> None:
    stage = Stage(listed(1), listed(2), listed(), unstable_operations={})
    options: dict[str, Any] = {"timeout": (1, 2), "headers": {"X-Team": "core"}, "allow_unstable": True}
    assert numbers(stage.api.list_incidents_with_pagination(include=["users"], **options)) == [1, 2]
    assert [request.headers["X-Team"] for request in stage.transport.requests] == ["core"] * 3
    assert [(timeout.connect, timeout.read) for timeout in stage.transport.timeouts] == [(1, 2)] * 3
    assert all("include=users" in target for target in stage.targets)
