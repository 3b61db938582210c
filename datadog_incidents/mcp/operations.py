"""What the operations of the service ask of the keys."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Integer
from datadog_incidents.api.incidents_api import IncidentsApi

LIST_USERS: Final[Operation[Any]] = Operation(
    name="GET /api/v2/users",
    method="GET",
    path="/api/v2/users",
    parameters=(Parameter("page_size", "query", Integer(1), wire="page[size]"),),
    permissions=("user_access_read",),
)
"""What `find_user` asks, which is none of the operations on incidents."""


@cache
def operations() -> Mapping[str, Operation[Any]]:
    """All operations on incidents by name, and the one on users."""
    modules = {sys.modules[each.__module__] for each in IncidentsApi.__mro__ if each.__module__ in sys.modules}
    values: list[Any] = [value for module in modules for value in vars(module).values()]
    found: list[Operation[Any]] = [value for value in values if isinstance(value, Operation)]
    return {each.name: each for each in sorted([*found, LIST_USERS], key=lambda each: each.name)}


def needed(operation: Operation[Any]) -> str:
    """The permissions that an operation asks for, in words; empty where the API does not tell."""
    return (" and " if operation.all_permissions else " or ").join(operation.permissions)
