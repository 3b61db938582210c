"""Queries as text: what the makers write, what they refuse, and what a query says of the time of creation."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datadog_incidents import InvalidArgumentError
from datadog_incidents.models import IncidentExpandedUser, IncidentResponseData, IncidentSeverity, IncidentUserData
from datadog_incidents.query import (
    Query,
    anything,
    commander,
    created,
    created_by,
    customer_impacted,
    facet,
    field,
    is_test,
    postmortem,
    raw,
    responder,
    severity,
    state,
    title,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
EPOCH = 1767268800
USER = {"type": "users", "id": "a-user", "attributes": {"handle": "ada", "email": "ada@example.com", "name": "Ada"}}
A, B, C = state("a"), state("b"), state("c")

WRITTEN: list[tuple[Query, str]] = [
    (state("active"), "state:active"),
    (state("active", "stable"), "state:(active OR stable)"),
    (state("active", "active"), "state:active"),
    (severity("SEV-1", IncidentSeverity.UNKNOWN), "severity:(SEV-1 OR UNKNOWN)"),
    (field("services", "web-store", "pay/v2"), "services:(web-store OR pay/v2)"),
    (facet("visibility", "private"), "visibility:private"),
    (commander("ada@example.com", UUID(int=1)), "commander:(ada@example.com OR 00000000-0000-0000-0000-000000000001)"),
    (created_by(IncidentUserData.from_dict(USER)), "created_by:ada"),
    (responder(IncidentExpandedUser.from_dict({"data": USER})), "responder:ada"),
    (responder(IncidentUserData.from_dict({**USER, "attributes": {"email": "a@b.c"}})), "responder:a@b.c"),
    (responder(IncidentUserData(id="a-user")), "responder:a-user"),
    (customer_impacted(), "customer_impacted:true"),
    (customer_impacted(False), "customer_impacted:false"),
    (postmortem(), "postmortem:Yes"),
    (postmortem(False), "postmortem:No"),
    (is_test(), "is_test:true"),
    (is_test(False), "is_test:false"),
    (title("checkout"), "title:checkout"),
    (title('the "beta" site'), r'title:"the \"beta\" site"'),
    (anything(), "severity:(SEV-0 OR SEV-1 OR SEV-2 OR SEV-3 OR SEV-4 OR SEV-5 OR UNKNOWN)"),
    (created(after=NOON), f"created_after:{EPOCH}"),
    (created(before=NOON), f"created_before:{EPOCH}"),
    (created(NOON, NOON + timedelta(days=1)), f"created_after:{EPOCH} AND created_before:{EPOCH + 86400}"),
    (created(after=NOON + timedelta(microseconds=1)), f"created_after:{EPOCH}"),
    (created(before=NOON + timedelta(microseconds=1)), f"created_before:{EPOCH + 1}"),
    (created(after=NOON.astimezone(timezone(timedelta(hours=5)))), f"created_after:{EPOCH}"),
    (created(after=datetime(1969, 1, 1, tzinfo=UTC)), "created_after:0"),
    # values that could be taken for syntax
    (state("AND"), 'state:"AND"'),
    (state("not"), 'state:"not"'),
    (state("ANDROID"), "state:ANDROID"),
    (state("-x"), 'state:"-x"'),
    (state("+x"), 'state:"+x"'),
    (state("x*"), 'state:"x*"'),
    (state("a b", "c:d", ">5", "(e)"), 'state:("a b" OR "c:d" OR ">5" OR "(e)")'),
    (state("back\\slash"), r'state:"back\\slash"'),
    (state("größer"), 'state:"größer"'),
    (facet("2nd opinion", "x"), r"2nd\ opinion:x"),
    (facet("-a:b", "x"), r"\-a\:b:x"),
    # operators
    (A & B & C, "state:a AND state:b AND state:c"),
    (A & (B & C), "state:a AND state:b AND state:c"),
    (A | B | C, "state:a OR state:b OR state:c"),
    (A & (B | C), "state:a AND (state:b OR state:c)"),
    (A & B | C, "(state:a AND state:b) OR state:c"),
    (~A, "-state:a"),
    (~~A, "state:a"),
    (~(A | B), "-(state:a OR state:b)"),
    (~A & B, "-state:a AND state:b"),
    (~state("a", "b"), "-state:(a OR b)"),
    (A & created(NOON, NOON + timedelta(1)), f"state:a AND created_after:{EPOCH} AND created_before:{EPOCH + 86400}"),
    (raw("disk OR cpu"), "disk OR cpu"),
    (Query("disk OR cpu"), "disk OR cpu"),
    (raw("disk OR cpu") & A, "(disk OR cpu) AND state:a"),
    (A & "disk", "state:a AND (disk)"),
    ("disk" | A, "(disk) OR state:a"),
    ("disk" & A, "(disk) AND state:a"),
    (~raw("-disk"), "-(-disk)"),
]


@pytest.mark.parametrize(("query", "text"), WRITTEN)
def test_a_query_is_written(query: Query, text: str) -> None:
    assert query == text
    assert isinstance(query, Query)


REFUSED: list[tuple[Callable[[], Any], str]] = [
    (lambda: state(), "state: expected a value at least"),
    (lambda: field("services"), "services: expected a value at least"),
    (lambda: commander(), "commander: expected a value at least"),
    (lambda: state(" "), "state: must not be empty"),
    (lambda: state(3), "state: expected a string, got int"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused
    (lambda: severity(["SEV-1"]), "severity: expected strings, got list; unpack it with *"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused
    (lambda: state(["a"]), "state: expected strings, got list; unpack it with *"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused
    (lambda: facet("", "x"), "name: must not be empty"),
    (lambda: severity(), "severity: expected a value at least"),
    (lambda: severity("sev1"), "severity: 'sev1' is not one of .* did you mean 'SEV-1'?"),
    (lambda: commander(IncidentUserData()), "commander: expected e-mail addresses, handles, UUIDs or users, got Inc"),
    (lambda: commander(""), "commander: must not be empty"),
    (lambda: is_test("no"), "is_test: expected True or False, got 'no'"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused
    (lambda: title("\t"), "title: must not be empty"),
    (lambda: raw(""), "query: must not be empty"),
    (lambda: A & " ", "query: must not be empty"),
    (lambda: A | None, "query: expected a string, got NoneType"),  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]  # what is refused
    (lambda: created(), "created: expected after, before or both"),
    (lambda: created(datetime(2026, 1, 1)), "created: after: expected a datetime with a time zone"),
    (lambda: created(before="2026-01-01"), "created: before: expected a datetime with a time zone, got '2026-01-01'"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused
    (lambda: created(NOON, NOON), "created: after must be earlier than before"),
]


@pytest.mark.parametrize(("make", "complaint"), REFUSED, ids=[complaint for _, complaint in REFUSED])
def test_a_query_that_makes_no_sense_is_refused(make: Callable[[], Any], complaint: str) -> None:
    with pytest.raises(InvalidArgumentError, match=complaint):
        make()


def test_a_query_is_its_text() -> None:
    query = state("active") & ~severity("SEV-5")
    assert type(str(query)) is str
    assert type(f"{query}") is str
    assert str(query) == query == "state:active AND -severity:SEV-5"
    assert hash(query) == hash(str(query))
    assert repr(query) == "Query('state:active AND -severity:SEV-5')"
    assert eval(repr(query)) == query


def pickled(query: Query) -> Query:
    return cast("Query", pickle.loads(pickle.dumps(query)))


COPIES: list[Callable[[Query], Query]] = [copy.copy, copy.deepcopy, pickled]


@pytest.mark.parametrize("duplicate", COPIES)
def test_a_query_can_be_copied_and_pickled(duplicate: Callable[[Query], Query]) -> None:
    query = duplicate(state("a") | created(after=NOON))
    assert query == f"state:a OR created_after:{EPOCH}"
    assert query & C == f"(state:a OR created_after:{EPOCH}) AND state:c"
    assert duplicate(created(after=NOON)).allows(incident(NOON - timedelta(seconds=1))) is False


# ------------------------------------------------------------------------------------------------------------- creation


def incident(moment: object) -> IncidentResponseData:
    written = moment.isoformat() if isinstance(moment, datetime) else moment
    return IncidentResponseData.from_dict({"id": "x", "attributes": {"title": "x", "created": written}})


def test_the_first_second_is_in_and_the_last_is_out() -> None:
    query = created(NOON, NOON + timedelta(minutes=1))
    seconds = [-1, 0, 59, 60]
    assert [query.allows(incident(NOON + timedelta(seconds=s))) for s in seconds] == [False, True, True, False]
    assert [(~query).allows(incident(NOON + timedelta(seconds=s))) for s in seconds] == [True, False, False, True]


def test_a_fraction_of_a_second_rules_nothing_out_that_a_search_tells_in_whole_seconds() -> None:
    half = timedelta(microseconds=500_000)
    assert created(after=NOON + half).allows(incident(NOON))
    assert created(before=NOON + half).allows(incident(NOON))
    assert created(after=NOON).allows(incident(NOON + half))
    assert not created(before=NOON).allows(incident(NOON + half))


@pytest.mark.parametrize("moment", [None, "soon", 5])
def test_what_tells_no_time_is_allowed(moment: object) -> None:
    assert created(after=NOON).allows(incident(moment))
    assert created(after=NOON).allows(IncidentResponseData(id="x"))


def test_what_is_written_by_hand_says_nothing_of_time() -> None:
    assert raw(f"created_after:{EPOCH}").allows(incident(NOON - timedelta(days=1)))
    assert state("active").allows(incident(NOON))


@dataclass(frozen=True)
class Tree:
    """A query, and what it finds, by the second of creation and the states that an incident is in."""

    query: Query
    finds: Callable[[int, frozenset[str]], bool]


def by_state(name: str) -> Tree:
    return Tree(state(name), lambda _, states: name in states)


def since(second: int) -> Tree:
    moment = NOON + timedelta(seconds=second)
    return Tree(created(after=moment), lambda at, _: at >= second)


def until(second: int) -> Tree:
    moment = NOON + timedelta(seconds=second)
    return Tree(created(before=moment), lambda at, _: at < second)


def inverted(tree: Tree) -> Tree:
    return Tree(~tree.query, lambda at, states: not tree.finds(at, states))


def both(left: Tree, right: Tree) -> Tree:
    return Tree(left.query & right.query, lambda at, states: left.finds(at, states) and right.finds(at, states))


def either(left: Tree, right: Tree) -> Tree:
    return Tree(left.query | right.query, lambda at, states: left.finds(at, states) or right.finds(at, states))


def joined(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.one_of(st.builds(inverted, inner), st.builds(both, inner, inner), st.builds(either, inner, inner))


SECONDS = st.integers(-3, 3)
TIMES = st.one_of(st.builds(since, SECONDS), st.builds(until, SECONDS))
TREES = st.recursive(st.one_of(TIMES, st.builds(by_state, st.sampled_from("abc"))), joined, max_leaves=8)


@given(st.recursive(TIMES, joined, max_leaves=8), SECONDS)
def test_a_query_about_time_alone_is_judged(tree: Tree, second: int) -> None:
    assert tree.query.allows(incident(NOON + timedelta(seconds=second))) is tree.finds(second, frozenset())


@given(TREES, SECONDS, st.frozensets(st.sampled_from("abc")))
@example(either(since(0), by_state("a")), -1, frozenset("a"))
def test_nothing_that_is_found_is_ever_ruled_out(tree: Tree, second: int, states: frozenset[str]) -> None:
    if tree.finds(second, states):
        assert tree.query.allows(incident(NOON + timedelta(seconds=second)))


def test_time_rules_out_whatever_else_is_true() -> None:
    assert not (state("a") & created(after=NOON)).allows(incident(NOON - timedelta(seconds=1)))
    assert (state("a") | created(after=NOON)).allows(incident(NOON - timedelta(seconds=1)))
    assert not (~(state("a") | created(before=NOON))).allows(incident(NOON - timedelta(seconds=1)))


def test_queries_are_not_added() -> None:
    with pytest.raises(TypeError, match="queries are joined by & and"):
        str(state("active") + severity("SEV-1"))
