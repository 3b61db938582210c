"""A report in words, as the terminal and the page show it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.moments import minute_text
from datadog_incidents._core.one_line import one_line
from datadog_incidents.report.figures import DURATIONS
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from datadog_incidents.report.figures import Durations, Group, GroupedBy, Report

NOTHING = "\N{EN DASH}"
"""Stands where there is no figure."""

MEANINGS = {
    "time_to_detect": "From the start of customer impact to its detection.",
    "time_to_internal_response": "From the detection of the incident to its creation.",
    "time_to_repair": "From the detection to the end of customer impact.",
    "time_to_resolve": "From the creation of the incident to its resolution.",
}
"""What each duration lies between."""

_REASONS = {
    "time_to_detect": "no customer impact, not known when it began, or 0",
    "time_to_internal_response": "not known when they were detected, or 0",
    "time_to_repair": "no customer impact, it has not ended, or 0",
    "time_to_resolve": "not resolved, or 0",
}
"""Why incidents are left out of each duration."""

_SCALES = (("min", "s", 1, 60, 3_600), ("h", "min", 60, 60, 1_440), ("d", "h", 3_600, 24, math.inf))
"""Pairs of units: their names, the smaller in seconds, how many of it make the greater, how many are too many."""

_STEP = "  "
"""How far a group within another is set in."""

_MANY = 100
"""From so many of the greater unit on, the smaller one says nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A report as a table of plain text."""

    columns: tuple[str, ...]
    """The headings: the grouping, the counts, then the median and p90 of each duration, and of how many incidents."""
    rows: tuple[tuple[str, ...], ...]
    """A row for each group, those within a group set in below it and, as the last one, one for all incidents."""
    notes: tuple[str, ...]
    """Sentences on what the figures cover, to be shown with the table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report: a group, the one that it is within, and the same group in the period before, if there are."""

    group: Group
    within: Group | None = None
    before: Group | None = None

    @property
    def name(self) -> str:
        """The name of the group in one line that is safe on a terminal, set in if it is within another."""
        return f"{_STEP if self.within else ''}{one_line(self.group.name)}"

    def compared(self, show: Callable[[Group], str]) -> str:
        """A figure, and that of the period before in brackets.

        Args:
            show: takes a group, gives the figure as text.
        """
        return f"{show(self.group)} (was {show(self.before)})" if self.before else show(self.group)


def lines_of(report: Report) -> Iterator[Line]:
    """A line for each group, each followed by those within it.

    Args:
        report: the figures.
    """
    yield from _lines(report.groups, report.previous.groups if report.previous else (), (report.by, report.then_by))


def _lines(
    groups: Sequence[Group], previous: Sequence[Group], by: Sequence[GroupedBy | None], within: Group | None = None
) -> Iterator[Line]:
    # A month of that name is not the same in both periods: what each has of it are other days.
    before = {} if "month" in by[:1] else {group.name: group for group in previous}
    for group in groups:
        same = before.get(group.name)
        yield Line(group, within, same)
        yield from _lines(group.groups, same.groups if same else (), by[1:], group)


def overall_of(report: Report) -> Line:
    """The line for all incidents.

    Args:
        report: the figures.
    """
    return Line(report.overall, before=report.previous.overall if report.previous else None)


def table_of(report: Report) -> Table:
    """The report as a table of plain text, each cell and note of it one line that is safe on a terminal.

    Args:
        report: the figures.
    """
    durations = (f"{title_of(name)}, {figure}" for name in DURATIONS for figure in FIGURES)
    return Table(
        columns=(grouping_of(report).capitalize(), "Incidents", "Unresolved", *durations),
        rows=tuple(_row(line) for line in (*lines_of(report), overall_of(report))),
        notes=(*_covered(report), *notes_of(report)),
    )


def grouping_of(report: Report) -> str:
    """What the report is by: `team`, or `team and month`.

    Args:
        report: the figures.
    """
    return f"{report.by} and {report.then_by}" if report.then_by else report.by


def _covered(report: Report) -> Iterator[str]:
    if report.query is not None:
        yield f"Only incidents that this query finds: {one_line(report.query)}"
    if period := period_of(report):
        yield f"Only incidents {period}."
    if report.previous:
        yield f"In brackets, after “was”: incidents {period_of(report.previous)}, the period before."


def _row(line: Line) -> tuple[str, ...]:
    return (
        line.name,
        line.compared(lambda group: f"{group.count:,}"),
        line.compared(lambda group: f"{group.unresolved:,}"),
        *(line.compared(partial(figure, name)) for name in DURATIONS for figure in FIGURES.values()),
    )


def durations_of(group: Group, name: str) -> Durations:
    """One of the durations of a group, by its name.

    Args:
        group: the group.
        name: one of `DURATIONS`.
    """
    durations: Durations = getattr(group, name)
    return durations


FIGURES: Final[Mapping[str, Callable[[str, Group], str]]] = {
    "median": lambda name, group: duration_text(durations_of(group, name).median),
    "p90": lambda name, group: duration_text(durations_of(group, name).p90),
    "known": lambda name, group: f"{durations_of(group, name).count:,}",
}
"""What is told of each duration, as text: by the name of the figure, of the duration by its name and of a group."""


def title_of(name: str) -> str:
    """The name of a duration as a heading: `Time to detect`."""
    return name.replace("_", " ").capitalize()


def period_of(report: Report) -> str:
    """When the incidents of a report were created, such as `created before 2026-08-01 00:00 UTC`; empty without limits.

    Args:
        report: the figures.
    """
    since, until = (moment and moment_text(moment) for moment in (report.since, report.until))
    if since is None:
        return f"created before {until}" if until else ""
    return f"created from {since} until {until}" if until else f"created from {since} on"


def notes_of(report: Report) -> tuple[str, ...]:
    """Sentences on what the figures leave out and count twice.

    Args:
        report: the figures.
    """
    return tuple(_notes(report))


def _notes(report: Report) -> Iterator[str]:
    overall = report.overall
    for name in DURATIONS:
        if left_out := durations_of(overall, name).left_out:
            reason = _REASONS[name]
            if name == "time_to_resolve" and left_out > overall.unresolved:
                reason = "not resolved, not known when, or 0"
            yield f"{title_of(name)} leaves out {left_out:,} of {counted(overall.count)}: {reason}."
    for by, whole, groups in (
        (report.by, overall, report.groups),
        *((report.then_by, group, group.groups) for group in report.groups),
    ):
        if sum(group.count for group in groups) > whole.count:
            yield f"An incident with several {by}s counts in each of them, and once in all."
            break


def moment_text(moment: datetime) -> str:
    """A moment to the minute, in UTC: `2026-08-01 00:00 UTC`."""
    return f"{minute_text(moment)} UTC"


def duration_text(duration: timedelta | None) -> str:
    """A duration in its two greatest units, rounded: `45 s`, `2 h 14 min`, `3 d 4 h`, `250 d`; a dash for None.

    Args:
        duration: the duration; one below zero gets a minus sign.
    """
    if duration is None:
        return NOTHING
    seconds = abs(duration.total_seconds())
    if 0 < seconds < 1:
        return "< 1 s"
    sign = "\N{MINUS SIGN}" if duration < timedelta() else ""
    return f"{sign}{_in_two_units(seconds)}"


def _in_two_units(seconds: float) -> str:
    # Rounded before the units are chosen, so that 59 min 59.7 s is an hour and not 59 min 60 s.
    great, small, (count, rest) = next(
        (great, small, divmod(round(seconds / size), ratio))
        for great, small, size, ratio, too_many in _SCALES
        if round(seconds / size) < too_many
    )
    parts = [f"{count:,} {great}"] if count else []
    if (rest and count < _MANY) or not count:
        parts.append(f"{rest} {small}")
    return " ".join(parts)
