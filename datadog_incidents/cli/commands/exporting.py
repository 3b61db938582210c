"""The command `export`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import command, option
from datadog_incidents.cli.arguments.filters import period, query_from
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.changes import MARKED_COLUMNS, Before
from datadog_incidents.cli.export import Export, Format, pages_after
from datadog_incidents.cli.failures import Refused, exit_code_of, message_of
from datadog_incidents.cli.output.files import STDOUT
from datadog_incidents.cli.output.progress import progress_bar
from datadog_incidents.cli.program import PROGRAM, say
from datadog_incidents.cli.session import session
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.report.words import counted
from datadog_incidents.rows import INCIDENT_COLUMNS

if TYPE_CHECKING:
    from datadog_incidents import IncidentsApi, Pager
    from datadog_incidents.cli.export import Moments, Pages, Terms
    from datadog_incidents.cli.output.progress import Advance
    from datadog_incidents.models import IncidentResponseData


@command("export")
@options.export_file
@options.query
@options.since
@options.until
@option("--format", "form", among=Format, help="Else what the name of FILE ends in; ndjson unless that is .csv.")
@option("--resume", is_flag=True, help="Go on with FILE.part, if there is one.")
@option(
    "--modified-since",
    "state",
    metavar="STATE",
    type=click.Path(path_type=Path),
    help="Only what is new, modified or gone since the run that wrote the file STATE, which is then written anew. "
    "Without that file it is all.",
)
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
    state: Path | None,
    force: bool,
    raw: bool,
    prefetch: int,
    service: ServiceOptions,
) -> None:
    """Export incidents to a file, oldest first. These are all of them, or those that a search finds.

    FILE appears when it is complete. Until then it is FILE.part, which --resume goes on with after an interruption.

    With --modified-since each incident has a mark, 'change': new, modified or gone. After an interruption the same
    command begins anew, and nothing is lost.
    """
    chosen = form or Format.of(file)
    options.refuse_raw_unless(chosen is Format.CSV, raw)
    moments = period(since, until)
    if state is not None:
        _refuse_as_state(state, file, resume=resume)
    with session(service) as api:
        source = _Source(api, query, prefetch)
        if file == STDOUT:
            if resume:
                raise Refused("export: --resume needs a FILE, which stdout is not")
            _to_stdout(source.pages(moments, set()), chosen, raw=raw)
            return
        base_url = api.api_client.configuration.base_url
        asked: Terms = {"query": query, "since": since, "until": until, "service": base_url}
        how: Terms = {"format": chosen.value, "raw": "texts" if raw else None}
        terms = asked | how | {"state": None if state is None else str(state.absolute())}
        with Export(
            file, chosen, force=force, raw=raw, columns=MARKED_COLUMNS if state else INCIDENT_COLUMNS
        ) as target:
            if state is None:
                count, told = _export(target, source, terms, moments, resume=resume, arguments=arguments), ""
            else:
                with Before(state) as before:
                    before.open(asked)
                    target.open(terms, moments, anew=True)
                    with progress_bar(shown=sys.stderr.isatty()) as advance:
                        count = before.export_changes(target, _told(source.pages(moments, set()), 0, advance))
                    told = f": {before}"
    surprising = form is None and file.suffix.lower() not in (".csv", ".ndjson", ".jsonl")
    say(f"{counted(count)} in {file}{f', as {chosen}' * surprising}{told * bool(count)}")


def _refuse_as_state(state: Path, file: Path, *, resume: bool) -> None:
    """Raise if the file of a state is a time, or does not go together with the rest."""
    if file == STDOUT:
        raise Refused("export: --modified-since needs a FILE, which stdout is not")
    if resume:
        raise Refused("export: --resume does not go with --modified-since, which begins anew and loses nothing")
    if state.absolute() in Export(file, Format.of(file)).names():
        raise Refused(f"export: --modified-since: {state} is written by the export itself; name another file")
    if _is_time(str(state)) and not state.exists():
        raise Refused(f"export: --modified-since: '{state}' is a time; name a file, such as {file.stem}.state")


def _is_time(text: str) -> bool:
    try:
        period(text, None)
    except InvalidArgumentError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Source:
    """What is exported: the incidents of a search, or all of them, oldest first."""

    api: IncidentsApi
    query: str | None
    prefetch: int

    def pages(self, moments: Moments, seen: set[str]) -> Pages:
        """The pages of what is not there yet, of incidents that were created between two moments."""
        asked = query_from(self.query, since=moments[0], until=moments[1])

        def open_at(offset: int) -> Pager[IncidentResponseData, Any]:
            if asked is None:
                return self.api.list_incidents_with_pagination(
                    include=["users"], page_offset=offset, prefetch=self.prefetch
                )
            return self.api.search_incidents_with_pagination(
                asked, include="users", sort="created", page_offset=offset, prefetch=self.prefetch
            )

        return pages_after(seen, open_at)


def _to_stdout(pages: Pages, chosen: Format, *, raw: bool) -> None:
    sys.stdout.write(chosen.header())
    for incidents, _total in pages:
        sys.stdout.write(chosen.lines(incidents, raw=raw))
        sys.stdout.flush()


def _export(
    target: Export, source: _Source, terms: Terms, moments: Moments, *, resume: bool, arguments: Sequence[str]
) -> int:
    """Write what is missing; returns how many incidents there are then."""
    moments, seen = target.open(terms, moments, resume=resume)
    try:
        with progress_bar(shown=sys.stderr.isatty()) as advance:
            count = len(seen) + target.append(_told(source.pages(moments, seen), len(seen), advance))
        target.complete()
    except (Exception, KeyboardInterrupt) as error:  # whatever it was, the part can be gone on with
        if not target.can_be_gone_on_with():
            raise
        command = shlex.join([PROGRAM, *arguments, *([] if resume else ["--resume"])])
        raise Refused(f"{message_of(error)}; to go on: {command}", exit_code_of(error)) from None
    return count


def _told(pages: Pages, done: int, advance: Advance) -> Iterator[Sequence[IncidentResponseData]]:
    """The incidents of pages, each page told to the bar when it is done."""
    for incidents, total in pages:
        yield incidents
        done += len(incidents)
        advance(done, total)
