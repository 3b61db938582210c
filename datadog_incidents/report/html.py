"""A report as a page: one file of HTML that needs nothing else, to be mailed, kept or printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median_low
from typing import TYPE_CHECKING

from datadog_incidents._core.one_line import one_line
from datadog_incidents._core.settings.site import incident_url
from datadog_incidents.report.figures import DURATIONS, checked_moment
from datadog_incidents.report.text import (
    FIGURES,
    MEANINGS,
    Line,
    duration_text,
    durations_of,
    grouping_of,
    lines_of,
    moment_text,
    notes_of,
    overall_of,
    period_of,
    table_of,
    title_of,
)
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from jinja2 import Template

    from datadog_incidents.report.figures import Durations, Report, SlowIncident


_FEW = 2
"""Of so few bars none is unlike the others: their lengths are compared with each other."""

_MANY_TIMES = 5
"""A bar more than so many times as long as the median bar goes beyond the axis, lest the others be too short."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """What is drawn for a group: lengths in percent of the axis."""

    line: Line
    durations: Durations
    median: float
    p90: float
    beyond: bool
    """Whether it is longer than the axis."""


@dataclass(frozen=True, slots=True)
class _Chart:
    """One duration, by group."""

    id: str
    title: str
    meaning: str
    overall: Line
    bars: tuple[_Bar, ...]
    axis: timedelta | None
    """How long the axis is; None where no bar goes beyond it."""


def to_html(
    report: Report,
    *,
    title: str = "Incident report",
    generated: datetime | None = None,
    site: str | None = None,
) -> str:
    """The report as a page of its own: HTML with its style, without scripts, and without anything to load.

    It follows the reader's choice of light or dark, and prints.

    Args:
        report: the figures.
        title: the heading.
        generated: when the report was made; None leaves that out. It needs a time zone.
        site: the site of the organization, such as that of the `Configuration`: the slowest incidents link to their
            address in its web app. None leaves the links out.

    Raises:
        InvalidArgumentError: `generated` has no time zone.
        ImportError: jinja2 is missing; `pip install 'datadog-incidents[report]'` brings it.
    """
    made = checked_moment("generated", generated)
    lines = [*lines_of(report)]
    page = _template().render(
        title=title,
        report=report,
        grouping=grouping_of(report),
        lines=lines,
        overall=overall_of(report),
        table=table_of(report),
        figures=FIGURES,
        charts=[_chart(report, lines, name) for name in DURATIONS],
        most=max((line.group.count for line in lines), default=0),
        period=period_of(report),
        previous=report.previous and period_of(report.previous),
        slowest=[(slow, _link(site, slow)) for slow in report.slowest],
        notes=notes_of(report),
        generated=made and moment_text(made),
    )
    return page.encode(errors="replace").decode()  # half a surrogate pair in a name could not be written to a file


def _link(site: str | None, slow: SlowIncident) -> str | None:
    return None if site is None or slow.public_id is None else incident_url(site, slow.public_id)


def _chart(report: Report, lines: Sequence[Line], name: str) -> _Chart:
    known = [durations_of(line.group, name) for line in lines]
    axis = _axis([each.p90 for each in known if each.p90 and each.p90.days >= 0])
    bars = tuple(
        _Bar(
            line,
            each,
            _percent(each.median, axis),
            _percent(each.p90, axis),
            beyond=axis is not None and each.p90 is not None and each.p90 > axis,
        )
        for line, each in zip(lines, known, strict=True)
    )
    beyond = any(bar.beyond for bar in bars)
    return _Chart(name, title_of(name), MEANINGS[name], overall_of(report), bars, axis if beyond else None)


def _axis(lengths: Sequence[timedelta]) -> timedelta | None:
    """How long the axis of a chart is: as the longest bar, but for those many times as long as most bars are."""
    if not lengths:
        return None
    median = median_low(lengths)
    return max(length for length in lengths if length / median <= _MANY_TIMES or len(lengths) <= _FEW)


def _percent(part: timedelta | None, whole: timedelta | None) -> float:
    """How much of the whole a part is, 100 at the most; 0 for what is not known or below zero."""
    if not part or not whole or part.days < 0:
        return 0.0
    return min(100.0, round(100 * (part / whole), 2))


@cache
def _template() -> Template:
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        raise ImportError(
            "reports in HTML need jinja2: pip install 'datadog-incidents[report]'", name="jinja2"
        ) from error
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "counted": counted,
        "duration": duration_text,
        "grouped": "{:,}".format,
        "one_line": one_line,
    }
    return environment.from_string(files("datadog_incidents.report").joinpath("page.html.j2").read_text("utf-8"))
