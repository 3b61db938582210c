"""What a notebook shows of a thing."""

from __future__ import annotations

from typing import Any

_ASKED_FOR = "_repr_html_"


def shown(thing: object) -> Any:
    """The HTML that a notebook asks a thing for; None where it is left to its repr."""
    return getattr(thing, _ASKED_FOR)()
