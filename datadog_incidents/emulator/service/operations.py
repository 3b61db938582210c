"""The operations that are emulated: where each is, what it takes, and what carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from datadog_incidents.emulator.nouns.catalogue import HANDLERS
from datadog_incidents.emulator.service import contract, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.service.validation import Object


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
    name: _operation(name, handler) for handlers in HANDLERS.values() for name, handler in handlers.items()
}
"""The operations by name."""
