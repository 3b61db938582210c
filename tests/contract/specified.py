"""What the contract says and what the package has, in the same words, so that the two can be compared."""

from __future__ import annotations

import json
import typing
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from datadog_incidents._core.codec.schema import (
    Anything,
    Array,
    Either,
    Enumeration,
    Kind,
    Map,
    Nested,
    Property,
    Scalar,
    Timestamp,
    properties_of,
    variants_of,
)
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.narrowing import is_list, is_object
from tests.contract.otherwise import MORE_MEMBERS
from tests.contract.write_contract import TARGET

_CONTRACT = json.loads(TARGET.read_text(encoding="utf-8"))
OPERATIONS: dict[str, dict[str, Any]] = _CONTRACT["operations"]
SCHEMAS: dict[str, dict[str, Any]] = _CONTRACT["schemas"]

Form: TypeAlias = frozenset[Any]
"""What a value may be: names of types and schemas, and pairs of `array` or `map` with the form of what is in it."""


class Facts(NamedTuple):
    """What is to know of a property beside its name."""

    wire: str
    form: Form
    required: bool
    nullable: bool
    """Whether null means something: whether it may be sent, or has to be read as a value that is there."""
    read_only: bool
    default: str | int | None
    """The one value that there is for a property that is required."""


def specified(schema: str) -> dict[str, Facts]:
    """What the contract says of the properties of a schema."""
    return {name: _specified(name, shape) for name, shape in SCHEMAS[schema]["properties"].items()}


def _specified(name: str, shape: dict[str, Any]) -> Facts:
    schema = SCHEMAS.get(shape.get("ref", ""), {})
    required, values = shape.get("required", False), schema.get("values", [])
    return Facts(
        wire=shape.get("wire", name),
        form=form_of_shape(shape),
        required=required,
        nullable=shape.get("nullable", False) or schema.get("nullable", False),
        read_only=shape.get("readOnly", False),
        default=values[0] if required and len(values) == 1 else None,
    )


def form_of_shape(shape: dict[str, Any]) -> Form:
    """The form of what the contract describes by its type, by the name of a schema, or as an array or a map."""
    match shape:
        case {"ref": name}:
            return form_of_schema(name)
        case {"array": items}:
            return frozenset({("array", form_of_shape(items))})
        case {"map": values}:
            return frozenset({("map", form_of_shape(values))})
        case {"type": "uuid"}:
            return frozenset({"string"})
        case {"type": name}:
            return frozenset({name})
        case _:
            return frozenset({"anything"})


def form_of_schema(name: str) -> Form:
    """The form of what the contract has a name for."""
    match SCHEMAS[name]:
        case {"kind": "oneOf", "oneOf": options}:
            return MORE_MEMBERS.get(name, frozenset[Any]()).union(*map(form_of_shape, options))
        case {"kind": "simple", "type": shape}:
            return form_of_shape(shape)
        case _:
            return frozenset({name})


def held(cls: type[Structure]) -> dict[str, Facts]:
    """What a model says of its properties."""
    return {p.name: _held(p) for p in properties_of(cls)}


def _held(p: Property) -> Facts:
    return Facts(
        wire=p.wire,
        form=form_of_kind(p.kind),
        required=p.required,
        nullable=p.sends_null,
        read_only=p.read_only,
        default=p.only and p.only.value,
    )


def form_of_kind(kind: Kind) -> Form:
    """The form of what a property of a model holds."""
    match kind:
        case Scalar(types):
            return frozenset(_SCALARS[each] for each in types if each is not int or float not in types)
        case Timestamp():
            return frozenset({"date-time"})
        case Enumeration(enum):
            return frozenset({enum.__name__})
        case Nested(models):
            return frozenset(cls.__name__ for cls in models)
        case Array(item):
            return frozenset({("array", form_of_kind(item))})
        case Map(item):
            return frozenset({("map", form_of_kind(item))})
        case Either(scalar, nested):
            return form_of_kind(scalar) | form_of_kind(nested)
        case Anything():
            return frozenset({"anything"})


_SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number"}


def form_of_union(public: Any) -> Form:
    """The form of what the package has a name for that is neither a model nor an enum: a union, or a kind of list."""
    if not isinstance(public, type):
        return frozenset[Any]().union(*(form_of_union(option) for option in typing.get_args(public)))
    if issubclass(public, Structure):
        return frozenset(variant.__name__ for variant in variants_of(public))
    if public in _SCALARS:
        return frozenset({_SCALARS[public]})
    (base,) = public.__dict__["__orig_bases__"]  # of a kind of list
    return frozenset({("array", form_of_union(typing.get_args(base)[0]))})


@cache
def sent() -> frozenset[str]:
    """The schemas that are part of what is sent."""
    found: set[str] = set()
    waiting = {operation["params"]["body"]["ref"] for operation in OPERATIONS.values() if "body" in operation["params"]}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_named_in(SCHEMAS[name])) - found
    return frozenset(found)


def _named_in(facts: Any) -> typing.Iterator[str]:
    """The schemas that the facts about a schema name."""
    if is_object(facts):
        for key, value in facts.items():
            yield from [value] if key == "ref" else _named_in(value)
    elif is_list(facts):
        for item in facts:
            yield from _named_in(item)
