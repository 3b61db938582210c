"""Models and enums by their names, so that an operation can name what it takes and gives without loading it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def model_named(name: str) -> Any:
    """A model or enum by its name: loaded only when it is used."""
    return getattr(import_module("datadog_incidents.models"), name)
