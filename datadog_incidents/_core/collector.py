"""The garbage collector, kept from looking through objects that are only just being made."""

from __future__ import annotations

import gc
import os
import threading
from types import TracebackType

_pausing: set[int] = set()
"""The threads that paused the collector, and will resume it."""


class CollectorPaused:
    """Pauses the garbage collector for a block that makes many objects and no cycles, such as reading a page.

    The collector runs each time some hundred objects have been made, and finds all of them in use: that takes a tenth
    of the time of reading. It is resumed by whoever paused it, so a program that has turned it off keeps it off.
    """

    __slots__ = ("_paused",)

    def __enter__(self) -> None:
        self._paused = gc.isenabled()
        if self._paused:
            _pausing.add(threading.get_ident())
            gc.disable()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._paused:
            gc.enable()
            _pausing.discard(threading.get_ident())


def _resume_in_child() -> None:
    """Resume for a thread that was left behind by a fork."""
    if _pausing:
        _pausing.clear()
        gc.enable()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_resume_in_child)
