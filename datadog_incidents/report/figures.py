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


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """Incidents in figures, over all and by group."""

    by: GroupedBy
    """What the groups have in common."""
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
    by: GroupedBy = "severity",
    since: datetime | None = None,
    until: datetime | None = None,
    query: str | None = None,
) -> Report:
    """Count incidents and tell how long they took.

    What has not happened yet is left out of the figures rather than counted as 0, and how many incidents that are is
    told: an unresolved incident has no time to resolve. Each incident is read once and not kept.

    Args:
        incidents: the incidents, such as a pager of a search.
        by: what to group them by. A month is that of the creation, in UTC; months without incidents between the first
            and the last have an empty group.
        since: leave out incidents that were created before this moment; it needs a time zone.
        until: leave out incidents that were created at this moment or later; it needs a time zone.
        query: the query that found the incidents, for the report to tell; it leaves nothing out.

    Raises:
        InvalidArgumentError: there is no such grouping, or the two moments make no sense.
    """
    _check(by, since, until)
    overall, tallies = _Tally(), defaultdict[str | None, _Tally](_Tally)
    for incident in incidents:
        if not _is_within(incident.created, since, until):
            continue
        overall.add(incident)
        for key in _keys_of(incident, by):
            tallies[key].add(incident)
    groups = tuple(tallies[key].group(f"(no {by})" if key is None else key) for key in _in_order(tallies, by))
    return Report(
        by=by,
        since=since,
        until=until,
        query=None if query is None else str(query),
        overall=overall.group("all incidents"),
        groups=groups,
    )


def _check(by: object, since: object, until: object) -> None:
    if by not in get_args(GroupedBy):
        raise InvalidArgumentError(f"by: there is no grouping {by!r}; {hint(str(by), get_args(GroupedBy))}")
    since, until = checked_moment("since", since), checked_moment("until", until)
    if since is not None and until is not None and since >= until:
        raise InvalidArgumentError(f"since: {since} is not before {until}; since has to be earlier than until")


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


def _in_order(tallies: Mapping[str | None, _Tally], by: GroupedBy) -> list[str | None]:
    """The keys of the groups in the order of the report, and the months between them."""
    named = sorted(key for key in tallies if key is not None)
    match by:
        case "severity":
            named.sort(key="UNKNOWN".__eq__)  # its place by name, after SEV-5, is not its place by name after others
        case "month":
            named = list(_months(named[0], named[-1])) if named else []
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

    __slots__ = ("count", "known", "unresolved")

    def __init__(self) -> None:
        self.count = 0
        self.unresolved = 0
        self.known: dict[str, list[timedelta]] = {name: [] for name in DURATIONS}

    def add(self, incident: IncidentResponseData) -> None:
        self.count += 1
        self.unresolved += not incident.is_resolved
        for name, known in self.known.items():
            if duration := getattr(incident, name):  # a timedelta of 0 is false, too
                known.append(duration)

    def group(self, name: str) -> Group:
        durations = {name: _durations(known, self.count) for name, known in self.known.items()}
        return Group(name=name, count=self.count, unresolved=self.unresolved, **durations)


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
