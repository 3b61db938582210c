"""Tables that notebooks show: everything in them is text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from datadog_incidents._core.html_table import html_table
from datadog_incidents.rows import incident_rows
from tests.notebook import shown
from tests.test_rows import HOSTILE, incident


class Read(HTMLParser):
    """A table, as a browser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style"}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.lasttag in ("td", "th"):
            self.rows[-1][-1] += data


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (7, "7"),
        (["a", "<b>"], "a, <b>"),
        (timedelta(minutes=90), "1:30:00"),
        (datetime(2026, 8, 1, 12, 30, tzinfo=UTC), "2026-08-01 12:30"),
        (datetime.max.replace(tzinfo=UTC), "9999-12-31 23:59"),
        ("two\nlines", "two lines"),
        ("x" * 100, f"{'x' * 80}…"),
        ({"a": "<i>"}, "{'a': '<i>'}"),
    ],
)
def test_each_value_is_shown_for_people(value: object, text: str) -> None:
    assert Read(html_table([{"a": 1, "b": value}, {"b": "z"}], "")).rows[1:] == [["1", text], ["", "z"]]


def test_columns_without_a_value_are_left_out_and_the_others_keep_their_order() -> None:
    read = Read(html_table([{"a": None, "b": [], "c": None, "d": 1}, {"a": None, "b": [], "c": 2, "d": None}], ""))
    assert read.rows == [["c", "d"], ["", "1"], ["2", ""]]


def test_what_is_not_shown_is_counted() -> None:
    read = Read(html_table([{"n": n} for n in range(1_050)], "1,050 rows"))
    assert len(read.rows) == 21
    assert read.texts[0] == "1,050 rows"
    assert read.texts[-1] == "1,030 more are not shown."


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    attributes: dict[str, Any] = {"title": text, "state": text, "fields": {text: {"type": "textbox", "value": text}}}
    html = shown(incident_rows([incident(**attributes)], fields=[text]))
    assert Read(html).tags == {"div", "p", "table", "tr", "th", "td"}
    assert not set("\x1b\u202e") & set(html)
    assert repr(incident_rows([incident(**attributes)])) == "<Rows: 1 of 22 columns>"
