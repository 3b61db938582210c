from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host, hosted


@pytest.fixture
def writing(emulator: Emulator) -> Iterator[Host]:
    """A host of a server that may write, and cannot ask."""
    with hosted(emulator, allow_writes=True) as host:
        yield host


def attributes(emulator: Emulator, number: int = 1) -> Any:
    return emulator.incidents[number - 1]["attributes"]


def test_an_incident_is_created_as_described(emulator: Emulator, writing: Host) -> None:
    emulator.seed_user(email="grace@example.com", name="Grace")
    answer = writing.answer(
        "create_incident",
        title="Checkout is slow",
        severity="SEV-2",
        commander="grace@example.com",
        customer_impact_scope="Orders take a minute",
        summary="A lock",
        services=["checkout"],
    )
    assert answer["done"] == "created"
    assert answer["incident"]["url"] == "https://app.datadoghq.com/incidents/1"
    made = attributes(emulator)
    assert made["severity"] == "SEV-2"
    assert made["customer_impacted"] is True
    assert made["fields"]["services"]["value"] == ["checkout"]
    assert made["commander"]["data"]["attributes"]["email"] == "grace@example.com"


def test_nothing_is_written_that_the_user_could_not_see(emulator: Emulator) -> None:
    with hosted(emulator, user="accept", allow_writes=True) as host:
        host.answer("create_incident", title="Disk\U000e0041 full\u202e", summary="First\nsecond\u200b")
    assert "title: Disk full\\u202e" in host.questions[0].splitlines()
    made = attributes(emulator)
    assert made["title"] == "Disk full\\u202e"
    assert made["fields"]["summary"]["value"] == "First\nsecond"


def test_an_incident_that_is_open_already_is_the_answer(emulator: Emulator, writing: Host) -> None:
    emulator.seed_incident(title="Checkout is slow")
    answer = writing.answer("create_incident", title="Checkout is slow")
    assert answer["done"] == "not created: this one with the same title is open"
    assert answer["incident"]["incident"] == "IR-1"


def test_an_incident_is_changed_where_something_is_given_and_nowhere_else(emulator: Emulator, writing: Host) -> None:
    emulator.seed_incident(title="Checkout is slow", severity="SEV-3", commander=emulator.users[0]["id"])
    answer = writing.answer(
        "update_incident",
        reference="IR-1",
        state="stable",
        customer_impact_scope="Orders take a minute",
        customer_impact_start="2026-08-01T10:00:00Z",
        customer_impact_end="2026-08-01T11:00:00Z",
        commander="none",
        teams=["web"],
    )
    assert answer["done"] == "updated"
    changed = attributes(emulator)
    assert changed["state"] == "stable"
    assert changed["severity"] == "SEV-3"
    assert changed["commander"] is None
    assert changed["customer_impact_end"] == "2026-08-01T11:00:00+00:00"
    assert changed["fields"]["teams"]["value"] == ["web"]
    assert writing.refusal("update_incident", reference="IR-1") == (
        "there is nothing to change: give one argument beside reference at least"
    )


def test_an_incident_is_resolved(emulator: Emulator, writing: Host) -> None:
    emulator.seed_incident(title="Checkout is slow")
    assert writing.answer("resolve_incident", reference=1)["incident"]["state"] == "resolved"


def test_a_todo_is_added(emulator: Emulator, writing: Host) -> None:
    incident = emulator.seed_incident(title="Checkout is slow")
    writing.answer("add_todo", reference="IR-1", content="Call them", assignees="@grace@example.com", due="2099-01-01")
    (todo,) = emulator.resources("incident_todos", incident=incident["id"])
    assert todo["attributes"]["content"] == "Call them"
    assert todo["attributes"]["assignees"] == ["@grace@example.com"]
    assert todo["attributes"]["due_date"].startswith("2099-01-01")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("create_incident", {"title": "x", "severity": "high"}),
        ("create_incident", {"title": ""}),
        ("create_incident", {"title": "x", "commander": "nobody@example.com"}),
        ("update_incident", {"reference": "IR-1", "customer_impact_start": "soon"}),
        ("update_incident", {"reference": "IR-7", "state": "stable"}),
        ("add_todo", {"reference": "IR-1", "content": "x", "due": "2020-01-01"}),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(
    emulator: Emulator, writing: Host, name: str, arguments: dict[str, Any]
) -> None:
    emulator.seed_incident(title="Checkout is slow")
    writing.refusal(name, **arguments)
    assert {request.method for request in emulator.requests} <= {"GET"}


def test_a_delete_needs_the_exact_title(emulator: Emulator) -> None:
    emulator.seed_incident(title="Checkout is slow\u200b")
    with hosted(emulator, user="accept", allow_deletes=True) as host:
        for title in ("Checkout is slo", "checkout is slow"):
            assert host.refusal("delete_incident", reference="IR-1", title=title).startswith(
                "Nothing was deleted: IR-1 has another title."
            )
        assert host.questions == []
        title = host.answer("get_incident", reference="IR-1")["title"]  # as a model has it
        host.answer("delete_incident", reference="IR-1", title=title)
    assert emulator.incidents == []
