"""The figures of a report: pure functions from incidents to numbers, without input, output or a clock."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from datadog_incidents._core.narrowing import is_collection
from datadog_incidents._core.settings.suggestion import hint
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datadog_incidents.models import IncidentResponseData

GroupedBy: TypeAlias = Literal["severity", "team", "service", "month"]
"""What incidents can be grouped by."""

DURATIONS = ("time_to_detect", "time_to_internal_response", "time_to_repair", "time_to_resolve")
"""The durations of an incident that a report tells, in the order in which they matter while it lasts."""

_FIELDS = {"team": "teams", "service": "services"}
"""The field that holds the groups of an incident, where a field does."""

_SLOWEST = 10
"""How many of the slowest incidents a report names."""

_MICROSECOND = timedelta(microseconds=1)


@dataclasses.dataclass(frozen=True, slots=True)
class Durations:
    """How long something took, over the incidents for which it is known and not 0."""

    count: int
    """The number of incidents for which it is known."""
    left_out: int
    """The number of incidents that no figure has: it has not happened, does not apply, or is 0, so was not measured."""
    median: timedelta | None
    """Half of the incidents took no longer; None when `count` is 0, as for the others."""
    p90: timedelta | None
    """Nine in ten incidents took no longer.

    Between two incidents it is interpolated linearly, as by `statistics.quantiles(…, n=10, method="inclusive")`, so it
    is never beyond the longest; of a single incident it is what that one took.
    """
    mean: timedelta | None
    """The average. A single incident that took long moves it far: prefer the median."""


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """The incidents that have something in common, in figures."""

    name: str
    """What they have in common: a severity, team or service, a month such as `2026-08`, or for instance `(no team)`."""
    count: int
    """The number of incidents."""
    unresolved: int
    """How many of them are not resolved."""
    time_to_detect: Durations
    """From the start of customer impact to its detection."""
    time_to_internal_response: Durations
    """From the detection of the incident to its creation."""
    time_to_repair: Durations
    """From the detection to the end of customer impact."""
    time_to_resolve: Durations
    """From the creation of the incident to its resolution."""
    groups: tuple[Group, ...] = ()
    """The groups within it, in order; empty unless the report is by two things."""

    def to_dict(self) -> dict[str, Any]:
        """The group as a JSON object: durations as numbers of seconds."""
        return dataclasses.asdict(self, dict_factory=_json_object)


@dataclasses.dataclass(frozen=True, slots=True)
class SlowIncident:
    """One of the incidents that took longest."""

    reference: str
    """What people call it: `IR-42`, or its UUID if it has no number."""
    public_id: int | None
    """Its number in the organization: the 42 of `IR-42`."""
    title: str | None
    """What happened, as somebody wrote it."""
    time_to_resolve: timedelta
    """From its creation to its resolution."""


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """Incidents in figures, over all and by group."""

    by: GroupedBy
    """What the groups have in common."""
    then_by: GroupedBy | None = dataclasses.field(default=None, kw_only=True)
    """What the groups within each group have in common; None without such."""
    since: datetime | None
    """The first moment of creation that counts; None without such a limit."""
    until: datetime | None
    """The first moment of creation that no longer counts; None without such a limit."""
    query: str | None = dataclasses.field(default=None, kw_only=True)
    """The query that found the incidents; None without one, or where nobody said."""
    overall: Group
    """All incidents, each once."""
    groups: tuple[Group, ...]
    """The groups in order: severities from the worst, months from the first, teams and services from the most hit.

    An incident with several teams or services is in several groups. One with none is in the last, such as `(no team)`.
    """
    slowest: tuple[SlowIncident, ...] = dataclasses.field(default=(), kw_only=True)
    """The ten incidents that took longest from creation to resolution, the slowest first."""
    previous: Report | None = dataclasses.field(default=None, kw_only=True)
    """The report on the period before, which is as long and ends where this one begins; None unless asked for."""

    def to_dict(self) -> dict[str, Any]:
        """The report as a JSON object: durations as numbers of seconds, `since` and `until` as ISO 8601."""
        return dataclasses.asdict(self, dict_factory=_json_object)


def _json_object(items: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _json_value(value) for name, value in items}


def _json_value(value: object) -> object:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if is_collection(value) else value


def report_on(
    incidents: Iterable[IncidentResponseData],
    *,
    by: GroupedBy | Sequence[GroupedBy] = "severity",
    since: datetime | None = None,
    until: datetime | None = None,
    query: str | None = None,
    previous: bool = False,
) -> Report:
    """Count incidents and tell how long they took.

    What has not happened yet is left out of the figures rather than counted as 0, and how many incidents that are is
    told: an unresolved incident has no time to resolve. Each incident is read once and not kept.

    Args:
        incidents: the incidents, such as a pager of a search.
        by: what to group them by; of two, such as `("team", "month")`, the second groups within each group. A month is
            that of the creation, in UTC; months without incidents between the first and the last have an empty group.
        since: leave out incidents that were created before this moment; it needs a time zone.
        until: leave out incidents that were created at this moment or later; it needs a time zone.
        query: the query that found the incidents, for the report to tell; it leaves nothing out.
        previous: whether to report on the period before as well, which is as long and ends at `since`. Then `since` and
            `until` are needed, and the incidents have to be those of both periods, from `start_of_previous` on.

    Raises:
        InvalidArgumentError: there is no such grouping, or the moments make no sense.
    """
    dimensions = _dimensions(by)
    _check(since, until)
    before = start_of_previous(since, until) if previous else None
    now, earlier, slowest = _Tally(), _Tally(), _Slowest()
    for incident in incidents:
        if _is_within(incident.created, since, until):
            now.add(incident, dimensions)
            slowest.add(incident)
        elif before is not None and _is_within(incident.created, before, since):
            earlier.add(incident, dimensions)
    _share_groups(now, earlier, dimensions)
    return dataclasses.replace(
        now.report(dimensions, since, until, query),
        slowest=slowest.in_order(),
        previous=None if before is None else earlier.report(dimensions, before, since, query),
    )


def _dimensions(by: object) -> tuple[GroupedBy, ...]:
    """What to group by, as one or two things.

    Raises:
        InvalidArgumentError: it is neither, or there is no such grouping.
    """
    known = get_args(GroupedBy)
    dimensions: tuple[Any, ...] = tuple(by) if is_collection(by) else (by,)
    for each in dimensions:
        if each not in known:
            raise InvalidArgumentError(f"by: there is no grouping {each!r}; {hint(str(each), known)}")
    if len(dimensions) not in (1, 2) or len(set(dimensions)) < len(dimensions):
        raise InvalidArgumentError(f"by: expected one grouping, or two that differ, got {by!r}")
    return dimensions


def _check(since: object, until: object) -> None:
    since, until = checked_moment("since", since), checked_moment("until", until)
    if since is not None and until is not None and since >= until:
        raise InvalidArgumentError(f"since: {since} is not before {until}; since has to be earlier than until")


def start_of_previous(since: datetime | None, until: datetime | None) -> datetime:
    """When the period before another begins: it is as long, and ends where that one begins.

    Args:
        since: when the other period begins.
        until: when it ends.

    Raises:
        InvalidArgumentError: it has no such period before it.
    """
    if since is None or until is None:
        raise InvalidArgumentError("previous: give since and until; the period before is as long as that between them")
    try:
        return since - (until - since)
    except OverflowError:
        raise InvalidArgumentError(f"previous: there is no time so long before {since}") from None


def checked_moment(name: str, moment: object) -> datetime | None:
    """A moment that was given as an argument, or None.

    Args:
        name: the argument.
        moment: what was given.

    Raises:
        InvalidArgumentError: it is no datetime, or one without a time zone.
    """
    if moment is not None and (not isinstance(moment, datetime) or moment.utcoffset() is None):
        raise InvalidArgumentError(f"{name}: expected a datetime with a time zone, got {moment!r}")
    return moment


def _is_within(created: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    """Whether the moment of creation counts. One that is not known does: nothing speaks against it."""
    return created is None or ((since is None or since <= created) and (until is None or created < until))


def _keys_of(incident: IncidentResponseData, by: GroupedBy) -> set[str | None]:
    """The groups of an incident; None stands for the group of those that have none."""
    match by:
        case "severity":
            return {str(incident.severity or "UNKNOWN")}
        case "month":
            return {_month_of(incident.created) if incident.created else None}
        case _:
            return {name for name in incident.field_values(_FIELDS[by]) if name} or {None}


def _month_of(moment: datetime) -> str:
    in_utc = moment.astimezone(UTC)
    return f"{in_utc.year:04}-{in_utc.month:02}"


def _in_order(tallies: Mapping[str | None, _Tally], by: GroupedBy, months: Sequence[str]) -> list[str | None]:
    """The keys of the groups in the order of the report."""
    named = sorted(key for key in tallies if key is not None)
    match by:
        case "severity":
            named.sort(key="UNKNOWN".__eq__)  # its place by name, after SEV-5, is not its place by name after others
        case "month":
            named = list(months)
        case _:
            named.sort(key=lambda key: -tallies[key].count)
    return [*named, *(key for key in tallies if key is None)]


def _months(first: str, last: str) -> Iterator[str]:
    """Each month from one to another, such as `2026-08`, both included."""
    (year, month), (last_year, last_month) = (map(int, name.split("-")) for name in (first, last))
    for index in range(12 * year + month - 1, 12 * last_year + last_month):
        yield f"{index // 12:04}-{index % 12 + 1:02}"


class _Tally:
    """What is kept of the incidents of a group until all have been seen: numbers, not the incidents."""

    __slots__ = ("count", "known", "unresolved", "within")

    def __init__(self) -> None:
        self.count = 0
        self.unresolved = 0
        self.known: dict[str, list[timedelta]] = {name: [] for name in DURATIONS}
        self.within: defaultdict[str | None, _Tally] = defaultdict(_Tally)

    def add(self, incident: IncidentResponseData, dimensions: Sequence[GroupedBy]) -> None:
        """Count an incident, here and in the groups within."""
        self.count += 1
        self.unresolved += not incident.is_resolved
        for name, known in self.known.items():
            if duration := getattr(incident, name):  # a timedelta of 0 is false, too
                known.append(duration)
        for key in _keys_of(incident, dimensions[0]) if dimensions else ():
            self.within[key].add(incident, dimensions[1:])

    def group(self, name: str, dimensions: Sequence[GroupedBy], months: Sequence[str]) -> Group:
        """The figures, and those of the groups within."""
        durations = {name: _durations(known, self.count) for name, known in self.known.items()}
        groups = (
            self.within[key].group(f"(no {by})" if key is None else key, dimensions[1:], months)
            for by in dimensions[:1]
            for key in _in_order(self.within, by, months)
        )
        return Group(name=name, count=self.count, unresolved=self.unresolved, groups=tuple(groups), **durations)

    def keys(self, depth: int) -> set[str | None]:
        """The keys of the groups that are so deep within."""
        if not depth:
            return set(self.within)
        return {key for tally in self.within.values() for key in tally.keys(depth - 1)}

    def report(
        self, dimensions: Sequence[GroupedBy], since: datetime | None, until: datetime | None, query: str | None
    ) -> Report:
        """The report, if these are all incidents."""
        months: list[str] = []
        if "month" in dimensions:
            named = sorted(key for key in self.keys(dimensions.index("month")) if key is not None)
            months = list(_months(named[0], named[-1])) if named else []
        whole = self.group("all incidents", dimensions, months)
        return Report(
            by=dimensions[0],
            then_by=dimensions[1] if len(dimensions) > 1 else None,
            since=since,
            until=until,
            query=None if query is None else str(query),
            overall=dataclasses.replace(whole, groups=()),
            groups=whole.groups,
        )


class _Slowest:
    """The incidents that took longest, of those seen so far."""

    def __init__(self) -> None:
        self._kept: list[SlowIncident] = []

    def add(self, incident: IncidentResponseData) -> None:
        if took := incident.time_to_resolve:
            self._kept.append(SlowIncident(incident.reference, incident.public_id, incident.title, took))
        if len(self._kept) > 10 * _SLOWEST:
            self._kept[:] = self.in_order()

    def in_order(self) -> tuple[SlowIncident, ...]:
        return tuple(sorted(self._kept, key=lambda slow: (-slow.time_to_resolve, slow.reference))[:_SLOWEST])


def _share_groups(one: _Tally, other: _Tally, dimensions: Sequence[GroupedBy]) -> None:
    """Have the groups of each period in the other, too, if only as empty ones. Months are of one period alone."""
    if dimensions and dimensions[0] != "month":
        for key in {*one.within, *other.within}:
            _share_groups(one.within[key], other.within[key], dimensions[1:])


def _durations(known: Sequence[timedelta], incidents: int) -> Durations:
    if not known:
        return Durations(count=0, left_out=incidents, median=None, p90=None, mean=None)
    ordered = sorted(known)
    return Durations(
        count=len(ordered),
        left_out=incidents - len(ordered),
        median=_percentile(ordered, 50),
        p90=_percentile(ordered, 90),
        mean=_mean(ordered),
    )


def _percentile(ordered: Sequence[timedelta], percent: int) -> timedelta:
    """The percentile of ascending durations, interpolated linearly between the two nearest."""
    index, hundredths = divmod((len(ordered) - 1) * percent, 100)
    if not hundredths:
        return ordered[index]
    return ordered[index] + (ordered[index + 1] - ordered[index]) * (hundredths / 100)


def _mean(durations: Sequence[timedelta]) -> timedelta:
    # Summed as integers: a timedelta overflows after 2.7 million years, which a few absurd values reach together.
    return sum(duration // _MICROSECOND for duration in durations) // len(durations) * _MICROSECOND
