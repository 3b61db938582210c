"""Fetching ahead on threads, without a client: pages are numbers, and arrive when the test lets them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextvars import ContextVar

import pytest

from datadog_incidents._core.paging.prefetch import Prefetcher, Unwanted

PATIENCE = 10.0
"""Seconds after which a test gives up; none of them takes any time."""


class Source:
    """Gives a page for each offset, once it is let through."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.unwanted: dict[int, Unwanted] = {}
        self.failures: dict[int, BaseException] = {}
        self._gates: dict[int, threading.Event] = {}
        self._changed = threading.Condition()

    def fetch(self, offset: int, unwanted: Unwanted) -> str:
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


def test_a_page_that_is_under_way_can_be_too_old(source: Source) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10])
    source.until_begun(1)
    old = source.unwanted[10]
    source.let(10)
    assert pages.get(10, anew=True) == "page 10"
    assert old.is_set()
    assert source.begun == [10, 10]


def test_where_no_thread_can_be_had_pages_are_fetched_when_asked_for(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Thread.start
    left = [1]

    def start(thread: threading.Thread) -> None:
        if not left or not thread.name.startswith("prefetch"):
            raise RuntimeError("can't start new thread")
        left.pop()
        begun(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    pages = Prefetcher(source.fetch)
    source.let(10, 20, 30)
    pages.look_ahead([10, 20, 30])
    assert [pages.get(offset) for offset in (10, 20, 30)] == ["page 10", "page 20", "page 30"]


def test_the_threads_see_the_context_of_who_looked_ahead() -> None:
    variable: ContextVar[str] = ContextVar("variable", default="none")
    pages = Prefetcher(lambda offset, _: f"{variable.get()} {offset}")
    variable.set("mine")
    pages.look_ahead([10])
    variable.set("later")
    assert pages.get(10) == "mine 10"


def test_an_interrupted_wait_loses_no_page(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Prefetcher(source.fetch)
    pages.look_ahead([10])
    source.until_begun(1)
    with monkeypatch.context() as patched:
        patched.setattr(Future, "result", interrupted)
        with pytest.raises(KeyboardInterrupt):
            pages.get(10)
    source.let(10)
    assert pages.get(10) == "page 10"
    assert source.begun == [10]


def interrupted(_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_fetches_what_was_under_way() -> None:
    parent, gate = os.getpid(), threading.Event()

    def fetch(offset: int, _: Unwanted) -> str:
        if os.getpid() != parent:
            return f"child {offset}"
        assert gate.wait(PATIENCE)
        return f"page {offset}"

    pages = Prefetcher(fetch)
    pages.look_ahead([10, 20])
    child = os.fork()
    if child == 0:
        signal.alarm(int(PATIENCE))
        os._exit(0 if pages.get(10) == "child 10" else 1)
    assert os.waitpid(child, 0)[1] == 0
    gate.set()
    assert pages.get(10) == "page 10"


AT_EXIT = """
import atexit, json, threading
from urllib.parse import parse_qs, urlsplit
from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.transport import Headers, Response

class Service:
    def send(self, request, timeout):
        offset = int(parse_qs(urlsplit(request.target).query)["page[offset]"][0])
        found = [{"id": str(number), "type": "incidents"} for number in range(offset, min(offset + 10, 95))]
        return Response(status=200, headers=Headers(), body=json.dumps({"data": found}).encode())

    def close(self):
        pass

api = IncidentsApi(ApiClient(
    Configuration(api_key="a" * 32, app_key="b" * 40, unstable_operations="all"), transport=Service()
))

def count():
    print(sum(1 for _ in api.list_incidents_with_pagination(page_size=10, prefetch=4)), flush=True)

left_alone = api.list_incidents_with_pagination(page_size=10, prefetch=4).pages()
next(left_alone)
atexit.register(count)
main = threading.main_thread()
threading.Thread(target=lambda: (main.join(), count())).start()
"""


def test_pages_are_fetched_while_the_program_ends() -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", AT_EXIT], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr, done.returncode) == ("95\n95\n", "", 0)
