"""All items of an operation, page by page, fetched while they are iterated: the pager of the asynchronous client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.paged_call import BoundToClient, PagedCall
from datadog_incidents._core.paging.walk import End, Fetch, ahead

_I = TypeVar("_I")
_R = TypeVar("_R")
_P = TypeVar("_P")


class TaskPrefetcher(Generic[_P]):
    """Pages that are under way in tasks, or have arrived, by offset.

    A page that could not be fetched raises when it is asked for, and only then. The tasks end with whoever holds this.

    Args:
        fetch: takes the offset of a page; returns the page.
        tasks: where tasks are listed as long as they run, for the client to end them when it is closed.
    """

    def __init__(self, fetch: Callable[[int], Awaitable[_P]], tasks: set[asyncio.Task[Any]]) -> None:
        self._fetch = fetch
        self._tasks = tasks
        self._under_way: dict[int, asyncio.Task[_P]] = {}

    async def get(self, offset: int, *, anew: bool = False) -> _P:
        """The page at an offset: the one that is under way, or else fetched now.

        Args:
            offset: its offset.
            anew: whether the one that is under way is too old.
        """
        if anew:
            self._give_up(offset)
        task = self._under_way.get(offset)
        if task is None:
            return await self._fetch(offset)
        try:
            return await asyncio.shield(task)
        finally:
            if task.done():  # else the wait was cancelled, and the page is still on its way
                self._under_way.pop(offset, None)

    def look_ahead(self, offsets: Iterable[int]) -> None:
        """Have just the pages at these offsets under way: begin the ones that are not, cancel all others."""
        wanted = list(offsets)
        for offset in [offset for offset in self._under_way if offset not in wanted]:
            self._give_up(offset)
        for offset in wanted:
            if offset not in self._under_way:
                self._under_way[offset] = self._begin(offset)

    def arrived(self, offset: int) -> _P | None:
        """The page at an offset if it has arrived, without waiting for it."""
        task = self._under_way.get(offset)
        is_there = task is not None and task.done() and not task.cancelled() and task.exception() is None
        return task.result() if task is not None and is_there else None

    def stop(self) -> None:
        """Cancel all that is under way."""
        for offset in list(self._under_way):
            self._give_up(offset)

    def _give_up(self, offset: int) -> None:
        task = self._under_way.pop(offset, None)
        if task is None or task.done():
            return
        with suppress(RuntimeError):  # the loop is closed
            task.get_loop().call_soon_threadsafe(task.cancel)  # a finalizer runs on any thread

    def _begin(self, offset: int) -> asyncio.Task[_P]:
        task = asyncio.ensure_future(self._fetch(offset))
        assert isinstance(task, asyncio.Task)  # noqa: S101  # what is fetched is a coroutine
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_look_at)
        return task


def _look_at(task: asyncio.Task[Any]) -> None:
    """Look at how a task ended: asyncio complains of exceptions that nobody has seen, and a page may not be wanted."""
    if not task.cancelled():
        task.exception()


class AsyncTraversal(BoundToClient, AsyncIterator[Page[_I, _R]]):
    """The pages of one walk; see `Traversal`, its sibling.

    Args:
        fetch: takes the offset of a page; returns the page.
        course: says what to do.
        depth: how many pages to fetch ahead, at the most.
        tasks: where tasks are listed as long as they run.
    """

    def __init__(
        self,
        fetch: Callable[[int], Awaitable[Page[_I, _R]]],
        course: Course[Page[_I, _R]],
        depth: int,
        tasks: set[asyncio.Task[Any]],
    ) -> None:
        self._pages = TaskPrefetcher(fetch, tasks)
        self._course = course
        self._depth = depth

    async def __anext__(self) -> Page[_I, _R]:
        try:
            while isinstance(step := self._course.step(), Fetch):
                self._course.answer(await self._pages.get(step.offset, anew=step.anew))
        except BaseException:  # whoever is iterating may well not come back, and still hold this
            self._pages.stop()
            raise
        if isinstance(step, End):
            self._pages.stop()
            raise StopAsyncIteration
        if self._depth:
            self._pages.look_ahead(ahead(step, self._depth, self._pages.arrived))
        return self._course.hand_out(step)

    def __del__(self) -> None:
        self._pages.stop()


class AsyncItems(BoundToClient, AsyncIterator[_I]):
    """The items of a traversal, one by one. It survives errors, as the traversal does."""

    def __init__(self, pages: AsyncIterator[Page[_I, Any]]) -> None:
        self._pages = pages
        self._items = iter(list[_I]())
        self._page: Page[_I, Any] | None = None

    async def __anext__(self) -> _I:
        while True:
            for item in self._items:
                return item
            if self._page is None:
                self._page = await anext(self._pages)
            self._items, self._page = iter(self._page.items), None


class AsyncPager(BoundToClient, Generic[_I, _R]):
    """All items of an operation, fetched page by page while it is iterated with `async for`; see `Pager`, its sibling.

    An iterator over it survives errors: keep it (`incidents = aiter(pager)`), and after an exception iterate on; it
    goes on where it stood. The pages that it fetches ahead are tasks that end when it is left.

    Args:
        fetch: takes the offset of a page; returns the page.
        paged: the call that is repeated for each page.
        tasks: where tasks are listed as long as they run.
    """

    def __init__(
        self, fetch: Callable[[int], Awaitable[Page[_I, _R]]], paged: PagedCall, tasks: set[asyncio.Task[Any]]
    ) -> None:
        self._fetch = fetch
        self._paged = paged
        self._tasks = tasks
        self._total: int | None = None
        self._first: Page[_I, _R] | None = None

    def __aiter__(self) -> AsyncIterator[_I]:
        return AsyncItems(self.pages())

    def pages(self, *, delivered: Iterable[str] = ()) -> AsyncIterator[Page[_I, _R]]:
        """Iterate over the pages instead of the items; see `Pager.pages`.

        Args:
            delivered: the ids of the items that came before, in any order.

        Raises:
            DatadogIncidentsError: as the operation itself, when a page is fetched.
        """
        return self._traversal(self._paged.prefetch, delivered)

    async def first(self) -> _I | None:
        """The first item; None if there is none. Fetches no page ahead.

        Raises:
            DatadogIncidentsError: as the operation itself.
        """
        return await anext(AsyncItems(self._traversal(0)), None)

    async def total(self) -> int | None:
        """How many items there are in all, as the latest page said; None where the API does not tell.

        Fetches the first page if none was fetched yet.
        """
        if self._paged.paging.total and self._total is None:
            self._first = await self._page(self._paged.start)
        return self._total

    def _traversal(self, depth: int, delivered: Iterable[str] = ()) -> AsyncTraversal[_I, _R]:
        return AsyncTraversal(self._page, self._paged.course(delivered), depth, self._tasks)

    async def _page(self, offset: int) -> Page[_I, _R]:
        first, self._first = self._first, None
        page = first if first is not None and first.offset == offset else await self._fetch(offset)
        self._total = page.total
        return page

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._paged.told(self._total)}>"
