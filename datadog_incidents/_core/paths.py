"""Following a path of names, through JSON or through models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datadog_incidents._core.narrowing import is_list, is_object


def at_path(value: Any, path: tuple[str, ...], step: Callable[[Any, str], Any]) -> list[Any]:
    """What is at a path; a list on the way means each of its elements, and what is absent leads nowhere.

    Args:
        value: where the path begins.
        path: the names to follow.
        step: takes a value and a name, gives what is there or None.
    """
    found = [value]
    for name in path:
        reached = [step(parent, name) for parent in found]
        found = [item for child in reached for item in (child if is_list(child) else [child])]
    return [item for item in found if item is not None]


def member(value: Any, name: str) -> Any:
    """A member of a JSON object; None where there is none."""
    return value.get(name) if is_object(value) else None


def attribute(value: Any, name: str) -> Any:
    """An attribute of a model; None where there is none."""
    return getattr(value, name, None)
