"""What people put into a body in place of what its schema asks for: dicts for models, texts for moments and back."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from datadog_incidents._core.codec.decoding import decoder_of
from datadog_incidents._core.codec.encoding import sendable
from datadog_incidents._core.codec.schema import (
    Array,
    Either,
    Kind,
    Map,
    Nested,
    Property,
    Scalar,
    Timestamp,
    properties_of,
)
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.moments import moment_of
from datadog_incidents._core.narrowing import is_list, is_mapping, is_uuid

_S = TypeVar("_S", bound=Structure)


def meant(model: _S) -> _S:
    """A model with everything of the kind that its schema asks for, as far as it can be made of what is there.

    A mapping in place of a model is read as that model, and a model that was read becomes the one that is sent. The
    text of a moment becomes that moment, a moment or a UUID in place of a text becomes its text, and a resource type
    that is missing is the one there is. What nothing can be made of stays, for the check to find.

    Args:
        model: the model; it stays as it is.

    Returns:
        Another model where something was made, else the same.
    """
    made = {
        p.name: value
        for p in properties_of(type(model))
        if (value := _meant(p, getattr(model, p.name))) is not getattr(model, p.name)
    }
    if not made:
        return model
    another = copy.copy(model)
    for name, value in made.items():
        setattr(another, name, value)
    return another


def _meant(p: Property, value: Any) -> Any:
    if value is None:
        return p.only if p.wire == "type" else None
    return _meant_as(p.kind, value)


def _meant_as(kind: Kind, value: Any) -> Any:
    match kind:
        case Timestamp() if isinstance(value, str):
            return moment_of(value) or value
        case Scalar((only,)) if only is str and isinstance(value, datetime) and value.tzinfo is not None:
            return value.isoformat()
        case Scalar((only,)) if only is str and is_uuid(value):
            return str(value)
        case Nested(models) | Either(_, Nested(models)) if isinstance(value, Structure):
            return meant(value) if isinstance(value, models) else _turned_into(models, value)
        case Nested(models) | Either(_, Nested(models)) if is_mapping(value):
            read = decoder_of(models)(dict(value), set())
            return meant(read) if isinstance(read, Structure) else read
        case Array(item) if is_list(value):
            items = [_meant_as(item, element) for element in value]
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        case Map(item) if is_mapping(value):
            entries = {key: _meant_as(item, element) for key, element in cast("Mapping[str, Any]", value).items()}
            return entries if any(entries[key] is not value[key] for key in entries) else value
        case _:
            return value


def _turned_into(models: tuple[type[Structure], ...], value: Structure) -> Structure:
    """A model that was read, as the model of the same thing that is sent; itself if that would not take all of it."""
    turned = meant(decoder_of(models)(sendable(value), set()))
    return value if turned.additional_properties else turned


def read_as(cls: type[_S], document: Mapping[str, Any]) -> _S:
    """A mapping that was given in place of a model, as that model."""
    return cast("_S", _meant_as(Nested((cls,)), document))
