"""The figures, compared with sums done by hand."""

from __future__ import annotations

import json
import statistics
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents import InvalidArgumentError
from datadog_incidents.models import IncidentResponseAttributes, IncidentResponseData
from datadog_incidents.report import Durations, Group, GroupedBy, Report, SlowIncident, report_on

from .incidents import CREATED, ID, incident

GROUPINGS: tuple[GroupedBy, ...] = get_args(GroupedBy)
TWO = "by: expected one grouping, or two that differ, got"
PERIOD = "previous: give since and until; the period before is as long as that between them"
NAIVE = datetime(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def durations_of(group: Group) -> list[Durations]:
    return [group.time_to_detect, group.time_to_internal_response, group.time_to_repair, group.time_to_resolve]


def names(report: Report) -> list[str]:
    return [group.name for group in report.groups]


def created(*months: tuple[int, int]) -> list[IncidentResponseData]:
    return [incident(created=datetime(year, month, 1, tzinfo=UTC)) for year, month in months]


# ------------------------------------------------------------------------------------------------------- durations


def test_median_p90_and_mean_of_an_even_number_of_incidents() -> None:
    report = report_on(incident(resolve=took) for took in (400, 100, 300, 200))
    # In order 100, 200, 300, 400. The median lies between the second and the third; nine tenths of the way from the
    # first to the last is 2.7 steps, which is 0.7 of the way from the third to the fourth.
    assert report.overall.time_to_resolve == Durations(
        count=4, left_out=0, median=seconds(250), p90=seconds(370), mean=seconds(250)
    )


def test_median_p90_and_mean_of_an_odd_number_of_incidents() -> None:
    report = report_on(incident(resolve=took) for took in (60, 10, 20, 50, 1000))
    # In order 10, 20, 50, 60, 1000: 3.6 steps are 0.6 of the way from 60 to 1000.
    assert report.overall.time_to_resolve == Durations(
        count=5, left_out=0, median=seconds(50), p90=seconds(624), mean=seconds(228)
    )


def test_a_percentile_that_meets_an_incident_is_what_that_one_took() -> None:
    report = report_on(incident(resolve=took) for took in range(10, 120, 10))
    assert report.overall.time_to_resolve.median == seconds(60)
    assert report.overall.time_to_resolve.p90 == seconds(100)


def test_every_figure_of_a_single_incident_is_what_it_took() -> None:
    overall = report_on([incident(detect=60, respond=5, repair=600, resolve=900)]).overall
    for durations, took in zip(durations_of(overall), (60, 5, 600, 900), strict=True):
        assert durations == Durations(count=1, left_out=0, median=seconds(took), p90=seconds(took), mean=seconds(took))


def test_what_has_not_happened_is_left_out_and_not_averaged_as_zero() -> None:
    report = report_on([incident(resolve=100), incident(resolve=300), incident(), incident(), incident()])
    assert report.overall.unresolved == 3
    assert report.overall.time_to_resolve == Durations(
        count=2, left_out=3, median=seconds(200), p90=seconds(280), mean=seconds(200)
    )


def test_without_customer_impact_nothing_was_detected_or_repaired() -> None:
    overall = report_on([incident(resolve=60), incident(detect=30, resolve=60)]).overall
    assert (overall.time_to_detect.count, overall.time_to_detect.left_out) == (1, 1)
    assert overall.time_to_detect.mean == seconds(30)
    assert overall.time_to_repair == Durations(count=0, left_out=2, median=None, p90=None, mean=None)


def test_a_zero_was_not_measured() -> None:
    overall = report_on([incident(detect=0), incident(detect=100)]).overall
    assert overall.time_to_detect == Durations(
        count=1, left_out=1, median=seconds(100), p90=seconds(100), mean=seconds(100)
    )


def test_an_incident_without_attributes_is_counted_and_unknown() -> None:
    report = report_on([IncidentResponseData(id="a")])
    assert (report.overall.count, report.overall.unresolved) == (1, 1)
    assert [durations.left_out for durations in durations_of(report.overall)] == [1, 1, 1, 1]
    assert names(report) == ["UNKNOWN"]
    assert names(report_on([IncidentResponseData(id="a")], by="month")) == ["(no month)"]


def test_absurdly_long_durations_add_up() -> None:
    millennia = seconds(80_000_000_000_000)
    overall = report_on(incident_that_took(millennia) for _ in range(3)).overall
    assert overall.time_to_resolve.median == overall.time_to_resolve.p90 == overall.time_to_resolve.mean == millennia


def incident_that_took(duration: timedelta) -> IncidentResponseData:
    attributes = IncidentResponseAttributes(
        title="Forgotten", created=CREATED, resolved=CREATED, time_to_resolve=int(duration.total_seconds())
    )
    return IncidentResponseData(id="a", attributes=attributes)


# ----------------------------------------------------------------------------------------------------------- groups


def test_severities_come_from_the_worst_to_the_unknown() -> None:
    severities = ("UNKNOWN", "SEV-5", "SEV-0", "SEV-2", None, "WEIRD", "SEV-2")
    report = report_on(incident(severity=severity) for severity in severities)
    assert [(group.name, group.count) for group in report.groups] == [
        ("SEV-0", 1),
        ("SEV-2", 2),
        ("SEV-5", 1),
        ("WEIRD", 1),
        ("UNKNOWN", 2),
    ]


def test_months_are_those_of_utc_and_empty_ones_are_shown() -> None:
    new_years_eve_in_new_york = datetime(2025, 12, 31, 20, tzinfo=timezone(timedelta(hours=-5)))
    report = report_on([*created((2026, 3), (2025, 11)), incident(created=new_years_eve_in_new_york)], by="month")
    assert [(group.name, group.count) for group in report.groups] == [
        ("2025-11", 1),
        ("2025-12", 0),
        ("2026-01", 1),
        ("2026-02", 0),
        ("2026-03", 1),
    ]
    assert report.groups[1].time_to_resolve == Durations(count=0, left_out=0, median=None, p90=None, mean=None)


LABELLED: list[list[str] | None] = [["b"], ["c", "b"], None, ["a", "a"], ["c", "b"], [], [""]]


@pytest.mark.parametrize(
    ("by", "incidents"),
    [
        ("team", [incident(teams=labels) for labels in LABELLED]),
        ("service", [incident(services=labels) for labels in LABELLED]),
    ],
)
def test_an_incident_of_several_counts_in_each_and_once_overall(
    by: GroupedBy, incidents: list[IncidentResponseData]
) -> None:
    report = report_on(incidents, by=by)
    assert [(group.name, group.count) for group in report.groups] == [("b", 3), ("c", 2), ("a", 1), (f"(no {by})", 3)]
    assert report.overall.count == 7


def test_a_team_that_is_called_like_the_group_of_those_without_one_stays_apart() -> None:
    report = report_on([incident(teams=["(no team)"]), incident()], by="team")
    assert [(group.name, group.count) for group in report.groups] == [("(no team)", 1), ("(no team)", 1)]


def test_the_figures_of_a_group_are_those_of_its_incidents() -> None:
    incidents = [incident(severity="SEV-1", resolve=10), incident(severity="SEV-1"), incident(resolve=50)]
    worse, better = report_on(incidents).groups
    assert (worse.unresolved, worse.time_to_resolve.left_out, worse.time_to_resolve.median) == (1, 1, seconds(10))
    assert (better.unresolved, better.time_to_resolve.left_out, better.time_to_resolve.median) == (0, 0, seconds(50))


def test_no_incidents_make_a_report_without_groups() -> None:
    for by in GROUPINGS:
        report = report_on([], by=by)
        assert report.groups == ()
        assert report.overall.count == 0
        assert report.overall.time_to_resolve.median is None


# ----------------------------------------------------------------------------------------------------- the period


def test_since_is_inclusive_and_until_exclusive() -> None:
    report = report_on(
        created((2026, 1), (2026, 2), (2026, 3), (2026, 4)),
        by="month",
        since=datetime(2026, 2, 1, tzinfo=UTC),
        until=datetime(2026, 4, 1, tzinfo=UTC),
    )
    assert names(report) == ["2026-02", "2026-03"]
    assert (report.since, report.until) == (datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))


