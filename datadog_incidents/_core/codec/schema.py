"""What a model's annotations say about its JSON: the one reading of them that the codec and the checks share."""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from datadog_incidents._core.codec.structure import Structure
from datadog_incidents._core.codec.unset import UNSET, Unset

_K = TypeVar("_K")
_V = TypeVar("_V")


class Anything(NamedTuple):
    """Free-form JSON."""


class Scalar(NamedTuple):
    """A string, number or boolean: a value of exactly one of the types."""

    types: tuple[type, ...]


class Timestamp(NamedTuple):
    """A date-time string (RFC 3339), an aware datetime in Python."""


class Enumeration(NamedTuple):
    """A string or an integer with known values."""

    enum: type[OpenEnum] | type[OpenIntEnum]

    @property
    def form(self) -> type:
        """What its values are in JSON: `str` or `int`."""
        return str if issubclass(self.enum, OpenEnum) else int


class Nested(NamedTuple):
    """An object: one of the models, tried by what tells them apart."""

    models: tuple[type[Structure], ...]


class Array(NamedTuple):
    """A list."""

    item: Kind
    cls: type[list[Any]] = list
    """What it is read as: a list, or a kind of list that the contract has a name for."""


class Map(NamedTuple):
    """An object with arbitrary keys."""

    item: Kind


class Either(NamedTuple):
    """A scalar or an object; its JSON type tells which."""

    scalar: Scalar
    nested: Nested


def _once(compute: Callable[[_K], _V]) -> Callable[[_K], _V]:
    """Compute each value once: `functools.cache`, typed by what goes in and comes out."""
    return cache(compute)


Kind: TypeAlias = Anything | Scalar | Timestamp | Enumeration | Nested | Array | Map | Either


class Property(NamedTuple):
    """One property of a model."""

    name: str
    """Its name in Python."""
    wire: str
    """Its name in JSON."""
    kind: Kind
    nullable: bool
    required: bool
    sends_null: bool
    """Whether None is written as null rather than left out."""
    absent: Unset | None
    """What reading finds when the property is absent."""
    read_only: bool
    """Whether the service alone sets it, so that it is no part of what is sent."""
    only: OpenEnum | OpenIntEnum | None
    """The one value that the contract allows, such as a resource type; None where there are others."""

    @property
    def needs_value(self) -> bool:
        """Whether the contract asks for a value, so that neither absence nor null will do."""
        return self.required and not self.nullable


@_once
def properties_of(cls: type[Structure]) -> tuple[Property, ...]:
    """The properties of a model, in the order of its fields, without `additional_properties`."""
    hints = typing.get_type_hints(cls)
    return tuple(_property(field, hints[field.name]) for field in dataclasses.fields(cls) if field.name != ADDITIONAL)


ADDITIONAL = "additional_properties"
_SCALARS: dict[Any, tuple[type, ...]] = {str: (str,), bool: (bool,), int: (int,), float: (float, int)}


def _property(field: dataclasses.Field[Any], annotation: Any) -> Property:
    options = list(_options(annotation))
    nullable = type(None) in options
    required = _is_required(field)
    absent = UNSET if field.default is UNSET else None
    return Property(
        name=field.name,
        wire=field.metadata.get("wire", field.name),
        kind=_kind([option for option in options if option not in (type(None), Unset)]),
        nullable=nullable,
        required=required,
        sends_null=absent is UNSET or (required and nullable),
        absent=absent,
        read_only=field.metadata.get("read_only", False),
        only=field.default if isinstance(field.default, OpenEnum | OpenIntEnum) else None,
    )


def _is_required(field: dataclasses.Field[Any]) -> bool:
    """Whether the contract requires it: no default, or a resource type whose only value is the default."""
    return field.default is dataclasses.MISSING or isinstance(field.default, OpenEnum | OpenIntEnum)


