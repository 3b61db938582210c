"""What is renewed in a forked process."""

from __future__ import annotations

import gc
import os
import threading
import weakref

import pytest

from datadog_incidents._core.forked import renewed_in_child

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]


class Locked:
    """Something with a lock."""

    def __init__(self) -> None:
        self.renew_in_child()

    def renew_in_child(self) -> None:
        self.lock = threading.Lock()


def is_free_in_child(thing: Locked) -> bool:
    """Whether the lock of a thing can be taken in a child that is forked now."""
    child = os.fork()
    if not child:
        os._exit(0 if thing.lock.acquire(blocking=False) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_lock_that_is_held_is_free_in_the_child_alone() -> None:
    thing, left_alone = renewed_in_child(Locked()), Locked()
    with thing.lock, left_alone.lock:
        assert is_free_in_child(thing)
        assert not is_free_in_child(left_alone)
        assert thing.lock.locked()


def test_what_is_renewed_is_not_kept_alive() -> None:
    seen = weakref.ref(renewed_in_child(Locked()))
    gc.collect()
    assert seen() is None
