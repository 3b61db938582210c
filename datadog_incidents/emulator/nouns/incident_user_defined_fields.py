"""The fields that incidents of a type have: those of the service, and those that the organization has defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.store.incident_record import DEFAULT_FIELDS, DEFAULT_INCIDENT_TYPE
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import BEGINNING, USERS, first_users, identifier_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

_KINDS = ("dropdown", "multiselect", "textbox", "textarray", "metrictag", "autocomplete", "number", "datetime")
"""What the numbers 1 to 8 of a field's type mean."""


def first_fields() -> list[Resource]:
    """The fields of the service."""
    by = {"type": USERS, "id": first_users()[0].id}
    kinds = {name: kind for name, (kind, _) in DEFAULT_FIELDS.items()} | {"slug": "textbox"}
    return [
        Resource(
            noun="incident_user_defined_fields",
            id=identifier_of(f"field {name}"),
            attributes={
                "category": "what_happened",
                "collected": "active",
                "created": BEGINNING,
                "default_value": None,
                "display_name": name.replace("_", " ").capitalize(),
                "metadata": None,
                "modified": BEGINNING,
                "name": name,
                "ordinal": f"{number}.0",
                "required": False,
                "reserved": True,
                "tag_key": None,
                "type": _KINDS.index(kind) + 1,
                "valid_values": None,
            },
            relationships={
                "created_by_user": by,
                "incident_type": {"type": "incident_types", "id": DEFAULT_INCIDENT_TYPE},
                "last_modified_by_user": by,
            },
        )
        for number, (name, kind) in enumerate(kinds.items(), start=1)
    ]


OPERATIONS: Mapping[str, Handler] = {}
