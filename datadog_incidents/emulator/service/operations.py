"""The operations that are emulated: where each is, what it takes, and what carries it out."""

from __future__ import annotations

from dataclasses import dataclass
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
from datadog_incidents.emulator.service import contract, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.service.validation import Object

_NOUNS = (
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


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API.

    Args:
        name: its name.
        method: the HTTP method.
        path: the path, as a rule of werkzeug's.
        handler: what carries it out.
        unstable: whether the API asks for an opt-in.
    """

    name: str
    method: str
    path: str
    handler: Handler
    unstable: bool = True

    @property
    def path_parameters(self) -> Object:
        """The shape of the parameters in the path."""
        return schemas.NO_PARAMETERS if self.name in schemas.USERS else contract.parameters(self.name, "path")

    @property
    def parameters(self) -> Object:
        """The shape of the parameters in the query."""
        known = schemas.PARAMETERS.get(self.name)
        return contract.parameters(self.name, "query") if known is None else known

    @property
    def body(self) -> Object | None:
        """The shape of the document that is sent; None where there is none."""
        return schemas.BODIES[self.name] if self.name in schemas.BODIES else contract.body(self.name)


def _operation(name: str, handler: Handler) -> Operation:
    if name in schemas.USERS:
        return Operation(name, *schemas.USERS[name], handler, unstable=False)
    facts = contract.operation_facts(name)
    path = facts["path"].replace("{", "<").replace("}", ">")
    return Operation(name, facts["method"], path, handler, facts["unstable"])


OPERATIONS: Mapping[str, Operation] = {
    name: _operation(name, handler) for noun in _NOUNS for name, handler in noun.OPERATIONS.items()
}
"""The operations by name."""
