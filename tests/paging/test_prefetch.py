"""Fetching ahead on threads, without a client: pages are numbers, and arrive when the test lets them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from datadog_incidents._core.paging.prefetch import Prefetcher

PATIENCE = 10.0
"""Seconds after which a test gives up; none of them takes any time."""


class Source:
    """Gives a page for each offset, once it is let through."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.unwanted: dict[int, threading.Event] = {}
        self.failures: dict[int, BaseException] = {}
        self._gates: dict[int, threading.Event] = {}
        self._changed = threading.Condition()

    def fetch(self, offset: int, unwanted: threading.Event) -> str:
        with self._changed:
            self.begun.append(offset)
            self.unwanted[offset] = unwanted
            gate = self._gates.setdefault(offset, threading.Event())
            self._changed.notify_all()
        assert gate.wait(PATIENCE)
        if offset in self.failures:
            raise self.failures[offset]
        return f"page {offset}"

    def let(self, *offsets: int) -> None:
        for offset in offsets:
            with self._changed:
                self._gates.setdefault(offset, threading.Event()).set()

    def until_begun(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.begun) == count, PATIENCE)


@pytest.fixture
def source() -> Iterator[Source]:
    source = Source()
    yield source
    source.let(*range(0, 1000, 10))


def until_arrived(offset: int) -> None:
    for thread in threading.enumerate():
        if thread.name == f"prefetch {offset}":
            thread.join(PATIENCE)


def test_what_nobody_looked_ahead_for_is_fetched_when_asked_for(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    source.let(0)
    assert pages.get(0) == "page 0"
    assert not source.unwanted[0].is_set()


def test_pages_come_by_their_offset_whatever_the_order_they_arrive_in(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10, 20, 30])
    source.until_begun(3)
    for offset in (30, 10, 20):
        source.let(offset)
        until_arrived(offset)
        assert pages.arrived(offset) == f"page {offset}"
    assert [pages.get(offset) for offset in (10, 20, 30)] == ["page 10", "page 20", "page 30"]
    assert sorted(source.begun) == [10, 20, 30]


def test_a_page_is_waited_for(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10])
    source.until_begun(1)
    assert pages.arrived(10) is None
    threading.Thread(target=source.let, args=[10]).start()
    assert pages.get(10) == "page 10"


def test_no_more_is_under_way_than_was_looked_ahead_for(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10, 20])
    pages.look_ahead([10, 20])
    source.until_begun(2)
    source.let(10)
    assert pages.get(10) == "page 10"
    pages.look_ahead([20, 30])
    source.until_begun(3)
    assert sorted(source.begun) == [10, 20, 30]


def test_what_is_not_wanted_any_more_is_told_so_and_forgotten(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10, 20])
    source.until_begun(2)
    pages.look_ahead([20])
    assert [source.unwanted[offset].is_set() for offset in (10, 20)] == [True, False]
    source.let(10)
    assert pages.get(10) == "page 10"
    assert sorted(source.begun) == [10, 10, 20]


def test_stopping_gives_up_everything(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10, 20])
    source.until_begun(2)
    pages.stop()
    assert all(event.is_set() for event in source.unwanted.values())
    assert pages.arrived(10) is None


@pytest.mark.parametrize("failure", [OSError("broken"), KeyboardInterrupt()], ids=repr)
def test_a_failure_surfaces_where_its_page_is_asked_for(source: Source, failure: BaseException) -> None:
    pages = Prefetcher(source.fetch)
    source.failures[20] = failure
    pages.look_ahead([10, 20, 30])
    source.let(10, 20, 30)
    for offset in (10, 20, 30):
        until_arrived(offset)
    assert pages.get(10) == "page 10"
    assert pages.arrived(20) is None
    with pytest.raises(type(failure)):
        pages.get(20)
    assert pages.get(30) == "page 30"
    del source.failures[20]
    assert pages.get(20) == "page 20"


def test_the_threads_keep_no_program_alive(source: Source) -> None:
    before = set(threading.enumerate())
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10, 20])
    source.until_begun(2)
    own = set(threading.enumerate()) - before
    assert {thread.name for thread in own} == {"prefetch 10", "prefetch 20"}
    assert all(thread.daemon for thread in own)
