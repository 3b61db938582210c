"""Queries from the makers, as the search understands them: any tree of any texts means what it was meant to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.search.search_language import (
    And,
    Comparison,
    Match,
    Node,
    Not,
    Or,
    Pattern,
    facets_in,
    parse,
)
from datadog_incidents.emulator.search.searchable import DATE_FACETS, NUMBER_FACETS
from datadog_incidents.query import (
    Query,
    anything,
    commander,
    created,
    customer_impacted,
    facet,
    field,
    is_test,
    raw,
    severity,
    state,
    title,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
EPOCH = int(NOON.timestamp())

# --------------------------------------------------------------------------------------------- what the text stands for


@dataclass(frozen=True)
class Meant:
    """A query, and the tree that was meant by it."""

    query: Query
    node: Node
    is_joined: bool = False
    """Whether an operator joined it; several values of a facet are not."""


def one_or_several(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


def by_facet(name: str, values: list[str]) -> Meant:
    nodes: list[Node] = [Match(name.casefold(), Pattern((value,))) for value in dict.fromkeys(values)]
    return Meant(facet(name, *values), one_or_several(nodes))


def since(second: int) -> Meant:
    query = created(after=NOON + timedelta(seconds=second))
    return Meant(query, Match("created", Comparison(">=", str(EPOCH + second))))


def by_hand(text: str) -> Meant:
    return Meant(raw(text), parse(text))


def inverted(meant: Meant) -> Meant:
    node = meant.node.node if isinstance(meant.node, Not) else Not(meant.node)
    return Meant(~meant.query, node, meant.is_joined)


def both(left: Meant, right: Meant) -> Meant:
    return Meant(left.query & right.query, And(parts(left, And) + parts(right, And)), is_joined=True)


def either(left: Meant, right: Meant) -> Meant:
    return Meant(left.query | right.query, Or(parts(left, Or) + parts(right, Or)), is_joined=True)


def parts(meant: Meant, kind: type[And | Or]) -> tuple[Node, ...]:
    """What an operator takes a query as: of one that it joined before, each part."""
    node = meant.node
    return node.nodes if meant.is_joined and isinstance(node, And | Or) and isinstance(node, kind) else (node,)


def grown(inner: st.SearchStrategy[Meant]) -> st.SearchStrategy[Meant]:
    return st.one_of(st.builds(inverted, inner), st.builds(both, inner, inner), st.builds(either, inner, inner))


TEXTS = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8),
    st.text(st.sampled_from('ab-+*:"\\()[]{}<> \tANDORTO'), min_size=1, max_size=8),
).filter(lambda text: bool(text.strip()))
NOT_PLAIN = {*DATE_FACETS, *NUMBER_FACETS, "created_after", "created_before"}
NAMES = TEXTS.filter(lambda name: name.casefold() not in NOT_PLAIN)
MEANT = st.recursive(
    st.one_of(
        st.builds(by_facet, NAMES, st.lists(TEXTS, min_size=1, max_size=3)),
        st.builds(since, st.integers(-5, 5)),
    ),
    grown,
    max_leaves=8,
)


@given(MEANT)
def test_any_tree_of_any_texts_is_read_as_it_was_meant(meant: Meant) -> None:
    assert parse(meant.query) == meant.node


@pytest.mark.parametrize("text", ["a b", "a OR b", "-a", "state:(a OR b)", "a AND (b OR c)"])
def test_what_is_written_by_hand_stays_together(text: str) -> None:
    node, other = parse(text), Match("state", Pattern(("x",)))
    assert parse(raw(text) & state("x")) == And((node, other))
    assert parse(state("x") | raw(text)) == Or((other, node))
    assert parse(~raw(text)) == Not(node)


# --------------------------------------------------------------------------------------------------- what a query finds

ODD = (
    "web",
    "web-store",
    "a b",
    'say "x"',
    "back\\slash",
    "x*",
    "AND",
    "to",
    "-x",
    "a:b",
    "(x)",
    "größe",
    "tab\tnl\n",
    ">5",
)
TITLES = ("Disk full", 'The "beta" site', "Größe: 100%", "NOT found")
STATES = ("active", "stable", "resolved", "under review")
SEVERITIES = ("SEV-0", "SEV-2", "SEV-5", "UNKNOWN")


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        people = emulator.users
        for number, value in enumerate(ODD):
            emulator.seed_incident(
                title=TITLES[number % len(TITLES)],
                created=NOON + timedelta(seconds=number, microseconds=250_000 * (number % 4)),
                state=STATES[number % 3],
                severity=SEVERITIES[number % 4],
                customer_impacted=number % 5 == 0,
                customer_impact_scope="some",
                commander=people[number % 4]["id"] if number % 3 else None,
                is_test=number == 7,
                fields={"services": [value, ODD[number // 2]], "2nd: opinion": [value]},
            )
        yield emulator


@pytest.fixture(scope="module")
def api(emulator: Emulator) -> Iterator[IncidentsApi]:
    with ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
        yield IncidentsApi(api_client)


@dataclass(frozen=True)
class Sought:
    """A query, and whether it finds an incident, by its document."""

    query: Query
    finds: Callable[[Any], bool]


def has_field(name: str, values: list[str]) -> Sought:
    def finds(document: Any) -> bool:
        return not {*values}.isdisjoint(document["attributes"]["fields"][name]["value"])

    return Sought(field(name, *values), finds)


def has_title(text: str) -> Sought:
    words = re.compile(rf"(?<!\w){re.escape(text.casefold())}(?!\w)")
    return Sought(title(text), lambda document: bool(words.search(document["attributes"]["title"].casefold())))


def has_state(values: list[str]) -> Sought:
    return Sought(state(*values), lambda document: document["attributes"]["state"] in values)


def has_severity(values: list[str]) -> Sought:
    return Sought(severity(*values), lambda document: document["attributes"]["severity"] in values)


def has_impact(flag: bool) -> Sought:
    return Sought(customer_impacted(flag), lambda document: document["attributes"]["customer_impacted"] is flag)


def is_drill(flag: bool) -> Sought:
    return Sought(is_test(flag), lambda document: document["attributes"]["is_test"] is flag)


def has_commander(email: str) -> Sought:
    def finds(document: Any) -> bool:
        found = document["attributes"]["commander"]
        return found is not None and found["data"]["attributes"]["email"] == email

    return Sought(commander(email), finds)


def is_created(first: float, length: int) -> Sought:
    """The bounds count in whole seconds: a fraction at the beginning is cut off, one at the end is filled up."""
    after, before = NOON + timedelta(seconds=first), NOON + timedelta(seconds=first + length)
    low, high = floor(after.timestamp()), ceil(before.timestamp())

    def finds(document: Any) -> bool:
        return low <= datetime.fromisoformat(document["attributes"]["created"]).timestamp() < high

    return Sought(created(after, before), finds)


def not_sought(inner: Sought) -> Sought:
    return Sought(~inner.query, lambda document: not inner.finds(document))


def both_sought(left: Sought, right: Sought) -> Sought:
    return Sought(left.query & right.query, lambda document: left.finds(document) and right.finds(document))


def either_sought(left: Sought, right: Sought) -> Sought:
    return Sought(left.query | right.query, lambda document: left.finds(document) or right.finds(document))


def widened(inner: st.SearchStrategy[Sought]) -> st.SearchStrategy[Sought]:
    return st.one_of(
        st.builds(not_sought, inner), st.builds(both_sought, inner, inner), st.builds(either_sought, inner, inner)
    )


def some_of(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3)


SOUGHT = st.recursive(
    st.one_of(
        st.builds(has_field, st.sampled_from(["services", "2nd: opinion"]), some_of(ODD)),
        st.builds(has_title, st.sampled_from([*TITLES, "disk", '"beta"', "is", "not", "100%"])),
        st.builds(has_state, some_of(STATES)),
        st.builds(has_severity, some_of(SEVERITIES)),
        st.builds(has_impact, st.booleans()),
        st.builds(is_drill, st.booleans()),
        st.builds(has_commander, st.sampled_from(["ada.lindqvist@example.com", "nobody@example.com"])),
        st.builds(is_created, st.sampled_from([-1, 0, 0.5, 3, 3.25, 8]), st.integers(1, 9)),
    ),
    widened,
    max_leaves=6,
)


@settings(deadline=None)
@given(SOUGHT)
def test_a_query_finds_exactly_what_it_says(api: IncidentsApi, emulator: Emulator, sought: Sought) -> None:
    speaks_of_tests = "is_test" in facets_in(parse(sought.query))
    meant = [
        document["id"]
        for document in emulator.incidents
        if sought.finds(document) and (speaks_of_tests or not document["attributes"]["is_test"])
    ]
    found = api.search_incidents_with_pagination(sought.query, sort="created", page_size=5)
    assert [incident.id for incident in found] == meant


def test_anything_is_all_but_the_test_incidents(api: IncidentsApi, emulator: Emulator) -> None:
    assert api.search_incidents_with_pagination(anything()).total == len(ODD) - 1
    assert api.search_incidents_with_pagination(anything() | is_test()).total == len(ODD)
