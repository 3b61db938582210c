"""When an incident is already as a change would make it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.cli.wanted import is_as_wanted
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import IncidentUpdateRequest

from .conftest import seed_checkout

DETECTED = datetime(2026, 1, 31, 14, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("same", "other"),
    [
        ({"title": "Checkout answers with errors"}, {"title": "checkout answers with errors"}),
        ({"severity": "SEV-1"}, {"severity": "SEV-2"}),
        ({"severity": "SEV-1"}, {"severity": None}),
        ({"state": "resolved"}, {"state": "active"}),
        ({"customer_impacted": True}, {"customer_impacted": False}),
        ({"customer_impact_scope": "Nobody can pay."}, {"customer_impact_scope": "Some can."}),
        ({"detected": DETECTED}, {"detected": DETECTED + timedelta(minutes=1)}),
        ({"detected": DETECTED}, {"detected": None}),
        ({"fields": {"teams": ["storefront", "payments"]}}, {"fields": {"teams": ["payments"]}}),
        ({"fields": {"summary": "A bad deploy."}}, {"fields": {"summary": None}}),
        ({"fields": {"root_cause": None}}, {"fields": {"root_cause": "Nobody looked."}}),
        ({"notification_handles": ["@b", "@a"]}, {"notification_handles": []}),
        ({"title": "Checkout answers with errors", "state": "resolved"}, {"severity": "SEV-1", "state": "stable"}),
    ],
)
def test_it_is_where_nothing_would_change(same: dict[str, Any], other: dict[str, Any]) -> None:
    with Emulator() as emulator:
        seed_checkout(emulator, notification_handles=[{"handle": "@a"}, {"handle": "@b"}])
        with ApiClient(emulator.configuration()) as api_client:
            (incident,) = IncidentsApi(api_client).search_incidents_with_pagination("*", include="users")
            assert is_as_wanted(incident, IncidentUpdateRequest.build(incident.id, **same))
            assert not is_as_wanted(incident, IncidentUpdateRequest.build(incident.id, **other))


@pytest.mark.parametrize("name", ["Ada Lindqvist", None])
def test_a_commander_is_compared_by_id(name: str | None) -> None:
    with Emulator() as emulator:
        seed_checkout(emulator, commander=name)
        ids = {user["attributes"]["name"]: user["id"] for user in emulator.users}
        with ApiClient(emulator.configuration()) as api_client:
            (incident,) = IncidentsApi(api_client).search_incidents_with_pagination("*", include="users")
        for leader in (None, "Ada Lindqvist", "Bruno Tavares"):
            body = IncidentUpdateRequest.build(incident.id, commander=ids[leader] if leader else None)
            assert is_as_wanted(incident, body) is (leader == name)
