"""Moments of an incident that someone has set right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, listing, updating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

TIMESTAMP_OVERRIDES = Collection(
    noun="incident_timestamp_overrides",
    type="incidents_timestamp_overrides",
    identified_by="id",
    missing=lambda _: missing("timestamp override not found"),
    missing_incident=lambda _: missing("incident not found"),
    attributes={"timestamp_type": "", "timestamp_value": None},
    moments=("timestamp_value",),
    created="created_at",
    modified="modified_at",
    deleted="deleted_at",
    keeps_deleted=True,
    incident_attribute="incident_id",
)

OPERATIONS: Mapping[str, Handler] = {
    "list_timestamp_overrides": listing(TIMESTAMP_OVERRIDES),
    "create_timestamp_override": creating(TIMESTAMP_OVERRIDES),
    "update_timestamp_override": updating(TIMESTAMP_OVERRIDES),
    "delete_timestamp_override": deleting(TIMESTAMP_OVERRIDES),
}
