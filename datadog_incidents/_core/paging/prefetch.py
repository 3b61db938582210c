"""Fetching pages before they are asked for, on threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextvars import copy_context
from typing import TYPE_CHECKING, Generic, TypeVar

from datadog_incidents._core.forked import renewed_in_child
from datadog_incidents._core.interruption import let_through

if TYPE_CHECKING:
    from concurrent.futures import Future

_P = TypeVar("_P")


class Unwanted:
    """Whether nobody waits for a page any more.

    It has no lock, unlike an Event: a finalizer sets it, which runs at any moment on any thread.
    """

    __slots__ = ("_set",)

    def __init__(self) -> None:
        self._set = False

    def set(self) -> None:
        """Nobody waits for it from now on."""
        self._set = True

    def is_set(self) -> bool:
        """Whether nobody waits for it."""
        return self._set


class Prefetcher(Generic[_P]):
    """Pages that are under way or have arrived, by offset.

    A page that could not be fetched raises when it is asked for, and only then. The threads are daemons: they never
    keep a program alive, and once stopped none of them begins another request. They see the context variables of who
    looked ahead. Where a thread cannot be had, and in a forked child, which has none, pages are fetched when they are
    asked for.

    Args:
        fetch: takes the offset of a page and what says that it is no longer wanted; returns the page.
    """

    def __init__(self, fetch: Callable[[int, Unwanted], _P]) -> None:
        self._fetch = fetch
        self._under_way: dict[int, tuple[Future[_P], Unwanted]] = {}
        self._renewed = False

    def get(self, offset: int, *, anew: bool = False) -> _P:
        """The page at an offset: the one that is under way, or else fetched now.

        Args:
            offset: its offset.
            anew: whether the one that is under way is too old.
        """
        if anew:
            self._give_up(offset)
        if offset not in self._under_way:
            return self._fetch(offset, Unwanted())
        future, _ = self._under_way[offset]
        try:
            return future.result()
        finally:
            if future.done():  # else the wait was interrupted, and the page is still on its way
                self._under_way.pop(offset, None)

    def look_ahead(self, offsets: Iterable[int]) -> None:
        """Have just the pages at these offsets under way: begin the ones that are not, give up all others."""
        wanted = list(offsets)
        for offset in [offset for offset in self._under_way if offset not in wanted]:
            self._give_up(offset)
        if wanted and not self._renewed:
            renewed_in_child(self)
            self._renewed = True
        for offset in wanted:
            if offset not in self._under_way and not self._begin(offset):
                break

    def arrived(self, offset: int) -> _P | None:
        """The page at an offset if it has arrived, without waiting for it."""
        future, _ = self._under_way.get(offset, (None, None))
        return future.result() if future and future.done() and future.exception() is None else None

    def stop(self) -> None:
        """Give up all that is under way."""
        for offset in list(self._under_way):
            self._give_up(offset)

    def renew_in_child(self) -> None:
        """Forget what is under way: the threads that fetch it stayed behind."""
        self._under_way = {}

    def _give_up(self, offset: int) -> None:
        _, unwanted = self._under_way.pop(offset, (None, None))
        if unwanted is not None:
            unwanted.set()

    def _begin(self, offset: int) -> bool:
        """Whether the page at an offset is under way, on a thread of its own."""
        from concurrent.futures import Future  # wanted only by those who prefetch

        future: Future[_P] = Future()
        unwanted = Unwanted()
        context = copy_context()

        def run() -> None:
            try:
                future.set_result(context.run(self._fetch, offset, unwanted))
            except BaseException as error:  # noqa: BLE001  # it is raised where the page is asked for
                future.set_exception(error)

        thread = threading.Thread(target=run, name=f"prefetch {offset}", daemon=True)
        self._under_way[offset] = future, unwanted
        try:
            thread.start()
        except RuntimeError as error:  # a limit is reached, or the interpreter ends
            let_through(error)
            self._give_up(offset)
            return False
        return True
