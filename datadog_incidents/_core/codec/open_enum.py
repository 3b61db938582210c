"""Enums that survive the future: a value that the contract does not know yet is kept, not refused."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from typing import Self, TypeVar

_E = TypeVar("_E", bound=Enum)


class _Open(Enum):
    """What both kinds of open enum do."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._value_!r})"

    @property
    def is_known(self) -> bool:
        """Whether the contract knows this value."""
        return self._value_ in type(self)._value2member_map_


class OpenEnum(_Open, StrEnum):
    """A string enum that accepts values beyond its own.

    An unknown value becomes a member equal to its string; it is not listed by iteration, and two of the same value are
    equal but not identical. Members are strings: they compare, hash, format and serialize as their value.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return _beyond(str.__new__(cls, value), value) if isinstance(value, str) else None


class OpenIntEnum(_Open, IntEnum):
    """An integer enum that accepts values beyond its own, as `OpenEnum` does; its members are integers."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return _beyond(int.__new__(cls, value), value)


def _beyond(member: _E, value: object) -> _E:
    """Make a new object of an enum the member for a value that it does not list."""
    member._name_ = str(value)
    member._value_ = value
    return member
