"""All items of an operation, page by page, fetched while they are iterated: the pager of the synchronous client."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.paged_call import PagedCall
from datadog_incidents._core.paging.prefetch import Prefetcher
from datadog_incidents._core.paging.walk import Deliver, Fetch, walk

_I = TypeVar("_I")
_R = TypeVar("_R")


class Traversal(Iterator[Page[_I, _R]]):
    """The pages of one walk.

    It survives errors: where a page could not be fetched, asking for the next one fetches that page again.

    Args:
        fetch: takes the offset of a page and an event that says when it is no longer wanted; returns the page.
        start: the offset to begin at.
        depth: how many pages to fetch ahead, at the most.
        operation: the name of what is walked through.
    """

    def __init__(
        self, fetch: Callable[[int, threading.Event], Page[_I, _R]], start: int, depth: int, operation: str
    ) -> None:
        self._pages = Prefetcher(fetch)
        self._depth = depth
        self._full_pages = 0
        self._walk = walk(start, operation)
        self._step: Fetch | Deliver | None = next(self._walk)
        self._page: Page[_I, _R] | None = None

    def __next__(self) -> Page[_I, _R]:
        while isinstance(self._step, Fetch):
            self._page = self._pages.get(self._step.offset)
            self._advance(self._page)
            if self._depth:
                self._pages.look_ahead(self._ahead(self._page))
        if self._step is None or self._page is None:
            raise StopIteration
        page = self._page.keep(self._step.fresh)
        self._advance(None)
        return page

    def __del__(self) -> None:
        self._pages.stop()

    def _ahead(self, page: Page[_I, _R]) -> list[int]:
        """The offsets that the walk will come to if all pages are as large as this one.

        Where the total is not known, the depth grows with the pages seen and ends at one that came short, so that the
        end of a list is found without a flood of requests beyond it.
        """
        stride = len(page.ids) - 1
        if stride < 1 or self._step is None:
            return []
        self._full_pages += 1
        if page.total is not None:
            return list(range(page.offset + stride, page.total - 1, stride))[: self._depth]
        offsets: list[int] = []
        for number in range(1, min(self._depth, 2 * self._full_pages) + 1):
            offsets.append(page.offset + number * stride)
            arrived = self._pages.arrived(offsets[-1])
            if arrived is not None and len(arrived.ids) <= stride:
                break
        return offsets

    def _advance(self, page: Page[_I, _R] | None) -> None:
        try:
            self._step = self._walk.send(page)
        except StopIteration:
            self._step = None


class Items(Iterator[_I]):
    """The items of a traversal, one by one. It survives errors, as the traversal does."""

    def __init__(self, pages: Iterator[Page[_I, Any]]) -> None:
        self._pages = pages
        self._items: Iterator[_I] = iter(())
        self._page: Page[_I, Any] | None = None

    def __next__(self) -> _I:
        while True:
            for item in self._items:
                return item
            self._page = self._page or next(self._pages)
            self._items, self._page = iter(self._page.items), None


class Pager(Generic[_I, _R]):
    """All items of an operation, fetched page by page while it is iterated. Each iteration starts anew.

    Every item that is there from beginning to end comes exactly once, also while others are created and deleted. It
    ends where the service says that it ends, however few items a page has.

    An iterator over it survives errors: keep it (`incidents = iter(pager)`), and after an exception iterate on; it goes
    on where it stood.

    Args:
        fetch: takes the offset of a page and an event that says when it is no longer wanted; returns the page.
        paged: the call that is repeated for each page.
    """

    def __init__(self, fetch: Callable[[int, threading.Event], Page[_I, _R]], paged: PagedCall) -> None:
        self._fetch = fetch
        self._paged = paged
        self._total: int | None = None
        self._first: Page[_I, _R] | None = None

    def __iter__(self) -> Iterator[_I]:
        return Items(self.pages())

    def pages(self) -> Iterator[Page[_I, _R]]:
        """Iterate over the pages instead of the items.

        Raises:
            DatadogIncidentsError: as the operation itself, when a page is fetched.
        """
        return Traversal(self._page, self._paged.start, self._paged.prefetch, self._paged.name)

    @property
    def total(self) -> int | None:
        """How many items there are in all, as the latest page said; None where the API does not tell.

        Fetches the first page if none was fetched yet.
        """
        if self._paged.paging.total and self._total is None:
            self._first = self._page(self._paged.start, threading.Event())
        return self._total

    def _page(self, offset: int, unwanted: threading.Event) -> Page[_I, _R]:
        first, self._first = self._first, None
        page = first if first is not None and first.offset == offset else self._fetch(offset, unwanted)
        self._total = page.total
        return page

    def __repr__(self) -> str:
        return f"<Pager of {self._paged.name}>"
