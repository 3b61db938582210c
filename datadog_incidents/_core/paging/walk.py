"""Which pages to fetch, and what of each to hand out, while the collection may change: a generator without a socket.

It yields `Fetch` and is sent the page, yields `Deliver` and is resumed.

    state     | event                                                        | what follows
    ----------|--------------------------------------------------------------|-------------------------------------
    fetching  | the page does not begin with an item that was delivered      | step back by a page, then fetching
    fetching  | some of its items were not delivered                         | deliver them, then looking
    fetching  | all were delivered, and there is one beyond the overlap      | looking
    fetching  | nothing is beyond the overlap                                | end
    looking   | the page is the same as the ten before it                    | raise DecodeError
    looking   | it reaches the total                                         | end
    looking   | anything else                                                | go on at its last item, then fetching
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from datadog_incidents.exceptions import DecodeError


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
