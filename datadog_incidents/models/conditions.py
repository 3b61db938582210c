"""The conditions of rules, of both kinds of them: the values that fields of an incident may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.building import listed

_C = TypeVar("_C")


def conditions_from(condition: Callable[..., _C], conditions: Mapping[str, Sequence[str]] | Sequence[_C]) -> list[_C]:
    """Conditions as they are sent.

    Args:
        condition: the model of one.
        conditions: the values by the name of the field, or the models.

    Raises:
        InvalidArgumentError: they are neither.
    """
    if isinstance(conditions, Mapping):
        values = {field: listed(f"conditions[{field!r}]", several) for field, several in conditions.items()}
        return [condition(field=field, values=several) for field, several in values.items()]
    return listed("conditions", conditions)


def values_by_field(conditions: Iterable[Any]) -> dict[str, list[str]]:
    """The values that each field may have, by its name; without what is no name and what are no values."""
    held = [(attribute(condition, "field"), attribute(condition, "values")) for condition in conditions]
    return {
        field: [value for value in values if isinstance(value, str)]
        for field, values in held
        if isinstance(field, str) and is_list(values)
    }
