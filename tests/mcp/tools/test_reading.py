from __future__ import annotations

from datetime import UTC, datetime

import pytest

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)


def requests(emulator: Emulator) -> list[str | None]:
    return [request.operation for request in emulator.requests]


def test_an_incident_has_the_sections_that_were_asked_for_and_no_others(emulator: Emulator, host: Host) -> None:
    incident = emulator.seed_incident(
        title="Checkout is slow",
        created=NOON,
        severity="SEV-2",
        commander=emulator.users[0]["attributes"]["email"],
        customer_impacted=True,
        customer_impact_scope="Orders take a minute",
        fields={"services": ["checkout"], "summary": "A lock", "region": "eu"},
    )
    emulator.seed_resource(
        "incident_todos", incident=incident["id"], created=NOON, content="Call them", assignees=["@ada@example.com"]
    )
    emulator.seed_resource(
        "incident_impacts", incident=incident["id"], description="Slow orders", start_at="2026-08-01T11:00:00Z"
    )
    emulator.seed_resource(
        "incident_attachments",
        incident=incident["id"],
        created=NOON,
        attachment_type="link",
        attachment={"title": "Runbook", "documentUrl": "https://example.com/runbook"},
    )
    row = {
        "id": incident["id"],
        "incident": "IR-1",
        "title": "Checkout is slow",
        "severity": "SEV-2",
        "state": "active",
        "created": "2026-08-01T12:00:00Z",
        "commander": "On-call Bot",
        "services": ["checkout"],
        "customer_impacted": True,
        "url": "https://app.datadoghq.com/incidents/1",
    }

    lists = host.answer("get_incident", reference="#1", sections=["todos", "impacts", "attachments"])
    assert lists == {
        **row,
        "todos": [{"content": "Call them", "assignees": ["@ada@example.com"], "created": "2026-08-01T12:00:00Z"}],
        "impacts": [{"description": "Slow orders", "type": "customer", "start": "2026-08-01T11:00:00Z"}],
        "attachments": [
            {
                "type": "link",
                "title": "Runbook",
                "url": "https://example.com/runbook",
                "modified": "2026-08-01T12:00:00Z",
            }
        ],
    }
    emulator.requests.clear()
    usual = host.answer("get_incident", reference=1)
    assert requests(emulator) == ["list_incidents"]
    assert usual["details"]["customer_impact_scope"] == "Orders take a minute"
    assert usual["times"]["created"] == "2026-08-01T12:00:00Z"
    assert usual["people"]["commander"] == "On-call Bot <oncall@example.com>"
    assert {"field": "summary", "values": ["A lock"]} in usual["fields"]
    assert not {"todos", "impacts", "attachments"} & usual.keys()


def test_a_section_that_there_is_none_of_is_told_before_anything_is_sent(emulator: Emulator, host: Host) -> None:
    line = host.refusal("get_incident", reference="IR-1", sections=["todo"])
    assert line.startswith("sections: 'todo' is not one of ")
    assert line.endswith("did you mean 'todos'?")
    assert not emulator.requests


@pytest.mark.parametrize("reference", ["IR-2", "2", 2, "#2", "https://app.datadoghq.com/incidents/2"])
def test_an_incident_is_found_by_what_people_call_it(emulator: Emulator, host: Host, reference: object) -> None:
    emulator.seed(3)
    assert host.answer("get_incident", reference=reference, sections=["details"])["incident"] == "IR-2"
