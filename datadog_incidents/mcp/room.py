"""How much an answer may hold: the one place that makes each fit, and says what it left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias, TypeVar

from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents.mcp.words import cut, words

_T = TypeVar("_T")

LEAST_BYTES: Final = 8_000
"""No less can be asked for: one item of the largest kind fits into it, so that every search comes forward."""

_MOST_ITEMS: Final = 500
_FEW: Final = 5
_LENGTHS: Final = (4_000, 1_000, 300, 100)
"""How many characters texts may have, from the first that is tried to the last."""
_SHORTEST: Final = 30
"""The same, where else not even one item of a list would fit."""
_SHORT: Final = 200
"""Characters of what is short by nature: a title, a name."""


class Room:
    """What one answer has room for.

    Args:
        items: how many items each list may have.
        characters: how many characters each text may have.
    """

    def __init__(self, items: int = _MOST_ITEMS, characters: int = _LENGTHS[0]) -> None:
        self.items = items
        self.characters = characters
        self.left_out: dict[str, int] = {}
        """How many items lists lack, by their name."""

    def some(self, name: str, items: Sequence[_T]) -> Sequence[_T]:
        """The items that there is room for, from the first on.

        Args:
            name: what the answer calls the list.
            items: all of them.
        """
        missing = len(items) - self.items
        if missing > 0:
            self.left_out[name] = self.left_out.get(name, 0) + missing
        return items[: self.items]

    def text(self, value: object, longest: int | None = None) -> Any:
        """Words of people: one line, cut with the count of what is missing.

        Args:
            value: a text, or a list of them, of which each is treated so; anything else counts as not there.
            longest: how many characters it may have even where there is room for more.
        """
        if is_list(value):
            return [self.text(each, longest) for each in value if isinstance(each, str)]
        if not isinstance(value, str) or not value:
            return None
        return cut(words(value), min(self.characters, longest or self.characters))

    def short(self, value: object) -> Any:
        """The same for what is short by nature, such as a title or a name."""
        return self.text(value, _SHORT)

    def few(self, values: Sequence[str]) -> list[str] | None:
        """The first of several names, and how many more there are; None for none."""
        shown = [self.short(each) for each in values[:_FEW]]
        missing = len(values) - _FEW
        return ([*shown, f"… ({missing:,} more)"] if missing > 0 else shown) or None


Answer: TypeAlias = dict[str, Any]
Shape: TypeAlias = Callable[[Room], Answer]
"""An answer that can be had in any size: it takes the room that there is."""


def fitted(shape: Shape, now: datetime, max_bytes: int, size_of: Callable[[Answer], int]) -> Answer:
    """The fullest answer that fits: texts are shortened first, then lists.

    Args:
        shape: makes the answer.
        now: the present, which every answer tells.
        max_bytes: how large it may be.
        size_of: how large an answer is.
    """

    def made(items: int, characters: int) -> Answer:
        room = Room(items, characters)
        answer = {"now": time_text(now), **present(shape(room))}
        return {**answer, "left_out": room.left_out} if room.left_out else answer

    for characters in _LENGTHS:
        answer = made(_MOST_ITEMS, characters)
        if size_of(answer) <= max_bytes:
            return answer
    for characters in (_LENGTHS[-1], _SHORTEST):
        fits, too_many = 0, _MOST_ITEMS
        while too_many - fits > 1:
            middle = (fits + too_many) // 2
            if size_of(made(middle, characters)) <= max_bytes:
                fits = middle
            else:
                too_many = middle
        if fits:
            break
    return made(fits, characters)


def present(value: Any) -> Any:
    """A JSON value without the properties that nothing is known of: null, and empty objects and texts."""
    if is_object(value):
        shown = {name: present(each) for name, each in value.items()}
        return {name: each for name, each in shown.items() if each is not None and each not in ({}, "")}
    return [present(each) for each in value] if is_list(value) else value


def json_text(answer: Answer) -> str:
    """An answer as one line of JSON."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def time_text(moment: object) -> str | None:
    """A moment as ISO 8601 in UTC, to the second; None for what is none."""
    if not isinstance(moment, datetime):
        return None
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
