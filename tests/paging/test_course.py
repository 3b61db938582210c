"""A walk that is interrupted goes on where it stood, and never ends for that."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

import pytest

from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.pager import Items, Traversal
from datadog_incidents._core.paging.walk import Deliver, End, Fetch, Place
from tests.paging.test_walk import Slice

COUNT = 60
SIZE = 7
ENOUGH = 300
"""Interruptions."""


class Interruption(BaseException):
    """What a signal handler of the caller's raises."""


class Interrupting(Slice):
    """A page that cannot be looked at the first time."""

    def __getattribute__(self, name: str) -> Any:
        if name == "ids" and not self.__dict__.get("looked_at"):
            self.__dict__["looked_at"] = True
            raise Interruption
        return super().__getattribute__(name)


def page_at(offset: int, _: object) -> Any:
    return Slice([f"item-{number}" for number in range(offset, min(offset + SIZE, COUNT))], COUNT)


def test_a_walk_that_is_interrupted_asks_for_the_same_page_again() -> None:
    course: Course[Slice] = Course(Place(0), SIZE, "list_items")
    assert course.step() == Fetch(0)
    with pytest.raises(Interruption):
        course.answer(Interrupting(["a", "b"], 2))
    assert course.step() == Fetch(0)
    course.answer(Slice(["a", "b"], 2))
    step = course.step()
    assert isinstance(step, Deliver)
    assert course.hand_out(step).items == ["a", "b"]
    assert course.step() == End()
    assert course.step() == End()


def test_a_page_that_was_not_handed_out_comes_again() -> None:
    course: Course[Slice] = Course(Place(0), SIZE, "list_items")
    course.step()
    course.answer(Slice(["a", "b"], 2))
    assert course.step() == course.step()


def interrupted_traversal(seconds: float) -> int:
    """Walk to the end while a timer interrupts the walk, and count the interruptions."""
    course: Course[Any] = Course(Place(0), SIZE, "list_items")
    items: Items[str] = Items(Traversal(page_at, course, 0))
    seen: list[str] = []
    interruptions = 0
    while True:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            for item in items:
                seen.append(item)  # noqa: PERF402  # an interrupted extend() would drop what it had
            break
        except Interruption:
            interruptions += 1
    signal.setitimer(signal.ITIMER_REAL, 0)
    assert seen == [f"item-{number}" for number in range(COUNT)]
    return interruptions


def interrupt(_: int, frame: FrameType | None) -> None:
    while frame is not None:
        if frame.f_globals["__name__"].startswith("datadog_incidents._core.paging"):
            raise Interruption
        frame = frame.f_back


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers")
def test_signals_at_any_moment_lose_and_repeat_nothing() -> None:
    before = signal.signal(signal.SIGALRM, interrupt)
    interruptions = 0
    try:
        for attempt in range(10_000):
            interruptions += interrupted_traversal(30e-6 + attempt % 400 * 1e-6)
            if interruptions >= ENOUGH:
                return
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    pytest.fail(f"only {interruptions} interruptions")
