"""Every operation there is, and every method that carries one out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from datadog_incidents import IncidentsApi
from datadog_incidents._core.operations.operation import Operation
from datadog_incidents.api.noun import Noun

NOUNS = [cls for cls in IncidentsApi.__mro__ if cls is not Noun and issubclass(cls, Noun)]
CONSTANTS: dict[str, Operation[Any]] = {
    name: value
    for noun in NOUNS
    for name, value in vars(sys.modules[noun.__module__]).items()
    if isinstance(value, Operation)
}
OPERATIONS: dict[str, Operation[Any]] = {operation.name: operation for operation in CONSTANTS.values()}
METHODS: dict[str, Callable[..., Any]] = {
    name: method
    for noun in NOUNS
    for name, method in vars(noun).items()
    if not name.startswith("_") and callable(method)
}
