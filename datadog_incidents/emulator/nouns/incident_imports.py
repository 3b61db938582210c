"""Incidents that have been elsewhere: they are taken as they were, and nobody is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.showing import shown, shown_user
from datadog_incidents.emulator.engine.styles import JSON_API
from datadog_incidents.emulator.nouns.incident_changes import CLOSED_STATES, new_incident
from datadog_incidents.emulator.nouns.incident_requests import settled_data
from datadog_incidents.emulator.nouns.incident_styles import relationships
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES
from datadog_incidents.emulator.store.incident_record import DURATIONS, TIMESTAMPS
from datadog_incidents.emulator.wire import Answer, Document, format_timestamp, is_array, parse_timestamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.incident_record import Incident
    from datadog_incidents.emulator.store.store import Store

NOTE = (
    "A resolution is overlooked unless the state is a closed one. Which errors a user or type gets that there is "
    "not is the emulator's own choice."
)
"""What is the emulator's own, or known to differ."""

_NOT_SHOWN = frozenset({*DURATIONS, "customer_impacted", "field_analytics"})
"""What other operations tell of an incident, and this one does not."""


def import_incident(call: Call) -> Answer:
    """Take an incident as it was elsewhere."""
    store, clock = call.organization.store, call.organization.clock

    def build(identifier: str, public_id: int) -> Incident:
        data = settled_data(call.body["data"], store, JSON_API)
        fields = {name: {**_guessed(each), **each} for name, each in data["attributes"].get("fields", {}).items()}
        attributes = {**data["attributes"], "fields": fields}
        now = clock.now()
        incident = new_incident(identifier, public_id, {**data, "attributes": attributes}, now, store.users)
        return _as_it_was(incident, data, format_timestamp(now))

    (incident,) = store.add_all([build], version=4)
    document: Document = {"data": _shown(incident, store)}
    names: list[str] = call.query.get("include", [])
    if names:
        document["included"] = _included(document["data"]["relationships"], names, store)
    return JSON_API.answer(201, document)


def _guessed(envelope: Document) -> Document:
    """The type of a field that nobody has defined: a list has another one than a text."""
    return {"type": "autocomplete" if is_array(envelope.get("value")) else "textbox"}


def _as_it_was(incident: Incident, data: Document, now: str) -> Incident:
    sent: Document = data["attributes"]
    moments: Document = {
        name: format_timestamp(parse_timestamp(sent[name]))
        for name in ("declared", "detected", "resolved")
        if name in sent
    }
    if incident.attributes["state"] not in CLOSED_STATES:
        moments.pop("resolved", None)
    detected = moments.get("declared", now)
    visibility = sent.get("visibility", incident.attributes["visibility"])
    declared_by = data.get("relationships", {}).get("declared_by_user") or incident.relationships["declared_by_user"]
    return replace(
        incident,
        attributes={
            **incident.attributes,
            "detected": detected,
            "visibility": visibility,
            "declared_by_uuid": declared_by["data"] and declared_by["data"]["id"],
            **moments,
        },
        relationships={**incident.relationships, "declared_by_user": declared_by},
    )


def _shown(incident: Incident, store: Store) -> Document:
    attributes = {name: each for name, each in incident.attributes.items() if name not in _NOT_SHOWN}
    for name in TIMESTAMPS:
        attributes[name] = attributes[name] and JSON_API.moment(attributes[name])
    attributes["fields"] = dict(sorted(attributes["fields"].items()))
    references = {name: each["data"] for name, each in relationships(incident, store.resources).items()}
    references["incident_type"] = {"type": INCIDENT_TYPES.type, "id": incident.attributes["incident_type_uuid"]}
    return JSON_API.resource("incidents", incident.id, attributes, references)


def _included(references: Document, names: list[str], store: Store) -> list[Document]:
    found: dict[str, Document] = {}
    for reference in (references[name]["data"] for name in names):
        kind = store.resources.get(INCIDENT_TYPES.noun, reference["id"]) if reference else None
        if kind:
            found[kind.id] = shown(INCIDENT_TYPES, kind, store.users)
        elif reference:
            found[reference["id"]] = shown_user(store, reference["id"])
    return list(found.values())


OPERATIONS: Mapping[str, Handler] = {"import_incident": Handler(carry_out=import_incident, recorded=True)}
