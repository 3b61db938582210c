"""Walking through the pages of an operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, cast

from datadog_incidents._core.included import Included, at_path, link, member
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.operation import Operation, Paging
from datadog_incidents.exceptions import DecodeError

_I = TypeVar("_I")
_R = TypeVar("_R")

LARGEST_PAGE = 100
"""Items in the largest page that the API gives."""


class Reader(Protocol):
    """Reads JSON as a model, the way its client is configured."""

    def __call__(self, model: str, document: Any, *, partial: bool = False) -> Any:
        """Read a document as the model of that name; `partial`: it lacks what the model requires, which is no fault."""
        ...


class Page(Generic[_I, _R]):
    """One page: its items, read at once, and all else of the response, read when asked for.

    Args:
        operation: what the page is of.
        document: the JSON of the response.
        offset: the position of its first item in the whole.
        read: reads JSON as a model.

    Raises:
        DecodeError: the document has no list of items.
    """

    def __init__(self, operation: Operation[_R], document: Any, offset: int, read: Reader) -> None:
        paging = cast(Paging, operation.paging)
        self._response_model = cast(str, operation.response)
        self._document = document
        self._read = read
        self.offset = offset
        """The position of the first item in the whole, from 0."""
        self.items: list[_I] = []
        """The items of this page."""
        total = at_path(document, paging.total, member) if paging.total else []
        self.total: int | None = total[0] if total and isinstance(total[0], int) else None
        """How many items there are in all; None where the API does not tell."""
        elements = document
        for name in paging.items:
            elements = member(elements, name)
        if not is_list(elements):
            path = ".".join(paging.items)
            raise DecodeError(f"{operation.name}: {path}: expected a list, got nothing", path=path)

        self.next_offset = offset + len(elements)
        """The offset of the page after this one: pass it as `page_offset` to go on from here."""
        found = at_path(document, operation.resources, member)
        self.items += [read(paging.item, item) for item in found]
        link(self.items, self.included)

    @cached_property
    def included(self) -> Mapping[str, Any]:
        """The users and attachments that came with this page, by id."""
        beside = {"included": member(self._document, "included")}
        return Included(lambda: self._read(self._response_model, beside, partial=True).included or [])

    @cached_property
    def response(self) -> _R:
        """The page as the whole response of the operation, such as an IncidentSearchResponse with its facets."""
        return cast(_R, self._read(self._response_model, self._document))

    def __repr__(self) -> str:
        return f"Page(offset={self.offset}, items={len(self.items)}, total={self.total})"


class Pager(Generic[_I, _R]):
    """All items of an operation, fetched page by page while it is iterated; each iteration starts anew.

    It ends at an empty page, or where the API tells the total, once that many items were passed. It never takes a short
    page for the last: the service may give fewer items than asked for.

    Args:
        fetch: takes the offset of a page, returns the page.
        offset: where to begin.
        tells_total: whether the API tells the total of this operation.
    """

    def __init__(self, fetch: Callable[[int], Page[_I, _R]], *, offset: int, tells_total: bool) -> None:
        self._fetch = fetch
        self._offset = offset
        self._tells_total = tells_total
        self._total: int | None = None
        self._first: Page[_I, _R] | None = None

    def __iter__(self) -> Iterator[_I]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[_I, _R]]:
        """Iterate over the pages instead of the items.

        Raises:
            DatadogIncidentsError: as the operation itself, when a page is fetched.
        """
        page, self._first = self._first or self._page(self._offset), None
        while page.next_offset > page.offset:
            yield page
            if page.total is not None and page.next_offset >= page.total:
                return
            page = self._page(page.next_offset)

    @property
    def total(self) -> int | None:
        """How many items there are in all, as the latest page said; None where the API does not tell.

        Fetches the first page if none was fetched yet.
        """
        if self._tells_total and self._total is None:
            self._first = self._page(self._offset)
        return self._total

    def _page(self, offset: int) -> Page[_I, _R]:
        page = self._fetch(offset)
        self._total = page.total
        return page
