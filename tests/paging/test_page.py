from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import DecodeError, IncidentsApi
from tests.notebook import shown
from tests.paging.shelf import found, listed, numbers, offsets, shelf
from tests.scripted import Stage, incident, reply, user

pytestmark = pytest.mark.usefixtures("kind")


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
    stage = shelf(1, 2, 3, cap=2, total=3, searched=True)
    first, second = stage.api.search_incidents_with_pagination("x").pages()
    assert (first.offset, first.next_offset, second.offset, second.next_offset) == (0, 2, 2, 3)
    assert repr(second) == "Page(offset=2, items=1, total=3)"
    assert second.ids == [incident(2)["id"], incident(3)["id"]]
    whole: Any = second.response
    assert numbers(entry.data for entry in whole.data.attributes.incidents) == [2, 3]


HOSTILE = "</td><script>alert(1)</script>\x1b[2J\u202e=cmd|"


def test_a_notebook_shows_the_items_of_a_page_as_rows_in_which_nothing_is_obeyed() -> None:
    stage = shelf(1, 2, 3, cap=2, total=3, searched=True, describe=lambda number: incident(number, title=HOSTILE))
    _, second = stage.api.search_incidents_with_pagination("x").pages()
    asked = len(stage.targets)
    html = shown(second)
    assert html is not None
    assert (html.count("<tr>"), html.count("<script>")) == (2, 0)
    assert "&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\x1b[2J\\u202e=cmd|</td>" in html
    assert "<p>Page(offset=2, items=1, total=3)</p>" in html
    assert len(stage.targets) == asked


def test_a_notebook_shows_of_other_items_the_id_and_what_is_a_single_value() -> None:
    attributes = {"name": "cause", "required": False, "valid_values": [{"value": "deploy"}]}
    stage = Stage(reply({"data": [{"id": "f", "type": "user_defined_field", "attributes": attributes}]}))
    html = shown(next(stage.api.list_incident_user_defined_fields_with_pagination().pages()))
    texts = re.sub(r"<[^>]*>", " ", html).split()
    assert texts[-6:] == ["id", "name", "required", "f", "cause", "no"]


def test_a_page_that_a_notebook_cannot_show_is_left_to_its_repr() -> None:
    odd = {**incident(1), "attributes": {"title": "x", "created": "soon"}}
    for strict in (True, False):
        stage = Stage(found(1, total=1, describe=lambda _: odd), strict_decoding=strict)
        (page,) = stage.api.search_incidents_with_pagination("x").pages()
        assert (shown(page) is None) is strict


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
        listed(1, 4, included=[user(1), user(2)]),
        listed(4, 2, included=[user(3)]),
        listed(2, 3),
        listed(3),
        listed(),
        listed(3),
        strict_decoding=strict,
    )
    pages = list(stage.api.list_incidents_with_pagination(include=["users"], page_size=2).pages())
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


def test_one_odd_item_does_not_cost_the_others(caplog: pytest.LogCaptureFixture) -> None:
    stage = Stage(reply({"data": [incident(1), "text", incident(2, created=5)]}), listed(), listed(2))
    items = list(stage.api.list_incidents_with_pagination())
    assert [getattr(item, "id", item) for item in items] == [incident(1)["id"], "text", incident(2)["id"]]
    assert "no object" in caplog.text


def test_items_without_an_id_come_as_often_as_they_are_there() -> None:
    pages: list[list[Any]] = [[incident(1), "text"], ["text", 5, 5], [5], [], [5]]
    stage = Stage(*[reply({"data": page}) for page in pages])
    items = list(stage.api.list_incidents_with_pagination(page_size=2))
    assert [getattr(item, "id", item) for item in items] == [incident(1)["id"], "text", 5, 5]


def test_an_odd_item_of_a_strict_pager() -> None:
    stage = Stage(reply({"data": [incident(1), "text"]}), strict_decoding=True)
    with pytest.raises(DecodeError, match=r"^list_incidents: .*expected an object, got str"):
        list(stage.api.list_incidents_with_pagination())


def test_strict_decoding_of_a_page() -> None:
    stage = Stage(reply({"data": [incident(1, created="soon")]}), strict_decoding=True)
    with pytest.raises(DecodeError, match=r"attributes\.created"):
        list(stage.api.list_incidents_with_pagination())
