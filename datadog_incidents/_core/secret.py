"""Strings that must not be seen."""

from __future__ import annotations


class Secret(str):
    """A string that prints as `***`.

    It works as the string it is where it is used (compared, encoded into a header), so a key can be carried as a Secret
    from the configuration to the socket, and no repr, log line or traceback along the way shows it.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"

    def __str__(self) -> str:
        return "***"

    def __format__(self, format_spec: str) -> str:
        return "***"
