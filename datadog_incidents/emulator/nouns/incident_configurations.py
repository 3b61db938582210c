"""What the service does with an incident, and leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Step
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, updating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.resource import Resource

NOTE = (
    "What is left out at first is true. Creating again replaces; an incident that is not to be in searches is not "
    "found."
)
"""What is the emulator's own, or known to differ."""


def _settled(step: Step, configuration: Resource) -> Resource:
    """An incident has one configuration: what is created again takes the place of what was."""
    former = step.call.organization.store.resources.of(configuration.noun, configuration.owner)
    if step.before is None and former:
        created_at = former[0].attributes["created_at"]
        attributes = {**configuration.attributes, "created_at": created_at}
        return replace(configuration, id=former[0].id, attributes=attributes)
    return configuration


CONFIGURATIONS = Collection(
    noun="incident_configurations",
    type="incidents_configurations",
    missing=lambda _: missing("incident configuration not found"),
    missing_incident=lambda _: missing("incident not found"),
    attributes={
        "execute_integrations": True,
        "execute_notification_rules": True,
        "include_in_analytics": True,
        "include_in_search": True,
    },
    created="created_at",
    modified="modified_at",
    incident_attribute="incident_id",
    settled=_settled,
)

OPERATIONS: Mapping[str, Handler] = {
    "create_incident_configuration": creating(CONFIGURATIONS, status=200),
    "update_incident_configuration": updating(CONFIGURATIONS),
}
