"""Handles by which incidents are declared from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference
from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.styles import JSON_API
from datadog_incidents.emulator.engine.verbs import creating, listing, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES, default_incident_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.wire import Answer

NOTE = (
    "No incident is declared by a handle. Deleting deletes the handle that was made last: a request has no way to "
    "say which one."
)
"""What is the emulator's own, or known to differ."""

HANDLES = Collection(
    noun="global_incident_handles",
    type="incidents_handles",
    missing=lambda _: missing("incident handle not found"),
    attributes={"fields": {"severity": []}, "name": ""},
    created="created_at",
    modified="modified_at",
    references=(
        Reference(name="commander_user", to=None, missing="user not found"),
        Reference(
            name="incident_type", to=INCIDENT_TYPES, missing="incident type not found", default=default_incident_type
        ),
    ),
)


def delete_global_incident_handle(call: Call) -> Answer:
    """Delete the handle that was made last: a request has no way to say which one."""
    store = call.organization.store
    with store.changing() as change:
        handles = store.resources.of(HANDLES.noun)
        if not handles:
            raise HANDLES.missing("")
        change.remove(handles[-1])
    return JSON_API.empty()


OPERATIONS: Mapping[str, Handler] = {
    "list_global_incident_handles": listing(HANDLES),
    "create_global_incident_handle": creating(HANDLES),
    "update_global_incident_handle": updating(HANDLES, replaces=True),
    "delete_global_incident_handle": Handler(carry_out=delete_global_incident_handle),
}
