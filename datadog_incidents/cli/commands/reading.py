"""The commands that read: `list`, `search` and `get`."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import argument, command
from datadog_incidents.cli.arguments.filters import Filters, filter_options
from datadog_incidents.cli.arguments.options import Included, Output, Sort
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.arguments.view import View, view_options
from datadog_incidents.cli.output.card import write_card
from datadog_incidents.cli.output.columns import columns_named
from datadog_incidents.cli.output.progress import followed, is_watched, progress_bar
from datadog_incidents.cli.output.rounds import begin_look, repeat
from datadog_incidents.cli.output.stdout import document_of, write_incidents, write_json
from datadog_incidents.cli.program import tell
from datadog_incidents.cli.session import session, site_of
from datadog_incidents.exceptions import DatadogIncidentsError, InvalidArgumentError
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from datadog_incidents import IncidentsApi, Pager
    from datadog_incidents.models import IncidentResponseData
    from datadog_incidents.query import Query

PREFETCHED_PAGES = 4
"""How many pages to fetch ahead when all are wanted."""


@command("list")
@filter_options
@options.sort(Sort.OLDEST_FIRST)
@options.include
@view_options
@service_options
def list_incidents(
    *, filters: Filters, sort: Sort, include: Sequence[Included], view: View, service: ServiceOptions
) -> None:
    """List the incidents, oldest first. 'search' begins with the newest.

    Without filters these are all of them, test incidents too. The service selects and sorts in a search alone: with a
    filter, or newest first, this is one, in which test incidents are hidden and the latest may be missing.
    """
    from datadog_incidents.query import anything

    def ask() -> Query | None:
        return filters.query() or (anything() if sort is Sort.NEWEST_FIRST else None)

    _show(ask, sort, view, service, include)


@command("search")
@argument("query", metavar="[QUERY]", required=False, help="In the words of the service: 'state:active'.")
@filter_options
@options.sort(Sort.NEWEST_FIRST)
@view_options
@service_options
def search(*, query: str | None, filters: Filters, sort: Sort, view: View, service: ServiceOptions) -> None:
    """Search for incidents, newest first. Everything given has to hold; without anything all are found.

    Test incidents are hidden unless the query speaks of them, and one that was created a moment ago may be missing.
    """
    from datadog_incidents.query import anything

    _show(lambda: filters.query(query) or anything(), sort, view, service)


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


def _show(
    ask: Callable[[], Query | None],
    sort: Sort,
    view: View,
    service: ServiceOptions,
    include: Sequence[Included] = (),
) -> None:
    """Show incidents, once or again and again.

    Args:
        ask: tells the query, which may speak of times that pass; None for the list of the service.
        sort: the order of what a query finds.
        view: how they are shown.
        service: the options for calls.
        include: what to read along.
    """
    view.check()
    columns = None if view.columns is None else columns_named(view.columns)
    if ask() is not None and len(set(include)) > 1:
        raise InvalidArgumentError("--include: a search takes one of them; without filters, list takes several")
    related = _related(include, view.output)
    with session(service) as api:

        def found() -> tuple[Query | None, Pager[IncidentResponseData, Any]]:
            query = ask()
            if query is None:
                return None, api.list_incidents_with_pagination(include=related, **_paging(view))
            along = next(iter(related), None)
            return query, api.search_incidents_with_pagination(query, include=along, sort=sort.value, **_paging(view))

        if view.output is not Output.TABLE:
            _write(found()[1], view, columns, included=bool(include))
        elif view.watch is None:
            _look(api, *found(), view, columns)
        else:
            repeat(lambda number: _look(api, *found(), view, columns, explained=number == 0), view.watch)


def _paging(view: View) -> dict[str, Any]:
    """The options of a pager that is asked for one incident more than wanted, which tells whether there are more."""
    from datadog_incidents._core.operations.operation import LARGEST_PAGE

    wanted = view.wanted
    return {"prefetch": PREFETCHED_PAGES} if wanted is None else {"page_size": min(wanted + 1, LARGEST_PAGE)}


def _write(
    pager: Pager[IncidentResponseData, Any], view: View, columns: Sequence[str] | None, *, included: bool
) -> None:
    """Write incidents for programs, as they come."""
    with progress_bar(shown=view.every and is_watched(view.output)) as advance:
        incidents = islice(followed(pager.pages(), advance), view.wanted)
        write_incidents(incidents, view.output, columns=columns, included=included, raw=view.raw)


def _look(
    api: IncidentsApi,
    query: Query | None,
    pager: Pager[IncidentResponseData, Any],
    view: View,
    columns: Sequence[str] | None,
    *,
    explained: bool = True,
) -> None:
    """Show incidents to people, and say how many there are; if none, what of the query may be misspelt."""
    with progress_bar(shown=view.every and is_watched(view.output)) as advance:
        incidents = followed(pager.pages(), advance)
        shown = list(islice(incidents, view.wanted))
        more = next(incidents, None) is not None
    remark = _remark(api, query) if explained and query is not None and not shown else ""
    footer = _footer(len(shown), pager.total, more=more) + (f"; {remark}" if remark else "")
    room = None if view.watch is None else begin_look(view.watch, footer)
    write_incidents(shown, view.output, columns=columns, most_lines=room)
    sys.stdout.flush()
    tell(footer)


def _remark(api: IncidentsApi, query: Query) -> str:
    """What may be misspelt in a query that finds nothing, from what all incidents have; empty if that is unknown."""
    from datadog_incidents.cli.arguments.spelling import misspelt
    from datadog_incidents.query import anything

    with suppress(DatadogIncidentsError):  # it found nothing, which is no failure
        found = api.search_incidents(anything(), page_size=1).data.attributes
        return misspelt(query, found.facets) if found else ""
    return ""


def _footer(count: int, total: int | None, *, more: bool) -> str:
    """What a table shows, and whether there is more."""
    if not more:
        return counted(count)
    shown = f"{counted(count)}, oldest first" if total is None else f"{count:,} of {counted(total)}"
    return f"{shown}; --limit N or --all shows more"
