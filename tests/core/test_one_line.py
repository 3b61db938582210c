"""Texts of others on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents._core.one_line import one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\x9b2J\x00\x7f", r"\x9b2J\x00\x7f"),
        ("a\r\n  b\tc\u2028d\x85e\x0bf", "a b c d e f"),
        ("\u202egnp.exe\u2066\u200f\u061c", r"\u202egnp.exe\u2066\u200f\u061c"),
        ("half \ud83d", r"half \ud83d"),
        ("Zahlungen überfällig, 👩‍💻 و", "Zahlungen überfällig, 👩‍💻 و"),
        ("two  blanks, \\x1b", "two  blanks, \\x1b"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text(st.characters(categories=("Cc", "Cf", "Zl", "Zp", "Cs", "L"))))
def test_every_text_is_one_line_without_controls(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not [each for each in shown if unicodedata.category(each) in ("Cc", "Zl", "Zp", "Cs")]
    marks = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    assert not [each for each in shown if unicodedata.bidirectional(each) in marks]
    assert one_line(shown) == shown
