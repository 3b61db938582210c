"""What a model is told when something goes wrong: one line that says what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host, connection, hosted

AT = r"http://127\.0\.0\.1:\d+"


CASES: list[tuple[str | None, dict[str, Any], tuple[str, dict[str, Any]], str]] = [
    (
        "search_incidents",
        {"status": 403},
        ("search_incidents", {}),
        (
            f"The keys may not do this at {AT}: they need the permission incident_read, or the application key is "
            r"wrong. Do not repeat the call; the user can ask an administrator for it. \(search_incidents: 403\)"
        ),
    ),
    (
        None,
        {"status": 403},
        ("find_user", {"handle": "ada@example.com"}),
        f"The keys may not do this at {AT}: they need the permission user_access_read, or .*",
    ),
    (
        "search_incidents",
        {"status": 401},
        ("search_incidents", {}),
        (
            f"The service at {AT} does not accept the keys of this server. Do not repeat the call; the user has to "
            "check DD_API_KEY, DD_APP_KEY and DD_SITE where the server is configured."
        ),
    ),
    (
        "search_incidents",
        {"status": 429, "headers": {"x-ratelimit-reset": "300"}},
        ("count_incidents", {}),
        r"The rate limit of the service is used up: repeat the call after \d{4}-\d\d-\d\dT[\d:]{8}Z\.",
    ),
    (
        "search_incidents",
        {"status": 503, "times": None},
        ("search_incidents", {}),
        r"The service failed, which no other arguments will change: try later\. \(search_incidents: 503 .*\)",
    ),
    (
        "search_incidents",
        {"reset": True, "times": None},
        ("search_incidents", {}),
        f"No answer from {AT}: try once more in a moment, then tell the user. .*",
    ),
    (
        "search_incidents",
        {"status": 400, "body": {"errors": ["no facet of this name\u202e"]}},
        ("search_incidents", {"query": "x:y"}),
        r"The service refused the request; correct what it names\. \(.*: no facet of this name\\u202e\)",
    ),
    (
        "search_incidents",
        {"body": "[]"},
        ("search_incidents", {}),
        r"The service failed, which no other arguments will change: try later\. .*",
    ),
    (
        None,
        {"status": 404, "body": {"errors": ["incident ID not found"]}},
        ("get_incident", {"reference": "6f1f7b6e-25a4-4d3e-9c7a-0d5f0a9b1c2d"}),
        "There is no such thing, it was deleted, or the keys may not see it: check the reference. .*",
    ),
]


@pytest.mark.parametrize(("operation", "fault", "call", "told"), CASES)
def test_what_the_service_answers_becomes_one_line_that_says_what_to_do(
    emulator: Emulator, host: Host, operation: str | None, fault: dict[str, Any], call: tuple[str, Any], told: str
) -> None:
    emulator.inject(operation, **fault)
    name, arguments = call
    line = host.refusal(name, **arguments)
    assert re.fullmatch(told, line), line


@pytest.mark.parametrize("fault", [{"status": 504, "after_commit": True}, {"reset": True, "after_commit": True}])
def test_a_write_of_unknown_outcome_is_not_to_be_repeated_blindly(emulator: Emulator, fault: dict[str, Any]) -> None:
    emulator.inject("create_incident", **fault)
    with hosted(emulator, user="accept", allow_writes=True) as host:
        line = host.refusal("create_incident", title="Checkout is slow")
        again = host.answer("create_incident", title="Checkout is slow")
    assert line.startswith(
        "It is not known whether this was carried out. Do not repeat it: look first, with search_incidents or "
        "get_incident, and tell the user. (create_incident: "
    )
    assert again["done"] == "not created: this one with the same title is open"
    assert len(emulator.incidents) == 1


def test_at_a_site_it_is_the_site_that_is_named(emulator: Emulator) -> None:
    emulator.inject(None, status=403)
    with hosted(emulator, connect=connection(emulator, host=None, site="datadoghq.eu")) as host:
        assert "The keys may not do this at the site datadoghq.eu: " in host.refusal("search_incidents")


@pytest.mark.parametrize("reference", ["IR-99", "nonsense", "https://app.datadoghq.eu/incidents/1"])
def test_a_reference_that_leads_nowhere_is_told(emulator: Emulator, host: Host, reference: str) -> None:
    assert host.refusal("get_incident", reference=reference).startswith("reference: ")


def test_a_rate_limit_that_is_known_to_be_used_up_says_when_it_resets(emulator: Emulator, host: Host) -> None:
    emulator.limit("search_incidents", limit=1, period=600)
    host.answer("count_incidents")
    line = host.refusal("count_incidents")
    assert line.startswith("The rate limit of the service is used up: repeat the call after 20")


def test_what_the_service_says_is_cut(emulator: Emulator, host: Host) -> None:
    emulator.inject("search_incidents", status=400, body={"errors": ["x" * 100] * 500})
    assert len(host.refusal("search_incidents")) < 1_100
