"""The search language: what queries mean, what they find, and that every tree can be written as a query."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.search.search_language import (
    And,
    Between,
    Comparison,
    Match,
    Node,
    Not,
    Or,
    Pattern,
    QuerySyntaxError,
    parse,
)
from tests.emulator.api import Api

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_(facet: str | None, *parts: str) -> Match:
    return Match(facet, Pattern(parts))


PARSED: list[tuple[str, Node]] = [
    ("", And(())),
    ("   ", And(())),
    ("state:active", is_("state", "active")),
    ("State:Active", is_("state", "Active")),
    ("checkout", is_(None, "checkout")),
    ('"checkout is down"', is_(None, "checkout is down")),
    ("a b", And((is_(None, "a"), is_(None, "b")))),
    ("a AND b OR c", Or((And((is_(None, "a"), is_(None, "b"))), is_(None, "c")))),
    ("a AND (b OR c)", And((is_(None, "a"), Or((is_(None, "b"), is_(None, "c")))))),
    ("NOT a", Not(is_(None, "a"))),
    ("-state:active", Not(is_("state", "active"))),
    ("NOT (a OR b)", Not(Or((is_(None, "a"), is_(None, "b"))))),
    ("-(a b)", Not(And((is_(None, "a"), is_(None, "b"))))),
    ("severity:(SEV-1 OR SEV-2)", Or((is_("severity", "SEV-1"), is_("severity", "SEV-2")))),
    ("teams:(a AND b)", And((is_("teams", "a"), is_("teams", "b")))),
    ("teams:(a -b)", And((is_("teams", "a"), Not(is_("teams", "b"))))),
    ("teams:(a OR (b NOT c))", Or((is_("teams", "a"), And((is_("teams", "b"), Not(is_("teams", "c"))))))),
    ("web-store", is_(None, "web-store")),
    ("commander:ada@example.com", is_("commander", "ada@example.com")),
    ("tag:env:prod", is_("tag", "env:prod")),
    ("title:pay*fail", is_("title", "pay", "fail")),
    ("title:*", is_("title", "", "")),
    (r"title:\*", is_("title", "*")),
    ('title:"pay*"', is_("title", "pay*")),
    (r'title:"a \"quoted\" \\ word"', is_("title", r'a "quoted" \ word')),
    (r"a\:b", is_(None, "a:b")),
    (r"two\ words", is_(None, "two words")),
    ('title:"AND"', is_("title", "AND")),
    ("ANDROID ORacle NOTE", And((is_(None, "ANDROID"), is_(None, "ORacle"), is_(None, "NOTE")))),
    ("x and y", And((is_(None, "x"), is_(None, "and"), is_(None, "y")))),
    ("public_id:>=10", Match("public_id", Comparison(">=", "10"))),
    ("time_to_resolve:<3600", Match("time_to_resolve", Comparison("<", "3600"))),
    ("created:>2026-01-01T10:00:00Z", Match("created", Comparison(">", "2026-01-01T10:00:00Z"))),
    ('created:<="2026-01-01 10:00"', Match("created", Comparison("<=", "2026-01-01 10:00"))),
    ("created:[2026-01-01 TO 2026-02-01]", Match("created", Between("2026-01-01", "2026-02-01"))),
    ("public_id:{1 TO 5}", Match("public_id", Between("1", "5", includes_low=False, includes_high=False))),
    ("public_id:[1 TO 5}", Match("public_id", Between("1", "5", includes_high=False))),
    ("created:[* TO 2026-02-01]", Match("created", Between(None, "2026-02-01"))),
    ("created_after:1767225600", Match("created", Comparison(">=", "1767225600"))),
    ("created_before:2026-01-01", Match("created", Comparison("<", "2026-01-01"))),
]


@pytest.mark.parametrize(("query", "node"), PARSED)
def test_a_query_is_read(query: str, node: Node) -> None:
    assert parse(query) == node


REFUSED = [
    ("(a", "the query ends too early"),
    ("a OR", "the query ends too early"),
    ("state:", "the query ends too early"),
    ("a)", "unexpected ')' at position 1"),
    ("OR a", "unexpected 'OR' at position 0"),
    ("state:active AND AND x", "unexpected 'AND' at position 17"),
    ('title:"unclosed', "unexpected '\"unclosed' at position 6"),
    ("created:[1 2]", "unexpected '2]' at position 11"),
    ("created:>tomorrow", "created: 'tomorrow' is neither a date, a timestamp nor unix seconds"),
    ("created:soon", "created: 'soon' is neither a date, a timestamp nor unix seconds"),
    ("created_after:soon", "created: 'soon' is neither a date, a timestamp nor unix seconds"),
    ("resolved:[2026-13-01 TO *]", "resolved: '2026-13-01' is neither a date, a timestamp nor unix seconds"),
    ("public_id:many", "public_id: 'many' is not a number"),
    ("time_to_resolve:<1h", "time_to_resolve: '1h' is not a number"),
    ("public_id:>*", ">* compares with nothing"),
    ("state%3Aactive", "'%3A' comes from a web address; quote it if it is meant"),
    ("state:active&from_ts=1", "'&from_ts=1' comes from a web address; quote it if it is meant"),
    ("https://a.example/?b", "'https://a.example/?b' comes from a web address; quote it if it is meant"),
]


@pytest.mark.parametrize(("query", "complaint"), REFUSED)
def test_a_query_that_cannot_be_read_is_refused(query: str, complaint: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)

    assert str(caught.value) == complaint


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """Three incidents that differ in everything."""
    with Emulator() as emulator:
        emulator.seed_incident(
            id="11111111-1111-4111-8111-111111111111",
            title="Checkout is down",
            created=datetime(2026, 1, 1, 10, 0, 0, 500_000, tzinfo=UTC),
            commander="ada.lindqvist@example.com",
            severity="SEV-1",
            state="active",
            customer_impacted=True,
            customer_impact_scope="Nobody can pay",
            fields={"services": ["web", "checkout"], "teams": ["Payments"], "detection_method": "monitor"},
        )
        emulator.seed_incident(
            title="Search: 100% of queries time-out",
            created=datetime(2026, 1, 2, 10, 0, tzinfo=UTC),
            resolved=datetime(2026, 1, 2, 11, 0, tzinfo=UTC),
            commander="bruno.tavares@example.com",
            severity="SEV-2",
            state="resolved",
            visibility="private",
            fields={"services": ["web-search"], "summary": "A slow query blocked the others", "region": "EU"},
        )
        emulator.seed_incident(
            title='The "beta" site',
            created=datetime(2026, 2, 1, tzinfo=UTC),
            severity="SEV-3",
            state="stable",
            incident_type_uuid="6f1f7b6e-25a4-4d3e-9c7a-0d5f0a9b1c2d",
            fields={"state": "ignored", "2nd-opinion": "yes", "visibility": "hidden"},
        )
        api = Api(emulator.transport)
        postmortem = {"data": {"type": "incident_postmortems", "id": "0b8b7d64-51a5-4c7d-8a2e-6f0e3c1d2b4a"}}
        second = api.page().data[1]["id"]
        api.update(second, relationships={"postmortem": postmortem})
        yield api


# Which of the three incidents each query finds.
FOUND: list[tuple[str, str]] = [
    ("", "123"),
    ("*", "123"),
    ("state:active", "1"),
    ("STATE:Active", "1"),
    ("state:(active OR stable)", "13"),
    ("state:active OR state:stable", "13"),
    ("state:active AND severity:SEV-2", ""),
    ("-state:active", "23"),
    ("NOT (state:active OR state:stable)", "2"),
    ("severity:sev-*", "123"),
    ("severity:(SEV-* -SEV-1)", "23"),
    ("visibility:private", "2"),
    ("visibility:hidden", ""),  # a field of that name does not hide the facet
    # the title, by words
    ("checkout", "1"),
    ("CHECKOUT down", "1"),
    ("check", ""),
    ("heckout", ""),
    ("check*", "1"),
    ('"is down"', "1"),
    ('"down is"', ""),
    ("title:checkout", "1"),
    ("title:search", "2"),
    ("title:100%", "2"),
    ("title:time-out", "2"),
    ("title:q*ries", "2"),
    ("title:q*ri", ""),
    ("title:*ries", "2"),
    ("title:of*que*-out", "2"),
    ("title:queries*of", ""),
    ('title:"beta\\" site"', "3"),
    ("title:b*eta", "3"),
    ("title:eta*", ""),
    (r'title:"\"beta\""', "3"),
    ("-title:checkout", "23"),
    # user-defined fields
    ("services:web", "1"),
    ("services:web*", "12"),
    ("services:*web", "1"),
    ("services:w*b*search", "2"),
    ("services:web*web", ""),
    ("services:*s*e*", "2"),
    ("services:(web AND checkout)", "1"),
    ("services:(web-search OR checkout)", "12"),
    ("services:*", "12"),
    ("-services:*", "3"),
    ("teams:payments", "1"),
    ("detection_method:monitor", "1"),
    ("detection_method:unknown", "23"),
    ("summary:blocked", "2"),
    ("region:eu", "2"),
    ("2nd-opinion:yes", "3"),
    ("no_such_field:x", ""),
    ("slug:IR-2", "2"),
    ("state:ignored", ""),
    # users: by e-mail, name and id
    ("commander:ada.lindqvist@example.com", "1"),
    ('commander:"Ada Lindqvist"', "1"),
    ("commander:ada*", "1"),
    ("commander:*", "12"),
    ("-commander:*", "3"),
    ("responder:bruno*", "2"),
    ("created_by:oncall@example.com", "123"),
    ('declared_by:"On-call Bot"', "123"),
    ("last_modified_by:ada*", ""),
    # flags and the like
    ("customer_impacted:true", "1"),
    ("customer_impacted:false", "23"),
    ("impact:customer", "1"),
    ("impact:none", "23"),
    ("customer_impact_scope:pay", "1"),
    ("customer_impact_scope:*", "1"),
    ("postmortem:Yes", "2"),
    ("postmortem:no", "13"),
    ("incident_type:6f1f7b6e-25a4-4d3e-9c7a-0d5f0a9b1c2d", "3"),
    ("id:11111111-1111-4111-8111-111111111111", "1"),
    # numbers
    ("public_id:2", "2"),
    ("public_id:2.0", "2"),
    ("public_id:>1", "23"),
    ("public_id:>=2", "23"),
    ("public_id:<2", "1"),
    ("public_id:[2 TO 3]", "23"),
    ("public_id:{1 TO 3}", "2"),
    ("public_id:[2 TO *]", "23"),
    ("public_id:(1 OR >2)", "13"),
    ("time_to_resolve:3600", "2"),
    ("time_to_resolve:<7200", "2"),  # what is not resolved has no time to resolve, though 0 is reported
    ("time_to_resolve:>=3601", ""),
    # moments: a date is a whole day, a timestamp without a fraction a whole second
    ("created:2026-01-01", "1"),
    ("created:2026-01*", "12"),
    ("created:>2026-01-01", "23"),
    ("created:>=2026-01-01", "123"),
    ("created:<2026-01-02", "1"),
    ("created:<=2026-01-02", "12"),
    ("created:2026-01-01T10:00:00Z", "1"),
    ("created:>2026-01-01T10:00:00Z", "23"),
    ("created:>2026-01-01T10:00:00.400Z", "123"),
    ("created:<=2026-01-01T11:00:00+01:00", "1"),
    ("created:[2026-01-01 TO 2026-01-02]", "12"),
    ("created:{2026-01-01 TO 2026-02-01}", "2"),
    ("created:{2026-01-01 TO 2026-02-01]", "23"),
    ("created:[2026-01-02 TO *]", "23"),
    ("created_after:1767261600", "123"),  # 10:00:00 on the first of January
    ("created_after:1767261601", "23"),
    ("created_before:1767348000", "1"),  # 10:00:00 on the second
    ("created:<1767348000000", "1"),
    ("created_after:2026-01-02 created_before:2026-02-01", "2"),
    ("resolved:*", "2"),
    ("resolved:2026-01-02", "2"),
    ("region:>5", ""),
    ("2nd-opinion:[1 TO 5]", ""),
]


@pytest.mark.parametrize(("query", "numbers"), FOUND)
def test_a_query_finds(api: Api, query: str, numbers: str) -> None:
    answer = api.search(query, {"sort": "created"})

    assert answer.status == 200, answer.body
    incidents = answer.data["attributes"]["incidents"]
    assert "".join(str(each["data"]["attributes"]["public_id"]) for each in incidents) == numbers


# Any tree, written as a query, is read as the same tree.

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8)
FACETS = st.from_regex(r"[a-z_][a-z0-9_.-]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("created_after", "created_before", "public_id") and not name.startswith("time_to")
)
CONDITIONS = st.one_of(
    st.lists(st.one_of(st.just(""), TEXTS), min_size=1, max_size=3)
    .filter(lambda parts: parts != [""])
    .map(lambda parts: Pattern(tuple(parts))),
    st.builds(Comparison, st.sampled_from([">", ">=", "<", "<="]), TEXTS),
    st.builds(Between, st.one_of(st.none(), TEXTS), st.one_of(st.none(), TEXTS), st.booleans(), st.booleans()),
)
MATCHES = st.one_of(
    st.builds(Match, FACETS, CONDITIONS), st.builds(Match, st.none(), TEXTS.map(lambda t: Pattern((t,))))
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    nodes = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(And, nodes), st.builds(Or, nodes))


NODES = st.recursive(MATCHES, grown, max_leaves=8)


def escaped(text: str) -> str:
    return "".join(f"\\{character}" for character in text)


def quoted(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def written(node: Node) -> str:
    match node:
        case Match(None, Pattern((text,))):
            return quoted(text)
        case Match(facet, condition):
            return f"{facet}:{written_condition(condition)}"
        case Not(inner):
            return f"-({written(inner)})"
        case And(nodes):
            return "({})".format(" ".join(map(written, nodes)))
        case Or(nodes):
            return "({})".format(" OR ".join(map(written, nodes)))


def written_condition(condition: Pattern | Comparison | Between) -> str:
    match condition:
        case Pattern(parts):
            return "*".join(map(escaped, parts))
        case Comparison(operator, bound):
            return f"{operator}{quoted(bound)}"
        case Between(low, high, includes_low, includes_high):
            bounds = ("*" if bound is None else quoted(bound) for bound in (low, high))
            return "[{"[not includes_low] + " TO ".join(bounds) + "]}"[not includes_high]


@given(NODES)
def test_every_tree_can_be_written(node: Node) -> None:
    assert parse(written(node)) == node


@given(st.text(st.sampled_from('ab:()[]{}"\\*-<>= \n\tANDORTO'), max_size=20))
def test_every_text_is_read_or_refused(text: str) -> None:
    with suppress(QuerySyntaxError):
        parse(text)
