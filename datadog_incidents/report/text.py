"""A report in words, as the terminal and the page show it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from datadog_incidents._core.one_line import one_line
from datadog_incidents.report.figures import DURATIONS
from datadog_incidents.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datadog_incidents.report.figures import Durations, Group, Report

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

_MANY = 100
"""From so many of the greater unit on, the smaller one says nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A report as a table of plain text."""

    columns: tuple[str, ...]
    """The headings: the grouping, the counts, then the median and p90 of each duration."""
    rows: tuple[tuple[str, ...], ...]
    """A row for each group and, as the last one, one for all incidents."""
    notes: tuple[str, ...]
    """Sentences on what the figures cover, to be shown with the table."""


def table_of(report: Report) -> Table:
    """The report as a table of plain text, each cell and note of it one line that is safe on a terminal.

    Args:
        report: the figures.
    """
    durations = (f"{title_of(name)}, {figure}" for name in DURATIONS for figure in ("median", "p90"))
    return Table(
        columns=(report.by.capitalize(), "Incidents", "Unresolved", *durations),
        rows=tuple(_row(group) for group in (*report.groups, report.overall)),
        notes=(*_covered(report), *notes_of(report)),
    )


def _covered(report: Report) -> Iterator[str]:
    if report.query is not None:
        yield f"Only incidents that this query finds: {one_line(report.query)}"
    if period := period_of(report):
        yield f"Only incidents {period}."


def _row(group: Group) -> tuple[str, ...]:
    known = (durations_of(group, name) for name in DURATIONS)
    figures = (duration_text(figure) for each in known for figure in (each.median, each.p90))
    return (one_line(group.name), f"{group.count:,}", f"{group.unresolved:,}", *figures)


def durations_of(group: Group, name: str) -> Durations:
    """One of the durations of a group, by its name.

    Args:
        group: the group.
        name: one of `DURATIONS`.
    """
    durations: Durations = getattr(group, name)
    return durations


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
    if sum(group.count for group in report.groups) > overall.count:
        yield f"An incident with several {report.by}s counts in each of them, and once in all."


def moment_text(moment: datetime) -> str:
    """A moment to the minute, in UTC: `2026-08-01 00:00 UTC`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


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
