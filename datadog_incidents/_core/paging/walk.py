"""Which pages to fetch, and what of each to hand out, while the collection may change: a generator without a socket.

It yields `Fetch` and is sent the page, yields `Deliver` and is resumed, and yields `End` at last.

    state      | event                                                    | what follows
    -----------|----------------------------------------------------------|-----------------------------------------
    fetching   | the page is empty, though its total is beyond            | fetch it again, then fetching
    fetching   | so it was ten times before                               | raise
    fetching   | it has nothing that was delivered, and is not at 0       | step back by a page, then fetching
    fetching   | it has items that were not delivered                     | deliver them, then looking
    fetching   | it has none                                              | looking
    looking    | ten before it were the same, and the one at 0 is         | raise
    looking    | it is empty                                              | end
    looking    | it may be the last, and ends at its total                | end
    looking    | it has one item, or new ones and may be the last         | fetch what is beyond it, then confirming
    looking    | it has several items                                     | go on at its last one, then fetching
    confirming | the page of the last item has nothing that was delivered | step back by a page, then fetching
    confirming | it has that item alone, and nothing was beyond it        | end
    confirming | it has that item alone, and something was beyond it      | take that, then as fetching
    confirming | it has more                                              | as fetching
    any        | too many requests in a row brought nothing new           | raise

A page is short if an earlier one had more, or if it is the first and has fewer than were asked for. A short page may be
the last, unless its total is beyond, or something followed a short page before.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Self, TypeAlias, TypeVar

from datadog_incidents.exceptions import DecodeError


class Found(Protocol):
    """What the walk wants to know of a page."""

    @property
    def ids(self) -> Sequence[str | None]:
        """The ids of its items; None for an item that has none."""
        ...

    @property
    def total(self) -> int | None:
        """How many items there are in all; None where it does not tell."""
        ...


class Fetch(NamedTuple):
    """Fetch the page at an offset."""

    offset: int
    anew: bool = False
    """Whether one that was fetched ahead is too old."""


class Deliver(NamedTuple):
    """Hand out items of a page that was fetched."""

    page: Found
    fresh: Sequence[int]
    """The items, by their index."""
    onward: range
    """The offsets that the walk comes to next if nothing moves, and if all pages are as large."""
    full: int
    """How many items a page has that is not short."""


class End(NamedTuple):
    """Nothing follows."""


_T = TypeVar("_T")
Fetching: TypeAlias = Generator[Fetch, Found | None, _T]
"""A part of a walk that fetches pages."""
Walk: TypeAlias = Generator[Fetch | Deliver | End, Found | None, None]
"""What to do, step by step."""


@dataclass(slots=True)
class Place:
    """How far a walk has come: all that another walk needs to go on from there.

    The offset may be anywhere behind: the walk steps back until a page has something that was delivered.
    """

    offset: int
    """Where to fetch the next page."""
    delivered: set[int] = field(default_factory=set[int])
    """Hashes of the ids that were delivered, which are a fraction of their size."""
    pages: int = 0
    """The pages that were delivered."""
    largest: int = 0
    """The items in the largest page."""
    short: bool = False
    """Whether the page that was delivered last was short."""
    cut: bool = False
    """Whether something followed a page that was smaller than an earlier one, so that to be short means little."""
    idle: int = 0
    """Requests since something new came."""

    @classmethod
    def after(cls, offset: int, ids: Iterable[str]) -> Self:
        """A place for a walk from an offset on, where items of these ids were delivered before."""
        return cls(offset, {hash(identity) for identity in ids})

    def reach(self, short: bool, fresh: bool) -> None:
        """A page is there; what is new on it is about to be delivered."""
        if not fresh:
            return
        self.cut = self.cut or (self.short and self.pages > 1)
        self.short = short
        self.pages += 1

    def note(self, page: Found) -> None:
        """A page was delivered. To note it twice does no harm."""
        self.delivered.update(map(hash, page.ids))
        self.idle = 0


def walk(place: Place, size: int, operation: str) -> Walk:
    """Decide which pages to fetch and what of them to hand out, so that every item comes once.

    Each page begins with the last item of the one before. If it does not, items were deleted meanwhile and what follows
    moved forward: the walk steps back until a page does. Items that come again, since others were created before them,
    are left out; where whole pages come again, the walk leaps, to be ahead of the creations.

    It ends where a short page reaches its total, or where nothing is beyond the last item, which is still in its place
    afterwards. A short page alone proves nothing, since the service may give fewer items than asked for, nor does a
    total alone, which may lag behind, nor does an empty page, since items may have moved forward. Pages of one item
    cannot overlap: there, too, what is beyond an item counts if that is still in its place afterwards.

    Args:
        place: where to begin; it is kept up to date.
        size: how many items a page is asked for.
        operation: the name of what is walked through.

    Raises:
        DecodeError: the service contradicts itself: it gives the same page whatever the offset, gives nothing where it
            tells that there is something, or never comes to an end.
    """
    beyond: Found | None = None
    latest: Sequence[str | None] = ()
    lead, same, forward = 0, 0, False
    while True:
        page, fresh, went_back = yield from _following(place, lead, beyond is not None, size, operation)
        if went_back:
            beyond, lead, forward = None, 0, False
        if not page.ids:
            break
        if beyond is not None and not fresh and len(page.ids) == 1:
            if not beyond.ids:
                break
            page, fresh = beyond, _known_and_fresh(beyond, place)[1]
            place.offset += 1

        end = place.offset + len(page.ids)
        short = len(page.ids) < (place.largest or size)
        same, latest = (same + 1 if page.ids == latest and len(latest) > 1 else 0), page.ids
        if same == _AGAIN:
            yield from _compare_with_the_first(page, place, operation)
        place.largest = max(place.largest, len(page.ids))
        place.reach(short, bool(fresh))
        seems_last = short and not place.cut and (page.total or 0) <= end
        if fresh:
            yield Deliver(page, fresh, range(0) if seems_last else _onward(page, end, place), place.largest)
            place.note(page)

        if seems_last and page.total == end:
            break
        if len(page.ids) > 1 and not (seems_last and fresh):
            lead += len(page.ids) - 1 if forward and not fresh else 0
            place.offset = end - 1 + lead
            beyond, forward = None, True
        else:
            beyond = yield from _fetched(end, True, place, operation)
            place.offset = end - 1
    yield End()


def ahead(step: Deliver, depth: int, arrived: Callable[[int], Found | None]) -> Sequence[int]:
    """The pages to have under way while items are handed out.

    Args:
        step: what is delivered meanwhile.
        depth: the most pages to fetch ahead.
        arrived: gives the page at an offset, if it has arrived already.

    Returns:
        Their offsets, up to the first page that came short, where no total is known.
    """
    offsets: list[int] = []
    for offset in step.onward[:depth]:
        offsets.append(offset)
        page = arrived(offset)
        if page is not None and page.total is None and len(page.ids) < step.full:
            break
    return offsets


def _onward(page: Found, end: int, place: Place) -> range:
    """The offsets that the walk comes to next if nothing moves, and if all pages are as large.

    Where pages differ, only the next one is sure. Where the total is not known, there are the more the more pages were
    seen, so that no flood goes beyond the end.
    """
    first, stride = end - 1, place.largest - 1
    if len(page.ids) < 2:
        return range(0)
    if place.cut or page.total == end:
        return range(first, end, stride)
    if page.total is not None and page.total > end:
        return range(first, page.total - 1, stride)
    return range(first, first + 2 * place.pages * stride, stride)


def _known_and_fresh(page: Found, place: Place) -> tuple[bool, list[int]]:
    """Whether a page has anything that was delivered, and what of it follows that and is new, by index.

    What is new but comes before something that was delivered was created meanwhile, or is before the walk's beginning.
    """
    known = [hash(identity) in place.delivered for identity in page.ids]
    begin = known.index(True) + 1 if any(known) else 0
    first = {identity: index for index, identity in reversed([*enumerate(page.ids)])}
    fresh = [
        index
        for index, identity in enumerate(page.ids[begin:], begin)
        if identity is None or (not known[index] and first[identity] == index)
    ]
    return any(known), fresh


def _following(
    place: Place, lead: int, anew: bool, size: int, operation: str
) -> Fetching[tuple[Found, list[int], bool]]:
    """The page at the place, or the first before it that follows what was delivered.

    With it come what of it is new, by index, and whether it is one before. An empty page that would be the end is asked
    for twice, unless it tells a total.
    """
    went_back = doubted = False
    while True:
        page = yield from _fetched(place.offset, doubted or (anew and not went_back), place, operation)
        known, fresh = _known_and_fresh(page, place)
        if not known and place.delivered and place.offset:
            place.offset -= lead or min(place.offset, max(1, (place.largest or size) - 1))
            lead, went_back = 0, True
        elif page.ids or doubted or page.total is not None:
            return page, fresh, went_back
        else:
            doubted = True


def answered(step: Fetch) -> Fetching[Found]:
    """The page that a step asks for."""
    page = yield step
    if page is None:
        raise TypeError("whoever drives a walk answers Fetch with a page")
    return page


def _fetched(offset: int, anew: bool, place: Place, operation: str) -> Fetching[Found]:
    """The page at an offset, which is not empty if its total is beyond."""
    again = 0
    while True:
        place.idle += 1
        if place.idle > _IDLE + _WAYS_BACK * (len(place.delivered) // max(1, place.largest - 1)):
            requests, place.idle = place.idle - 1, 0
            raise lost(operation, f"{requests} requests in a row, up to offset {offset}, brought nothing new")
        page = yield from answered(Fetch(offset, anew or again > 0))
        if page.ids or (page.total or 0) <= offset:
            return page
        again += 1
        if again > _AGAIN:
            total = f"but its total is {page.total}"
            raise lost(operation, f"the page at offset {offset} is empty, asked {again} times, {total}")


def _compare_with_the_first(page: Found, place: Place, operation: str) -> Fetching[None]:
    """Raise if the page is that at 0, too: the service does not mind the offset."""
    first = yield from _fetched(0, True, place, operation)
    if first.ids == page.ids:
        raise lost(
            operation, f"the page at offset {place.offset} is the same as the {_AGAIN} before it, and as that at 0"
        )


def lost(operation: str, why: str) -> DecodeError:
    """What is raised where the service contradicts itself."""
    return DecodeError(f"{operation}: {why}", operation=operation)


_AGAIN = 10
"""As many times the same page in a row, and the service does not mind the offset: creations alone seldom do that. As
many times an empty page where it tells that there is something is borne, too."""
_IDLE = 100
"""Requests in a row that may bring nothing new, besides those for pages that were delivered."""
_WAYS_BACK = 4
"""How many times such a page may be asked for again meanwhile."""
