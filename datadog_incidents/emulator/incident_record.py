"""One incident as the emulator keeps it: how it starts, how it changes, and the three styles it is shown in."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from uuid import uuid5

from datadog_incidents.emulator.searchable import DATE_FACETS, DURATIONS, FacetValues, facet_values
from datadog_incidents.emulator.users import ORGANIZATION_NAMESPACE
from datadog_incidents.emulator.wire import JSON, Document, format_timestamp, parse_timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from datadog_incidents.emulator.users import Users

DEFAULT_INCIDENT_TYPE = str(uuid5(ORGANIZATION_NAMESPACE, "incident type"))
"""The id of the incident type that a new incident gets unless it names another."""

DEFAULT_FIELDS: Mapping[str, tuple[str, JSON]] = {
    "teams": ("autocomplete", None),
    "severity": ("dropdown", "UNKNOWN"),
    "state": ("dropdown", "active"),
    "detection_method": ("dropdown", "unknown"),
    "root_cause": ("textbox", None),
    "summary": ("textbox", None),
    "services": ("autocomplete", None),
}
"""Type and value of the fields that every incident has; clearing one brings this value back."""

CLOSED_STATES = frozenset({"resolved", "completed"})

_EXPANDED_USERS = {
    "last_modified_by": "last_modified_by_user",
    "commander": "commander_user",
    "created_by": "created_by_user",
    "declared_by": "declared_by_user",
}
"""The attributes that get and list leave out, and the relationship that each of them spells out."""

_USER_IDS = ("last_modified_by_uuid", "created_by_uuid", "declared_by_uuid")

_PLAIN_ATTRIBUTES = ("title", "customer_impacted", "customer_impact_scope", "notification_handles")
_TIMESTAMP_ATTRIBUTES = ("customer_impact_start", "customer_impact_end", "detected", "resolved")

_ATTRIBUTE_ORDER = (  # noqa: SIM905  # forty lines of quotes read worse
    "public_id incident_type_uuid title resolved customer_impact_scope customer_impact_start customer_impact_end "
    "customer_impacted notification_handles last_modified_by last_modified_by_uuid created modified commander detected "
    "created_by created_by_uuid creation_idempotency_key customer_impact_duration time_to_detect time_to_repair "
    "time_to_internal_response time_to_resolve archived is_test declared declared_by declared_by_uuid fields "
    "field_analytics severity state non_datadog_creator visibility case_id"
).split()


@dataclass(frozen=True, kw_only=True)
class Incident:
    """An incident at one moment. A change makes a new one, so whoever holds this one can read it without a lock.

    Args:
        users: the organization's users, whom the incident refers to by id.
        id: the incident's UUID.
        attributes: as get and list show them.
        relationships: as get, list, create and update show them.
        state_spans: `{"state", "start", "end"}` for each time in a state, in integer unix seconds.
        responders: the ids of the users who respond.
        timeline_cells: the cells that it was created with.
        attachments: the documents that `include=attachments` adds.
    """

    users: Users = field(repr=False, compare=False)
    id: str
    attributes: Document
    relationships: Document
    state_spans: list[Document]
    responders: list[str] = field(default_factory=list[str])
    timeline_cells: list[Document] = field(default_factory=list[Document])
    attachments: list[Document] = field(default_factory=list[Document])

    @property
    def public_id(self) -> int:
        """The number that people know the incident by."""
        number: int = self.attributes["public_id"]
        return number

    @property
    def created(self) -> datetime:
        """When it was created, in UTC."""
        return parse_timestamp(self.attributes["created"])

    @cached_property
    def facet_values(self) -> FacetValues:
        """What a search compares with, worked out on the first search."""
        return facet_values(self)

    def to_json(self) -> str:
        """Write the incident for storage."""
        stored = {name: value for name, value in vars(self).items() if name not in _NOT_STORED}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, users: Users) -> Incident:
        """Read what `to_json` wrote.

        Args:
            text: the incident, without the users whom it refers to.
            users: the organization's users.
        """
        return cls(users=users, **json.loads(text))


_NOT_STORED = frozenset({"users", "facet_values"})


def new_incident(identifier: str, public_id: int, data: Document, now: datetime, users: Users) -> Incident:
    """The incident that a create request asks for.

    Args:
        identifier: the new incident's UUID.
        public_id: its number.
        data: the request's `data`, already validated.
        now: the time of creation, in UTC.
        users: the organization's users.
    """
    requested = data["attributes"]
    created = format_timestamp(now)
    fields = {name: {"type": kind, "value": value} for name, (kind, value) in DEFAULT_FIELDS.items()}
    known: Document = {
        "public_id": public_id,
        "incident_type_uuid": requested.get("incident_type_uuid", DEFAULT_INCIDENT_TYPE),
        "customer_impacted": False,
        "last_modified_by_uuid": users.actor_id,
        "created": created,
        "modified": created,
        "detected": format_timestamp(now - timedelta(milliseconds=10)),
        "created_by_uuid": users.actor_id,
        "is_test": requested.get("is_test", False),
        "declared": created,
        "declared_by_uuid": users.actor_id,
        "fields": {**fields, "slug": {"type": "textbox", "value": f"IR-{public_id}"}},
        "visibility": "organization",
        **dict.fromkeys(DURATIONS, 0),
    }
    actor = _actor(users)
    incident = Incident(
        users=users,
        id=identifier,
        attributes={name: known.get(name) for name in _ATTRIBUTE_ORDER if name not in _EXPANDED_USERS},
        relationships={
            "created_by_user": actor,
            "last_modified_by_user": actor,
            "commander_user": {"data": None},
            "declared_by_user": actor,
            "user_defined_fields": {"data": []},
            "integrations": {"data": []},
            "attachments": {"data": []},
            "responders": {"data": []},
            "impacts": {"data": []},
        },
        state_spans=[],
        timeline_cells=requested.get("initial_cells", []),
    )
    writable = {name: requested[name] for name in (*_PLAIN_ATTRIBUTES, "fields") if name in requested}
    return _merged(incident, {**data, "attributes": writable}, now)


def updated_incident(incident: Incident, data: Document, now: datetime) -> Incident:
    """The incident after an update: what is named changes, and with it whatever follows from that.

    Args:
        incident: the incident before.
        data: the request's `data`, already validated.
        now: the time of the update, in UTC.
    """
    requested = data.get("attributes", {})
    actor = incident.users.actor_id
    after = _merged(incident, {**data, "attributes": requested}, now, responder=actor)
    attributes = after.attributes
    closed_before, closed_after = (each.attributes["state"] in CLOSED_STATES for each in (incident, after))
    if closed_before != closed_after and "resolved" not in requested:
        attributes["resolved"] = format_timestamp(now) if closed_after else None
    attributes.update(modified=format_timestamp(now), last_modified_by_uuid=actor, **_reported_durations(attributes))
    return after


def _merged(incident: Incident, data: Document, now: datetime, responder: str | None = None) -> Incident:
    requested = data["attributes"]
    attributes = dict(incident.attributes)
    attributes.update({name: requested[name] for name in _PLAIN_ATTRIBUTES if name in requested})
    for name in _TIMESTAMP_ATTRIBUTES:
        if name in requested:
            attributes[name] = requested[name] and format_timestamp(parse_timestamp(requested[name]))
    fields = attributes["fields"] = _merged_fields(attributes["fields"], requested.get("fields", {}))
    attributes.update(severity=fields["severity"]["value"], state=fields["state"]["value"])
    named = data.get("relationships", {})
    relationships = {**incident.relationships, **_named_relationships(named)}
    commander = relationships["commander_user"]["data"]
    joining = (user for user in (responder, commander and commander["id"]) if user)
    responders = list(dict.fromkeys([*incident.responders, *joining]))
    attachments = incident.attachments
    if "postmortem" in named:
        attachments = [_postmortem(incident, attributes["title"], named["postmortem"]["data"]["id"], now)]
    relationships["responders"] = _references(
        "incident_responders", [_identifier(f"{incident.id} {user}") for user in responders]
    )
    relationships["attachments"] = _references("incident_attachments", [each["id"] for each in attachments])
    relationships["user_defined_fields"] = _references(
        "user_defined_field", [_identifier(f"field {name}") for name in fields]
    )
    return replace(
        incident,
        attributes=attributes,
        relationships=relationships,
        state_spans=_continued_spans(incident.state_spans, attributes["state"], now),
        responders=responders,
        attachments=attachments,
    )


def _merged_fields(stored: Document, requested: Document) -> Document:
    merged = dict(stored)
    for name, envelope in requested.items():
        if name == "slug":
            continue
        kind, default = DEFAULT_FIELDS.get(name, ("textbox", None))
        before = stored.get(name, {"type": kind, "value": default})
        value = envelope.get("value", before["value"])
        merged[name] = {"type": envelope.get("type", before["type"]), "value": default if value is None else value}
    return merged


def _continued_spans(spans: list[Document], state: str, now: datetime) -> list[Document]:
    if spans and spans[-1]["state"] == state:
        return spans
    moment = int(now.timestamp())
    ended = [span if span["end"] is not None else {**span, "end": moment} for span in spans]
    return [*ended, {"state": state, "start": moment, "end": None}]


def _named_relationships(named: Document) -> Document:
    """The relationships of a request that are kept as they were sent."""
    kept = {name: named[name] for name in ("integrations",) if name in named}
    if "commander_user" in named:
        kept["commander_user"] = named["commander_user"] or {"data": None}
    return kept


def _references(kind: str, identifiers: list[str]) -> Document:
    return {"data": [{"type": kind, "id": identifier} for identifier in identifiers]}


@lru_cache(maxsize=1024)
def _identifier(name: str) -> str:
    return str(uuid5(ORGANIZATION_NAMESPACE, name))


def _postmortem(incident: Incident, title: str, identifier: str, now: datetime) -> Document:
    return {
        "type": "incident_attachments",
        "id": identifier,
        "attributes": {
            "attachment": {
                "title": f"Postmortem IR-{incident.public_id}: {title}",
                "documentUrl": f"https://app.example.com/notebook/{identifier}",
            },
            "attachment_type": "postmortem",
            "modified": format_timestamp(now),
        },
        "relationships": {
            "incident": {"data": {"type": "incidents", "id": incident.id}},
            "last_modified_by_user": _actor(incident.users),
        },
    }


def _actor(users: Users) -> Document:
    return {"data": {"type": "users", "id": users.actor_id}}


def _reported_durations(attributes: Document) -> dict[str, int]:
    """Each duration in whole seconds; one that has no end yet is reported as 0."""
    return {name: _seconds(attributes[start], attributes[end]) for name, (start, end) in DURATIONS.items()}


def _seconds(start: str | None, end: str | None) -> int:
    if start is None or end is None:
        return 0
    return max(0, math.floor((parse_timestamp(end) - parse_timestamp(start)).total_seconds()))


def plain_style(incident: Incident) -> Document:
    """The incident as get and list show it: 31 attributes, users as ids."""
    return {
        "type": "incidents",
        "id": incident.id,
        "attributes": incident.attributes,
        "relationships": incident.relationships,
    }


def full_style(incident: Incident) -> Document:
    """The incident as update shows it: 35 attributes, users spelled out."""
    users = {name: _user(incident, relationship) for name, relationship in _EXPANDED_USERS.items()}
    known = {**incident.attributes, **users}
    return {**plain_style(incident), "attributes": {name: known[name] for name in _ATTRIBUTE_ORDER}}


def created_style(incident: Incident) -> Document:
    """The incident as create shows it: `full_style`, without the users' ids."""
    document = full_style(incident)
    document["attributes"].update(dict.fromkeys(_USER_IDS))
    return document


def search_style(incident: Incident) -> Document:
    """The incident as search shows it: `created_style`, with whole seconds and its history of states."""
    document = created_style(incident)
    attributes = document["attributes"]
    for name in DATE_FACETS:
        attributes[name] = attributes[name] and format_timestamp(
            parse_timestamp(attributes[name]).replace(microsecond=0)
        )
    attributes.update(
        customer_impact_scope=attributes["customer_impact_scope"] or "",
        field_analytics={"state": _state_analytics(incident.state_spans)},
    )
    document["relationships"] = {**incident.relationships, "user_defined_fields": {"data": []}}
    return document


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
    references = (incident.relationships[name]["data"] for name in _EXPANDED_USERS.values())
    return (incident.users[reference["id"]] for reference in references if reference)
