"""Numbers in words, for the terminal and the page."""

from __future__ import annotations


def counted(number: int, noun: str = "incident") -> str:
    """How many there are, in words: `1 incident`, `1,200 incidents`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
