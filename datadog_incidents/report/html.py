"""A report as a page: one file of HTML that needs nothing else, to be mailed, kept or printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from datadog_incidents._core.one_line import one_line
from datadog_incidents.report.figures import DURATIONS, checked_moment
from datadog_incidents.report.text import (
    MEANINGS,
    duration_text,
    durations_of,
    moment_text,
    notes_of,
    period_of,
    table_of,
    title_of,
)
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from jinja2 import Template

    from datadog_incidents.report.figures import Durations, Group, Report


@dataclass(frozen=True, slots=True)
class _Bar:
    """What is drawn for a group: lengths in percent of the longest in the chart."""

    group: Group
    durations: Durations
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class _Chart:
    """One duration, by group."""

    id: str
    title: str
    meaning: str
    overall: Durations
    bars: tuple[_Bar, ...]


def to_html(report: Report, *, title: str = "Incident report", generated: datetime | None = None) -> str:
    """The report as a page of its own: HTML with its style, without scripts, and without anything to load.

    It follows the reader's choice of light or dark, and prints.

    Args:
        report: the figures.
        title: the heading.
        generated: when the report was made; None leaves that out. It needs a time zone.

    Raises:
        InvalidArgumentError: `generated` has no time zone.
        ImportError: jinja2 is missing; `pip install 'datadog-incidents[report]'` brings it.
    """
    made = checked_moment("generated", generated)
    page = _template().render(
        title=title,
        report=report,
        table=table_of(report),
        charts=[_chart(report, name) for name in DURATIONS],
        most=max((group.count for group in report.groups), default=0),
        period=period_of(report),
        notes=notes_of(report),
        generated=made and moment_text(made),
    )
    return page.encode(errors="replace").decode()  # half a surrogate pair in a name could not be written to a file


def _chart(report: Report, name: str) -> _Chart:
    rows = [(group, durations_of(group, name)) for group in report.groups]
    longest = max((known.p90 for _, known in rows if known.p90 is not None), default=None)
    bars = tuple(
        _Bar(group, known, _percent(known.median, longest), _percent(known.p90, longest)) for group, known in rows
    )
    return _Chart(name, title_of(name), MEANINGS[name], durations_of(report.overall, name), bars)


def _percent(part: timedelta | None, whole: timedelta | None) -> float:
    """How much of the whole a part is; 0 for what is not known or below zero."""
    if not part or not whole or part.days < 0:
        return 0.0
    return round(100 * (part / whole), 2)


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
