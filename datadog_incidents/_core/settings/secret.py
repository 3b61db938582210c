"""Strings that must not be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
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
"""Characters of the shortest header value that can be a secret: to take out `1` or `core` would garble content."""

_ENTITIES = {
    "&": b"amp", "<": b"lt", ">": b"gt", '"': b"quot", "'": b"apos", "/": b"sol", "+": b"plus", "=": b"equals",
}  # fmt: skip


def words_of(values: Iterable[str]) -> list[str]:
    """The secret words among header values: those that are a `Secret`, and of several words the last (`Bearer …`)."""
    words = (str.__str__(value).split()[-1:] for value in values if isinstance(value, Secret))
    return [Secret(word) for found in words for word in found if len(word) >= _SHORTEST]


def scrubbed(content: bytes, words: Iterable[str]) -> bytes:
    """Content without some words: a service or a proxy may repeat in an error what it was sent.

    Args:
        content: what was received, before any of it is cut off: half a secret would not be found.
        words: what must not be seen, however it is written: in JSON, in a URL, in HTML, quoted.
    """
    for word in words:
        content = _pattern_of(word).sub(b"***", content)
    return content


def scrubbed_text(text: str, words: Iterable[str]) -> str:
    """The same for a text. That of a header is what came, decoded byte by byte, in whatever way it had been encoded."""
    encoding = "latin-1" if max(text, default="") <= "ÿ" else "utf-8"
    return scrubbed(text.encode(encoding, errors="surrogatepass"), words).decode(encoding, errors="surrogatepass")


@lru_cache(maxsize=64)
def _pattern_of(word: str) -> re.Pattern[bytes]:
    return re.compile(rb"\0{0,3}".join(map(_forms_of, word)))  # which UTF-16 and UTF-32 have between the characters


def _forms_of(character: str) -> bytes:
    """A pattern of the ways to write a character: each begins with a literal and has a bound, which keeps it fast."""
    code, name = b"%x" % ord(character), _ENTITIES.get(character)
    encoded = sorted({character.encode("utf-8", errors="surrogatepass"), character.encode("latin-1", errors="replace")})
    units = re.findall("....", character.encode("utf-16-be", errors="surrogatepass").hex())
    literally = b"|".join(map(re.escape, encoded))
    in_url = [b"".join(b"%%(?:25){0,3}(?i:%02x)" % byte for byte in form) for form in encoded]
    by_bytes = [b"".join(rb"\\{1,8}(?i:x%02x)" % byte for byte in form) for form in encoded]
    by_units = b"".join(rb"\\{1,8}(?i:u%s)" % unit.encode() for unit in units)
    entity = rb"#0{0,6}%d;|#(?i:x0{0,6}%s);" % (ord(character), code) + (b"|%s;" % name if name else b"")
    escaped = rb"\\{1,8}(?:%s|(?i:[ux]\{?0{0,6}%s\}?))" % (literally, code)
    return b"(?:%s)" % b"|".join((literally, escaped, *by_bytes, by_units, *in_url, b"&(?:amp;){0,3}(?:%s)" % entity))
