"""Search queries that were copied from the address bar of a browser, where they are written in another way."""

from __future__ import annotations

import re

_QUOTED_OR_PASTED = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | \\.                 # what is quoted means itself
    | (?P<piece>
        ^\s*(?:[a-z][a-z0-9+.-]*://|\?)\S*  # an address, or all that follows its question mark
        | (?:(?:^\s*|\?)query|&[\w.\[\]-]+)=[^\s&]*
        | %[0-9a-f]{2}                      # a character that is percent-encoded
        | \+(?-i:AND|OR|NOT)\+              # blanks that became plus signs
        | \+-?[a-z_][\w.]*:
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

ADVICE = "take what follows query= there, up to the next &, and decode it: %3A is a colon; or put it in quotes"
"""What to do with a query that holds such a piece."""


def pasted_piece(query: str) -> str | None:
    """The first piece of a query that belongs to a web address; None if there is none.

    The service does not take a query to pieces like that: it refuses it, or finds nothing.

    Args:
        query: the query, as it would be searched for.
    """
    pieces = (found["piece"] for found in _QUOTED_OR_PASTED.finditer(query))
    return next((piece.strip() for piece in pieces if piece), None)
