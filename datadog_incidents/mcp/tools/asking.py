"""Which incidents a tool is about: the arguments that searching, counting and reporting have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Final, TypedDict

from datadog_incidents import query as queries
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.mcp.arguments import Argument, Arguments, Moment, OneOf, QueryWords, Several, Words
from datadog_incidents.mcp.room import time_text
from datadog_incidents.models import IncidentSeverity

if TYPE_CHECKING:
    from datadog_incidents.query import Query

SEVERITIES: Final = tuple(severity.value for severity in IncidentSeverity)
TIMES: Final = "90d, 12h (ago), 2026-01-31 or 2026-01-31T14:05Z"

ASKED: Final[Arguments] = {
    "query": Argument(
        QueryWords(),
        "Datadog search query, such as services:checkout AND customer_impacted:true. Leave it out to find all.",
    ),
    "since": Argument(Moment(), f"Created then or later: {TIMES}."),
    "until": Argument(Moment(), "Created before then."),
    "severities": Argument(Several(OneOf(SEVERITIES)), "Any of these; SEV-1 is worse than SEV-5."),
    "states": Argument(Several(Words()), "Any of these: active, stable, resolved, or your organization's own."),
}
"""All of these have to hold. Test incidents are found only if the query speaks of them."""


class Asked(TypedDict):
    """The same as they were read."""

    query: str | None
    since: datetime | None
    until: datetime | None
    severities: Sequence[str] | None
    states: Sequence[str] | None


def query_of(asked: Asked) -> Query:
    """The query that says all of this at once.

    Args:
        asked: what was asked for.

    Raises:
        InvalidArgumentError: nothing is between the two moments.
    """
    since, until = asked["since"], asked["until"]
    if since and until and since >= until:
        raise InvalidArgumentError(f"since: {time_text(since)} is not before until, {time_text(until)}")
    parts: list[Query] = [
        *([queries.raw(asked["query"])] if asked["query"] else ()),
        *([queries.severity(*asked["severities"])] if asked["severities"] else ()),
        *([queries.state(*asked["states"])] if asked["states"] else ()),
        *([queries.created(since, until)] if since or until else ()),
    ]
    return reduce(queries.Query.__and__, parts) if parts else queries.anything()
