"""One value that differs from its schema."""

from __future__ import annotations

from typing import NamedTuple


class Mismatch(NamedTuple):
    """One value that does not fit."""

    path: str
    """Where it is, in JSON names, such as `data.attributes.created`."""
    problem: str
    """What is wrong with it, such as `expected a string, got 5`. The whole value: who shows it takes out the secrets
    that it may hold, and then cuts it."""

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"
