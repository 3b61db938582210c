"""Children that are forked while their parent is in the midst of something."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import IncidentsApi
from datadog_incidents._core.calls.rate_limiter import Permission, RateLimiter
from tests.scripted import Stage, reply

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

ONE_LEFT: dict[str, Any] = {"X_RateLimit_Remaining": "1", "X_RateLimit_Reset": "60"}
BOUND = 20
"""Seconds after which a child that hangs is ended."""


def in_child(work: Callable[[], bool]) -> bool:
    """Do work in a forked child; gives whether it went as it should."""
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(BOUND)
        try:
            os._exit(0 if work() else 1)
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def lists_at_once(stage: Stage) -> bool:
    """Whether a call goes through without waiting for any other."""
    stage.transport.script[:] = [reply({"data": []})]
    stage.clock.slept = []
    IncidentsApi(stage.client).list_incidents()
    return stage.clock.slept == []


def test_a_call_under_way_is_not_that_of_the_child() -> None:
    sending, answered = threading.Event(), threading.Event()

    def slow() -> Any:
        sending.set()
        answered.wait(BOUND)
        return reply({"data": []}, **ONE_LEFT)

    stage = Stage(reply({"data": []}, **ONE_LEFT), slow)
    stage.api.list_incidents()
    thread = threading.Thread(target=stage.api.list_incidents)
    thread.start()
    sending.wait(BOUND)
    went_well = in_child(lambda: lists_at_once(stage))
    answered.set()
    thread.join()
    assert went_well


def test_a_lock_that_a_thread_of_the_parent_holds_is_free() -> None:
    limiter = RateLimiter()
    holding, done = threading.Event(), threading.Event()

    class Operation(str):
        """The name of an operation that takes its time to be looked up."""

        __slots__ = ()

        def __hash__(self) -> int:
            holding.set()
            done.wait(BOUND)
            return 0

    def enter() -> None:
        limiter.enter(Permission(Operation("slow")), 0.0)

    thread = threading.Thread(target=enter)
    thread.start()
    holding.wait(BOUND)
    went_well = in_child(lambda: limiter.enter(Permission("list"), 0.0) == 0.0)
    done.set()
    thread.join()
    assert went_well


def test_a_fork_in_a_callback() -> None:
    went_well: list[bool] = []

    def fork(_: object) -> None:
        stage.configuration.on_request = None
        went_well.append(in_child(lambda: lists_at_once(stage)))

    stage = Stage(reply({"data": []}, **ONE_LEFT), reply({"data": []}))
    stage.api.list_incidents()
    stage.configuration.on_request = fork
    stage.api.list_incidents()
    assert went_well == [True]
