"""Exceptions that come from outside at any moment: of the keyboard, of a signal's handler, of what a caller gave."""

from __future__ import annotations

import functools
import gc
import logging
import signal
import sys
import threading
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import datadog_incidents
from datadog_incidents._core.calls.rate_limiter import Permission, RateLimiter
from datadog_incidents._core.interruption import interruption_of
from datadog_incidents._core.message import FailureKind
from datadog_incidents.exceptions import DecodeError
from tests.scripted import Stage, incident, reply

ONE_LEFT: dict[str, Any] = {"X_RateLimit_Remaining": "1", "X_RateLimit_Reset": "60"}
EMPTY = reply({"data": []}, **ONE_LEFT)
PACKAGE = Path(datadog_incidents.__file__).parent
WATCHED = {
    str(PACKAGE / name)
    for name in (
        "api_client.py",
        "_core/calls/call.py",
        "_core/calls/exchange.py",
        "_core/calls/rate_limiter.py",
        "_core/calls/telling.py",
        "_core/transport/holder.py",
    )
}
"""The modules that a call passes through on its way to the transport and back."""


DRIVER = {str(PACKAGE / "api_client.py")}
STEP = 41
"""Of so many lines of a call one is interrupted: all of them would take minutes, for each class of exception."""


class TooLate(TimeoutError):
    """What handlers raise here."""


class Handler:
    """A handler in all its forms."""

    def __call__(self, *_: object) -> None:
        raise TooLate("too late")

    def method(self, *_: object) -> None:
        raise TooLate("too late")


def raise_too_late(*_: object) -> None:
    raise TooLate("too late")


HANDLERS: dict[str, Any] = {
    "function": raise_too_late,
    "method": Handler().method,
    "object": Handler(),
    "partial": functools.partial(Handler().method, "more"),
}


