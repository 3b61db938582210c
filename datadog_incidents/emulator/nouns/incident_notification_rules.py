"""Rules that say who is told of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, pagination, updating
from datadog_incidents.emulator.nouns.incident_notification_templates import NOTIFICATION_TEMPLATES
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, default_incident_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

NOTE = (
    "Nobody is notified. An update puts what it leaves out back to the default: no recording tells. A rule "
    "without a type gets the default one."
)
"""What is the emulator's own, or known to differ."""

NOTIFICATION_RULES = Collection(
    noun="incident_notification_rules",
    type="incident_notification_rules",
    identified_by="id",
    missing=lambda _: missing("rule not found"),
    attributes={
        "conditions": [],
        "enabled": False,
        "handles": [],
        "renotify_on": [],
        "trigger": "",
        "visibility": "organization",
    },
    references=(
        Reference(
            name="incident_type",
            to=INCIDENT_TYPES,
            missing="incident type doesn't exist",
            default=default_incident_type,
        ),
        Reference(
            name="notification_template", to=NOTIFICATION_TEMPLATES, missing="notification template doesn't exist"
        ),
    ),
    full_users=True,
    recorded=True,
)

_FRESH = {"created": 0, "modified": 0}

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_notification_rules": listing(NOTIFICATION_RULES, meta=pagination),
    "create_incident_notification_rule": creating(NOTIFICATION_RULES, fresh=_FRESH),
    "get_incident_notification_rule": getting(NOTIFICATION_RULES),
    "update_incident_notification_rule": updating(NOTIFICATION_RULES, replaces=True, fresh={"modified": 0}),
    "delete_incident_notification_rule": deleting(NOTIFICATION_RULES),
}
