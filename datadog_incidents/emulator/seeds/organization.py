"""What an organization that has incidents has set up for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from datadog_incidents.emulator.engine.collection import Collection, Step
from datadog_incidents.emulator.engine.organization import Call, Organization
from datadog_incidents.emulator.engine.verbs import created
from datadog_incidents.emulator.nouns.incident_notification_rules import NOTIFICATION_RULES
from datadog_incidents.emulator.nouns.incident_notification_templates import NOTIFICATION_TEMPLATES
from datadog_incidents.emulator.nouns.incident_postmortem_templates import POSTMORTEM_TEMPLATES
from datadog_incidents.emulator.nouns.incident_rules import RULES
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, default_incident_type_of
from datadog_incidents.emulator.nouns.incident_user_defined_fields import USER_DEFINED_FIELDS
from datadog_incidents.emulator.nouns.incident_user_defined_roles import USER_DEFINED_ROLES
from datadog_incidents.emulator.wire import JSON, format_timestamp

_SECURITY: Mapping[str, JSON] = {"name": "Security Incident", "description": "What puts data at risk."}

_DROPDOWN, _MULTISELECT = 1, 2

_RESOURCES: tuple[tuple[Collection, Mapping[str, JSON]], ...] = (
    (
        USER_DEFINED_FIELDS,
        {
            "name": "customer_tier",
            "display_name": "Customer tier",
            "type": _DROPDOWN,
            "valid_values": [
                {"value": tier, "display_name": tier.capitalize(), "description": "", "short_description": ""}
                for tier in ("free", "business", "enterprise")
            ],
        },
    ),
    (USER_DEFINED_FIELDS, {"name": "regions", "display_name": "Regions", "type": _MULTISELECT}),
    (USER_DEFINED_ROLES, {"name": "Communications Lead", "description": "Talks to customers."}),
    (USER_DEFINED_ROLES, {"name": "Scribe", "description": "Writes down what is done.", "policy": {"is_single": True}}),
    (
        NOTIFICATION_TEMPLATES,
        {
            "name": "An incident begins",
            "category": "alert",
            "subject": "{{incident.severity}}: {{incident.title}}",
            "content": "{{incident.title}} is {{incident.state}}.",
        },
    ),
    (
        NOTIFICATION_RULES,
        {
            "conditions": [{"field": "severity", "values": ["SEV-1", "SEV-2"]}],
            "enabled": True,
            "handles": ["@oncall@example.com"],
            "trigger": "incident_created_trigger",
        },
    ),
    (POSTMORTEM_TEMPLATES, {"name": "What happened", "content": "# What happened\n\n# What we learned\n"}),
    (
        RULES,
        {
            "condition": {"raw_query": "severity:SEV-1"},
            "enabled": True,
            "task_id": "slack-create-channel-job",
            "task_payload": "{}",
        },
    ),
)


def set_up(organization: Organization, now: datetime) -> None:
    """Set up types, fields, roles, templates and rules, unless it has been done.

    Args:
        organization: the organization.
        now: when all of it has been set up.
    """
    store = organization.store
    if any(kind.attributes["name"] == _SECURITY["name"] for kind in store.resources.of(INCIDENT_TYPES.noun)):
        return
    begun = format_timestamp((now - timedelta(days=100)).replace(microsecond=0))
    kind = {"data": {"type": INCIDENT_TYPES.type, "id": default_incident_type_of(store)}}
    with store.changing() as change:
        step = Step(call=Call(organization, {}, {}, {}), change=change, now=begun, incident=None, before=None)
        for collection, attributes in ((INCIDENT_TYPES, _SECURITY), *_RESOURCES):
            relationships = {each.name: kind for each in collection.references if each.name == "incident_type"}
            created(step, collection, {"attributes": attributes, "relationships": relationships})
