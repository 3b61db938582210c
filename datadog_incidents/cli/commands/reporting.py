"""The command `report`."""

from __future__ import annotations

import sys
import textwrap
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datadog_incidents._core.narrowing import is_object
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import command, option
from datadog_incidents.cli.arguments.filters import period, query_from
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.failures import Refused
from datadog_incidents.cli.output.console import width_of_stdout
from datadog_incidents.cli.output.files import STDOUT, write_whole
from datadog_incidents.cli.output.progress import followed, is_watched, progress_bar
from datadog_incidents.cli.output.stdout import write_csv, write_json, write_line, write_page
from datadog_incidents.cli.output.table import Table
from datadog_incidents.cli.program import say
from datadog_incidents.cli.session import session, site_of

if TYPE_CHECKING:
    from datadog_incidents.report import Group, Report
    from datadog_incidents.report.text import Line

_PREFETCHED_PAGES = 4
_MOST_GROUPINGS = 2


class By(StrEnum):
    """What a report groups incidents by."""

    SEVERITY = "severity"
    TEAM = "team"
    SERVICE = "service"
    MONTH = "month"


class ReportOutput(StrEnum):
    """How a report is written to stdout."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@command("report")
@option("--since", metavar="TIME", default="90d", help=options.SINCE_HELP)
@options.until
@option(
    "--by", among=By, multiple=True, default=[By.SEVERITY], help="What to group them by. Twice for groups in groups."
)
@option("--previous", is_flag=True, help="Show beside each figure that of the period before, which is as long.")
@options.query
@option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a page instead, with charts; it replaces FILE. - is stdout.",
)
@option("--title", metavar="TEXT", help="The heading of the page.")
@option("--output", "-o", among=ReportOutput, default=ReportOutput.TABLE, help="How to write it.")
@options.raw
@service_options
def report(
    *,
    since: str,
    until: str | None,
    by: tuple[By, ...],
    previous: bool,
    query: str | None,
    html: Path | None,
    title: str | None,
    output: ReportOutput,
    raw: bool,
    service: ServiceOptions,
) -> None:
    """Count incidents and tell how long they took. The figures leave out what has not happened yet."""
    from datadog_incidents.query import anything
    from datadog_incidents.report import report_on, start_of_previous

    if html is not None and output is not ReportOutput.TABLE:
        raise Refused("--html and --output: give one of them")
    if title is not None and html is None:
        raise Refused("--title: it is about the page that --html writes")
    if len(set(by)) < len(by) or len(by) > _MOST_GROUPINGS:
        raise Refused(f"--by: give it once, or twice with different values, not {', '.join(by)}")
    options.refuse_raw_unless(output is ReportOutput.CSV, raw)
    after, before = period(since, until)
    before = datetime.now(UTC) if previous and before is None else before
    asked = query_from(query, since=start_of_previous(after, before) if previous else after, until=before)
    with session(service) as api, progress_bar(shown=is_watched(options.Output.TABLE)) as advance:
        pager = api.search_incidents_with_pagination(
            anything() if asked is None else asked, sort="created", prefetch=_PREFETCHED_PAGES
        )
        found = report_on(
            followed(pager.pages(), advance),
            by=[each.value for each in by],
            since=after,
            until=before,
            query=query,
            previous=previous,
        )
        site = site_of(api)
    if html is None:
        _write(found, output, raw=raw)
    else:
        _write_page(found, html, title, site)


def _write(report: Report, output: ReportOutput, *, raw: bool) -> None:
    from datadog_incidents.report import table_of
    from datadog_incidents.report.text import lines_of, overall_of

    match output:
        case ReportOutput.JSON:
            write_json(report.to_dict())
        case ReportOutput.CSV:
            rows = [_record(line) for line in (*lines_of(report), overall_of(report))]
            header = [name for name in rows[-1] if name != "within" or report.then_by]  # all incidents have all columns
            write_csv(header, [[row.get(name) for name in header] for row in rows], raw=raw)
        case ReportOutput.TABLE:
            table = table_of(report)
            Table(table.columns, table.rows, numbers=range(1, len(table.columns))).write()
            for note in ("", *table.notes) if table.notes else ():
                for line in textwrap.wrap(note, width_of_stdout() or sys.maxsize) or [""]:
                    write_line(line)


def _record(line: Line) -> dict[str, Any]:
    """A group as a record of CSV, with the figures of the period before, if there are any."""
    before = {} if line.before is None else {f"previous_{name}": value for name, value in _flat(line.before).items()}
    return {"within": line.within and line.within.name, "name": line.group.name, **_flat(line.group), **before}


def _flat(group: Group) -> dict[str, Any]:
    """The figures of a group without nesting: `time_to_resolve_median` and the like, in seconds."""
    flat: dict[str, Any] = {}
    for name, value in group.to_dict().items():
        if name not in ("name", "groups"):
            flat |= {f"{name}_{figure}": each for figure, each in value.items()} if is_object(value) else {name: value}
    return flat


def _write_page(report: Report, path: Path, title: str | None, site: str) -> None:
    from datadog_incidents.report import to_html

    heading = {} if title is None else {"title": title}
    page = to_html(report, generated=datetime.now(UTC), site=site, **heading)
    if path == STDOUT:
        write_page(page)
    else:
        write_whole(path, page)
        say(f"wrote {path.resolve()}")
