"""`find_by_title` and `find_user`: what people name, found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from datadog_incidents import async_shortcuts, query
from datadog_incidents.mcp import answers
from datadog_incidents.mcp.arguments import Argument, Words
from datadog_incidents.mcp.incidents import named
from datadog_incidents.mcp.tool import Desk, Tool
from datadog_incidents.mcp.words import words

if TYPE_CHECKING:
    from datadog_incidents.mcp.room import Answer, Room, Shape
    from datadog_incidents.models import IncidentResponseData


async def _find_by_title(desk: Desk, *, title: str) -> Shape:
    # Searching by title is not documented: where it finds nothing, each incident is looked at.
    found = await _titled(desk, title, query.title(title)) or await _titled(desk, title, query.anything())

    def shape(room: Room) -> Answer:
        shown = room.some("incidents", found)
        return {"total": len(found), "incidents": [named(each, room, desk.configuration) for each in shown]}

    return shape


async def _titled(desk: Desk, title: str, among: query.Query) -> list[IncidentResponseData]:
    """Those with this title, as far as it can be seen: a model has no other."""
    pager = desk.api.search_incidents_with_pagination(among, sort="created")
    return [incident async for incident in pager if words(incident.title or "") == words(title)]


async def _find_user(desk: Desk, *, handle: str) -> Shape:
    user = await async_shortcuts.find_user(desk.api, handle)

    def shape(room: Room) -> Answer:
        return {
            "id": user.id,
            "name": room.short(user.name),
            "email": room.short(user.email),
            "handle": room.short(user.handle),
        }

    return shape


FIND_BY_TITLE: Final = Tool(
    name="find_by_title",
    title="Find incidents by title",
    says="Find the Datadog incidents with exactly this title, oldest first. For words within a title, use "
    'search_incidents with the query title:"...".',
    arguments={"title": Argument(Words(), "The whole title, letter by letter.", required=True)},
    answer={"total": answers.NUMBER, "incidents": answers.list_of(answers.ROW)},
    run=_find_by_title,
)

FIND_USER: Final = Tool(
    name="find_user",
    title="Find a user",
    says="Find the Datadog user with this e-mail address or handle, such as for the commander of an incident.",
    arguments={"handle": Argument(Words(), "The whole e-mail address or handle.", required=True)},
    answer={"id": answers.NAME, "name": answers.WORDS, "email": answers.WORDS, "handle": answers.WORDS},
    run=_find_user,
)
