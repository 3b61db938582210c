"""The operations that are emulated, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from datadog_incidents.emulator.nouns import incidents, users
from datadog_incidents.emulator.service import schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from datadog_incidents.emulator.nouns.organization import Call
    from datadog_incidents.emulator.service.validation import Object
    from datadog_incidents.emulator.wire import Answer


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API: where it is, what it takes, and the handler that carries it out."""

    method: str
    path: str
    handler: Callable[[Call], Answer]
    parameters: Object = schemas.NO_PARAMETERS
    body: Object | None = None
    unstable: bool = True
    """Whether the API asks for an opt-in."""


_INCIDENTS = "/api/v2/incidents"
_INCIDENT = f"{_INCIDENTS}/<incident_id>"
_SEARCH = f"{_INCIDENTS}/search"

OPERATIONS: Mapping[str, Operation] = {
    operation.handler.__name__: operation
    for operation in (
        Operation("POST", _INCIDENTS, incidents.create_incident, body=schemas.CREATE_INCIDENT),
        Operation("GET", _INCIDENT, incidents.get_incident, schemas.INCLUDE_PARAMETERS),
        Operation("GET", _INCIDENTS, incidents.list_incidents, schemas.LIST_PARAMETERS),
        Operation("PATCH", _INCIDENT, incidents.update_incident, schemas.INCLUDE_PARAMETERS, schemas.UPDATE_INCIDENT),
        Operation("DELETE", _INCIDENT, incidents.delete_incident),
        Operation("GET", _SEARCH, incidents.search_incidents, schemas.SEARCH_PARAMETERS),
        Operation("GET", "/api/v2/users", users.list_users, schemas.LIST_USERS_PARAMETERS, unstable=False),
    )
}
"""The operations by name."""
