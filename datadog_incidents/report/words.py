"""Numbers in words, for the terminal and the page."""

from __future__ import annotations


def counted(incidents: int) -> str:
    """A number of incidents in words: `1 incident`, `1,200 incidents`."""
    return f"{incidents:,} incident{'' if incidents == 1 else 's'}"
