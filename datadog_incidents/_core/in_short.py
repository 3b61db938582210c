"""Texts of others in a message."""

from __future__ import annotations

LONGEST = 500
"""Characters that a message shows of a text from outside."""


def in_short(text: str, longest: int = LONGEST) -> str:
    """A text, cut to what a message can show; secrets must have been taken out before: half of one would not be found.

    Args:
        text: the whole text.
        longest: the most characters to show.
    """
    return text if len(text) <= longest else f"{text[:longest]}…"
