"""`search_incidents`: incidents page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Unpack

from datadog_incidents._core.operations.operation import LARGEST_PAGE
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.mcp import answers
from datadog_incidents.mcp.arguments import Argument, OneOf, Whole, Words
from datadog_incidents.mcp.cursor import Place, cursor_of, digest, place_of
from datadog_incidents.mcp.incidents import row
from datadog_incidents.mcp.tool import Desk, Tool
from datadog_incidents.mcp.tools.asking import ASKED, Asked, query_of

if TYPE_CHECKING:
    from datadog_incidents.mcp.room import Answer, Room, Shape
    from datadog_incidents.models import IncidentResponseData

_NEWEST_FIRST: Final = "-created"
_ORDERS: Final = (_NEWEST_FIRST, "created")


async def _search_incidents(
    desk: Desk,
    *,
    sort: Literal["created", "-created"] | None,
    limit: int,
    cursor: str | None,
    **asked: Unpack[Asked],
) -> Shape:
    service = desk.configuration.base_url
    given = [desk.given.get(name) for name in (*ASKED, "sort")]
    if cursor is None:
        place = Place(asked=digest(given), query=str(query_of(asked)), sort=sort or _NEWEST_FIRST)
    else:
        place = place_of(cursor, service)
        if any(each is not None for each in given) and digest(given) != place.asked:
            raise InvalidArgumentError(
                "cursor: belongs to a search with other arguments; repeat those, or leave cursor out to begin anew"
            )
    found, total = await _page(desk, place, limit + 1)

    def shape(room: Room) -> Answer:
        shown = room.some("incidents", found[:limit])
        after = place.after(shown, total)
        return {
            "total": total,
            "incidents": [row(each, room) for each in shown],
            "remaining": max(total - after.delivered, len(found) - len(shown)) if len(found) > len(shown) else 0,
            "next_cursor": cursor_of(after, service) if len(found) > len(shown) else None,
        }

    return shape


async def _page(desk: Desk, place: Place, wanted: int) -> tuple[list[IncidentResponseData], int]:
    """The next incidents, and how many there are in all."""
    size = min(wanted + len(place.seen), LARGEST_PAGE)
    pager = desk.api.search_incidents_with_pagination(place.onward(), sort=place.sort, page_size=size)
    found: list[IncidentResponseData] = []
    async for incident in pager:
        if incident.id not in place.seen:
            found.append(incident)
        if len(found) == wanted:
            break
    total = place.total if place.second is not None else await pager.total()
    return found, len(found) if total is None else total


SEARCH_INCIDENTS: Final = Tool(
    name="search_incidents",
    title="Search incidents",
    says="Find Datadog incidents, newest first, a page at a time. Everything given has to hold; nothing given finds "
    "all but test incidents. Counting alone is cheaper with count_incidents.",
    arguments={
        **ASKED,
        "sort": Argument(OneOf(_ORDERS), "Newest first (-created, the default) or oldest first (created)."),
        "limit": Argument(Whole(1, 50), "Incidents in an answer at the most.", default=20),
        "cursor": Argument(
            Words(), "next_cursor of the answer before, to go on from there; the other arguments as they were."
        ),
    },
    answer={
        "total": {"type": "integer", "description": "Incidents found in all, as of the first page."},
        "incidents": answers.list_of(answers.ROW),
        "remaining": {"type": "integer", "description": "Incidents found that come after these."},
        "next_cursor": {"type": "string", "description": "Pass it as cursor for those that remain."},
    },
    run=_search_incidents,
)
