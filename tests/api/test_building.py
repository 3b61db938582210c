"""Bodies of plain values, there and back: what is built, sent, kept by the service and read again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from datadog_incidents import IncidentsApi
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import (
    IncidentCreateRequest,
    IncidentSeverity,
    IncidentUpdateRequest,
    autocomplete,
    multiselect,
    textbox,
)

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def test_an_incident_is_created_worked_on_and_resolved_in_a_few_lines(api: IncidentsApi, emulator: Emulator) -> None:
    ada, grace = (user["id"] for user in emulator.users[1:3])
    incident = api.create_incident(
        IncidentCreateRequest.build(
            "Checkout fails",
            customer_impacted=True,
            customer_impact_scope="Some customers cannot pay.",
            severity="SEV-2",
            commander=ada,
            fields={"services": ["checkout", "payments"], "summary": "Errors since a deploy", "colour": textbox("red")},
            notification_handles=["@oncall@example.com"],
            timeline=["Errors **began**."],
        )
    ).data
    assert (incident.title, incident.severity, incident.state) == ("Checkout fails", IncidentSeverity.SEV_2, "active")
    assert incident.customer_impacted
    assert incident.commander
    assert incident.commander.id == ada
    assert incident.field_values("services") == ["checkout", "payments"]
    assert incident.field("summary") == "Errors since a deploy"
    assert incident.field("colour") == "red"
    assert incident.attributes
    assert incident.attributes.notification_handles
    assert [handle.handle for handle in incident.attributes.notification_handles] == ["@oncall@example.com"]
    assert not incident.is_resolved
    assert incident.time_to_resolve is incident.time_to_detect is None

    emulator.clock.advance(90)
    api.update_incident(
        incident.id,
        IncidentUpdateRequest.build(
            incident.id,
            customer_impact_start=START,
            customer_impact_end=START + timedelta(hours=2),
            detected=START + timedelta(minutes=5),
            severity="SEV-1",
            state="resolved",
            commander=grace,
            fields={
                "services": None,
                "root_cause": "a typo",
                "regions": multiselect("eu"),
                "teams": autocomplete(None),
            },
        ),
    )
    incident = api.get_incident(incident.id, include=["users"]).data
    assert incident.severity is IncidentSeverity.SEV_1
    assert incident.is_resolved
    assert incident.resolved
    assert incident.time_to_resolve
    assert incident.time_to_resolve >= timedelta(seconds=90)
    assert incident.customer_impact_duration == timedelta(hours=2)
    assert incident.time_to_detect == timedelta(minutes=5)
    assert incident.time_to_repair == timedelta(minutes=115)
    assert incident.commander
    assert incident.commander.id == grace
    assert incident.created_by
    assert incident.created_by.display_name == emulator.users[0]["attributes"]["name"]
    assert incident.field_values("services") == []
    assert incident.field_values("regions") == ["eu"]

    cleared = IncidentUpdateRequest.build(incident.id, commander=None, severity=None, customer_impact_end=None)
    incident = api.update_incident(incident.id, cleared).data
    assert incident.commander is None
    assert incident.severity is IncidentSeverity.UNKNOWN
    assert incident.customer_impact_duration is incident.time_to_repair is None
    assert incident.title == "Checkout fails"


def test_a_user_of_one_incident_commands_another(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed_incident(title="A", commander=emulator.users[1]["id"])
    (seeded,) = api.list_incidents(include=["users"]).data
    assert seeded.commander
    created = api.create_incident(IncidentCreateRequest.build("B", commander=seeded.commander)).data
    assert created.attributes
    assert created.commander == seeded.commander
    again = IncidentUpdateRequest.build(seeded.id, commander=created.attributes.commander)
    assert api.update_incident(seeded.id, again).data.commander == seeded.commander


def test_a_drill_says_so(api: IncidentsApi) -> None:
    incident = api.create_incident(IncidentCreateRequest.build("Drill", is_test=True, state="stable")).data
    assert incident.attributes
    assert incident.attributes.is_test
    assert incident.state == "stable"


def test_durations_are_those_that_the_service_reports(api: IncidentsApi, emulator: Emulator) -> None:
    """None where the service reports a 0 that says nothing; elsewhere the difference of the moments."""
    emulator.seed(40)
    for incident in api.list_incidents_with_pagination():
        facts = incident.attributes
        assert facts
        assert incident.is_resolved is (facts.state in ("resolved", "completed"))
        for found, start, end in (
            (incident.time_to_resolve, facts.created, facts.resolved),
            (incident.time_to_detect, facts.customer_impact_start, facts.detected),
            (incident.time_to_repair, facts.detected, facts.customer_impact_end),
            (incident.customer_impact_duration, facts.customer_impact_start, facts.customer_impact_end),
        ):
            assert (found is None) is (start is None or end is None)
            if found is not None and start and end:
                assert found == timedelta(seconds=max(0, (end - start) // timedelta(seconds=1)))
