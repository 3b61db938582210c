"""Where a model differs from its schema: the one check behind strict reading, reports, and bodies to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.schema import (
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
from datadog_incidents._core.narrowing import is_list, is_object

_NAMES = {str: "a string", bool: "a boolean", int: "an integer", float: "a number"}


def mismatches(model: Structure, path: str = "") -> Iterator[Mismatch]:
    """What in a model does not fit its schema, depth first.

    An optional property may be None and a nested model a plain dict: that is raw JSON, taken as it is.

    Args:
        model: what to look at.
        path: the path of the model itself, with a dot at its end.
    """
    for p in properties_of(type(model)):
        value = getattr(model, p.name)
        if value is p.absent and not (value is None and p.required):
            continue
        if value is None:
            if p.needs_value:
                yield Mismatch(path + p.wire, _misfit(p.kind, None))
        else:
            yield from _value_mismatches(p.kind, value, path + p.wire)


def differences(model: Structure) -> Iterator[Mismatch]:
    """All that is not as the contract says in what was read, unknown spellings of its properties first."""
    yield from misspelt(model)
    yield from mismatches(model)


def refusals(body: Structure, *, fits: bool) -> Iterator[Mismatch]:
    """Why a body would be refused: what does not fit the contract, or else which rules of the service it breaks.

    What the service alone sets is left out of what is sent, so that what was read can be changed and sent back.

    Args:
        body: the body.
        fits: whether it is known to fit the contract, since it could be written the quick way.
    """
    found = [] if fits else list(differences(body))
    yield from found or body.broken_rules()


def misspelt(model: Structure) -> Iterator[Mismatch]:
    """Unknown properties that are known in another spelling: other clients write camelCase.

    Strict reading lets them pass, since the service may send what the contract lacks.
    """
    for part, path in _parts(model, ""):
        absent = {_folded(p.wire): p.wire for p in properties_of(type(part)) if getattr(part, p.name) is p.absent}
        for name in part.additional_properties or ():
            if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # whoever made it is no type checker
                yield Mismatch(f"{path}{name}", "expected the name of a property, which is a string")
                continue
            known = absent.get(_folded(name))
            if known is not None:
                yield Mismatch(path + name, f"there is no such property; did you mean {known!r}?")


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


def _parts(model: Structure, path: str) -> Iterator[tuple[Structure, str]]:
    """A model and those within it, each with its path and a dot at its end; what is read-only stays out."""
    yield model, path
    for p in properties_of(type(model)):
        value = None if p.read_only else getattr(model, p.name)
        if isinstance(value, Structure):
            yield from _parts(value, f"{path}{p.wire}.")
        elif is_list(value):
            for index, item in enumerate(value):
                if isinstance(item, Structure):
                    yield from _parts(item, f"{path}{p.wire}[{index}].")
        elif is_object(value):
            for key, item in value.items():
                if isinstance(item, Structure):
                    yield from _parts(item, f"{path}{p.wire}.{key}.")


def _value_mismatches(kind: Kind, value: Any, path: str) -> Iterator[Mismatch]:
    if not _fits(kind, value):
        yield Mismatch(path, _misfit(kind, value))
        return
    match kind:
        case Nested() if isinstance(value, Structure):
            yield from mismatches(value, f"{path}.")
        case Array(item):
            for index, element in enumerate(cast("list[Any]", value)):
                yield from _value_mismatches(item, element, f"{path}[{index}]")
        case Map(item):
            for key, element in cast("dict[str, Any]", value).items():
                yield from _value_mismatches(item, element, f"{path}.{key}")
        case Either(_, nested) if isinstance(value, Structure):
            yield from _value_mismatches(nested, value, path)
        case _:
            pass


def _misfit(kind: Kind, value: Any) -> str:
    try:
        got = "nothing" if value is None else repr(value)
    except RecursionError:
        got = f"a {type(value).__name__} nested too deeply to show"
    return f"expected {_expected(kind)}, got {got}"


def _fits(kind: Kind, value: Any) -> bool:
    match kind:
        case Scalar(types):
            return type(value) in types or (str in types and isinstance(value, str))
        case Timestamp():
            return isinstance(value, datetime) and value.tzinfo is not None
        case Enumeration():
            return isinstance(value, kind.form) and not isinstance(value, bool)
        case Nested(models):
            return isinstance(value, (dict, *models))
        case Array():
            return isinstance(value, (list, tuple))
        case Map():
            return isinstance(value, dict)
        case Either(scalar, nested):
            return _fits(scalar, value) or _fits(nested, value)
        case _:
            return True


def _expected(kind: Kind) -> str:
    match kind:
        case Scalar(types):
            return " or ".join(_NAMES[scalar] for scalar in types)
        case Timestamp():
            return "a timestamp with a time zone"
        case Enumeration(enum):
            return f"one of {', '.join(str(member.value) for member in enum)}"
        case Nested(models):
            return " or ".join(model.__name__ for model in models)
        case Array(item):
            return f"a list of: {_expected(item)}"
        case Map(item):
            return f"a map of: {_expected(item)}"
        case Either(scalar, nested):
            return f"{_expected(scalar)} or {_expected(nested)}"
        case _:
            return "anything"