def _options(annotation: Any) -> Iterator[Any]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        for option in typing.get_args(annotation):
            yield from _options(option)
    else:
        yield annotation


def _kind(options: list[Any]) -> Kind:
    first = options[0]
    if first is Any:
        return Anything()
    if all(option in _SCALARS for option in options):
        return Scalar(tuple(dict.fromkeys(scalar for option in options for scalar in _SCALARS[option])))
    if all(isinstance(option, type) and issubclass(option, Structure) for option in options):
        return Nested(tuple(variant for option in options for variant in variants_of(option)))
    if len(options) == 1:
        return _single_kind(first)
    if all(_is_list(option) for option in options):
        return _named_list(options)
    scalars = [option for option in options if option in _SCALARS]
    others = [option for option in options if option not in _SCALARS]
    if scalars and others:
        scalar, nested = _kind(scalars), _kind(others)
        if isinstance(scalar, Scalar) and isinstance(nested, Nested):
            return Either(scalar, nested)
    raise TypeError(f"no JSON kind for {options}")


def _is_list(annotation: Any) -> bool:
    origin = typing.get_origin(annotation) or annotation
    return isinstance(origin, type) and issubclass(origin, list)


def _named_list(options: list[Any]) -> Kind:
    """The kind of `NamedList | list[Item]`: what it is read as, and what else may be given."""
    (named,) = (option for option in options if typing.get_origin(option) is None)
    (plain,) = (option for option in options if typing.get_origin(option) is not None)
    return Array(_kind(list(_options(typing.get_args(plain)[0]))), named)


def _single_kind(annotation: Any) -> Kind:
    origin = typing.get_origin(annotation)
    if origin is list:
        return Array(_kind(list(_options(typing.get_args(annotation)[0]))))
    if origin is dict:
        return Map(_kind(list(_options(typing.get_args(annotation)[1]))))
    if annotation is datetime:
        return Timestamp()
    if isinstance(annotation, type) and issubclass(annotation, OpenEnum | OpenIntEnum):
        return Enumeration(annotation)
    raise TypeError(f"no JSON kind for {annotation}")


def variants_of(cls: type[Structure]) -> tuple[type[Structure], ...]:
    """The models that a class stands for: the variants of a `OneOf`, else the class itself."""
    names: tuple[str, ...] = vars(cls).get("variants", ())
    return tuple(getattr(sys.modules[cls.__module__], name) for name in names) or (cls,)


class Discriminator(NamedTuple):
    """The property that tells the models of a `Nested` apart."""

    wire: str
    """Its JSON name; empty when there is no such property."""
    models: dict[str, type[Structure]]
    """The model for each of its values."""


@_once
def discriminator_of(models: tuple[type[Structure], ...]) -> Discriminator:
    """The enum property that all the models have, each with values of its own."""
    enums = [{p.wire: p.kind.enum for p in properties_of(m) if isinstance(p.kind, Enumeration)} for m in models]
    for wire in enums[0]:
        if all(wire in by_wire for by_wire in enums):
            values = [(str(value), m) for m, by_wire in zip(models, enums, strict=True) for value in by_wire[wire]]
            if len(dict(values)) == len(values):
                return Discriminator(wire, dict(values))
    return Discriminator("", {})


@_once
def known_of(cls: type[Structure]) -> frozenset[str]:
    """The JSON names that the contract knows."""
    return frozenset(p.wire for p in properties_of(cls))


@_once
def required_of(cls: type[Structure]) -> frozenset[str]:
    """The JSON names that the contract requires."""
    return frozenset(p.wire for p in properties_of(cls) if p.required)


@_once
def sole_keys_of(models: tuple[type[Structure], ...]) -> dict[str, type[Structure]]:
    """The JSON names that one of the models requires and no other knows: their presence tells it apart."""
    return {
        wire: cls
        for cls in models
        for wire in required_of(cls)
        if not any(wire in known_of(other) for other in models if other is not cls)
    }
