"""A report in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents.models import IncidentResponseData
from datadog_incidents.report import report_on, table_of
from datadog_incidents.report.text import duration_text

from .incidents import incident

AUGUST = datetime(2026, 8, 1, tzinfo=UTC)
SEPTEMBER = datetime(2026, 9, 1, 2, 30, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.4, "< 1 s"),
        (45, "45 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (61, "1 min 1 s"),
        (3_599.4, "59 min 59 s"),
        (3_599.7, "1 h"),
        (8_040, "2 h 14 min"),
        (7_199, "2 h"),
        (85_200, "23 h 40 min"),
        (86_399, "1 d"),
        (273_600, "3 d 4 h"),
        (8_639_999, "100 d"),
        (21_600_000 + 3 * 3_600, "250 d"),
        (86_400 * 999_999_999, "999,999,999 d"),
        (-300, "\N{MINUS SIGN}5 min"),
    ],
)
def test_a_duration_is_told_in_its_two_greatest_units(seconds: float, text: str) -> None:
    assert duration_text(timedelta(seconds=seconds)) == text


def test_no_duration_is_a_dash() -> None:
    assert duration_text(None) == "\N{EN DASH}"


@given(st.integers(1, 99 * 86_400))
def test_a_duration_in_words_is_never_off_by_more_than_half_of_its_smaller_unit(seconds: int) -> None:
    sizes = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
    words = duration_text(timedelta(seconds=seconds)).split()
    told = sum(int(number) * sizes[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    allowed = 1_800 if seconds >= 86_370 else 30 if seconds >= 3_600 else 0
    assert abs(told - seconds) <= allowed


def test_a_table_has_a_row_for_each_group_and_one_for_all() -> None:
    table = table_of(
        report_on(
            [
                incident(severity="SEV-1", detect=120, respond=10, repair=3_600, resolve=8_040),
                incident(severity="SEV-2", respond=20),
            ]
        )
    )
    assert table.columns == (
        "Severity",
        "Incidents",
        "Unresolved",
        "Time to detect, median",
        "Time to detect, p90",
        "Time to detect, known",
        "Time to internal response, median",
        "Time to internal response, p90",
        "Time to internal response, known",
        "Time to repair, median",
        "Time to repair, p90",
        "Time to repair, known",
        "Time to resolve, median",
        "Time to resolve, p90",
        "Time to resolve, known",
    )
    none, hours = "\N{EN DASH}", "2 h 14 min"
    assert table.rows == (
        ("SEV-1", "1", "0", "2 min", "2 min", "1", "10 s", "10 s", "1", "1 h", "1 h", "1", hours, hours, "1"),
        ("SEV-2", "1", "1", none, none, "0", "20 s", "20 s", "1", none, none, "0", none, none, "0"),
        ("all incidents", "2", "1", "2 min", "2 min", "1", "15 s", "19 s", "2", "1 h", "1 h", "1", hours, hours, "1"),
    )


def test_the_notes_tell_what_is_left_out() -> None:
    table = table_of(report_on([*(incident(detect=1, repair=1, resolve=1) for _ in range(1_200)), incident()]))
    assert table.notes == (
        "Time to detect leaves out 1 of 1,201 incidents: no customer impact, not known when it began, or 0.",
        "Time to repair leaves out 1 of 1,201 incidents: no customer impact, it has not ended, or 0.",
        "Time to resolve leaves out 1 of 1,201 incidents: not resolved, or 0.",
    )
    assert table.rows[-1][:3] == ("all incidents", "1,201", "1")


def test_nothing_is_noted_when_nothing_is_left_out() -> None:
    assert table_of(report_on([incident(detect=1, repair=1, resolve=1)])).notes == ()


def test_an_incident_that_was_created_as_resolved_is_told_apart_from_unresolved_ones() -> None:
    born_resolved = incident(detect=1, repair=1)
    assert born_resolved.attributes is not None
    born_resolved.attributes.state = "resolved"
    assert table_of(report_on([born_resolved])).notes == (
        "Time to resolve leaves out 1 of 1 incident: not resolved, not known when, or 0.",
    )


def test_it_is_noted_when_incidents_count_in_several_groups() -> None:
    incidents = [incident(detect=1, repair=1, resolve=1, services=["auth", "checkout"])]
    assert table_of(report_on(incidents, by="service")).notes == (
        "An incident with several services counts in each of them, and once in all.",
    )
    assert table_of(report_on(incidents, by="team")).notes == ()


@pytest.mark.parametrize(
    ("since", "until", "note"),
    [
        (AUGUST, None, "Only incidents created from 2026-08-01 00:00 UTC on."),
        (None, SEPTEMBER, "Only incidents created before 2026-09-01 00:30 UTC."),
        (AUGUST, SEPTEMBER, "Only incidents created from 2026-08-01 00:00 UTC until 2026-09-01 00:30 UTC."),
    ],
)
def test_the_period_is_noted_in_utc(since: datetime | None, until: datetime | None, note: str) -> None:
    assert table_of(report_on([], since=since, until=until)).notes == (note,)


def test_a_table_without_incidents_has_only_the_row_for_all() -> None:
    assert [row[:4] for row in table_of(report_on([])).rows] == [("all incidents", "0", "0", "\N{EN DASH}")]


def test_a_table_is_of_lines_that_a_terminal_does_not_obey() -> None:
    report = report_on([incident(teams=["a\x1b[2J\nb"])], by="team", query="title:\u202e\x07\n")
    table = table_of(report)
    assert [row[0] for row in table.rows] == [r"a\x1b[2J b", "all incidents"]
    assert table.notes[0] == "Only incidents that this query finds: title:\\u202e\\x07 "
    assert report.groups[0].name == "a\x1b[2J\nb"


def in_summer(month: int, **more: Any) -> IncidentResponseData:
    return incident(created=datetime(2026, month, 15, tzinfo=UTC), **more)


def test_groups_within_groups_are_set_in_below_these() -> None:
    incidents = [in_summer(6, teams=["a"]), in_summer(8, teams=["a"]), in_summer(8, teams=["b\nc"])]
    table = table_of(report_on(incidents, by=("team", "month")))
    assert table.columns[0] == "Team and month"
    months = ("  2026-06", "  2026-07", "  2026-08")
    assert [row[0] for row in table.rows] == ["a", *months, "b c", *months, "all incidents"]
    assert [row[1] for row in table.rows] == ["2", "1", "0", "1", "1", "0", "0", "1", "3"]


def test_it_is_noted_when_incidents_count_in_several_groups_within_one() -> None:
    incidents = [incident(detect=1, repair=1, resolve=1, services=["auth", "checkout"])]
    assert table_of(report_on(incidents, by=("severity", "service"))).notes == (
        "An incident with several services counts in each of them, and once in all.",
    )


def test_the_period_before_is_beside_each_figure() -> None:
    incidents = [
        in_summer(8, teams=["a"], resolve=60),
        in_summer(7, teams=["a"], resolve=120),
        in_summer(7, teams=["gone"], resolve=180),
        in_summer(8, teams=["new"]),
    ]
    table = table_of(report_on(incidents, by="team", since=AUGUST, until=AUGUST + timedelta(days=31), previous=True))
    none = "\N{EN DASH}"
    assert [(row[0], row[1], row[12], row[14]) for row in table.rows] == [
        ("a", "1 (was 1)", "1 min (was 2 min)", "1 (was 1)"),
        ("new", "1 (was 0)", f"{none} (was {none})", "0 (was 0)"),
        ("gone", "0 (was 1)", f"{none} (was 3 min)", "0 (was 1)"),
        ("all incidents", "2 (was 2)", "1 min (was 2 min 30 s)", "1 (was 2)"),
    ]
    assert table.notes[1] == (
        "In brackets, after “was”: incidents created from 2026-07-01 00:00 UTC until 2026-08-01 00:00 UTC, the period "
        "before."
    )


def test_months_are_not_compared_with_months_of_the_same_name() -> None:
    middle = AUGUST + timedelta(days=15)
    incidents = [incident(created=middle + timedelta(days=day), teams=["a"]) for day in (-1, 1)]
    period: dict[str, Any] = {"since": middle, "until": middle + timedelta(days=10), "previous": True}
    by_team, by_month = report_on(incidents, by=("team", "month"), **period), report_on(incidents, by="month", **period)
    assert [row[:2] for row in table_of(by_team).rows] == [
        ("a", "1 (was 1)"),
        ("  2026-08", "1"),
        ("all incidents", "1 (was 1)"),
    ]
    assert [row[:2] for row in table_of(by_month).rows] == [("2026-08", "1"), ("all incidents", "1 (was 1)")]
