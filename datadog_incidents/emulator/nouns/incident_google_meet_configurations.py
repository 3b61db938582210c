"""How incidents of a type get a meeting in Google Meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, configures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

NOTE = "A type has one; a second is refused with 400. No meeting is made."
"""What is the emulator's own, or known to differ."""

GOOGLE_MEET_CONFIGURATIONS = Collection(
    noun="incident_google_meet_configurations",
    type="google_meet_configurations",
    identified_by="id",
    missing=lambda _: missing("Google Meet configuration not found"),
    attributes={"allow_manual_meeting_creation": False, "auto_summarize": False},
    created="created_at",
    modified="modified_at",
    references=(Reference(name="incident_type", to=INCIDENT_TYPES, missing="incident type not found"),),
    settled=configures("google_meet_configuration", "google_meet_configurations"),
)

OPERATIONS: Mapping[str, Handler] = {
    "create_incident_google_meet_configuration": creating(GOOGLE_MEET_CONFIGURATIONS),
    "update_incident_google_meet_configuration": updating(GOOGLE_MEET_CONFIGURATIONS),
}
