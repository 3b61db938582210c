"""How incidents of a type get a space in Google Chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, configures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

NOTE = "A type has one; a second is refused with 400. No space is made."
"""What is the emulator's own, or known to differ."""

GOOGLE_CHAT_CONFIGURATIONS = Collection(
    noun="incident_google_chat_configurations",
    type="google_chat_configurations",
    identified_by="id",
    missing=lambda _: missing("Google Chat configuration not found"),
    attributes={"domain_id": "", "space_name_template": "", "space_target_audience_id": "", "space_time_zone": ""},
    created="created_at",
    modified="modified_at",
    references=(Reference(name="incident_type", to=INCIDENT_TYPES, missing="incident type not found"),),
    settled=configures("google_chat_configuration", "google_chat_configurations"),
)

OPERATIONS: Mapping[str, Handler] = {
    "create_incident_google_chat_configuration": creating(GOOGLE_CHAT_CONFIGURATIONS),
    "update_incident_google_chat_configuration": updating(GOOGLE_CHAT_CONFIGURATIONS),
}
