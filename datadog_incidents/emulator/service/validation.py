"""A small schema language for request documents, and the one function that judges a document by it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from datadog_incidents.emulator.wire import JSON, Document, is_array, is_object, parse_timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Text:
    """A string, of so many characters at most."""

    may_be_empty: bool = True
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Boolean:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """Any number."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A string holding an ISO 8601 timestamp."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A string holding a UUID."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few strings or whole numbers."""

    values: tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArrayOf:
    """An array whose items have one shape."""

    items: Shape


@dataclass(frozen=True, slots=True)
class Nullable:
    """A shape or null."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Whichever of a few shapes fits; what is reported when none does is what keeps it from fitting the first."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """An object. Properties that are not named are accepted, as the service does, or have to fit `others`.

    `required_when` maps a property to the flag that, when it is true, makes it required. Where `closed` is true,
    properties that are not named are refused.
    """

    properties: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])
    required: tuple[str, ...] = ()
    required_when: Mapping[str, str] = field(default_factory=dict[str, str])
    others: Shape | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ByType:
    """An object whose `type` property decides on the rest of its shape; without a `type`, `untyped` does."""

    types: Mapping[str, Object]
    untyped: Object


Shape: TypeAlias = (
    Text
    | Boolean
    | Integer
    | Number
    | Timestamp
    | Identifier
    | Choice
    | ArrayOf
    | Nullable
    | AnyOf
    | Object
    | ByType
    | Anything
)


def problems(shape: Shape, value: JSON, path: str = "") -> Iterator[str]:
    """Everything that is wrong with a value, each problem led by the path of the property.

    Args:
        shape: what the value should be.
        value: the JSON value to judge.
        path: where the value sits, as in `data.attributes.title`; empty for the whole document.
    """
    match shape:
        case Object():
            return _object_problems(shape, value, path)
        case ArrayOf(items):
            return _array_problems(items, value, path)
        case ByType():
            return _object_problems(_chosen(shape, value), value, path)
        case AnyOf(shapes):
            fitting = (each for each in shapes if not any(problems(each, value, path)))
            return problems(next(fitting, shapes[0]), value, path)
        case Nullable(inner):
            return iter(()) if value is None else problems(inner, value, path)
        case _:
            expected = _scalar_expectation(shape, value)
            return iter([_wrong(path, expected, value)] if expected else [])


def _object_problems(shape: Object, value: JSON, path: str) -> Iterator[str]:
    if not is_object(value):
        yield _wrong(path, "an object", value)
        return
    below = f"{path}." if path else ""
    for name in shape.required:
        if name not in value:
            yield f"{below}{name}: required"
    for name, flag in shape.required_when.items():
        if value.get(flag) is True and not value.get(name):
            yield f"{below}{name}: required when {flag} is true"
    for name, item in value.items():
        expected = shape.properties.get(name, shape.others)
        if expected is not None:
            yield from problems(expected, item, f"{below}{name}")
        elif shape.closed:
            yield f"{below}{name}: not allowed here"


def _array_problems(items: Shape, value: JSON, path: str) -> Iterator[str]:
    if not is_array(value):
        yield _wrong(path, "an array", value)
        return
    for index, item in enumerate(value):
        yield from problems(items, item, f"{path}[{index}]")


def _chosen(shape: ByType, value: JSON) -> Object:
    kind = value.get("type") if is_object(value) else None
    if not isinstance(kind, str):
        return shape.untyped
    return shape.types.get(kind, Object({"type": Choice(tuple(shape.types))}))


def _scalar_expectation(shape: Shape, value: JSON) -> str | None:
    """What a value should have been; None when it fits."""
    fits, expected = True, ""
    match shape:
        case Text(may_be_empty, longest):
            fits = isinstance(value, str) and (may_be_empty or value.strip() != "")
            fits = fits and (longest is None or len(value) <= longest)
            expected = "a string" + ("" if may_be_empty else " that is not empty")
            expected += "" if longest is None else f" of at most {longest} characters"
        case Boolean():
            fits, expected = isinstance(value, bool), "true or false"
        case Integer(minimum, maximum):
            fits, expected = _is_within(value, minimum, maximum), f"an integer{_bounds(minimum, maximum)}"
        case Number():
            fits, expected = isinstance(value, int | float) and not isinstance(value, bool), "a number"
        case Choice(values):
            fits = not isinstance(value, bool) and value in values
            expected = f"one of {', '.join(map(str, values))}"
        case Timestamp():
            fits, expected = _parses(parse_timestamp, value), "an ISO 8601 timestamp"
        case Identifier():
            fits, expected = _parses(UUID, value), "a UUID"
        case _:
            pass
    return None if fits else expected


def _is_within(value: JSON, minimum: int | None, maximum: int | None) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return (minimum is None or value >= minimum) and (maximum is None or value <= maximum)


def _bounds(minimum: int | None, maximum: int | None) -> str:
    match minimum, maximum:
        case None, None:
            return ""
        case _, None:
            return f" of at least {minimum}"
        case None, _:
            return f" of at most {maximum}"
        case _:
            return f" from {minimum} to {maximum}"


def _parses(parse: Callable[[str], object], value: JSON) -> bool:
    try:
        parse(value)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return False
    return True


def _wrong(path: str, expected: str, value: JSON) -> str:
    return f"{path or 'body'}: must be {expected}, not {_shown(value)}"


def _shown(value: JSON) -> str:
    if is_object(value):
        return "an object"
    if is_array(value):
        return "an array"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def query_document(shape: Object, query: Mapping[str, str]) -> Document:
    """Read query parameters into the document that a shape describes: lists split at commas, numbers and flags as such.

    Whatever does not fit stays a string, for `problems` to report.
    """
    return {name: _read(shape.properties.get(name), text) for name, text in query.items()}


_FLAGS = {"true": True, "false": False}

_INTEGER = re.compile(r"-?[0-9]{1,18}")
"""As many digits as fit into 64 bits, whatever they are."""


def _read(shape: Shape | None, text: str) -> JSON:
    match shape:
        case ArrayOf():
            return [item for item in text.split(",") if item]
        case Integer():
            return int(text) if _INTEGER.fullmatch(text) else text
        case Boolean():
            return _FLAGS.get(text.casefold(), text)
        case _:
            return text
