"""What several nouns have to say of their bodies: values that have to be known, and texts that may not be too long."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, TypeVar, cast

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.unset import UNSET
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents._core.settings.suggestion import not_among

_E = TypeVar("_E", bound=Enum)


def member_of(enum: type[_E], value: Any) -> _E:
    """The member of an enum that a value stands for; what stands for none stays, for the check to find."""
    try:
        return enum(value)
    except ValueError as error:
        let_through(error)
        return cast("_E", value)


def attributes_of(body: Model) -> Any:
    """The attributes in a body; None where it has none."""
    return attribute(attribute(body, "data"), "attributes")


def unless_known(enum: type[Enum], body: Model, name: str) -> Iterator[Mismatch]:
    """Refuse an attribute whose value is none that the contract lists; it may be absent.

    Args:
        enum: the enum of its values.
        body: the body.
        name: the attribute, or the path of what is within one, such as `target.type`.
    """
    known = [member.value for member in enum]
    for given in at_path(attributes_of(body), tuple(name.split(".")), attribute):
        value = given.value if isinstance(given, Enum) else given
        if given is not UNSET and value not in known:
            yield Mismatch(f"data.attributes.{name}", not_among(value, known))


def unless_within(longest: int, body: Model, name: str) -> Iterator[Mismatch]:
    """Refuse an attribute whose text is too long; it may be absent.

    Args:
        longest: how long it may be, in characters.
        body: the body.
        name: the attribute.
    """
    value = attribute(attributes_of(body), name)
    if isinstance(value, str) and len(value) > longest:
        yield Mismatch(f"data.attributes.{name}", f"must have at most {longest} characters, got {len(value)}")
