"""What models answer beside their JSON: they never raise, whatever the service sent in place of what they look at."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.narrowing import is_list, is_object
from tests.all_models import CONCRETE, answers_of
from tests.sampled import document_of

ODDITIES: tuple[Any, ...] = (None, True, -1, 1e308, "", "9999-12-31T23:59:59Z", [], [None], [[]], {}, {"id": {}})
"""What takes the place of a value."""


def changed(document: Any) -> Iterator[Any]:
    """A document with each of its values, at any depth, replaced by each oddity."""
    yield from ODDITIES
    if is_object(document):
        for key in document:
            yield from ({**document, key: value} for value in changed(document[key]))
    elif is_list(document):
        for at in range(len(document)):
            yield from ([*document[:at], value, *document[at + 1 :]] for value in changed(document[at]))


@pytest.mark.parametrize("cls", [cls for cls in CONCRETE if answers_of(cls)])
def test_no_answer_raises(cls: type[Model]) -> None:
    answers = answers_of(cls)
    for document in changed(document_of(cls, Random(cls.__name__))):
        if is_object(document):
            model = cls.from_dict(document)
            for answer in answers:
                getattr(model, answer)
