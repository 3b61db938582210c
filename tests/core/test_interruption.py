from __future__ import annotations

import functools
import inspect
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from datadog_incidents._core.interruption import is_interruption

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no such signal here")


def fail(*_: object) -> None:
    raise TimeoutError("of the caller's own")


def named(signum: int, frame: FrameType | None) -> None:
    fail()


class Handlers:
    def method(self, signum: int, frame: FrameType | None) -> None:
        fail()

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        fail()

    @staticmethod
    def keyword(prefix: str, *arguments: object) -> None:
        fail()


def decorated(handler: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(handler)
    def around(*arguments: Any, **options: Any) -> None:
        handler("something else", **options)

    return around


HANDLERS: list[Callable[[int, FrameType | None], None]] = [
    fail,
    named,
    Handlers().method,
    Handlers(),
    lambda signum, frame: fail(),
    functools.partial(Handlers.keyword, "a"),
    decorated(fail),
]


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("handler", HANDLERS)
def test_what_a_handler_raises_is_known(handler: Callable[[int, FrameType | None], None]) -> None:
    signal.signal(signal.SIGALRM, handler)
    with pytest.raises(TimeoutError) as raised:
        signal.raise_signal(signal.SIGALRM)
    assert is_interruption(raised.value)


def test_what_a_trace_function_raises_is_known() -> None:
    def trace(frame: FrameType, event: str, _: object) -> None:
        sys.settrace(before)
        fail()

    def traced() -> None:
        sys.settrace(trace)
        Handlers.keyword("a")

    before = sys.gettrace()
    with pytest.raises(TimeoutError) as raised:
        traced()
    assert is_interruption(raised.value)


def test_what_anyone_else_raises_is_another_matter() -> None:
    def called_with(frame: FrameType) -> None:
        fail(frame, (frame,))

    def looking_back() -> None:
        caller = inspect.stack()[1].frame
        assert caller.f_code.co_name.startswith("test_")
        fail()

    def handing_on() -> None:
        called_with(inspect.stack()[1].frame)

    for call in (fail, looking_back, handing_on):
        with pytest.raises(TimeoutError) as raised:
            call()
        assert not is_interruption(raised.value)
    assert not is_interruption(TimeoutError("never raised"))
