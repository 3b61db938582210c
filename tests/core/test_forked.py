"""What is renewed in a forked process."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
import threading
import weakref
from pathlib import Path
from types import ModuleType

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


def test_a_child_can_import_what_another_thread_imports_just_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = ModuleType("gate")
    begun, go_on = threading.Event(), threading.Event()
    vars(gate).update(begun=begun, go_on=go_on)
    monkeypatch.setitem(sys.modules, "gate", gate)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "imported_slowly.py").write_text("import gate\ngate.begun.set()\ngate.go_on.wait(10)\n")
    importing = threading.Thread(target=importlib.import_module, args=["imported_slowly"])
    importing.start()
    assert begun.wait(10)
    later = threading.Timer(0.05, go_on.set)
    later.start()
    child = os.fork()
    if not child:
        signal.alarm(5)
        importlib.import_module("imported_slowly")
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    importing.join()
    later.join()
    assert os.waitstatus_to_exitcode(status) == 0
