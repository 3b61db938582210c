"""Strings that must not be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from datadog_incidents._core.narrowing import is_mapping


class Secret(str):
    """A string that prints as `***`.

    It works as the string it is where it is used (compared, encoded into a header), so a key can be carried as a Secret
    from the configuration to the socket, and no repr, log line or traceback along the way shows it.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        return super().__new__(cls, str.__str__(value))  # of another Secret too its content, not the asterisks

    def __repr__(self) -> str:
        return "'***'"

    def __str__(self) -> str:
        return "***"

    def __format__(self, format_spec: str) -> str:
        return "***"

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (str.__str__(self),)  # by itself, pickle's protocols 0 and 1 would write the asterisks


def concealed(value: Any) -> Any:
    """A key, or a mapping with keys as its values, that no traceback shows; anything else as it is."""
    if is_mapping(value):
        return {name: concealed(item) for name, item in value.items()}
    return Secret(value) if isinstance(value, str) else value


_SHORTEST = 8
"""Characters of the shortest word that can be a secret: taking out shorter ones, such as `1`, would garble content."""


def scrubbed(content: bytes, values: Iterable[str]) -> bytes:
    """Content without the secrets among the values: a service or a proxy may repeat in an error what it was sent.

    Args:
        content: what was received.
        values: what was sent; only those that are a `Secret` count, and of several words the last, as in `Bearer …`.
    """
    for value in values:
        word = value.encode("latin-1", errors="replace").split()[-1:] if isinstance(value, Secret) else []
        if word and len(word[0]) >= _SHORTEST:
            content = content.replace(word[0], b"***")
    return content
