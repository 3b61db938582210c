"""Searches from options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.spoken_moments import moment
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import gathered
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from datadog_incidents.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What incidents are wanted, as it was typed: of each kind, what they have one of."""

    since: str | None
    until: str | None
    states: Sequence[str]
    severities: Sequence[str]
    commanders: Sequence[str]
    teams: Sequence[str]
    services: Sequence[str]
    fields: Sequence[str]

    def query(self, text: str | None = None) -> Query | None:
        """The query that says all of this at once; None when there is nothing to say. `90d` counts from now on.

        Args:
            text: a query in the words of the service, which has to hold as well.

        Raises:
            InvalidArgumentError: one of them is wrong.
        """
        since, until = period(self.since, self.until)
        return query_from(
            text,
            since=since,
            until=until,
            states=self.states,
            severities=self.severities,
            commanders=self.commanders,
            fields=(*self.fields, *_in_field("teams", self.teams), *_in_field("services", self.services)),
        )


def _in_field(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}={value}" for value in values]


filter_options: Final = gathered(
    Filters,
    "filters",
    (
        options.since,
        options.until,
        options.states,
        options.severities,
        options.commanders,
        options.teams,
        options.services,
        options.searched_fields,
    ),
)
"""Gives a command these options; its parameter `filters` gets all of them, as `Filters`."""


def query_from(
    text: str | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    states: Sequence[str] = (),
    severities: Sequence[str] = (),
    commanders: Sequence[str] = (),
    fields: Sequence[str] = (),
) -> Query | None:
    """The query that says all of this at once; None when there is nothing to say.

    Args:
        text: a query in the words of the service.
        since: the first moment of creation that counts.
        until: the first that no longer does.
        states: states, of which it has one.
        severities: severities, of which it has one.
        commanders: users, one of whom leads it.
        fields: `NAME=VALUE`, of which it has one for each name.

    Raises:
        InvalidArgumentError: one of them is wrong.
    """
    from datadog_incidents import query

    parts: list[Query] = [
        *([query.raw(text)] if text is not None else ()),
        *([query.state(*states)] if states else ()),
        *([query.severity(*severities)] if severities else ()),
        *([query.commander(*commanders)] if commanders else ()),
        *(query.field(name, *values) for name, values in assignments("--field", fields).items()),
        *([query.created(since, until)] if since or until else ()),
    ]
    return reduce(query.Query.__and__, parts) if parts else None


def period(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The moments that `--since` and `--until` mean.

    Raises:
        InvalidArgumentError: one of them is no moment, or nothing is between them.
    """
    now = datetime.now(UTC)
    after, before = _bound("--since", since, now), _bound("--until", until, now)
    if after and before and after >= before:
        raise InvalidArgumentError(f"--since: {since!r} is not before --until {until!r}")
    return after, before


def _bound(option: str, text: str | None, now: datetime) -> datetime | None:
    return None if text is None else moment(option, text, now)


def assignments(option: str, given: Sequence[str]) -> dict[str, list[str]]:
    """The values of each name in a list of `NAME=VALUE`.

    Raises:
        InvalidArgumentError: there is no name or no equals sign.
    """
    values: dict[str, list[str]] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise InvalidArgumentError(f"{option}: expected NAME=VALUE, got {each!r}")
        values.setdefault(name.strip(), []).append(value)
    return values
