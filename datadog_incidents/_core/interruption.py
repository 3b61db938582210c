"""Telling what a signal's handler raised, at any moment and of any class, from what the interrupted code raised."""

from __future__ import annotations

from collections.abc import Iterator
from types import FrameType

from datadog_incidents._core.narrowing import is_tuple


def is_interruption(error: BaseException) -> bool:
    """Whether an exception was raised by a function that interrupted others, as the handler of a signal does.

    Such an exception is for whoever set up the handler, even if its class is TimeoutError or ConnectionError.
    """
    traceback = error.__traceback__
    while traceback is not None:
        if _is_given_its_caller(traceback.tb_frame):
            return True
        traceback = traceback.tb_next
    return False


def interruption_of(error: BaseException, before: BaseException | None = None) -> BaseException | None:
    """The exception of a signal's handler that an error is, or was made of.

    Args:
        error: what was caught.
        before: what was being handled when it all began, which is another matter.

    Returns:
        The exception as it was raised; None where no handler had a part in it.
    """
    return next(filter(is_interruption, _origins(error, before)), None)


def _origins(error: BaseException | None, before: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and error is not before and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


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
