"""Moments of an incident that someone has set right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Step
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, listing, updating
from datadog_incidents.emulator.nouns.incident_changes import with_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.resource import Resource

NOTE = "The incident shows the latest override of a moment, and its own moment again once the last override is deleted."
"""What is the emulator's own, or known to differ."""


def _settled(step: Step, override: Resource) -> Resource:
    """The incident has the moment that the override says, and the override knows the one that the incident had."""
    if step.incident is None:
        return override
    name: str = override.attributes["timestamp_type"]
    others = [each for each in _others(step, override) if "original" in each.hidden]
    original = others[0].hidden["original"] if others else step.incident.attributes[name]
    after = with_moment(step.incident, name, override.attributes["timestamp_value"])
    step.change.put_incident(step.incident, after)
    return replace(override, hidden={"original": original, **override.hidden})


def _removed(step: Step, override: Resource) -> Resource:
    """With the last override of a moment the incident has its own again."""
    if step.incident and not _others(step, override):
        after = with_moment(step.incident, override.attributes["timestamp_type"], override.hidden.get("original"))
        step.change.put_incident(step.incident, after)
    return override


def _others(step: Step, override: Resource) -> list[Resource]:
    """The other overrides of the same moment."""
    overrides = step.call.organization.store.resources.of(override.noun, override.owner)
    kind = override.attributes["timestamp_type"]
    return [each for each in overrides if each.attributes["timestamp_type"] == kind and each.id != override.id]


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
    settled=_settled,
    removed=_removed,
)

OPERATIONS: Mapping[str, Handler] = {
    "list_timestamp_overrides": listing(TIMESTAMP_OVERRIDES),
    "create_timestamp_override": creating(TIMESTAMP_OVERRIDES),
    "update_timestamp_override": updating(TIMESTAMP_OVERRIDES),
    "delete_timestamp_override": deleting(TIMESTAMP_OVERRIDES),
}
