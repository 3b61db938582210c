"""Telling an exception that a signal's handler raised from one of what it interrupted."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import CodeType
from typing import Any


def raised_by_handler(error: BaseException, before: BaseException | None = None) -> BaseException | None:
    """The exception of a signal's handler that an error is, or that it was made of.

    A handler may raise anything at any moment: its TimeoutError in the midst of reading from a socket looks like one of
    the socket, and its exception in a callback like one of the callback. It is known by the handler's frame.

    Args:
        error: what was caught.
        before: what was being handled when it all began, which is another matter.

    Returns:
        The exception as it was raised; None where no handler had a part in it.
    """
    handlers: set[CodeType | None] | None = None  # looked up where something failed, and only there
    for origin in _origins(error, before):
        handlers = _handlers() if handlers is None else handlers
        traceback = origin.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code in handlers:
                return origin
            traceback = traceback.tb_next
    return None


def _origins(error: BaseException | None, before: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and error is not before and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _handlers() -> set[CodeType | None]:
    """The code of the handlers that are installed."""
    codes: set[CodeType | None] = set()
    for number in signal.valid_signals():
        handler: Any = signal.getsignal(number)
        while hasattr(handler, "func"):  # functools.partial
            handler = handler.func
        if callable(handler):
            codes.update(getattr(each, "__code__", None) for each in (handler, handler.__call__))
    return codes
