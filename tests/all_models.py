"""Every model and enum there is."""

from __future__ import annotations

from datadog_incidents import models
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.open_enum import OpenEnum

EXPORTS: dict[str, tuple[str, ...]] = vars(models)["_exports"]
EXPORTED = [getattr(models, name) for names in EXPORTS.values() for name in names]
CLASSES = [exported for exported in EXPORTED if isinstance(exported, type)]
MODELS: list[type[Model]] = [cls for cls in CLASSES if issubclass(cls, Model)]
CONCRETE = [cls for cls in MODELS if "variants" not in vars(cls)]
ENUMS: list[type[OpenEnum]] = [cls for cls in CLASSES if issubclass(cls, OpenEnum)]
