from __future__ import annotations

import pytest

from datadog_incidents.mcp.words import cut, words


@pytest.mark.parametrize(
    ("text", "handed"),
    [
        ("Checkout is slow", "Checkout is slow"),
        ("two\r\n\tlines\u2028more", "two lines more"),
        ("\x1b[2J\x07", r"\x1b[2J\x07"),
        ("\u202eevil\u2066", r"\u202eevil\u2066"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("tags\U000e0049\U000e0047\U000e004e", "tags"),
        ("variation\ufe0f\U000e0100", "variation"),
        ("Größe 日本 🚒", "Größe 日本 🚒"),
    ],
)
def test_a_model_is_handed_what_a_person_would_see(text: str, handed: str) -> None:
    assert words(text) == handed
    assert words(handed) == handed


def test_a_text_that_is_cut_says_how_much_is_missing() -> None:
    assert cut("x" * 1_300, 100) == "x" * 100 + "… (1,200 more characters)"
    assert cut("x" * 100, 100) == "x" * 100
