"""Where an answer ends, as its headers say."""

from __future__ import annotations

import http
from collections.abc import Iterable


def told(values: Iterable[str]) -> list[str]:
    """The values of a header that may be there several times, in lower case."""
    whole = ",".join(values)
    return [each.strip().lower() for each in whole.split(",")] if whole else []


def is_clear(codings: list[str], lengths: list[str]) -> bool:
    """Whether an answer can be read in one way only (RFC 9112, 6.3): another would find another answer in it.

    Args:
        codings: what Transfer-Encoding told.
        lengths: what Content-Length told.
    """
    return codings in ([], ["chunked"]) and len(set(lengths)) < 2 and all(map(_is_length, lengths))


def is_certain(status: int, codings: list[str], lengths: list[str]) -> bool:
    """Whether all who read such an answer find the same end of it, so that what follows is another.

    Args:
        status: its status.
        codings: what Transfer-Encoding told.
        lengths: what Content-Length told.
    """
    if status in (http.HTTPStatus.NO_CONTENT, http.HTTPStatus.NOT_MODIFIED):  # which have no body
        return not codings and set(lengths) <= {"0"}
    return not (codings and lengths)


def _is_length(text: str) -> bool:
    return text.isascii() and text.isdecimal()
