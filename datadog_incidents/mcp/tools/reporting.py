"""`report_incidents`: how many there were, and how long they took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents.mcp import answers
from datadog_incidents.mcp.arguments import Argument, Moment, OneOf
from datadog_incidents.mcp.incidents import seconds_of
from datadog_incidents.mcp.room import time_text
from datadog_incidents.mcp.tool import Desk, Tool
from datadog_incidents.mcp.tools.asking import ASKED, TIMES, Asked, query_of
from datadog_incidents.report.figures import DURATIONS, report_on

if TYPE_CHECKING:
    from datadog_incidents.mcp.room import Answer, Room, Shape
    from datadog_incidents.report.figures import Durations, Group, GroupedBy

_BY: Final = ("severity", "team", "service", "month")
_PREFETCHED_PAGES: Final = 4


async def _report_incidents(
    desk: Desk,
    *,
    by: GroupedBy,
    **asked: Unpack[Asked],
) -> Shape:
    pager = desk.api.search_incidents_with_pagination(query_of(asked), sort="created", prefetch=_PREFETCHED_PAGES)
    incidents = [incident async for incident in pager]
    report = report_on(incidents, by=by, since=asked["since"], until=asked["until"])

    def shape(room: Room) -> Answer:
        return {
            "since": time_text(report.since),
            "until": time_text(report.until),
            "overall": _figures(report.overall, room),
            "groups": [_figures(group, room) for group in room.some("groups", report.groups)],
        }

    return shape


def _figures(group: Group, room: Room) -> Answer:
    return {
        "name": room.short(group.name),
        "count": group.count,
        "unresolved": group.unresolved,
        **{name: _durations(getattr(group, name)) for name in DURATIONS},
    }


def _durations(durations: Durations) -> Answer | None:
    if not durations.count:
        return None
    return {"count": durations.count, "median": seconds_of(durations.median), "p90": seconds_of(durations.p90)}


_TOOK: Final = {
    "type": "object",
    "properties": {"count": answers.NUMBER, "median": answers.SECONDS, "p90": answers.SECONDS},
    "description": "Over the incidents for which it is known; left out where there are none.",
}
_GROUP: Final = answers.thing(
    name=answers.WORDS,
    count=answers.NUMBER,
    unresolved=answers.NUMBER,
    **dict.fromkeys(DURATIONS, _TOOK),
)

REPORT_INCIDENTS: Final = Tool(
    name="report_incidents",
    title="Report on incidents",
    says="Figures on Datadog incidents by severity, team, service or month: how many, how many unresolved, and the "
    "median and 90th percentile of how long detection, response, repair and resolution took. It reads every incident "
    "of the period, a request for each hundred.",
    arguments={
        **ASKED,
        "since": Argument(Moment(), f"Created then or later: {TIMES}.", default="90d"),
        "by": Argument(OneOf(_BY), "What to group them by.", default="severity"),
    },
    answer={
        "since": answers.TIME,
        "until": answers.TIME,
        "overall": _GROUP,
        "groups": {**answers.list_of(_GROUP), "description": "With several teams or services an incident is in each."},
    },
    run=_report_incidents,
)
