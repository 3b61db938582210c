"""Texts of others on a terminal and in a message."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 500
"""Characters that a message shows of a text from outside."""

_BREAKS: Final = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029][\t-\r\x1c-\x1e\x85\u2028\u2029 ]*")
"""What begins a line or moves to a column, and the blanks after it."""

_OBEYED: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
"""What a terminal obeys rather than shows: controls, escape, marks of direction; and halves of surrogate pairs."""


def one_line(text: str) -> str:
    r"""A text from outside as one line that a terminal shows and does not obey.

    A line break becomes a blank; escape, control and bidirectional characters become `\x1b`, `\u202e` and the like.
    What went through once goes through again unchanged.

    Args:
        text: the text, such as a title.
    """
    return _OBEYED.sub(_shown, _BREAKS.sub(" ", text))


def _shown(character: re.Match[str]) -> str:
    code = ord(character[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def in_short(text: str, longest: int = LONGEST) -> str:
    """A text, cut to what a message can show; secrets must have been taken out before: half of one would not be found.

    Args:
        text: the whole text.
        longest: the most characters to show.
    """
    return text if len(text) <= longest else f"{text[:longest]}…"
