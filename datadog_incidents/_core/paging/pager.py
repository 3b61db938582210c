"""All items of an operation, page by page, fetched while they are iterated: the pager of the synchronous client."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.paged_call import BoundToClient, PagedCall
from datadog_incidents._core.paging.prefetch import Prefetcher, Unwanted
from datadog_incidents._core.paging.walk import End, Fetch, ahead

_I = TypeVar("_I")
_R = TypeVar("_R")


class Traversal(BoundToClient, Iterator[Page[_I, _R]]):
    """The pages of one walk.

    It survives errors: where a page could not be fetched, asking for the next one fetches that page again.

    Args:
        fetch: takes the offset of a page and what says that it is no longer wanted; returns the page.
        course: says what to do.
        depth: how many pages to fetch ahead, at the most.
    """

    def __init__(
        self, fetch: Callable[[int, Unwanted], Page[_I, _R]], course: Course[Page[_I, _R]], depth: int
    ) -> None:
        self._pages = Prefetcher(fetch)
        self._course = course
        self._depth = depth

    def __next__(self) -> Page[_I, _R]:
        while isinstance(step := self._course.step(), Fetch):
            self._course.answer(self._pages.get(step.offset, anew=step.anew))
        if isinstance(step, End):
            self._pages.stop()
            raise StopIteration
        if self._depth:
            self._pages.look_ahead(ahead(step, self._depth, self._pages.arrived))
        return self._course.hand_out(step)

    def __del__(self) -> None:
        self._pages.stop()


class Items(BoundToClient, Iterator[_I]):
    """The items of a traversal, one by one. It survives errors, as the traversal does."""

    def __init__(self, pages: Iterator[Page[_I, Any]]) -> None:
        self._pages = pages
        self._items: Iterator[_I] = iter(())
        self._page: Page[_I, Any] | None = None

    def __next__(self) -> _I:
        while True:
            for item in self._items:
                return item
            if self._page is None:
                for self._page in self._pages:  # noqa: B020  # unlike a call of next(), it cannot be interrupted with the page in hand
                    break
                else:
                    raise StopIteration
            self._items, self._page = iter(self._page.items), None


class Pager(BoundToClient, Generic[_I, _R]):
    """All items of an operation, fetched page by page while it is iterated. Each iteration starts anew.

    Every item that is there from beginning to end comes exactly once, also while others are created and deleted. It
    ends where the service says that it ends, however few items a page has.

    An iterator over it survives errors: keep it (`incidents = iter(pager)`), and after an exception iterate on; it goes
    on where it stood.

    Args:
        fetch: takes the offset of a page and what says that it is no longer wanted; returns the page.
        paged: the call that is repeated for each page.
    """

    def __init__(self, fetch: Callable[[int, Unwanted], Page[_I, _R]], paged: PagedCall) -> None:
        self._fetch = fetch
        self._paged = paged
        self._total: int | None = None
        self._first: Page[_I, _R] | None = None

    def __iter__(self) -> Iterator[_I]:
        return Items(self.pages())

    def pages(self, *, delivered: Iterable[str] = ()) -> Iterator[Page[_I, _R]]:
        """Iterate over the pages instead of the items.

        To go on with a traversal that ended early, name what it delivered: that is left out. The pager begins at its
        `page_offset`, and steps back from there until a page begins with something that was delivered, so that nothing
        is missed although incidents were deleted meanwhile. A good offset is one less than the number of ids.

        Args:
            delivered: the ids of the items that came before, in any order.

        Raises:
            DatadogIncidentsError: as the operation itself, when a page is fetched.
        """
        return self._traversal(self._paged.prefetch, delivered)

    def first(self) -> _I | None:
        """The first item; None if there is none. Fetches no page ahead.

        Raises:
            DatadogIncidentsError: as the operation itself.
        """
        return next(Items(self._traversal(0)), None)

    @property
    def total(self) -> int | None:
        """How many items there are in all, as the latest page said; None where the API does not tell.

        Fetches the first page if none was fetched yet.
        """
        if self._paged.paging.total and self._total is None:
            self._first = self._page(self._paged.start, Unwanted())
        return self._total

    def _traversal(self, depth: int, delivered: Iterable[str] = ()) -> Traversal[_I, _R]:
        return Traversal(self._page, self._paged.course(delivered), depth)

    def _page(self, offset: int, unwanted: Unwanted) -> Page[_I, _R]:
        first, self._first = self._first, None
        page = first if first is not None and first.offset == offset else self._fetch(offset, unwanted)
        self._total = page.total
        return page

    def __repr__(self) -> str:
        return f"<Pager of {self._paged.told(self._total)}>"
