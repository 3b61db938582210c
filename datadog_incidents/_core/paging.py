"""Walking through the pages of an operation, while the collection may change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeAlias, TypeVar, cast

from datadog_incidents._core import codec
from datadog_incidents._core.included import Included, at_path, link, member
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.operation import Operation, Paging, model_named
from datadog_incidents._core.prefetch import Prefetcher
from datadog_incidents.exceptions import DecodeError

_I = TypeVar("_I")
_R = TypeVar("_R")

LARGEST_PAGE = 100
"""Items in the largest page that the API gives."""


class Reader(Protocol):
    """Reads JSON the way its client is configured."""

    def read(self, model: str, document: Any) -> Any:
        """Read a response as the model of that name."""
        ...

    def items(self, model: str, elements: Sequence[Any]) -> list[Any]:
        """Read the elements of a list; what is no object is kept as it is."""
        ...


class Page(Generic[_I, _R]):
    """One page: its items, and all else of the response, each read when it is first asked for.

    Args:
        operation: what the page is of.
        document: the JSON of the response.
        offset: the position of its first item in the whole.
        reader: reads JSON as models.
        wanted: says of an item whether it belongs here; None takes all.

    Raises:
        DecodeError: the document has no list of items.
    """

    def __init__(
        self,
        operation: Operation[_R],
        document: Any,
        offset: int,
        reader: Reader,
        wanted: Callable[[_I], bool] | None = None,
    ) -> None:
        paging = cast("Paging", operation.paging)
        self._response_model = cast("str", operation.response)
        self._item_model = paging.item
        self._document = document
        self._reader = reader
        self._wanted = wanted
        self._start = offset
        total = at_path(document, paging.total, member) if paging.total else []
        self.total: int | None = total[0] if total and type(total[0]) is int else None
        """How many items there are in all; None where the API does not tell."""
        elements = document
        for name in paging.items:
            elements = member(elements, name)
        if not is_list(elements):
            path = ".".join(paging.items)
            raise DecodeError(f"{path}: expected a list, got {type(elements).__name__}", path=path)
        inner = operation.resources[len(paging.items) :]
        self._elements = [next(iter(at_path(element, inner, member)), None) for element in elements]
        self._fresh: Sequence[int] = range(len(self._elements))

    @property
    def offset(self) -> int:
        """The position of its first item in the whole, from 0."""
        return self._start + (self._fresh[0] if self._fresh else 0)

    @property
    def next_offset(self) -> int:
        """The offset of the page after this one: pass it as `page_offset` to go on from here."""
        return self._start + len(self._elements)

    @property
    def ids(self) -> list[str | None]:
        """The ids of all items in the page, delivered before or not; None for an item that has none."""
        return [_id_of(element) for element in self._elements]

    def keep(self, fresh: Sequence[int]) -> Self:
        """Make some of the items, by their index, the items of this page; the others were delivered before."""
        self._fresh = fresh
        return self

    @cached_property
    def items(self) -> list[_I]:
        """The items of this page, but for those that an earlier page had, and those that are not wanted.

        So it may be empty, though more pages follow.

        Raises:
            DecodeError: with `strict_decoding`, one of them does not fit the contract.
        """
        fresh = [element for index in self._fresh if (element := self._elements[index]) is not None]
        items: list[_I] = self._reader.items(self._item_model, fresh)
        link(items, self.included)
        return items if self._wanted is None else list(filter(self._wanted, items))

    @cached_property
    def included(self) -> Mapping[str, Any]:
        """The users and attachments that came with this page, by id, without its own items, which a search repeats."""
        own = set(self.ids)
        resources = [each for each in at_path(self._document, ("included",), member) if _id_of(each) not in own]
        # Items hold on to this: neither the page nor its JSON must be part of it.
        return Included(partial(_read_included, self._response_model, resources)) if resources else {}

    @cached_property
    def response(self) -> _R:
        """The page as the whole response of the operation, such as an IncidentSearchResponse with its facets."""
        return cast("_R", self._reader.read(self._response_model, self._document))

    def __repr__(self) -> str:
        if not hasattr(self, "_fresh"):
            return "<Page that could not be read>"
        items = vars(self).get("items", self._fresh)  # those that are not wanted are known once the items were read
        return f"Page(offset={self.offset}, items={len(items)}, total={self.total})"


def _id_of(resource: Any) -> str | None:
    identity = member(resource, "id")
    return identity if isinstance(identity, str) else None


def _read_included(model: str, resources: list[Any]) -> Any:
    return codec.decode(model_named(model), {"included": resources}).included


class _Found(Protocol):
    """What the walk wants to know of a page."""

    @property
    def ids(self) -> Sequence[str | None]: ...
    @property
    def total(self) -> int | None: ...


class Fetch(NamedTuple):
    """Fetch the page at an offset."""

    offset: int


class Deliver(NamedTuple):
    """Hand out items of the page fetched last, by their index."""

    fresh: Sequence[int]


Walk: TypeAlias = Generator[Fetch | Deliver, _Found | None, None]


def walk(start: int, operation: str) -> Walk:
    """Decide which pages to fetch and what of them to hand out, so that every item comes once.

    Each page begins with the last item of the one before. If it does not, items were deleted meanwhile and what follows
    moved forward: the walk steps back until a page does. Items that come again, since others were created before them,
    are left out. It ends where the total is reached, or where nothing follows the last item: a short page proves
    nothing, since the service may give fewer items than asked for. (Pages of one item cannot overlap, so that among
    them deletions go unnoticed.)

    Args:
        start: the offset to begin at.
        operation: the name of what is walked through.

    Raises:
        DecodeError: the service gives the same page whatever the offset.
    """
    delivered: set[int] = set()  # hashes, which are a fraction of the size of the ids
    offset, overlaps, largest, latest, same = start, False, 0, [0], 0
    while True:
        page = yield Fetch(offset)
        assert page is not None, "whoever drives a walk answers Fetch with a page"  # noqa: S101
        ids = page.ids
        hashes = [hash(identity) for identity in ids]
        largest = max(largest, len(hashes))
        if overlaps and offset > start and (not hashes or hashes[0] not in delivered):
            offset = max(start, offset - max(1, largest - 1))
            continue
        fresh = [i for i, seen in enumerate(hashes) if seen not in delivered or (ids[i] is None and i >= overlaps)]
        if fresh:
            delivered.update(hashes)
            yield Deliver(fresh)
        elif len(hashes) <= overlaps:
            return
        same, latest = (same + 1 if hashes == latest else 0), hashes
        if same == _STUCK:
            stuck = f"{operation}: the page at offset {offset} is the same as the {_STUCK} before it"
            raise DecodeError(stuck, operation=operation)
        end = offset + len(hashes)
        if page.total is not None and end >= page.total:
            return
        overlaps = len(hashes) > 1
        offset = end - overlaps


_STUCK = 10
"""As many times the same page in a row, and the service does not mind the offset: creations alone seldom do that."""


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
        start: the offset to begin at.
        prefetch: how many pages to fetch ahead, on threads.
        tells_total: whether the API tells the total of this operation.
        operation: the name of what it goes through.
    """

    def __init__(
        self,
        fetch: Callable[[int, threading.Event], Page[_I, _R]],
        *,
        start: int,
        prefetch: int,
        tells_total: bool,
        operation: str,
    ) -> None:
        self._fetch = fetch
        self._start = start
        self._prefetch = prefetch
        self._tells_total = tells_total
        self._operation = operation
        self._total: int | None = None
        self._first: Page[_I, _R] | None = None

    def __iter__(self) -> Iterator[_I]:
        return Items(self.pages())

    def pages(self) -> Iterator[Page[_I, _R]]:
        """Iterate over the pages instead of the items.

        Raises:
            DatadogIncidentsError: as the operation itself, when a page is fetched.
        """
        return Traversal(self._page, self._start, self._prefetch, self._operation)

    @property
    def total(self) -> int | None:
        """How many items there are in all, as the latest page said; None where the API does not tell.

        Fetches the first page if none was fetched yet.
        """
        if self._tells_total and self._total is None:
            self._first = self._page(self._start, threading.Event())
        return self._total

    def _page(self, offset: int, unwanted: threading.Event) -> Page[_I, _R]:
        first, self._first = self._first, None
        page = first if first is not None and first.offset == offset else self._fetch(offset, unwanted)
        self._total = page.total
        return page

    def __repr__(self) -> str:
        return f"<Pager of {self._operation}>"
