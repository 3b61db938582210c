"""The fields that impacts have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Reference
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, listing, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

NOTE = "Impacts take any fields, defined or not."
"""What is the emulator's own, or known to differ."""

IMPACT_FIELDS = Collection(
    noun="incident_impact_fields",
    type="impact_fields",
    identified_by="field_id",
    missing=lambda _: missing("impact field not found"),
    attributes={"display_name": "", "field_choices": ABSENT, "field_type": "", "name": "", "tag_key": ABSENT},
    created=None,
    modified=None,
    references=(Reference(name="incident_type", to=INCIDENT_TYPES, missing="incident type not found"),),
)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_impact_fields": listing(IMPACT_FIELDS),
    "create_incident_impact_field": creating(IMPACT_FIELDS),
    "update_incident_impact_field": updating(IMPACT_FIELDS, replaces=True),
    "delete_incident_impact_field": deleting(IMPACT_FIELDS),
}
