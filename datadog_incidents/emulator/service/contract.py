"""What the API is specified to take and to answer, read from the contract file that comes with the emulator.

The file holds facts alone. `tests/contract/write_contract.py` writes it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from datadog_incidents.emulator.service.validation import (
    AnyOf,
    Anything,
    ArrayOf,
    Boolean,
    Choice,
    Identifier,
    Integer,
    Nullable,
    Number,
    Object,
    Shape,
    Text,
    Timestamp,
)

if TYPE_CHECKING:
    from datadog_incidents.emulator.wire import Document


@cache
def contract() -> Document:
    """The contract: `operations` and `schemas`, each by name."""
    text = files("datadog_incidents.emulator.service").joinpath("contract.json").read_text("utf-8")
    document: Document = json.loads(text)
    return document


def operation_facts(name: str) -> Document:
    """What the contract says of an operation.

    Args:
        name: the operation's name.
    """
    facts: Document = contract()["operations"][name]
    return facts


@cache
def parameters(name: str, place: str) -> Object:
    """The shape of an operation's parameters, by their names on the wire.

    Args:
        name: the operation's name.
        place: `path` or `query`.
    """
    return _object({known: facts for known, facts in operation_facts(name)["params"].items() if facts["in"] == place})


@cache
def body(name: str) -> Object | None:
    """The shape of the document that an operation is sent; None if it takes none.

    Args:
        name: the operation's name.
    """
    facts = operation_facts(name)["params"].get("body")
    shape = _schema(facts["ref"]) if facts else None
    return shape if isinstance(shape, Object) else None


@cache
def _schema(name: str) -> Shape:
    facts = contract()["schemas"][name]
    shape = _whole_schema(facts)
    return Nullable(shape) if facts.get("nullable") else shape


def _whole_schema(facts: Document) -> Shape:
    match facts["kind"]:
        case "enum":
            return Choice(tuple(facts["values"]))
        case "oneOf":
            return AnyOf(tuple(_shape(each) for each in facts["oneOf"]))
        case "simple":
            return _shape(facts["type"])
        case _:
            return _object(facts["properties"], closed=facts["additionalProperties"] is None)


def _object(properties: Document, *, closed: bool = False) -> Object:
    """The shape of an object. What is only read may be sent, whatever it is: the service overlooks it."""
    shapes = {
        facts.get("wire", name): Anything() if facts.get("readOnly") else _shape(facts)
        for name, facts in properties.items()
    }
    required = (facts.get("wire", name) for name, facts in properties.items() if facts.get("required"))
    return Object(shapes, tuple(required), closed=closed)


def _shape(facts: Document) -> Shape:
    shape = _whole_shape(facts)
    return Nullable(shape) if facts.get("nullable") else shape


def _whole_shape(facts: Document) -> Shape:
    match facts:
        case {"ref": name}:
            return _schema(name)
        case {"array": items}:
            return ArrayOf(_shape(items))
        case {"map": values}:
            return Object(others=_shape(values))
        case {"type": "string"}:
            return Text(longest=facts.get("maxLength"))
        case {"type": "integer"}:
            return Integer(facts.get("minimum"), facts.get("maximum"))
        case {"type": kind}:
            return _PLAIN_SHAPES[kind]
        case _:
            return Anything()


_PLAIN_SHAPES: dict[str, Shape] = {
    "boolean": Boolean(),
    "number": Number(),
    "uuid": Identifier(),
    "date-time": Timestamp(),
}
