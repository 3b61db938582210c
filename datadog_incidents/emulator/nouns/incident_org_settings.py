"""The settings of each incident type that are not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.styles import JSON_API
from datadog_incidents.emulator.store.users import identifier_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.resource import Resource
    from datadog_incidents.emulator.wire import Answer, Document

NOTE = "Each type has settings, which are empty. Ten are listed unless a size is asked for."
"""What is the emulator's own, or known to differ."""

DEFAULT_PAGE_SIZE = 10


def list_org_settings(call: Call) -> Answer:
    """Show a page of the settings of all types."""
    resources = call.organization.store.resources
    find = resources.all_of if call.query.get("include-deleted") else resources.of
    offset: int = call.query.get("page[offset]", 0)
    size: int = call.query.get("page[size]", DEFAULT_PAGE_SIZE)
    kinds = find("incident_types")[offset : offset + min(size, call.organization.max_page_size)]
    return JSON_API.answer(200, {"data": [_settings(kind) for kind in kinds]})


def get_org_settings_by_incident_type(call: Call) -> Answer:
    """Show the settings of one type."""
    kind = call.organization.store.resources.get("incident_types", call.path["incident_type_id"])
    if kind is None or kind.deleted:
        raise missing("incident type doesn't exist")
    return JSON_API.answer(200, {"data": _settings(kind)})


def _settings(kind: Resource) -> Document:
    attributes: Document = {
        "created": JSON_API.moment(kind.attributes["createdAt"]),
        "modified": JSON_API.moment(kind.attributes["modifiedAt"]),
        "settings": {},
    }
    relationships = {"incident_type": {"id": kind.id, "type": "incident_types"}}
    identifier = identifier_of(f"settings of {kind.id}")
    return JSON_API.resource("incident_org_settings", identifier, attributes, relationships)


OPERATIONS: Mapping[str, Handler] = {
    operation.__name__: Handler(carry_out=operation)
    for operation in (list_org_settings, get_org_settings_by_incident_type)
}
