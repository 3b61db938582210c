"""What is said of a query that finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from datadog_incidents.cli.arguments.spelling import misspelt
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentSearchResponseFacetsData
from tests.cli.conftest import Cli, seed_checkout


@pytest.mark.parametrize(
    ("arguments", "remark"),
    [
        (["--state", "resolvd"], "is 'resolvd' 'resolved'?"),
        (["state:resolve"], "is 'resolve' 'resolved'?"),
        (['state:(active OR "resolvd")'], "is 'resolvd' 'resolved'?"),
        (["severity:SEF-4"], "is 'SEF-4' 'SEV-4'?"),
        (["--severity", "SEV-0"], None),  # which is right, though the organization has none
        (["--team", "paymnts"], "is 'paymnts' 'payments'?"),
        (["--service", "chekout", "--team", "paymnts"], "is 'paymnts' 'payments'? is 'chekout' 'checkout'?"),
        (["--field", "teems=payments"], "is 'teems' 'teams'?"),
        (["--commander", "ada.lindqvst@example.com"], "is 'ada.lindqvst@example.com' 'ada.lindqvist@example.com'?"),
        (
            ["--commander", "bruno.tavares@example.com"],  # whose domain is no reason to mean somebody else
            "no incident has commander 'bruno.tavares@example.com', only ada.lindqvist@example.com.",
        ),
        (["--state", "open"], "no incident has state 'open', only resolved, active, stable."),
        (["--team", "zebra"], "no incident has teams 'zebra', only payments, storefront."),
        (
            ["--team", "payments (eu)", "--team", "zebra (x)"],
            "is 'payments (eu)' 'payments'? no incident has teams 'zebra (x)', only payments, storefront.",
        ),
        (["--state", "active"], None),  # a state that the organization has, though no incident is in it
        (["--team", "PAYMENTS", "--state", "active"], None),
        (["--commander", "Ada Lindqvist", "--state", "active"], None),
        (["--field", "summary=bad deploy", "--state", "active"], None),  # words of what it holds
        (["--until", "2020-01-01"], None),
        (["--since", "2026-02-01"], None),
        (["title:resolvd"], None),
        (['"no state:resolvd"'], None),  # a text
        (["state:active -state:resolvd"], None),
        (["state:active NOT state:resolvd"], None),
        (["state:resolvd*"], None),
        (["customer_impacted:maybe"], None),  # true or false, which the service spells as it likes
        (["time_to_resolve:9999999"], None),  # numbers have a range, and no values
        (["nonsense:resolved"], None),
    ],
)
def test_what_no_incident_has_is_told_beside_what_it_may_mean(
    cli: Cli, emulator: Emulator, arguments: list[str], remark: str | None
) -> None:
    seed_checkout(emulator)
    assert cli("search", *arguments).err == f"0 incidents{'' if remark is None else f'; {remark}'}\n"


def test_one_further_request_is_made_where_nothing_was_found_alone(cli: Cli, emulator: Emulator) -> None:
    seed_checkout(emulator)
    for command, found in ((("search", "--state", "resolved"), True), (("list", "--team", "paymnts"), False)):
        before = len(emulator.requests)
        assert ("is 'paymnts'" in cli(*command).err) is not found
        sizes = [request.query["page[size]"] for request in list(emulator.requests)[before:]]
        assert sizes.count("1") == (0 if found else 1)
    before = len(emulator.requests)
    assert cli("search", "--state", "actve", "-o", "json").err == ""
    assert [request.query["query"] for request in list(emulator.requests)[before:]] == ["state:actve"]


def test_that_this_fails_is_no_failure(
    cli: Cli, emulator: Emulator, before_request: Callable[[int, Callable[[], object]], None]
) -> None:
    before_request(2, lambda: emulator.inject("search_incidents", status=403))
    result = cli("search", "--state", "actve")
    assert (result.code, result.err) == (0, "0 incidents\n")


def test_odd_facets_are_no_error() -> None:
    odd = {"fields": [{"name": 7}, "x", {"name": "teams", "facets": None}], "state": "none", "severity": [None, 3]}
    facets = IncidentSearchResponseFacetsData.from_dict(odd)
    assert misspelt("state:actve teams:paymnts severity:SEF-4", facets) == "is 'SEF-4' 'SEV-4'?"
