"""The commands that read: `list`, `search` and `get`."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import argument, command
from datadog_incidents.cli.arguments.filters import period, query_from
from datadog_incidents.cli.arguments.options import Included, Output, Sort
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.output.card import write_card
from datadog_incidents.cli.output.progress import followed, is_watched, progress_bar
from datadog_incidents.cli.output.stdout import document_of, write_incidents, write_json
from datadog_incidents.cli.program import tell
from datadog_incidents.cli.session import session, site_of
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datadog_incidents import Pager
    from datadog_incidents.models import IncidentResponseData

DEFAULT_LIMIT = 20
PREFETCHED_PAGES = 4
"""How many pages to fetch ahead when all are wanted."""


@command("list")
@options.limit
@options.every
@options.include
@options.output
@options.raw
@service_options
def list_incidents(
    *, limit: int | None, every: bool, include: Sequence[Included], output: Output, raw: bool, service: ServiceOptions
) -> None:
    """List the incidents, oldest first. 'search' begins with the newest."""
    options.refuse_raw_unless(output is Output.CSV, raw)
    wanted = _wanted(limit, every)
    with session(service) as api:
        pager = api.list_incidents_with_pagination(include=_related(include, output), **_paging(wanted))
        _show(pager, wanted, output, included=bool(include), raw=raw)


@command("search")
@argument("query", metavar="[QUERY]", required=False, help="In the words of the service: 'state:active'.")
@options.since
@options.until
@options.states
@options.severities
@options.searched_fields
@options.sort
@options.limit
@options.every
@options.output
@options.raw
@service_options
def search(
    *,
    query: str | None,
    since: str | None,
    until: str | None,
    states: Sequence[str],
    severities: Sequence[str],
    fields: Sequence[str],
    sort: Sort,
    limit: int | None,
    every: bool,
    output: Output,
    raw: bool,
    service: ServiceOptions,
) -> None:
    """Search for incidents, newest first. Everything given has to hold; without anything all are found.

    Test incidents are hidden unless the query speaks of them, and one that was created a moment ago may be missing.
    """
    from datadog_incidents.query import anything

    options.refuse_raw_unless(output is Output.CSV, raw)
    wanted = _wanted(limit, every)
    after, before = period(since, until)
    asked = query_from(query, since=after, until=before, states=states, severities=severities, fields=fields)
    with session(service) as api:
        pager = api.search_incidents_with_pagination(
            anything() if asked is None else asked,
            include="users" if output in _WITH_PEOPLE else None,
            sort=sort.value,
            **_paging(wanted),
        )
        _show(pager, wanted, output, raw=raw)


@command("get")
@options.references
@options.include
@options.output
@options.raw
@service_options
def get(
    *,
    references: Sequence[str],
    include: Sequence[Included],
    output: Output,
    raw: bool,
    service: ServiceOptions,
) -> None:
    """Show incidents in full."""
    from datadog_incidents.shortcuts import find_incident

    options.refuse_raw_unless(output is Output.CSV, raw)
    with session(service) as api:
        related = _related(list(Included) if output is Output.TABLE else include, output)
        found = [find_incident(api, reference, include=related) for reference in references]
        if output is Output.TABLE:
            for incident in found:
                write_card(incident, site_of(api))
        elif output is Output.JSON and len(found) == 1:
            write_json(document_of(found[0], included=bool(include)))
        else:
            write_incidents(found, output, included=bool(include), raw=raw)


_WITH_PEOPLE = (Output.TABLE, Output.CSV)
"""The outputs that name the commander."""


def _related(asked: Sequence[Included], output: Output) -> list[Literal["users", "attachments"]]:
    """What to read along: what was asked for, and what the output shows."""
    shown = [Included.USERS] if output in _WITH_PEOPLE else []
    return list(dict.fromkeys(each.value for each in (*asked, *shown)))


def _wanted(limit: int | None, every: bool) -> int | None:
    """How many to show at the most; None for all."""
    if every and limit is not None:
        raise InvalidArgumentError("--all and --limit: give one of them")
    return None if every else limit or DEFAULT_LIMIT


def _paging(wanted: int | None) -> dict[str, Any]:
    """The options of a pager that is asked for one incident more than wanted, which tells whether there are more."""
    from datadog_incidents._core.operations.operation import LARGEST_PAGE

    return {"prefetch": PREFETCHED_PAGES} if wanted is None else {"page_size": min(wanted + 1, LARGEST_PAGE)}


def _show(
    pager: Pager[IncidentResponseData, Any],
    wanted: int | None,
    output: Output,
    *,
    raw: bool,
    included: bool = False,
) -> None:
    with progress_bar(shown=wanted is None and is_watched(output)) as advance:
        incidents = followed(pager.pages(), advance)
        count = write_incidents(islice(incidents, wanted), output, included=included, raw=raw)
        more = output is Output.TABLE and next(incidents, None) is not None
    if output is Output.TABLE:
        sys.stdout.flush()
        tell(_footer(count, pager.total, more=more))


def _footer(count: int, total: int | None, *, more: bool) -> str:
    """What a table shows, and whether there is more."""
    if not more:
        return counted(count)
    shown = f"{counted(count)}, oldest first" if total is None else f"{count:,} of {counted(total)}"
    return f"{shown}; --limit N or --all shows more"
