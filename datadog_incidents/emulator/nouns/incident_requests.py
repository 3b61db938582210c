"""What a request says of an incident, once all that it refers to is sure to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.nouns.incident_types import default_incident_type_of
from datadog_incidents.emulator.nouns.incident_user_defined_fields import as_defined, defined_fields, undefined_values

if TYPE_CHECKING:
    from datadog_incidents.emulator.engine.styles import Style
    from datadog_incidents.emulator.store.incident_record import Incident
    from datadog_incidents.emulator.store.store import Store
    from datadog_incidents.emulator.wire import JSON, Document

_NO_ID = "00000000-0000-0000-0000-000000000000"


def settled_data(data: Document, store: Store, style: Style, incident: Incident | None = None) -> Document:
    """The `data` of a request, with the type of a new incident, and the types of its fields.

    Args:
        data: the `data` as it was sent, already validated.
        store: where what it refers to is.
        style: how a refusal is put.
        incident: the incident that is to change; None for a new one.

    Raises:
        RefusedError: there is no such user or type, or a field is defined otherwise.
    """
    for name in ("commander_user", "declared_by_user"):
        _require_user(name, data, store, style)
    attributes: Document = dict(data.get("attributes", {}))
    if incident is None:
        attributes["incident_type_uuid"] = _incident_type(attributes.get("incident_type_uuid"), store, style)
    if "fields" in attributes:
        kind = (incident.attributes if incident else attributes)["incident_type_uuid"]
        defined = defined_fields(store.resources, kind)
        problems = list(undefined_values(attributes["fields"], defined))
        if problems:
            raise style.refusal(*problems)
        attributes["fields"] = as_defined(attributes["fields"], defined)
    return {**data, "attributes": attributes}


def _require_user(name: str, data: Document, store: Store, style: Style) -> None:
    relationship: JSON = data.get("relationships", {}).get(name)
    reference: JSON = relationship and relationship["data"]
    if reference and reference["id"] not in store.users:
        raise style.refusal(f"data.relationships.{name}.data.id: there is no user {reference['id']}")


def _incident_type(identifier: str | None, store: Store, style: Style) -> str:
    """The type that is asked for; none, or the id that is all zeros, asks for the default."""
    if identifier is None or identifier == _NO_ID:
        return default_incident_type_of(store)
    found = store.resources.get("incident_types", identifier)
    if found is None or found.deleted:
        raise style.refusal(f"data.attributes.incident_type_uuid: there is no incident type {identifier}")
    return found.id
