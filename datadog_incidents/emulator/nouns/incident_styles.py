"""The styles that an incident is shown in: each operation has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.nouns.incident_user_defined_fields import defined_fields
from datadog_incidents.emulator.store.incident_record import (
    ATTRIBUTES,
    SHOWN_WITH_INCIDENT,
    TIMESTAMPS,
    USER_ATTRIBUTES,
)
from datadog_incidents.emulator.wire import Document, format_timestamp, parse_timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datadog_incidents.emulator.store.incident_record import Incident
    from datadog_incidents.emulator.store.resource import Resources

_USER_IDS = ("last_modified_by_uuid", "created_by_uuid", "declared_by_uuid")


def plain_style(incident: Incident, resources: Resources) -> Document:
    """The incident as get and list show it: 31 attributes, users as ids.

    Args:
        incident: the incident.
        resources: where the fields that users have defined are.
    """
    return {
        "type": "incidents",
        "id": incident.id,
        "attributes": incident.attributes,
        "relationships": relationships(incident, resources),
    }


def relationships(incident: Incident, resources: Resources | None = None) -> Document:
    """Everything that an incident refers to.

    Args:
        incident: the incident.
        resources: where the fields that users have defined are; None leaves them out.
    """
    kind = incident.attributes["incident_type_uuid"]
    fields = defined_fields(resources, kind).values() if resources else ()
    shown = {
        "created_by_user": incident.relationships["created_by_user"],
        "last_modified_by_user": incident.relationships["last_modified_by_user"],
        "commander_user": incident.relationships["commander_user"],
        "declared_by_user": incident.relationships["declared_by_user"],
        "user_defined_fields": {"data": [{"type": "user_defined_field", "id": each.id} for each in fields]},
    }
    sent = incident.relationships.get("integrations", {"data": []})["data"]
    for noun, name in SHOWN_WITH_INCIDENT.items():
        references = {each.id: {"type": noun, "id": each.id} for each in incident.belonging.get(noun, ())}
        named = {each["id"]: each for each in sent} if name == "integrations" else {}
        shown[name] = {"data": list({**named, **references}.values())}
    return shown


def full_style(incident: Incident, resources: Resources) -> Document:
    """The incident as update shows it: 35 attributes, users spelled out."""
    return {**plain_style(incident, resources), "attributes": _full_attributes(incident)}


def created_style(incident: Incident, resources: Resources) -> Document:
    """The incident as create shows it: `full_style`, without the users' ids."""
    document = full_style(incident, resources)
    document["attributes"].update(dict.fromkeys(_USER_IDS))
    return document


def search_style(incident: Incident) -> Document:
    """The incident as search shows it: `created_style`, with whole seconds and its history of states."""
    attributes = {**_full_attributes(incident), **dict.fromkeys(_USER_IDS)}
    for name in TIMESTAMPS:
        moment: str | None = attributes[name]
        attributes[name] = moment and format_timestamp(parse_timestamp(moment).replace(microsecond=0))
    attributes.update(
        customer_impact_scope=attributes["customer_impact_scope"] or "",
        field_analytics={"state": _state_analytics(incident.state_spans)},
    )
    return {"type": "incidents", "id": incident.id, "attributes": attributes, "relationships": relationships(incident)}


def _full_attributes(incident: Incident) -> Document:
    users = {name: _user(incident, relationship) for name, relationship in USER_ATTRIBUTES.items()}
    known = {**incident.attributes, **users}
    return {name: known[name] for name in ATTRIBUTES}


def _user(incident: Incident, relationship: str) -> Document | None:
    reference = incident.relationships[relationship]["data"]
    return reference and {"data": incident.users[reference["id"]]}


def _state_analytics(spans: list[Document]) -> Document:
    analytics: dict[str, Document] = {}
    for span in spans:
        state = analytics.setdefault(span["state"], {"duration": 0, "spans": []})
        state["spans"].append({"start": span["start"], "end": span["end"]})
        state["duration"] += (span["end"] or span["start"]) - span["start"]
    return analytics


def related_users(incident: Incident) -> Iterator[Document]:
    """The users that an incident refers to, some of them more than once."""
    references = (incident.relationships[name]["data"] for name in USER_ATTRIBUTES.values())
    return (incident.users[reference["id"]] for reference in references if reference)
