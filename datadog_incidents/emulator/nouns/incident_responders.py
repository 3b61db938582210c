"""The people who respond to an incident."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference, Step
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing
from datadog_incidents.emulator.store.incident_record import FIRST_RESPONDER_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.resource import Resource

NOTE = (
    "Whoever updates or commands an incident joins its responders. Nobody plays a role; a responder who is there "
    "already is refused with 400."
)
"""What is the emulator's own, or known to differ."""


def _settled(step: Step, responder: Resource) -> Resource:
    """A new responder plays no role yet, and is not there twice."""
    user = responder.relationships["user"]["id"]
    if step.incident and user in step.incident.responders:
        raise bad_request(f"user {user} is already a responder")
    return replace(responder, relationships={**responder.relationships, "role_assignments": []})


RESPONDERS = Collection(
    noun="incident_responders",
    type="incident_responders",
    identified_by="responder_id",
    missing=lambda _: missing("responder not found"),
    missing_incident=lambda _: missing("incident not found"),
    fixed=FIRST_RESPONDER_ATTRIBUTES,
    created_by="created_by",
    modified_by="last_modified_by",
    references=(Reference(name="user", to=None, missing="user not found"),),
    settled=_settled,
)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_responders": listing(RESPONDERS),
    "create_incident_responder": creating(RESPONDERS),
    "get_incident_responder": getting(RESPONDERS),
    "delete_incident_responder": deleting(RESPONDERS),
}
