"""From models to JSON: an encoder for each class, and the long way for what is no model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeAlias

from datadog_incidents._core.codec.compiled import call, compiled, name_of, namespace, refer
from datadog_incidents._core.codec.schema import (
    Array,
    Enumeration,
    Kind,
    Map,
    Nested,
    Property,
    Scalar,
    Timestamp,
    properties_of,
)
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.codec.unset import UNSET
from datadog_incidents._core.narrowing import is_collection, is_mapping, is_uuid

Encoder: TypeAlias = Callable[[Any], dict[str, Any]]

_encoders: dict[type[Structure], Encoder] = {}


def encoder_of(cls: type[Structure]) -> Encoder:
    """The encoder for a model."""
    encoder = _encoders.get(cls)
    if encoder is None:
        encoder = _encoders[cls] = namespace[name_of("encode", (cls,))] = compiled("encode", cls, source_of(cls))
    return encoder


def source_of(cls: type[Structure]) -> str:
    """The source of the encoder for a model."""
    lines = [f"def {name_of('encode', (cls,))}(self):", "    data = {}"]
    for p in properties_of(cls):
        lines += [f"    value = self.{p.name}", *_write(p)]
    lines += [
        "    if self.additional_properties:",
        "        data.update(plain(self.additional_properties))",
        "    return data",
    ]
    return "\n".join(lines) + "\n"


def _write(p: Property) -> list[str]:
    encoded = _encoding(p.kind, "value")
    if not p.sends_null:
        return ["    if value is not None:", f"        data[{p.wire!r}] = {encoded}"]
    assignment = f"data[{p.wire!r}] = None if value is None else {encoded}"
    return ["    if value is not UNSET:", f"        {assignment}"] if p.absent is UNSET else [f"    {assignment}"]


def _encoding(kind: Kind, value: str) -> str:
    """An expression that encodes the variable `value`; what is not of its kind goes the long way, through `plain`."""
    match kind:
        case Scalar(types):
            fits, encoded = " or ".join(f"type({value}) is {scalar.__name__}" for scalar in types), value
        case Timestamp():
            fits, encoded = f"type({value}) is datetime", f"{value}.isoformat()"
        case Enumeration(enum):
            fits, encoded = f"type({value}) is {refer(enum.__name__, enum)}", f"{value}._value_"
        case Nested((cls,)):
            fits = f"type({value}) is {refer(cls.__name__, cls)}"
            encoded = f"{call('encode', (cls,), lambda models: encoder_of(models[0]))}({value})"
        case Array(item, cls):
            fits, encoded = f"type({value}) is list", f"[{_encoding(item, 'item')} for item in {value}]"
            if cls is not list:
                fits = f"type({value}) in (list, {refer(cls.__name__, cls)})"
        case Map(item):
            fits = f"type({value}) is dict"
            encoded = f"{{key: {_encoding(item, 'item')} for key, item in {value}.items()}}"
        case _:
            return f"plain({value})"
    return f"{encoded} if {fits} else plain({value})"


def sendable(model: Structure) -> dict[str, Any]:
    """A model as a JSON object, without what the service alone sets."""
    document = encoder_of(type(model))(model)
    _leave_out_read_only(model, document)
    return document


def _leave_out_read_only(model: Structure, document: dict[str, Any]) -> None:
    for p in properties_of(type(model)):
        value = getattr(model, p.name)
        if p.read_only:
            document.pop(p.wire, None)
        elif isinstance(value, Structure):
            _leave_out_read_only(value, document[p.wire])


def plain(value: Any) -> Any:
    """A value as plain JSON: models become objects, timestamps and UUIDs strings, enums their value.

    Raises:
        TypeError: there is no JSON for it.
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    match value:
        case Structure():
            return encoder_of(type(value))(value)
        case Enum() if value is not UNSET:
            return plain(value.value)
        case datetime() | date():
            return value.isoformat()
        case _ if is_mapping(value):
            return {str(key): plain(item) for key, item in value.items()}
        case _ if is_collection(value):
            return [plain(item) for item in value]
        case str():
            return str(value)
        case int() | float():
            return value
        case _ if is_uuid(value):
            return str(value)
        case _:
            raise TypeError(f"no JSON for {type(value).__name__}: {value!r:.60}")


namespace.update(UNSET=UNSET, datetime=datetime, plain=plain)
