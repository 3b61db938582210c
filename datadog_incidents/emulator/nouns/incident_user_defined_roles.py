"""The roles that people can play in an incident, beyond those of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Reference, Step
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, refers_to, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.resource import Resource

NOTE = "A reserved name and a text that is too long are refused with 400."
"""What is the emulator's own, or known to differ."""

_RESERVED = frozenset({"incident commander", "responder"})
_LONGEST = {"name": 255, "description": 1024}


def _settled(step: Step, role: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    """The service keeps two names to itself, and long texts out."""
    name: str = role.attributes["name"]
    if name.casefold() in _RESERVED:
        raise bad_request(f'the name "{name}" is reserved')
    for attribute, longest in _LONGEST.items():
        if len(role.attributes[attribute] or "") > longest:
            raise bad_request(f"{attribute}: at most {longest} characters")
    return role


USER_DEFINED_ROLES = Collection(
    noun="incident_user_defined_roles",
    type="incident_user_defined_roles",
    identified_by="role_id",
    missing=lambda _: missing("user-defined role not found"),
    attributes={"description": None, "name": "", "policy": {"is_single": False}},
    references=(Reference(name="incident_type", to=INCIDENT_TYPES, missing="incident type not found"),),
    settled=_settled,
)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_user_defined_roles": listing(
        USER_DEFINED_ROLES, filters={"filter[incident-type]": refers_to("incident_type")}
    ),
    "create_incident_user_defined_role": creating(USER_DEFINED_ROLES),
    "get_incident_user_defined_role": getting(USER_DEFINED_ROLES),
    "update_incident_user_defined_role": updating(USER_DEFINED_ROLES),
    "delete_incident_user_defined_role": deleting(USER_DEFINED_ROLES),
}
