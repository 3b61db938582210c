"""Tests of a value's shape that both type checkers understand the same way."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

if TYPE_CHECKING:
    from uuid import UUID

_T = TypeVar("_T")


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is a list."""
    return isinstance(value, list)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether it maps something to something."""
    return isinstance(value, Mapping)


def is_collection(value: object) -> TypeGuard[list[Any] | tuple[Any, ...] | set[Any] | frozenset[Any]]:
    """Whether it is a list, a tuple or a set."""
    return isinstance(value, (list, tuple, set, frozenset))


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether it is a tuple, and none whose iterator is somebody else's."""
    return type(value) is tuple


def is_uuid(value: object) -> TypeGuard[UUID]:
    """Whether it is a UUID. The module is slow to load, and no value can be one before someone has loaded it."""
    uuid = sys.modules.get("uuid")
    return uuid is not None and isinstance(value, uuid.UUID)


def as_kind(kind: type[_T], value: object) -> _T | None:
    """A value if it is of a kind, else None. A boolean is no integer."""
    return value if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)) else None


def as_number(value: object) -> float | None:
    """A value if it is a number, else None. A boolean is none."""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
