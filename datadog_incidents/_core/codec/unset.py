"""`UNSET`: the property is not mentioned at all, as opposed to `None`, which sends null."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal


class Unset(Enum):
    """The type of `UNSET`. An enum of one member, so that type checkers narrow it with `is`."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""Leave the property out. The default wherever `None` would send null and so clear a value."""
