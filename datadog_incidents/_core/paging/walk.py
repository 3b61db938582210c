"""Which pages to fetch, and what of each to hand out, while the collection may change: a generator without a socket.

It yields `Fetch` and is sent the page, yields `Deliver` and is resumed, and yields `End` at last.

    state      | event                                                     | what follows
    -----------|-----------------------------------------------------------|------------------------------------------
    fetching   | the page is empty, though its total is beyond             | fetching it again, ten times, then raise
    fetching   | it begins with nothing that was delivered, and not at 0   | step back by a page, then fetching
    fetching   | it has items that were not delivered                      | deliver them, then looking
    fetching   | it has none                                               | looking
    looking    | ten pages before it were the same, and the one at 0 is    | raise
    looking    | it is empty                                               | end
    looking    | it is short, no short page goes on, its total ends there  | end
    looking    | as before, but no total, and the last of a short page     | end
    looking    | it has several items                                      | go on at its last one, then fetching
    looking    | it has one item                                           | fetch what is beyond it, then confirming
    confirming | the page of that one item begins with another             | step back by a page, then fetching
    confirming | it has one item, and nothing was beyond it                | end
    confirming | it has one item, and something was beyond it              | take that, then as fetching
    confirming | it has new items, or several                              | as fetching
    any        | too many requests in a row brought nothing new            | raise

A page is short if an earlier one had more, or if it is the first and has fewer than were asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, Self, TypeAlias, TypeVar

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


_P = TypeVar("_P", bound=Found)


class Fetch(NamedTuple):
    """Fetch the page at an offset."""

    offset: int
    anew: bool = False
    """Whether one that was fetched ahead is too old."""


class Deliver(NamedTuple, Generic[_P]):
    """Hand out items of a page that was fetched."""

    page: _P
    fresh: Sequence[int]
    """The items, by their index."""
    onward: range
    """The offsets that the walk comes to next if nothing moves, and if all pages are as large."""


class End(NamedTuple):
    """Nothing follows."""


Walk: TypeAlias = "Generator[Fetch | Deliver[_P] | End, _P | None, None]"


@dataclass(slots=True)
class Place:
    """How far a walk has come: all that another walk needs to go on from there.

    The offset may be anywhere: the walk steps back until a page begins with what was delivered.
    """

    offset: int
    """Where to fetch the next page."""
    delivered: set[int] = field(default_factory=set[int])
    """Hashes of the ids that were delivered, which are a fraction of their size."""
    pages: int = 0
    """The pages that were delivered."""
    largest: int = 0
    """The items in the largest page."""
    last: int | None = None
    """The hash of the last item of the page that was delivered last, if that page was short and had several."""
    cut: bool = False
    """Whether something followed a short page."""
    idle: int = 0
    """Requests since something new came."""

    @classmethod
    def after(cls, offset: int, ids: Iterable[str]) -> Self:
        """A place for a walk from an offset on, where items of these ids were delivered before."""
        return cls(offset, {hash(identity) for identity in ids})

    def follows(self, page: Found) -> bool:
        """Whether nothing can be missing between what was delivered and this page, which is from its offset."""
        if not self.delivered or not self.offset:
            return True
        return bool(page.ids) and hash(page.ids[0]) in self.delivered

    def note(self, page: Found) -> None:
        """A page was delivered. To note it twice does no harm."""
        self.delivered.update(map(hash, page.ids))


def walk(place: Place, size: int, operation: str) -> Walk[_P]:
    """Decide which pages to fetch and what of them to hand out, so that every item comes once.

    Each page begins with the last item of the one before. If it does not, items were deleted meanwhile and what follows
    moved forward: the walk steps back until a page does. Items that come again, since others were created before them,
    are left out; where whole pages come again, the walk leaps, to be ahead of the creations.

    It ends where two signs agree that nothing follows, since each may deceive: a page can be short because the service
    gives fewer items than asked for, and a total can lag behind. Pages of one item cannot overlap. There, what is
    beyond one counts if that one is still in its place afterwards.

    Args:
        place: where to begin; it is kept up to date.
        size: how many items a page is asked for.
        operation: the name of what is walked through.

    Raises:
        DecodeError: the service contradicts itself: it gives the same page whatever the offset, gives nothing where it
            tells that there is something, or never comes to an end.
    """
    beyond: _P | None = None
    latest: Sequence[str | None] = ()
    lead, same, forward, doubted = 0, 0, False, False
    while True:
        page: _P = yield from _fetched(place.offset, doubted or beyond is not None, place, operation)
        if not place.follows(page):
            place.offset = max(0, place.offset - max(1, (place.largest or size) - 1))
            beyond, lead, forward = None, 0, False
            continue
        if not page.ids:
            if doubted or page.total is not None:
                break
            doubted = True
            continue
        fresh = _fresh(page, place.delivered, bool(place.delivered))
        if beyond is not None and not fresh and len(page.ids) == 1:
            if not beyond.ids:
                break
            page, fresh = beyond, _fresh(beyond, place.delivered, False)
            place.offset += 1

        end = place.offset + len(page.ids)
        short = len(page.ids) < (place.largest or size)
        same = same + 1 if page.ids == latest and len(latest) > 1 else 0
        if same == _AGAIN and page.ids == (yield from _fetched(0, True, place, operation)).ids:
            raise _lost(operation, f"the page at offset {place.offset} is the same as the {_AGAIN} before it")
        latest = page.ids
        place.largest = max(place.largest, len(page.ids))
        if fresh:
            place.cut = place.cut or place.last is not None
            place.last = hash(page.ids[-1]) if short and len(page.ids) > 1 else None
            place.pages += 1
            yield Deliver(page, fresh, _onward(page, end, place))
            place.note(page)
            place.idle = 0

        if _ends(page, end, short, not fresh and list(map(hash, page.ids)) == [place.last], place.cut):
            break
        doubted = False
        if len(page.ids) > 1:
            if forward and not fresh:
                lead += len(page.ids) - 1
            place.offset = end - 1 + lead
            beyond, forward = None, True
        else:
            beyond = yield from _fetched(end, True, place, operation)  # anew, as it is above
            place.cut = place.cut or bool(beyond.ids)
            place.offset = end - 1
    yield End()


def ahead(onward: range, depth: int, arrived: Callable[[int], Found | None]) -> Sequence[int]:
    """The pages to have under way while items are handed out.

    Args:
        onward: the offsets that the walk comes to next.
        depth: the most pages to fetch ahead.
        arrived: gives the page at an offset, if it has arrived already.

    Returns:
        Their offsets, up to the first page that came short.
    """
    offsets: list[int] = []
    for offset in onward[:depth]:
        offsets.append(offset)
        page = arrived(offset)
        if page is not None and len(page.ids) <= onward.step:
            break
    return offsets


def _onward(page: Found, end: int, place: Place) -> range:
    """Where the total is not known, it is the longer the more pages were seen, so that no flood goes beyond the end."""
    first, stride = end - 1, place.largest - 1
    if len(page.ids) < 2:
        return range(0)
    if page.total is not None and page.total > end:
        return range(first, page.total - 1, stride)
    if len(page.ids) < place.largest or page.total == end:
        return range(first, end, stride)
    return range(first, first + 2 * place.pages * stride, stride)


def _ends(page: Found, end: int, short: bool, last: bool, cut: bool) -> bool:
    """Whether signs agree that nothing follows a page that ends at an offset.

    Args:
        page: the page.
        end: the offset behind it.
        short: whether it is short.
        last: whether it is nothing but the last item of a short page.
        cut: whether something followed a short page, so that to be short means little.
    """
    told = page.total == end
    if cut:
        return told and last
    return (short and told) or (last and (page.total or 0) <= end)


def _fresh(page: Found, delivered: set[int], overlaps: bool) -> list[int]:
    here: set[str] = set()
    fresh: list[int] = []
    for index, identity in enumerate(page.ids):
        if identity is None:
            new = index >= overlaps
        else:
            new = hash(identity) not in delivered and identity not in here
            here.add(identity)
        if new:
            fresh.append(index)
    return fresh


def _fetched(offset: int, anew: bool, place: Place, operation: str) -> Generator[Fetch, _P | None, _P]:
    """The page at an offset, which is not empty if its total says so."""
    for again in range(1 + _AGAIN):
        place.idle += 1
        if place.idle > _IDLE + _WAYS_BACK * (len(place.delivered) // max(1, place.largest - 1)):
            requests, place.idle = place.idle - 1, 0
            raise _lost(operation, f"{requests} requests in a row, up to offset {offset}, brought nothing new")
        page = yield Fetch(offset, anew or again > 0)
        assert page is not None, "whoever drives a walk answers Fetch with a page"  # noqa: S101
        if page.ids or (page.total or 0) <= offset:
            return page
    raise _lost(
        operation,
        f"the page at offset {offset} is empty, asked {1 + _AGAIN} times, but not by its total of {page.total}",
    )


def _lost(operation: str, why: str) -> DecodeError:
    return DecodeError(f"{operation}: {why}", operation=operation)


_AGAIN = 10
"""As many times the same page in a row, and the service does not mind the offset: creations alone seldom do that. As
many times an empty page where it tells that there is something is borne, too."""
_IDLE = 100
"""Requests in a row that may bring nothing new, besides those for pages that were delivered."""
_WAYS_BACK = 4
"""How many times such a page may be asked for again meanwhile."""
