"""The command `export`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import command, option
from datadog_incidents.cli.arguments.filters import period, query_from
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.export import Export, Format, pages_after
from datadog_incidents.cli.failures import Refused, exit_code_of, message_of
from datadog_incidents.cli.output.files import STDOUT
from datadog_incidents.cli.output.progress import progress_bar
from datadog_incidents.cli.program import PROGRAM, say
from datadog_incidents.cli.session import session
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from pathlib import Path

    from datadog_incidents import IncidentsApi, Pager
    from datadog_incidents.cli.export import OpenAt
    from datadog_incidents.models import IncidentResponseData
    from datadog_incidents.query import Query


@command("export")
@options.export_file
@options.query
@options.since
@options.until
@option("--format", "form", among=Format, help="Else what the name of FILE ends in; ndjson unless that is .csv.")
@option("--resume", is_flag=True, help="Go on with FILE.part, if there is one.")
@options.force
@options.raw
@option("--prefetch", metavar="N", type=click.IntRange(0, 32), default=4, help="Pages to fetch ahead.")
@service_options
@click.pass_obj
def export(
    arguments: Sequence[str],
    *,
    file: Path,
    query: str | None,
    since: str | None,
    until: str | None,
    form: Format | None,
    resume: bool,
    force: bool,
    raw: bool,
    prefetch: int,
    service: ServiceOptions,
) -> None:
    """Export incidents to a file, oldest first. These are all of them, or those that a search finds.

    FILE appears when it is complete. Until then it is FILE.part, which --resume goes on with after an interruption.
    """
    chosen = form or Format.of(file)
    options.refuse_raw_unless(chosen is Format.CSV, raw)
    moments = period(since, until)
    with session(service) as api:
        if file == STDOUT:
            if resume:
                raise Refused("export: --resume needs a FILE, which stdout is not")
            _to_stdout(_opener(api, query_from(query, since=moments[0], until=moments[1]), prefetch), chosen, raw=raw)
            return
        terms = {"query": query, "since": since, "until": until, "format": chosen.value}
        terms |= {"service": api.api_client.configuration.base_url, "raw": "texts" if raw else None}
        with Export(file, chosen, force=force, raw=raw) as target:
            moments, seen = target.open(terms, moments, resume=resume)
            try:
                asked = query_from(query, since=moments[0], until=moments[1])
                count = _append(target, seen, _opener(api, asked, prefetch))
                target.complete()
            except (Exception, KeyboardInterrupt) as error:  # whatever it was, the part can be gone on with
                if not target.can_be_gone_on_with():
                    raise
                command = shlex.join([PROGRAM, *arguments, *([] if resume else ["--resume"])])
                raise Refused(f"{message_of(error)}; to go on: {command}", exit_code_of(error)) from None
    surprising = form is None and file.suffix.lower() not in (".csv", ".ndjson", ".jsonl")
    say(f"{counted(count)} in {file}{f', as {chosen}' * surprising}")


def _opener(api: IncidentsApi, query: Query | None, prefetch: int) -> OpenAt:
    """How to get the incidents of a search, or all of them, oldest first."""

    def open_at(offset: int) -> Pager[IncidentResponseData, Any]:
        if query is None:
            return api.list_incidents_with_pagination(include=["users"], page_offset=offset, prefetch=prefetch)
        return api.search_incidents_with_pagination(
            query, include="users", sort="created", page_offset=offset, prefetch=prefetch
        )

    return open_at


def _to_stdout(open_at: OpenAt, chosen: Format, *, raw: bool) -> None:
    sys.stdout.write(chosen.header)
    for incidents, _total in pages_after(set(), open_at):
        sys.stdout.write(chosen.lines(incidents, raw=raw))
        sys.stdout.flush()


def _append(target: Export, seen: set[str], open_at: OpenAt) -> int:
    """Write what is missing; returns how many incidents there are then."""
    count, total = len(seen), None

    def pages() -> Iterator[Sequence[IncidentResponseData]]:
        nonlocal total
        for incidents, total in pages_after(seen, open_at):  # noqa: B007  # read below
            yield incidents

    with progress_bar(shown=sys.stderr.isatty()) as advance:
        for written in target.append(pages()):
            count = len(seen) + written
            advance(count, total)
    return count
