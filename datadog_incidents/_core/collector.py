"""The garbage collector, kept from looking through objects that are only just being made."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from datadog_incidents._core.forked import renewed_in_child

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Pauses:
    """Those that are under way."""

    def __init__(self) -> None:
        self.tokens: set[object] = set()

    def renew_in_child(self) -> None:
        """See `Renewable`: resume for the threads that were left behind."""
        if self.tokens:
            self.tokens.clear()
            gc.enable()


_pauses = renewed_in_child(_Pauses())


def without_collector(work: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
    """Do work that makes many objects and no cycles, such as reading a page, with the garbage collector paused.

    The collector runs each time some hundred objects have been made, and finds all of them in use: that takes a tenth
    of the time of reading. It is resumed by whoever paused it, so a program that has turned it off keeps it off.

    Args:
        work: what to do.
        arguments: its arguments.
        named: those by name.
    """
    # A signal's handler is called, and may raise, after a call, at the start of a function and in a loop: all between
    # `try` and the switch are single calls into C, so that none comes in between, whatever raises.
    token = object()
    is_on = gc.isenabled()
    try:
        if is_on:
            _pauses.tokens.add(token)
            gc.disable()
        return work(*arguments, **named)
    finally:
        if is_on:
            gc.enable()
            _pauses.tokens.discard(token)
