"""How values are written in the documents of a seed."""

from __future__ import annotations

from collections.abc import Mapping

from datadog_incidents.emulator.wire import JSON, Document, is_array


def envelopes(values: Mapping[str, JSON]) -> Document:
    """Fields as incidents have them.

    Args:
        values: the values of fields by name, a list for several of them; or whole `{"type", "value"}`.
    """
    return {name: value if isinstance(value, dict) else _envelope(name, value) for name, value in values.items()}


_DROPDOWNS = frozenset({"state", "severity", "detection_method"})


def _envelope(name: str, value: JSON) -> Document:
    if is_array(value):
        return {"type": "autocomplete", "value": value}
    return {"type": "dropdown" if name in _DROPDOWNS else "textbox", "value": value}


def user_reference(user: str | None) -> Document:
    """A relationship that leads to a user, or to nobody.

    Args:
        user: the user's id.
    """
    return {"data": user and {"type": "users", "id": user}}
