"""What the user is asked, and what follows from the answer, in both ways that hosts ask."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentUpdateRequest
from tests.mcp.host import HOST, Mode, hosted

MODES = pytest.mark.parametrize("mode", ["auto", "legacy"])


def writes(emulator: Emulator) -> list[str | None]:
    return [request.operation for request in emulator.requests if request.method != "GET"]


@MODES
def test_a_write_that_the_user_accepts_is_carried_out_once(emulator: Emulator, mode: Mode) -> None:
    with hosted(emulator, user="accept", mode=mode, allow_writes=True) as host:
        answer = host.answer("create_incident", title="Checkout is slow", severity="SEV-2", services=["web", "api"])
    assert answer["done"] == "created"
    assert writes(emulator) == ["create_incident"]
    (question,) = host.questions
    assert question.splitlines() == [
        "Create an incident, unless one with this title is open?",
        "title: Checkout is slow",
        "severity: SEV-2",
        "services: web, api",
        f"at {HOST}",
    ]


@MODES
@pytest.mark.parametrize("user", ["decline", "cancel"])
def test_what_the_user_declines_is_not_written(
    emulator: Emulator, mode: Mode, user: Literal["decline", "cancel"]
) -> None:
    emulator.seed_incident(title="Checkout is slow")
    calls: dict[str, dict[str, Any]] = {
        "create_incident": {"title": "New"},
        "update_incident": {"reference": "IR-1", "state": "stable"},
        "resolve_incident": {"reference": "IR-1"},
        "add_todo": {"reference": "IR-1", "content": "Call them"},
        "delete_incident": {"reference": "IR-1", "title": "Checkout is slow"},
    }
    with hosted(emulator, user=user, mode=mode, allow_writes=True, allow_deletes=True) as host:
        for name, arguments in calls.items():
            assert host.refusal(name, **arguments) == (
                "The user declined, and nothing was written. Do not try again unless the user asks for it."
            )
    assert len(host.questions) == len(calls)
    assert writes(emulator) == []


@MODES
def test_where_the_host_cannot_ask_writes_were_allowed_beforehand_and_deletes_are_refused(
    emulator: Emulator, mode: Mode
) -> None:
    emulator.seed_incident(title="Checkout is slow")
    with hosted(emulator, mode=mode, allow_writes=True, allow_deletes=True) as host:
        assert host.answer("resolve_incident", reference="IR-1")["done"] == "resolved"
        assert host.refusal("delete_incident", reference="IR-1", title="Checkout is slow").startswith(
            "Nothing was deleted: the user has to agree, and this host cannot ask."
        )
    assert writes(emulator) == ["update_incident"]


@MODES
def test_a_delete_that_the_user_accepts_is_carried_out(emulator: Emulator, mode: Mode) -> None:
    emulator.seed_incident(title="Checkout is slow")
    with hosted(emulator, user="accept", mode=mode, allow_deletes=True) as host:
        assert host.answer("delete_incident", reference="IR-1", title="Checkout is slow")["done"] == "deleted"
    assert host.questions == [f"Delete IR-1, “Checkout is slow”? It cannot be undone.\nat {HOST}"]
    assert emulator.incidents == []


def test_what_others_wrote_cannot_pretend_to_be_part_of_the_question(emulator: Emulator) -> None:
    emulator.seed_incident(title="Harmless”?\nstate: stable\u202e\n")
    with hosted(emulator, user="decline", allow_writes=True) as host:
        host.refusal("resolve_incident", reference="IR-1")
    assert host.questions == [f"Resolve IR-1, “Harmless”? state: stable\\u202e ”?\nat {HOST}"]


def test_consent_is_to_what_was_shown(emulator: Emulator) -> None:
    """A host that answers with another question's answer is asked anew: nothing is written on the strength of it."""
    incident = emulator.seed_incident(title="Before")

    def rename_once(question: str) -> None:
        if "Before" in question:
            api.update_incident(incident["id"], IncidentUpdateRequest.build(incident["id"], title="After"))

    with ApiClient(emulator.configuration(), transport=emulator.transport) as client:
        api = IncidentsApi(client)
        with hosted(emulator, user="accept", allow_writes=True) as host:
            host.meanwhile(rename_once)
            assert host.answer("resolve_incident", reference="IR-1")["incident"]["title"] == "After"
    assert [question.splitlines()[0] for question in host.questions] == [
        "Resolve IR-1, “Before”?",
        "Resolve IR-1, “After”?",
    ]
