from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datadog_incidents.mcp.room import LEAST_BYTES, Answer, Room, fitted, present, time_text
from datadog_incidents.mcp.server import result_of, size_of

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)


def rows(*titles: str) -> Any:
    def shape(room: Room) -> Answer:
        return {"rows": [{"title": room.short(title), "text": room.text(title)} for title in room.some("rows", titles)]}

    return shape


def test_what_fits_is_left_as_it_is() -> None:
    answer = fitted(rows("a", "b" * 150), NOW, 24_000, size_of)
    assert answer == {
        "now": "2026-08-01T12:00:00Z",
        "rows": [{"title": "a", "text": "a"}, {"title": "b" * 150, "text": "b" * 150}],
    }


def test_texts_are_cut_before_lists_are() -> None:
    answer = fitted(rows(*["x" * 5_000] * 10), NOW, 24_000, size_of)
    assert "left_out" not in answer
    assert answer["rows"][9] == {
        "title": "x" * 200 + "… (4,800 more characters)",
        "text": "x" * 300 + "… (4,700 more characters)",
    }


def test_a_list_that_is_cut_says_how_many_are_missing() -> None:
    answer = fitted(rows(*["x" * 500] * 300), NOW, 24_000, size_of)
    assert 0 < len(answer["rows"]) < 300
    assert answer["left_out"] == {"rows": 300 - len(answer["rows"])}
    one_more = fitted(rows(*["x" * 500] * (len(answer["rows"]) + 1)), NOW, 24_000, size_of)
    assert "left_out" in one_more  # so as many are there as could be


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=2_000), min_size=1, max_size=60))
def test_whatever_people_write_an_answer_fits_and_holds_something(titles: list[str]) -> None:
    answer = fitted(rows(*titles), NOW, LEAST_BYTES, size_of)
    result = result_of(answer)
    assert len(result.model_dump_json(by_alias=True, exclude_none=True).encode()) <= LEAST_BYTES
    assert answer["rows"]


def test_several_names_are_cut_to_a_few() -> None:
    room = Room()
    assert room.few(["a", "b"]) == ["a", "b"]
    assert room.few(list("abcdefg")) == ["a", "b", "c", "d", "e", "… (2 more)"]
    assert room.few([]) is None


def test_what_is_not_known_is_left_out() -> None:
    assert present({"a": None, "b": {"c": None}, "d": "", "e": 0, "f": False, "g": []}) == {"e": 0, "f": False, "g": []}


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 8, 1, 12, 0, 0, 999, tzinfo=UTC), "2026-08-01T12:00:00Z"),
        (datetime(2026, 8, 1, 12, tzinfo=timezone(timedelta(hours=2))), "2026-08-01T10:00:00Z"),
        ("soon", None),
        (None, None),
    ],
)
def test_times_are_in_utc_to_the_second(moment: object, text: str | None) -> None:
    assert time_text(moment) == text
