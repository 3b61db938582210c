"""A call that is repeated for page after page: what both kinds of pager share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Never

from datadog_incidents._core.calls.call import Call, Calls
from datadog_incidents._core.calls.exchange import Exchanged
from datadog_incidents._core.calls.options import CallOptions, checked
from datadog_incidents._core.one_line import in_short
from datadog_incidents._core.operations.operation import Operation, Paging
from datadog_incidents._core.operations.parameters import Integer
from datadog_incidents._core.operations.target import target_of
from datadog_incidents._core.paging.course import Course
from datadog_incidents._core.paging.numbered_walk import numbered_walk
from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.walk import Place, walk
from datadog_incidents.exceptions import DatadogIncidentsError, DecodeError, InvalidArgumentError

MOST_AHEAD = 32
"""Pages that can be fetched ahead."""
SMALLEST = 2
"""Items in the smallest page that can overlap with the next one."""

_LONGEST_ARGUMENT = 100


class BoundToClient:
    """What fetches pages with its client: a copy of it would have none."""

    def __reduce__(self) -> Never:
        raise DatadogIncidentsError(
            f"a {type(self).__name__} fetches pages with its client, so it cannot be pickled or copied; "
            "gather its items in a list, and pickle that"
        )


class PagedCall:
    """The calls that fetch the pages of an operation.

    Args:
        calls: begins them.
        operation: a paged operation.
        arguments: its arguments; `page_size` defaults to the largest page and is 2 at least, unless pages are numbered;
            `page_offset` or `page_number` defaults to 0.
        options: options of every call.
        prefetch: how many pages to fetch ahead, 0 to 32.
        wanted: says of an item whether to deliver it; None delivers all.

    Raises:
        InvalidArgumentError: an argument is wrong.
        UnstableOperationError: the operation needs an opt-in.
    """

    def __init__(
        self,
        calls: Calls,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: CallOptions,
        prefetch: int,
        wanted: Callable[[Any], bool] | None,
    ) -> None:
        Integer(0, MOST_AHEAD).write("prefetch", prefetch)
        paging = operation.paging
        if paging is None:
            raise InvalidArgumentError(f"{operation.name}: it has no pages")
        size, begin = arguments.get("page_size"), arguments.get(paging.by)
        self.paging: Paging = paging
        self.prefetch = prefetch
        self.name: str = operation.name
        self._calls = calls
        self._operation = operation
        self._options = options
        self._wanted = wanted
        given = {
            **arguments,
            "page_size": paging.largest if size is None else size,
            paging.by: 0 if begin is None else begin,
        }
        target_of(operation, given)
        calls.require_opt_in(operation, checked(options, given))
        is_numbered = paging.by == "page_number"
        self.size: int = max(1 if is_numbered else SMALLEST, given["page_size"])
        self._unit: int = self.size if is_numbered else 1
        self.start: int = given[paging.by] * self._unit
        self._walk = numbered_walk if is_numbered else walk
        self._arguments = {**given, "page_size": self.size}

    def told(self, total: int | None) -> str:
        """What is called, as the repr of a pager says it.

        Args:
            total: how many items there are in all, if that is known.
        """
        asked = [
            (name, value)
            for name, value in self._arguments.items()
            if value is not None and name not in ("page_size", self.paging.by)
        ]
        arguments = ", ".join(f"{name}={in_short(repr(value), _LONGEST_ARGUMENT)}" for name, value in asked)
        return f"{self.name}({arguments}){'' if total is None else f': {total:,} in all'}"

    def course(self, delivered: Iterable[str]) -> Course[Page[Any, Any]]:
        """A walk through the pages, in which what was delivered before is left out.

        Args:
            delivered: the ids of the items that came before.
        """
        return Course(Place.after(self.start, delivered), self.size, self.name, self._walk)

    def begin(self, offset: int) -> Call[Any]:
        """The call that fetches the page at an offset."""
        arguments = self._arguments | {self.paging.by: offset // self._unit}
        return self._calls.begin(self._operation, arguments, self._options)

    def page(self, offset: int, exchanged: Exchanged) -> Page[Any, Any]:
        """The page that such a call brought back.

        Raises:
            DecodeError: it has no list of items.
        """
        received = self._calls.received(self._operation, exchanged)
        document = received.document()
        try:
            return Page(self._operation, document, offset, received.without_body(), self._wanted)
        except DecodeError as error:
            raise received.blamed(error) from None
