"""Which numbered pages to fetch, and what of each to hand out: a walk through pages that cannot overlap.

It is driven as `walk` is. Items that are created move others to later pages, where they come again; items that are
deleted move others to earlier pages, which were fetched before. So it goes on until nothing follows, and then back over
all of its pages, which brings what has moved forward meanwhile; and so again, until going back brings nothing new.
A page that is empty once proves nothing, since a service can stumble: it ends where nothing follows afterwards, either.

    state       | event                                                     | what follows
    ------------|-----------------------------------------------------------|------------------------------------------
    going on    | ten pages before it were the same, with several items     | raise
    going on    | too many pages in a row brought nothing new               | raise
    going on    | the page has items that were not delivered                | deliver, fetch the next, then going on
    going on    | it has none                                               | fetch the next one, then going on
    going on    | it is empty, and none before it could have moved          | fetch it again, then making sure
    going on    | it is empty                                               | fetch the one before it, then going back
    going back  | the page has items that were not delivered                | deliver, fetch the last, then going back
    going back  | it has none                                               | fetch the one before it, then going back
    going back  | it is the first, and one of them had something new        | fetch the one behind all, then going on
    going back  | it is the first, and none of them had                     | fetch that one, then making sure
    making sure | the page is empty                                         | end
    making sure | it is not                                                 | as going on

A page is short if it has fewer items than were asked for. That alone is no end: a service may give fewer. None could
have moved where there is no page, or a single one that is short.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from datadog_incidents._core.paging.walk import Deliver, End, Fetch, Found, Place, Walk, answered, lost


def numbered_walk(place: Place, size: int, operation: str) -> Walk:
    """Decide which pages to fetch and what of them to hand out, so that every item comes once.

    Nothing is missed that is there throughout, whether others are deleted or created meanwhile. Where both happen, an
    item can be: it has to move forward and back again, each time between the requests for the two pages that it is on.

    Args:
        place: where to begin, a multiple of the size; it is kept up to date, but for its offset, which stays.
        size: how many items a page is asked for.
        operation: the name of what is walked through.

    Raises:
        DecodeError: the service gives the same page whatever the number, or never comes to an end.
    """
    latest: Sequence[str | None] = ()
    same, sure = 0, False
    while True:
        while (page := (yield from answered(Fetch(place.offset + place.pages * size, anew=sure)))).ids:
            same, latest = (same + 1 if page.ids == latest and len(latest) > 1 else 0), page.ids
            _require_progress(place, same, operation)
            place.largest = max(place.largest, len(page.ids))
            yield from _delivering(page, place, _onward(page, place, size), nameless=True)
            place.pages += 1
            sure = False
        if sure:
            break
        sure = True
        for number in reversed(range(0 if place.pages == 1 and place.largest < size else place.pages)):
            page = yield from answered(Fetch(place.offset + number * size, anew=True))
            sure = not (yield from _delivering(page, place, range(0), nameless=False)) and sure
    yield End()


def _delivering(page: Found, place: Place, onward: range, *, nameless: bool) -> Generator[Deliver, object, bool]:
    """Deliver what of a page is new, if anything is.

    Args:
        page: the page.
        place: says what was delivered.
        onward: the pages that come next.
        nameless: whether items without an id are new.

    Returns:
        Whether there was anything.
    """
    first = {identity: index for index, identity in reversed([*enumerate(page.ids)])}
    fresh = [
        index
        for index, identity in enumerate(page.ids)
        if (nameless if identity is None else hash(identity) not in place.delivered and first[identity] == index)
    ]
    if fresh:
        yield Deliver(page, fresh, onward, place.largest)
        place.note(page)
    return bool(fresh)


def _onward(page: Found, place: Place, size: int) -> range:
    """The pages that come next: more, the more were seen, so that no flood goes beyond the end; one after a short."""
    first = place.offset + (place.pages + 1) * size
    count = 1 if len(page.ids) < place.largest else 2 * (place.pages + 1)
    return range(first, first + count * size, size)


def _require_progress(place: Place, same: int, operation: str) -> None:
    """Raise if the pages lead nowhere."""
    place.idle += 1
    if same >= _AGAIN:
        raise lost(operation, f"page {place.pages} is the same as the {same} before it")
    if place.idle > _IDLE:
        pages, place.idle = place.idle - 1, 0
        raise lost(operation, f"{pages} pages in a row, up to page {place.pages}, brought nothing new")


_AGAIN = 10
"""As many times the same page in a row, and the service does not mind the number."""
_IDLE = 100
"""Pages in a row that may bring nothing new."""
