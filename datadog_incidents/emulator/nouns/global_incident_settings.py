"""The settings that hold for all incidents of the organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import getting, updating
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import BEGINNING, ORGANIZATION, identifier_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.store import Store

NOTE = ""
"""What is the emulator's own, or known to differ."""

SETTINGS = Collection(
    noun="global_incident_settings",
    type="incidents_global_settings",
    only=ORGANIZATION,
    missing=lambda _: missing("settings not found"),
    attributes={"analytics_dashboard_id": ""},
    created_by=None,
    modified_by=None,
)


def first_settings() -> Resource:
    """The settings that every organization begins with."""
    dashboard = f"{identifier_of('analytics dashboard')}-def"
    attributes = {"created": BEGINNING, "modified": BEGINNING, "analytics_dashboard_id": dashboard}
    return Resource(noun=SETTINGS.noun, id=ORGANIZATION, attributes=attributes)


def global_settings(store: Store) -> Resource:
    """The settings as they are.

    Args:
        store: where they are.
    """
    return store.resources.get(SETTINGS.noun, ORGANIZATION) or first_settings()


OPERATIONS: Mapping[str, Handler] = {
    "get_global_incident_settings": getting(SETTINGS),
    "update_global_incident_settings": updating(SETTINGS),
}
