"""Words of people, as a model is handed them."""

from __future__ import annotations

import re
from typing import Final

from datadog_incidents._core.one_line import one_line

_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
"""What no reader sees and a model reads all the same (Unicode: Default_Ignorable_Code_Point): orders can hide in it."""


def words(text: str) -> str:
    r"""A text from outside as one line of what a person would see.

    Control and bidirectional characters are shown, as `\x1b` and `\u202e`; what nobody sees is left out.

    Args:
        text: the text, such as a title.
    """
    return _UNSEEN.sub("", one_line(text))


def cut(text: str, longest: int) -> str:
    """A text of a length at the most, with the count of the characters that are missing.

    Args:
        text: the text.
        longest: how many of its characters may be left.
    """
    missing = len(text) - longest
    return text if missing <= 0 else f"{text[:longest]}… ({missing:,} more characters)"
