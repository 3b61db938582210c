"""Searches page by page: nothing is missed and nothing comes twice, whatever happens between the pages."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host, connection, hosted

MOST_PAGES = 40
"""No search here has more; one that comes to no end does."""
NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)


def walked(host: Host, between: Callable[[int], None] = lambda page: None, **arguments: Any) -> list[Any]:
    """The answers of a search, page by page."""
    pages = [host.answer("search_incidents", **arguments)]
    while cursor := pages[-1].get("next_cursor"):
        assert len(pages) < MOST_PAGES
        between(len(pages))
        pages.append(host.answer("search_incidents", **arguments, cursor=cursor))
    return pages


def names(pages: list[Any]) -> list[str]:
    return [row["incident"] for page in pages for row in page["incidents"]]


@pytest.mark.parametrize(("sort", "limit"), [("created", 50), (None, 30)])
def test_250_incidents_come_each_once_and_in_order(
    emulator: Emulator, host: Host, sort: str | None, limit: int
) -> None:
    emulator.seed(250)
    pages = walked(host, sort=sort, limit=limit)
    order = range(1, 251) if sort == "created" else range(250, 0, -1)
    assert names(pages) == [f"IR-{number}" for number in order]
    assert {page["total"] for page in pages} == {250}
    told = list(accumulate(len(page["incidents"]) for page in pages))
    assert [page["remaining"] for page in pages] == [250 - count for count in told]
    assert len(emulator.requests) <= len(pages) + 1  # a page of a hundred holds one of fifty


def test_incidents_that_are_created_and_deleted_between_pages_move_no_others(emulator: Emulator, host: Host) -> None:
    emulator.seed(60)
    ids = {f"IR-{each['attributes']['public_id']}": each["id"] for each in emulator.incidents}
    with ApiClient(emulator.configuration(), transport=emulator.transport) as client:
        api = IncidentsApi(client)

        def change(page: int) -> None:
            emulator.seed_incident(title="new")
            api.delete_incident(ids[f"IR-{60 - 3 * page}"])  # one that was handed out

        pages = walked(host, change, limit=10)
    assert names(pages) == [f"IR-{number}" for number in range(60, 0, -1)]


@pytest.mark.parametrize("sort", ["-created", "created"])
def test_incidents_of_one_second_come_each_once(emulator: Emulator, host: Host, sort: str) -> None:
    for number in range(30):
        emulator.seed_incident(title=f"alert {number}", created=NOON + timedelta(milliseconds=number))
    emulator.seed_incident(title="later", created=NOON + timedelta(seconds=1))
    pages = walked(host, sort=sort, limit=4)
    assert len(names(pages)) == len(set(names(pages))) == 31


def test_a_period_stays_what_it_was_on_the_first_page(emulator: Emulator, host: Host) -> None:
    emulator.seed(250)
    pages = walked(host, since="30d", until="1d", states=["resolved"], limit=20)
    rows = [row for page in pages for row in page["incidents"]]
    assert len(rows) == pages[0]["total"] > 20
    assert {row["state"] for row in rows} == {"resolved"}
    now = datetime.now(UTC)
    assert all(
        timedelta(days=1) < now - datetime.fromisoformat(row["created"]) < timedelta(days=30, minutes=1) for row in rows
    )


def test_rows_that_an_answer_has_no_room_for_come_with_the_next(emulator: Emulator) -> None:
    for number in range(1, 91):
        emulator.seed_incident(title=f"{number} {'long ' * 60}", created=NOON + timedelta(minutes=number))
    with hosted(emulator, max_bytes=8_000) as host:
        pages = walked(host, limit=50)
    assert names(pages) == [f"IR-{number}" for number in range(90, 0, -1)]
    assert pages[0]["left_out"]["incidents"] == 50 - len(pages[0]["incidents"])
    assert "more characters)" in pages[0]["incidents"][0]["title"]


def test_a_cursor_is_enough_to_go_on(emulator: Emulator, host: Host) -> None:
    emulator.seed(10)
    first = host.answer("search_incidents", states=["resolved", "active", "stable"], limit=4, sort="created")
    second = host.answer("search_incidents", cursor=first["next_cursor"], limit=4)
    assert names([first, second]) == [f"IR-{number}" for number in range(1, 9)]


def test_a_cursor_belongs_to_its_search(emulator: Emulator, host: Host) -> None:
    emulator.seed(10)
    cursor = host.answer("search_incidents", severities=["SEV-4"], since="90d", limit=1)["next_cursor"]
    for other in ({"severities": ["SEV-3"]}, {"severities": ["SEV-4"]}, {"sort": "created"}):
        assert host.refusal("search_incidents", cursor=cursor, **other) == (
            "cursor: belongs to a search with other arguments; repeat those, or leave cursor out to begin anew"
        )


SPOILT: dict[str, Callable[[str], str]] = {
    "cut": lambda cursor: cursor[:-5],
    "changed": lambda cursor: cursor[:20] + "x" + cursor[21:],
    "a number": lambda cursor: "42",
    "no ASCII": lambda cursor: "é",
    "made up": lambda cursor: base64.urlsafe_b64encode(b'{"offset": 50}').decode(),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_cursor_that_is_none_is_told(emulator: Emulator, host: Host, how: str) -> None:
    emulator.seed(10)
    cursor = host.answer("search_incidents", limit=2)["next_cursor"]
    emulator.requests.clear()
    assert host.refusal("search_incidents", cursor=SPOILT[how](cursor)) == (
        "cursor: is not one that this server gave for this service; pass next_cursor letter by letter, or leave cursor "
        "out to begin anew"
    )
    assert not emulator.requests


def test_a_cursor_of_another_service_is_none(emulator: Emulator, host: Host) -> None:
    emulator.seed(10)
    cursor = host.answer("search_incidents", limit=2)["next_cursor"]
    with Emulator() as other, hosted(other, connect=connection(other, host="http://127.0.0.1:1")) as elsewhere:
        assert elsewhere.refusal("search_incidents", cursor=cursor).startswith("cursor: is not one ")
