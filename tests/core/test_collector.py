from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

from datadog_incidents._core.collector import CollectorPaused


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def test_the_collector_rests_for_the_block_alone() -> None:
    gc.enable()
    with CollectorPaused():
        assert not gc.isenabled()
        with CollectorPaused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_resumed_after_an_error() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="no JSON"), CollectorPaused():
        raise ValueError("no JSON")
    assert gc.isenabled()


def test_a_program_that_turned_it_off_keeps_it_off() -> None:
    gc.disable()
    with CollectorPaused():
        pass
    assert not gc.isenabled()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_process_does_not_inherit_the_pause() -> None:
    gc.enable()
    with CollectorPaused():
        child = os.fork()
        if not child:
            os._exit(0 if gc.isenabled() else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
