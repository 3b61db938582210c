"""Fetching pages before they are asked for, on threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

_P = TypeVar("_P")


class Prefetcher(Generic[_P]):
    """Pages that are under way or have arrived, by offset.

    A page that could not be fetched raises when it is asked for, and only then. The threads are daemons: they never
    keep a program alive, and once stopped none of them begins another request.

    Args:
        fetch: takes the offset of a page and an event that says when it is no longer wanted; returns the page.
    """

    def __init__(self, fetch: Callable[[int, threading.Event], _P]) -> None:
        self._fetch = fetch
        self._under_way: dict[int, tuple[Future[_P], threading.Event]] = {}

    def get(self, offset: int) -> _P:
        """The page at an offset: the one that is under way, or else fetched now."""
        if offset in self._under_way:
            future, _ = self._under_way.pop(offset)
            return future.result()
        return self._fetch(offset, threading.Event())

    def look_ahead(self, offsets: Iterable[int]) -> None:
        """Have just the pages at these offsets under way: begin the ones that are not, give up all others."""
        wanted = list(offsets)
        for offset in [offset for offset in self._under_way if offset not in wanted]:
            self._under_way.pop(offset)[1].set()
        for offset in wanted:
            if offset not in self._under_way:
                self._under_way[offset] = self._begin(offset)

    def arrived(self, offset: int) -> _P | None:
        """The page at an offset if it has arrived, without waiting for it."""
        future, _ = self._under_way.get(offset, (None, None))
        return future.result() if future and future.done() and future.exception() is None else None

    def stop(self) -> None:
        """Give up all that is under way."""
        self.look_ahead(())

    def _begin(self, offset: int) -> tuple[Future[_P], threading.Event]:
        from concurrent.futures import Future  # wanted only by those who prefetch

        future: Future[_P] = Future()
        unwanted = threading.Event()

        def run() -> None:
            try:
                future.set_result(self._fetch(offset, unwanted))
            except BaseException as error:  # noqa: BLE001  # it is raised where the page is asked for
                future.set_exception(error)

        threading.Thread(target=run, name=f"prefetch {offset}", daemon=True).start()
        return future, unwanted