def test_an_incident_of_unknown_creation_is_not_lost_to_a_period() -> None:
    assert report_on([IncidentResponseData(id="a")], since=CREATED).overall.count == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "teams"}, "by: there is no grouping 'teams'; did you mean 'team'?"),
        ({"by": "colour"}, "by: there is no grouping 'colour'; known are month, service, severity, team"),
        ({"by": ("team", "month", "service")}, f"{TWO} ('team', 'month', 'service')"),
        ({"by": ["team", "team"]}, f"{TWO} ['team', 'team']"),
        ({"by": ()}, f"{TWO} ()"),
        ({"by": ("team", "colour")}, "by: there is no grouping 'colour'; known are month, service, severity, team"),
        ({"previous": True, "since": NOON}, PERIOD),
        ({"previous": True, "until": NOON}, PERIOD),
        (
            {"previous": True, "since": datetime(2, 1, 1, tzinfo=UTC), "until": NOON},
            "previous: there is no time so long before 0002-01-01 00:00:00+00:00",
        ),
        ({"by": None}, "by: there is no grouping None; known are month, service, severity, team"),
        ({"since": "90d"}, "since: expected a datetime with a time zone, got '90d'"),
        ({"since": NAIVE}, "since: expected a datetime with a time zone, got datetime.datetime(2026, 1, 1, 0, 0)"),
        ({"until": NAIVE}, "until: expected a datetime with a time zone, got datetime.datetime(2026, 1, 1, 0, 0)"),
        ({"since": NOON, "until": NOON}, f"since: {NOON} is not before {NOON}; since has to be earlier than until"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_before_anything_is_read(
    arguments: dict[str, Any], message: str
) -> None:
    def unread() -> Iterator[IncidentResponseData]:
        raise AssertionError("the incidents were read")
        yield

    with pytest.raises(InvalidArgumentError) as raised:
        report_on(unread(), **arguments)
    assert str(raised.value) == message


# ----------------------------------------------------------------------------------------------------- the whole


def test_incidents_are_not_kept() -> None:
    class Watched(IncidentResponseData):
        __slots__ = ("__weakref__",)

    watched: list[weakref.ref[Watched]] = []

    def stream() -> Iterator[IncidentResponseData]:
        for _ in range(10):
            passing = Watched(id="a")
            watched.append(weakref.ref(passing))
            yield passing
            del passing
            assert sum(each() is not None for each in watched) <= 1

    assert report_on(stream()).overall.count == 10


def test_as_json_durations_are_seconds() -> None:
    since = datetime(2026, 8, 1, tzinfo=UTC)
    document = report_on([incident(resolve=90), incident(resolve=135), incident()], since=since).to_dict()
    assert json.loads(json.dumps(document)) == document
    nothing = {"count": 0, "left_out": 3, "median": None, "p90": None, "mean": None}
    figures: dict[str, object] = {
        "groups": [],
        "count": 3,
        "unresolved": 1,
        "time_to_detect": nothing,
        "time_to_internal_response": {"count": 3, "left_out": 0, "median": 1.0, "p90": 1.0, "mean": 1.0},
        "time_to_repair": nothing,
        "time_to_resolve": {"count": 2, "left_out": 1, "median": 112.5, "p90": 130.5, "mean": 112.5},
    }
    assert document == {
        "by": "severity",
        "then_by": None,
        "since": "2026-08-01T00:00:00+00:00",
        "until": None,
        "query": None,
        "overall": {"name": "all incidents", **figures},
        "groups": [{"name": "SEV-2", **figures}],
        "slowest": [
            {"reference": ID, "public_id": None, "title": "Checkout is slow", "time_to_resolve": took}
            for took in (135.0, 90.0)
        ],
        "previous": None,
    }


# ---------------------------------------------------------------------------------- two groupings, and two periods


JULY, AUGUST, SEPTEMBER = (datetime(2026, month, 1, tzinfo=UTC) for month in (7, 8, 9))


def within(report: Report) -> dict[str, dict[str, int]]:
    return {group.name: {inner.name: inner.count for inner in group.groups} for group in report.groups}


def test_of_two_groupings_the_second_is_within_the_first() -> None:
    report = report_on(
        [
            incident(severity="SEV-1", teams=["a"], resolve=10),
            incident(severity="SEV-1", teams=["a"], resolve=20),
            incident(severity="SEV-3", teams=["a", "b"], resolve=30),
            incident(severity="SEV-3"),
        ],
        by=("team", "severity"),
    )
    assert (report.by, report.then_by, report.overall.groups) == ("team", "severity", ())
    assert within(report) == {"a": {"SEV-1": 2, "SEV-3": 1}, "b": {"SEV-3": 1}, "(no team)": {"SEV-3": 1}}
    assert report.groups[0].groups[0].time_to_resolve.median == seconds(15)
    by_list = report_on([incident(teams=["a"])], by=["severity", "team"])
    assert within(by_list) == {"SEV-2": {"a": 1}}


def test_each_group_has_the_same_months_within() -> None:
    times = {"a": JULY, "b": datetime(2026, 9, 30, tzinfo=UTC)}
    report = report_on(
        (incident(created=created, teams=[team]) for team, created in times.items()), by=("team", "month")
    )
    assert within(report) == {
        "a": {"2026-07": 1, "2026-08": 0, "2026-09": 0},
        "b": {"2026-07": 0, "2026-08": 0, "2026-09": 1},
    }


def test_one_grouping_alone_has_nothing_within() -> None:
    assert report_on([incident(teams=["a"])], by=("team",)) == report_on([incident(teams=["a"])], by="team")
    assert report_on([incident()]).then_by is None


def test_the_period_before_is_as_long_and_a_report_of_its_own() -> None:
    moments = (JULY - seconds(1), JULY, AUGUST - seconds(1), AUGUST, AUGUST + seconds(5), AUGUST + timedelta(days=31))
    incidents = [incident(created=created, severity="SEV-1", resolve=60) for created in moments]
    report = report_on(incidents, since=AUGUST, until=AUGUST + timedelta(days=31), query="x", previous=True)
    assert report.overall.count == 2
    before = report.previous
    assert before is not None
    assert (before.since, before.until, before.query, before.previous) == (JULY, AUGUST, "x", None)
    assert (before.overall.count, names(before)) == (2, ["SEV-1"])
    alone = report_on(incidents, since=AUGUST, until=AUGUST + timedelta(days=31), query="x")
    assert alone.previous is None
    assert alone.overall == report.overall


def test_a_group_of_one_period_is_an_empty_one_in_the_other() -> None:
    report = report_on(
        [
            incident(created=AUGUST, teams=["new"], severity="SEV-1"),
            incident(created=JULY, teams=["gone"], severity="SEV-2"),
        ],
        by=("team", "severity"),
        since=AUGUST,
        until=AUGUST + timedelta(days=31),
        previous=True,
    )
    assert within(report) == {"new": {"SEV-1": 1}, "gone": {"SEV-2": 0}}
    assert report.previous is not None
    assert within(report.previous) == {"gone": {"SEV-2": 1}, "new": {"SEV-1": 0}}


def test_the_slowest_are_named_and_no_more_than_ten() -> None:
    took = [*range(1, 250)]
    report = report_on(incident(resolve=each) for each in took)
    assert [slow.time_to_resolve for slow in report.slowest] == [seconds(each) for each in range(249, 239, -1)]
    numbered = incident(resolve=5)
    assert numbered.attributes is not None
    numbered.attributes.public_id = 42
    assert report_on([numbered, incident()]).slowest == (SlowIncident("IR-42", 42, "Checkout is slow", seconds(5)),)


TOOK = st.none() | st.integers(1, 10_000_000)
LABELS = st.none() | st.lists(st.sampled_from(["payments", "identity", "platform"]), max_size=3)
INCIDENTS = st.lists(
    st.builds(
        incident,
        created=st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),
        severity=st.none() | st.sampled_from(["SEV-0", "SEV-1", "SEV-5", "UNKNOWN", "SEV-9"]),
        teams=LABELS,
        services=LABELS,
        detect=TOOK,
        respond=st.integers(1, 1_000),
        repair=TOOK,
        resolve=TOOK,
    ),
    max_size=12,
)


