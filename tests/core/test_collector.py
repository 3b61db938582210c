from __future__ import annotations

import gc
import json
import os
import signal
import threading
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from datadog_incidents._core.collector import without_collector

INTERRUPTIONS = 3_000


class Interruption(Exception):
    """Raised by a signal's handler."""


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_on else gc.disable)()


def test_the_collector_rests_for_the_work_alone() -> None:
    assert without_collector(lambda: [gc.isenabled(), without_collector(gc.isenabled), gc.isenabled()]) == [False] * 3
    assert gc.isenabled()


def test_it_is_resumed_after_an_error() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        without_collector(json.loads, "no JSON")
    assert gc.isenabled()


def test_a_program_that_turned_it_off_keeps_it_off() -> None:
    gc.disable()
    assert without_collector(lambda: "done") == "done"
    assert not gc.isenabled()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_process_does_not_inherit_the_pause() -> None:
    working, forked = threading.Event(), threading.Event()

    def work() -> None:
        working.set()
        forked.wait()

    thread = threading.Thread(target=without_collector, args=(work,))
    thread.start()
    working.wait()
    child = os.fork()
    if not child:
        os._exit(0 if gc.isenabled() else 1)
    is_paused = not gc.isenabled()
    forked.set()
    thread.join()
    assert is_paused
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that signals")
def test_no_interruption_leaves_it_off() -> None:
    chance = Random(1)
    interrupted = left_off = 0

    def raise_interruption(*_: object) -> None:
        raise Interruption

    before: Any = signal.signal(signal.SIGALRM, raise_interruption)
    try:
        while interrupted < INTERRUPTIONS:
            try:
                signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-6, 1e-4))
                while True:
                    without_collector(int)
            except Interruption:
                interrupted += 1
            left_off += not gc.isenabled()
            gc.enable()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert left_off == 0