@pytest.fixture
def handle() -> Iterator[Callable[[Any], object]]:
    """Installs a handler of SIGINT for the test."""
    before = signal.getsignal(signal.SIGINT)
    yield functools.partial(signal.signal, signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_an_interruption_at_any_line_of_a_call_gives_back_its_permission() -> None:
    """Each round, the call is interrupted one line later, until it gets through."""
    stage = Stage(EMPTY)
    stage.api.list_incidents()
    passed, is_interrupted = 0, True
    while is_interrupted:
        stage.transport.script[:] = [EMPTY]
        is_interrupted = interrupted_after(passed, stage.api.list_incidents)
        stage.transport.script[:] = [EMPTY]
        stage.api.list_incidents()
        assert stage.clock.slept == [], f"after an interruption at line {passed}"
        passed += 1
    assert passed > 50


def test_one_that_is_kept_keeps_no_permission() -> None:
    """Nor do the rounds of a call that is tried again, between which Python passes over the end of a block."""
    stage = Stage(EMPTY)
    stage.api.list_incidents()
    passed, kept = 0, list[BaseException]()
    while passed == len(kept):
        stage.transport.script[:] = [FailureKind.CONNECT, EMPTY]
        with suppress(KeyboardInterrupt):
            interrupt_after(
                passed, stage.api.list_incidents, KeyboardInterrupt(), kept, {str(PACKAGE / "api_client.py")}
            )
        stage.clock.slept.clear()
        stage.transport.script[:] = [EMPTY]
        stage.api.list_incidents()
        assert stage.clock.slept == [], f"after an interruption at line {passed}"
        passed += 1
    assert passed > 30


def interrupted_after(lines: int, call: Callable[[], object]) -> bool:
    """Make a call that is interrupted after so many lines; gives whether it was."""
    try:
        interrupt_after(lines, call, KeyboardInterrupt(), [], WATCHED)
    except KeyboardInterrupt:
        return True
    return False


def interrupt_after(
    lines: int, call: Callable[[], object], error: BaseException, raised: list[BaseException], watched: Container[str]
) -> None:
    """Make a call that is interrupted after so many lines of what is watched.

    Args:
        lines: how many lines are let through.
        call: makes it.
        error: what interrupts it.
        raised: is told the error, if there were as many lines.
        watched: the files whose lines count.
    """
    left = lines

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            left -= 1
            if left < 0:
                sys.settrace(None)
                raised.append(error)
                raise error
        return trace

    traced_before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(traced_before)


class Everywhere:
    """The files of the package, and what is compiled for its models."""

    def __contains__(self, file: object) -> bool:
        return str(file).startswith((str(PACKAGE), "<decode ", "<careful ", "<encode ", "<write "))


SEVERAL = reply(
    {
        "data": [
            incident(1, created="2026-01-01T00:00:00Z", visibility="odd", unknown=[1]),
            incident(2, created="2026-01-01T00:00:00.123+0000", state=5, fields={"a": {"type": "dropdown"}}),
        ]
    },
    **ONE_LEFT,
)
TALKATIVE: list[Any] = [
    reply(b"no JSON", status=503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
    reply({"errors": ["later"]}, status=429, X_RateLimit_Reset="soon", Retry_After="1"),
    SEVERAL,
]


def list_some(stage: Stage) -> object:
    stage.transport.script[:] = TALKATIVE
    return stage.api.list_incidents()


def read_odd(stage: Stage) -> None:
    stage.transport.script[:] = [reply(b'{"data": [NaN]}')]
    stage.client.request("GET", "/api")
    stage.transport.script[:] = [reply(b"no JSON")]
    with pytest.raises(DecodeError):
        stage.client.request("GET", "/api")


def create_odd(stage: Stage) -> object:
    stage.transport.script[:] = [reply({"data": incident(1)})]
    attributes: dict[str, Any] = {"title": "a", "customer_impacted": False, "fields": {"state": {"value": "active"}}}
    body: Any = {"data": {"type": "incidents", "attributes": attributes}, "more": 1.5}
    return stage.api.create_incident(body)


@pytest.mark.parametrize("call", [list_some, read_odd, create_odd])
@pytest.mark.parametrize(
    "kind",
    [
        ValueError,
        TypeError,
        KeyError,
        functools.partial(UnicodeDecodeError, "utf-8", b"x", 0, 1),
        BrokenPipeError,
        TimeoutError,
        RecursionError,
        OverflowError,
    ],
    ids=str,
)
def test_what_a_handler_raises_anywhere_arrives(call: Callable[[Stage], object], kind: Any) -> None:
    stage = Stage(max_retries=5)
    call(stage)
    passed, raised, arrived = len(str(kind)) % STEP, list[BaseException](), list[BaseException]()
    while len(raised) == passed // STEP:
        error = kind("of the caller's own") if isinstance(kind, type) else kind("its own")
        try:
            interrupt_after(passed, functools.partial(call, stage), error, raised, Everywhere())
        except BaseException as caught:  # noqa: BLE001  # whatever arrives is looked at
            arrived.append(caught)
        finally:
            gc.enable()  # the lines that switch it on again are among them, where the handler of no signal is called
        assert arrived == raised, f"at line {passed}"
        passed += STEP
    assert len(raised) > 10


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS.keys())
def test_what_a_handler_raises_in_a_callback_arrives(
    handler: Any, handle: Callable[[Any], object], caplog: pytest.LogCaptureFixture
) -> None:
    handle(handler)

    def callback(event: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except TimeoutError as error:
            raise ValueError("taken for the callback's own") from error

    stage = Stage(EMPTY, EMPTY, on_response=callback)
    with pytest.raises(TooLate) as raised:
        stage.api.list_incidents()
    assert raised.value.__context__ is None
    stage.configuration.on_response = None
    stage.api.list_incidents()
    assert stage.clock.slept == []
    assert not caplog.records


def test_what_a_callback_raises_does_not_though_a_handler_raised_before(
    handle: Callable[[Any], object], caplog: pytest.LogCaptureFixture
) -> None:
    handle(Handler())

    def callback(event: object) -> None:
        raise TooLate("by itself")

    stage = Stage(EMPTY, on_response=callback)
    try:
        signal.raise_signal(signal.SIGINT)
    except TooLate:
        stage.api.list_incidents()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


class Unfinished(set[int]):
    """A collection that cannot be looked into yet, since its making failed."""

    def __init__(self) -> None:
        raise TooLate("by itself")

    def __iter__(self) -> Iterator[int]:
        raise AssertionError("it was looked into")


def test_what_was_interrupted_is_not_looked_into() -> None:
    with pytest.raises(TooLate) as raised:
        Unfinished()
    assert interruption_of(raised.value) is None


def test_errors_that_no_handler_had_a_part_in() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__context__ = second, first
    assert interruption_of(first) is None


def test_a_handler_may_use_the_same_client_while_the_limiter_is_locked() -> None:
    limiter = RateLimiter()
    waits: list[float] = []

    class Operation(str):
        """The name of an operation; looking it up is interrupted by a handler."""

        __slots__ = ()

        def __hash__(self) -> int:
            waits.append(limiter.enter(Permission("of the handler"), 0.0))
            return 0

    thread = threading.Thread(target=lambda: waits.append(limiter.enter(Permission(Operation()), 0.0)), daemon=True)
    thread.start()
    thread.join(20)
    assert waits[-1:] == [0.0]
    assert not thread.is_alive()


def test_a_transport_that_runs_out_of_answers_ends_no_iteration() -> None:
    answers = iter([reply({"data": [incident(1), incident(2)]})])
    stage = Stage(*[lambda: next(answers)] * 2)
    seen: list[Any] = []
    with pytest.raises(RuntimeError, match="StopIteration"):
        seen.extend(stage.api.list_incidents_with_pagination(page_size=2))
