"""Strings that must not be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datadog_incidents._core.narrowing import is_mapping


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


def concealed(value: Any) -> Any:
    """A key, or a mapping with keys as its values, that no traceback shows; anything else as it is."""
    if is_mapping(value):
        return {name: concealed(item) for name, item in value.items()}
    return Secret(value) if isinstance(value, str) else value


def scrubbed(content: bytes, values: Iterable[str]) -> bytes:
    """Content without the secrets among the values: a service or a proxy may repeat in an error what it was sent.

    Args:
        content: what was received.
        values: what was sent; only those that are a `Secret` count, and of several words the last, as in `Bearer …`.
    """
    for value in values:
        word = value.encode("latin-1", errors="replace").split()[-1:] if isinstance(value, Secret) else []
        if word and word[0] in content:
            content = content.replace(word[0], b"***")
    return content
