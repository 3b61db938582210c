"""Where an answer ends, as its headers say."""

from __future__ import annotations

import http
from collections.abc import Iterable


def told(values: Iterable[str]) -> list[str]:
    """The different values of a header that may be there several times, in lower case."""
    whole = ",".join(values)
    if "," not in whole:
        return [whole.strip().lower()] if whole else []
    return sorted({each.strip().lower() for each in whole.split(",")})


def is_certain(status: int, codings: list[str], lengths: list[str]) -> bool:
    """Whether all who read an answer find the same end of it (RFC 9112, 6.3), so that what follows is another.

    Args:
        status: its status.
        codings: what Transfer-Encoding told.
        lengths: what Content-Length told.
    """
    if status in (http.HTTPStatus.NO_CONTENT, http.HTTPStatus.NOT_MODIFIED):  # which have no body
        return not codings and lengths in ([], ["0"])
    if codings:
        return not lengths
    return all(length.isascii() and length.isdecimal() for length in lengths)
