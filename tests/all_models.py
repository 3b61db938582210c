"""Every model and enum there is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, cast

from datadog_incidents import models
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum

EXPORTS: dict[str, tuple[str, ...]] = vars(models)["_exports"]
PUBLIC: dict[str, Any] = {name: getattr(models, name) for names in EXPORTS.values() for name in names}
CLASSES: list[type] = [public for public in PUBLIC.values() if isinstance(public, type)]
MODELS: list[type[Model]] = [cls for cls in CLASSES if issubclass(cls, Model)]
CONCRETE = [cls for cls in MODELS if "variants" not in vars(cls)]
ENUMS: list[type[OpenEnum | OpenIntEnum]] = [cls for cls in CLASSES if issubclass(cls, (OpenEnum, OpenIntEnum))]


def models_in(value: Any) -> Iterator[Model]:
    """A model and all that are in it, however deep."""
    parts: list[object] = []
    if isinstance(value, Model):
        yield value
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
    elif isinstance(value, dict):
        parts = [*cast("dict[str, object]", value).values()]
    elif isinstance(value, list):
        parts = cast("list[object]", value)
    for part in parts:
        yield from models_in(part)


def answers_of(cls: type[Model]) -> list[str]:
    """What a model answers beside its JSON, by name."""
    return [name for base in cls.__mro__ for name, member in vars(base).items() if isinstance(member, property)]
