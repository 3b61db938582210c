"""Texts in which notifications are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference
from datadog_incidents.emulator.engine.refusals import missing_without_detail
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, refers_to, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, default_incident_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

NOTE = "A template without a type gets the default one. Rules that use a template do not keep it from being deleted."
"""What is the emulator's own, or known to differ."""

NOTIFICATION_TEMPLATES = Collection(
    noun="incident_notification_templates",
    type="notification_templates",
    identified_by="id",
    missing=lambda _: missing_without_detail(),
    attributes={"category": "", "content": "", "name": "", "subject": ""},
    references=(
        Reference(
            name="incident_type", to=INCIDENT_TYPES, missing="incident type not found", default=default_incident_type
        ),
    ),
    full_users=True,
    recorded=True,
)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_notification_templates": listing(
        NOTIFICATION_TEMPLATES, filters={"filter[incident-type]": refers_to("incident_type")}
    ),
    "create_incident_notification_template": creating(NOTIFICATION_TEMPLATES),
    "get_incident_notification_template": getting(NOTIFICATION_TEMPLATES),
    "update_incident_notification_template": updating(NOTIFICATION_TEMPLATES),
    "delete_incident_notification_template": deleting(NOTIFICATION_TEMPLATES),
}
