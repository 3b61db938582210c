"""All nouns: their operations, and the collections among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.nouns import (
    global_incident_handles,
    global_incident_settings,
    incident_ai_postmortems,
    incident_attachments,
    incident_configurations,
    incident_google_chat_configurations,
    incident_google_meet_configurations,
    incident_impact_fields,
    incident_impacts,
    incident_imports,
    incident_integrations,
    incident_notification_rules,
    incident_notification_templates,
    incident_org_settings,
    incident_pages,
    incident_postmortem_templates,
    incident_responders,
    incident_rules,
    incident_timestamp_overrides,
    incident_todos,
    incident_types,
    incident_user_defined_fields,
    incident_user_defined_roles,
    incidents,
    users,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.collection import Collection
    from datadog_incidents.emulator.engine.handler import Handler

_NOUNS = {
    noun.__name__.rpartition(".")[2]: noun
    for noun in (
        incidents,
        incident_imports,
        incident_attachments,
        incident_impacts,
        incident_todos,
        incident_integrations,
        incident_pages,
        incident_responders,
        incident_timestamp_overrides,
        incident_configurations,
        incident_ai_postmortems,
        incident_types,
        incident_org_settings,
        incident_user_defined_fields,
        incident_user_defined_roles,
        incident_notification_rules,
        incident_notification_templates,
        incident_postmortem_templates,
        incident_rules,
        incident_impact_fields,
        global_incident_handles,
        global_incident_settings,
        incident_google_chat_configurations,
        incident_google_meet_configurations,
        users,
    )
}

HANDLERS: Mapping[str, Mapping[str, Handler]] = {name: noun.OPERATIONS for name, noun in _NOUNS.items()}
"""What carries out the operations, by noun."""

NOTES: Mapping[str, str] = {name: noun.NOTE for name, noun in _NOUNS.items()}
"""What is the emulator's own in a noun, or known to differ."""

COLLECTIONS: Mapping[str, Collection] = {
    collection.noun: collection
    for collection in (
        incident_attachments.ATTACHMENTS,
        incident_impacts.IMPACTS,
        incident_todos.TODOS,
        incident_integrations.INTEGRATIONS,
        incident_pages.PAGES,
        incident_responders.RESPONDERS,
        incident_timestamp_overrides.TIMESTAMP_OVERRIDES,
        incident_configurations.CONFIGURATIONS,
        incident_types.INCIDENT_TYPES,
        incident_user_defined_fields.USER_DEFINED_FIELDS,
        incident_user_defined_roles.USER_DEFINED_ROLES,
        incident_notification_rules.NOTIFICATION_RULES,
        incident_notification_templates.NOTIFICATION_TEMPLATES,
        incident_postmortem_templates.POSTMORTEM_TEMPLATES,
        incident_rules.RULES,
        incident_impact_fields.IMPACT_FIELDS,
        global_incident_handles.HANDLES,
        global_incident_settings.SETTINGS,
        incident_google_chat_configurations.GOOGLE_CHAT_CONFIGURATIONS,
        incident_google_meet_configurations.GOOGLE_MEET_CONFIGURATIONS,
    )
}
"""The collections of resources, by noun."""


def collection_of(noun: str) -> Collection:
    """The collection of a noun.

    Args:
        noun: its name.

    Raises:
        ValueError: there is none.
    """
    if noun not in COLLECTIONS:
        raise ValueError(f"there is no noun {noun!r}: the emulator has {', '.join(COLLECTIONS)}")
    return COLLECTIONS[noun]
