"""Whole conversations with the emulator, word for word: the documents are in `tests/golden/conversations`."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from datadog_incidents.emulator import Emulator
    from tests.emulator.api import JSON, Api

CONVERSATIONS = sorted((Path(__file__).parents[2] / "golden" / "conversations").glob("*.json"))

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FROM_MEMORY = re.compile(r"(\.\d{6})\d{3}Z")
"""A moment of nine digits, of which nobody knows the last three."""


class Ids:
    """Which id stands where in a conversation, whatever ids are given."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def named(self, value: JSON) -> JSON:
        """A document with names in place of ids, in the order in which they occur."""
        text = FROM_MEMORY.sub(r"\1***Z", json.dumps(value))
        return json.loads(UUID.sub(lambda match: self._known.setdefault(match[0], f"#{len(self._known)}"), text))

    def translated(self, value: JSON, to: Ids) -> JSON:
        """A document with the ids that stand for the same in another conversation."""
        ids = {name: identifier for identifier, name in to._known.items()}

        def other(match: re.Match[str]) -> str:
            return ids.get(self._known.get(match[0], ""), match[0])

        return json.loads(UUID.sub(other, json.dumps(value)))


@pytest.mark.parametrize("file", CONVERSATIONS, ids=lambda file: file.stem)
def test_goes_word_for_word(api: Api, emulator: Emulator, file: Path) -> None:
    emulator.clock.set(datetime(2026, 3, 2, 12, 0, 0, 123_450, tzinfo=UTC))
    written, spoken = Ids(), Ids()
    for number, exchange in enumerate(json.loads(file.read_text())):
        if number:
            emulator.clock.advance(0.5)
        request = written.translated(exchange["request"], spoken)
        answer = api.send(request["method"], request["path"], None, request.get("body"))

        assert answer.status == exchange["status"], answer.body
        assert answer.headers.get("content-type") == exchange["content_type"]
        assert spoken.named(json.loads(answer.body) if answer.body else None) == written.named(exchange["answer"])


def test_there_are_some() -> None:
    assert len(CONVERSATIONS) == 9
