"""`count_incidents`: how many there are, and by what they have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Unpack

from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents._core.settings.suggestion import hint
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.mcp import answers
from datadog_incidents.mcp.arguments import Argument, Several, Words
from datadog_incidents.mcp.failures import Refused
from datadog_incidents.mcp.tool import Desk, Tool
from datadog_incidents.mcp.tools.asking import ASKED, Asked, query_of

if TYPE_CHECKING:
    from datadog_incidents.mcp.room import Answer, Room, Shape
    from datadog_incidents.query import Query

_USUAL: Final = ("state", "severity", "customer_impacted", "commander", "services", "teams")


async def _count_incidents(
    desk: Desk,
    *,
    facets: Sequence[str] | None,
    **asked: Unpack[Asked],
) -> Shape:
    searched = query_of(asked)
    answer = await desk.api.search_incidents(searched, sort="created", page_size=1)
    await _check_period(desk, searched, answer, asked["until"])
    known = dict(_facets(answer))
    for name in facets or ():
        if name not in known:
            raise InvalidArgumentError(f"facets: there is no facet {name!r}; {hint(name, known)}")
    wanted = [name for name in facets or _USUAL if known.get(name)]
    total = next(iter(at_path(answer, ("data", "attributes", "total"), attribute)), None)

    def shape(room: Room) -> Answer:
        return {
            "total": total,
            "facets": [
                {
                    "facet": room.short(name),
                    "values": [
                        {"value": room.short(value), "count": count}
                        for value, count in room.some("values", known[name])
                    ],
                }
                for name in wanted
            ],
        }

    return shape


async def _check_period(desk: Desk, searched: Query, oldest: Any, until: datetime | None) -> None:
    """See that the service counted within the period, which its documentation does not promise."""
    pages = [oldest]
    if until is not None:
        pages.append(await desk.api.search_incidents(searched, sort="-created", page_size=1))
    for page in pages:
        for incident in at_path(page, ("data", "attributes", "incidents", "data"), attribute):
            if not searched.allows(incident):
                raise Refused(
                    "The service does not count by period: leave since and until out, or call report_incidents, which "
                    "looks at each incident."
                )


def _facets(answer: Any) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The values of each facet and how often each occurs, the most frequent first."""
    for facets in at_path(answer, ("data", "attributes", "facets"), attribute):
        for field in dataclasses.fields(facets):
            counted = getattr(facets, field.name)
            if field.name == "fields":
                for each in counted or ():
                    yield str(attribute(each, "name")), _counts(attribute(each, "facets"))
            elif field.name != "additional_properties":
                yield field.name, _counts(counted)


def _counts(values: Any) -> list[tuple[str, int]]:
    counts = [
        (name if isinstance(name, str) else "yes" if name else "no", count)  # the service says 0, 1 and true
        for value in (values if is_list(values) else ())
        for name in (attribute(value, "email") or attribute(value, "name"),)
        for count in (attribute(value, "count"),)
        if name is not None and isinstance(count, int) and count > 0
    ]
    return sorted(counts, key=lambda counted: -counted[1])


COUNT_INCIDENTS: Final = Tool(
    name="count_incidents",
    title="Count incidents",
    says="Count Datadog incidents, in all and by facets such as state, severity, commander or service, without "
    "listing them. For how long they took, use report_incidents.",
    arguments={
        **ASKED,
        "facets": Argument(
            Several(Words()), f"What to count by, such as {', '.join(_USUAL)} (these by default) or a field of yours."
        ),
    },
    answer={
        "total": answers.NUMBER,
        "facets": answers.list_of(
            answers.thing(
                facet=answers.NAME,
                values=answers.list_of(answers.thing(value=answers.WORDS, count=answers.NUMBER)),
            )
        ),
    },
    run=_count_incidents,
)