@given(INCIDENTS, st.sampled_from(GROUPINGS))
def test_counts_add_up(incidents: list[IncidentResponseData], by: GroupedBy) -> None:
    report = report_on(incidents, by=by)
    assert report.overall.count == len(incidents)
    for group in (report.overall, *report.groups):
        assert 0 <= group.unresolved <= group.count
        assert group.time_to_resolve.left_out == group.unresolved
        for durations in durations_of(group):
            assert durations.count + durations.left_out == group.count
            assert (durations.count == 0) == (durations.median is durations.p90 is durations.mean is None)
    total = sum(group.count for group in report.groups)
    assert total == len(incidents) if by in ("severity", "month") else total >= len(incidents)


@given(INCIDENTS, st.sampled_from(GROUPINGS), st.randoms(use_true_random=False))
def test_the_order_of_incidents_does_not_matter(
    incidents: list[IncidentResponseData], by: GroupedBy, random: Any
) -> None:
    report = report_on(incidents, by=by)
    random.shuffle(incidents)
    assert report_on(iter(incidents), by=by) == report


@given(st.lists(st.integers(1, 10_000_000), min_size=2, max_size=40))
def test_percentiles_are_those_of_the_statistics_module(took: list[int]) -> None:
    known = report_on(incident(resolve=each) for each in took).overall.time_to_resolve
    assert known.median is not None
    assert known.p90 is not None
    assert known.mean is not None
    tenths = statistics.quantiles(took, n=10, method="inclusive")
    assert known.median.total_seconds() == pytest.approx(statistics.median(took), abs=1e-5)
    assert known.p90.total_seconds() == pytest.approx(tenths[8], abs=1e-5)
    assert known.mean.total_seconds() == pytest.approx(statistics.fmean(took), abs=1e-5)
    assert seconds(min(took)) <= known.median <= known.p90 <= seconds(max(took))
