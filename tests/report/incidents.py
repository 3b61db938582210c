"""Incidents to report on, as the service sends them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from datadog_incidents.models import IncidentResponseData

CREATED = datetime(2026, 8, 15, 12, tzinfo=UTC)
"""When incidents were created unless told otherwise."""

ID = "3a6f2c1e-5b7d-4e8f-9a0b-1c2d3e4f5a6b"
"""The id of all of them."""


def incident(
    *,
    created: datetime = CREATED,
    severity: str | None = "SEV-2",
    teams: list[str] | None = None,
    services: list[str] | None = None,
    detect: int | None = None,
    respond: int = 1,
    repair: int | None = None,
    resolve: int | None = None,
) -> IncidentResponseData:
    """An incident that took so many seconds; None for what has not happened, which the service reports as 0."""
    detected = created - timedelta(seconds=respond)
    fields = {
        name: {"type": "autocomplete", "value": value} for name, value in (("teams", teams), ("services", services))
    }
    attributes = {
        "title": "Checkout is slow",
        "created": created.isoformat(),
        "detected": detected.isoformat(),
        "customer_impact_start": None if detect is None else (detected - timedelta(seconds=detect)).isoformat(),
        "customer_impact_end": None if repair is None else (detected + timedelta(seconds=repair)).isoformat(),
        "resolved": None if resolve is None else (created + timedelta(seconds=resolve)).isoformat(),
        "severity": severity,
        "state": "active" if resolve is None else "resolved",
        "time_to_detect": detect or 0,
        "time_to_internal_response": respond,
        "time_to_repair": repair or 0,
        "time_to_resolve": resolve or 0,
        "fields": fields,
    }
    document = {"type": "incidents", "id": ID, "attributes": attributes}
    return IncidentResponseData.from_dict(document)
