"""Telling what a signal's handler raised, at any moment and of any class, from what the interrupted code raised."""

from __future__ import annotations

from collections.abc import Iterator
from types import FrameType

from datadog_incidents._core.narrowing import is_tuple


def is_interruption(error: BaseException) -> bool:
    """Whether an exception was raised by a function that interrupted others, as the handler of a signal does.

    Such an exception is for whoever set up the handler, even if its class is TimeoutError or ConnectionError.
    """
    traceback = error.__traceback__  # which begins with whoever caught it, if that is a handler, too
    while traceback is not None and (traceback := traceback.tb_next) is not None:
        if _is_given_its_caller(traceback.tb_frame):
            return True
    return False


def interruption_of(error: BaseException) -> BaseException | None:
    """The exception of a signal's handler that an error is, or was made of.

    Args:
        error: what was caught.

    Returns:
        The exception as it was raised; None where no handler had a part in it.
    """
    found = None
    for origin in _origins(error):
        if is_interruption(origin):
            found = origin  # of several the first one: what was made of it may have got its traceback, too
    return found


def let_through(error: BaseException) -> None:
    """Raise what a signal's handler raised, if an error is that or was made of it; else do nothing.

    Whoever catches what a handler may raise as well, of a broad class, asks this before going on.

    Args:
        error: what was caught.

    Raises:
        BaseException: what the handler raised, as it was.
    """
    interruption = interruption_of(error)
    if interruption is None:
        return
    context = interruption.__context__
    try:
        raise interruption
    finally:
        interruption.__context__ = context  # which is no longer what it was, since the error is being handled
        del interruption, error  # its traceback has this frame, and all that it holds would wait for the collector


def _origins(caught: BaseException) -> Iterator[BaseException]:
    """What was caught, and what it was made of.

    What was being handled when it all began is another matter: a caller of whoever caught the error had caught that.
    """
    callers = _callers(caught)
    error: BaseException | None = caught
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if error.__traceback__ is not None and error.__traceback__.tb_frame in callers:
            return
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _callers(caught: BaseException) -> set[FrameType]:
    """The frames that led to the one in which an error was caught, which its traceback begins with."""
    callers: set[FrameType] = set()
    frame = None if caught.__traceback__ is None else caught.__traceback__.tb_frame.f_back
    while frame is not None:
        callers.add(frame)
        frame = frame.f_back
    return callers


def _is_given_its_caller(frame: FrameType) -> bool:
    """Whether a function got the frame that it interrupts as an argument: only the interpreter calls any so."""
    interrupted, code = frame.f_back, frame.f_code
    if interrupted is None:
        return False
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 0x04)  # 0x04: it has *arguments
    for name in code.co_varnames[:count]:
        given = frame.f_locals.get(name)
        if any(each is interrupted for each in (given if is_tuple(given) else (given,))):
            return True
    return False
