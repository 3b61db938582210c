"""Documents that fit a model, made by chance."""

from __future__ import annotations

from random import Random
from typing import Any

from datadog_incidents._core.codec.schema import (
    Anything,
    Array,
    Either,
    Enumeration,
    Kind,
    Map,
    Nested,
    Scalar,
    Timestamp,
    properties_of,
)
from datadog_incidents._core.codec.structure import Structure

_SCALARS: dict[type, tuple[Any, ...]] = {
    str: ("x", "☃", "00000000-0000-0000-0000-000000000000"),
    bool: (False, True),
    int: (0, 1, 2**40),
    float: (0.5, -1e9),
}
_MOMENTS = ("2026-03-04T09:31:07Z", "2026-03-04T09:31:07.482913+01:00", "0001-01-01T00:00:00Z")
_ANYTHING: tuple[Any, ...] = (None, 1, "x", [], {"x": [1]})


def document_of(cls: type[Structure], chance: Random, *, fullness: float = 1.0) -> dict[str, Any]:
    """A document that fits a model.

    Args:
        cls: the model.
        chance: decides what is in it.
        fullness: how likely each optional property is there, 0 to 1.
    """
    return {
        p.wire: value_of(p.kind, chance, fullness)
        for p in properties_of(cls)
        if p.required or chance.random() < fullness
    }


def value_of(kind: Kind, chance: Random, fullness: float) -> Any:
    """JSON of a kind."""
    match kind:
        case Anything():
            return chance.choice(_ANYTHING)
        case Scalar(types):
            return chance.choice(_SCALARS[chance.choice(types)])
        case Timestamp():
            return chance.choice(_MOMENTS)
        case Enumeration(enum):
            return chance.choice([member.value for member in enum])
        case Nested(models):
            return document_of(chance.choice(models), chance, fullness=fullness)
        case Array(item):
            return [value_of(item, chance, fullness) for _ in range(chance.randint(1, 2))]
        case Map(item):
            return {name: value_of(item, chance, fullness) for name in ("a", "b")}
        case Either(scalar, nested):
            return value_of(chance.choice((scalar, nested)), chance, fullness)
