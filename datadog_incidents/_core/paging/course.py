"""One walk through pages that survives what interrupts it: what both kinds of traversal drive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, Self, TypeVar, cast

from datadog_incidents._core.paging.walk import Deliver, End, Fetch, Found, Place, Walk, walk


class Kept(Found, Protocol):
    """A page of which some items can be kept as its items."""

    def keep(self, fresh: Sequence[int]) -> Self:
        """Make some of the items, by their index, the items of this page."""
        ...


_P = TypeVar("_P", bound=Kept)


class Course(Generic[_P]):
    """What to fetch and what to hand out, step by step.

    An exception can come at any moment, from a signal or from the walk itself, and ends a generator. So a walk that did
    not come to its end is followed by another from the same place, and nothing but `End` is an end.

    Args:
        place: where to begin.
        size: how many items a page is asked for.
        operation: the name of what is walked through.
        begin: begins a walk from a place.
    """

    def __init__(
        self, place: Place, size: int, operation: str, begin: Callable[[Place, int, str], Walk] = walk
    ) -> None:
        self._place = place
        self._size = size
        self._operation = operation
        self._begin = begin
        self._walk: Walk | None = None
        self._step: Fetch | Deliver | End | None = None
        self._handed_out: Deliver | None = None

    def step(self) -> Fetch | Deliver | End:
        """What to do now: fetch a page and `answer` with it, `hand_out` a page, or end.

        Raises:
            DecodeError: the service contradicts itself.
        """
        if self._handed_out is not None:
            self._place.note(self._handed_out.page)
            self._take(None)
        if self._step is None:
            self._walk = self._begin(self._place, self._size, self._operation)
            self._take(None)
        assert self._step is not None  # noqa: S101
        return self._step

    def answer(self, page: _P) -> None:
        """Bring the page that the step asked for.

        Raises:
            DecodeError: the service contradicts itself.
        """
        self._take(page)

    def hand_out(self, step: Deliver) -> _P:
        """The page that the step delivers, with its new items. It counts as delivered from now on."""
        page = cast("_P", step.page).keep(step.fresh)  # one that was brought
        self._handed_out = step
        return page

    def _take(self, page: _P | None) -> None:
        steps, self._walk, self._step = self._walk, None, None
        if steps is None:
            return
        step = steps.send(page)
        self._walk, self._step, self._handed_out = steps, step, None
