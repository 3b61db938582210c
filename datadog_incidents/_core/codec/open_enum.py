"""Enums that survive the future: a value that the contract does not know yet is kept, not refused."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class OpenEnum(StrEnum):
    """A string enum that accepts values beyond its own.

    An unknown value becomes a member equal to its string; it is not listed by iteration, and two of the same value are
    equal but not identical. Members are strings: they compare, hash, format and serialize as their value.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._value_!r})"

    @property
    def is_known(self) -> bool:
        """Whether the contract knows this value."""
        return self.value in type(self)._value2member_map_
