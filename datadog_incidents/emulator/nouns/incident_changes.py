"""How an incident starts and how it changes: what a request sets, and what follows from it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from datadog_incidents.emulator.store.incident_record import (
    ATTRIBUTES,
    DEFAULT_FIELDS,
    DURATIONS,
    USER_ATTRIBUTES,
    Incident,
)
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import identifier_of
from datadog_incidents.emulator.wire import Document, format_timestamp, parse_timestamp

if TYPE_CHECKING:
    from datadog_incidents.emulator.store.users import Users

CLOSED_STATES = frozenset({"resolved", "completed"})

_PLAIN_ATTRIBUTES = ("title", "customer_impacted", "customer_impact_scope", "notification_handles")
_TIMESTAMP_ATTRIBUTES = ("customer_impact_start", "customer_impact_end", "detected", "resolved")


def new_incident(identifier: str, public_id: int, data: Document, now: datetime, users: Users) -> Incident:
    """The incident that a create request asks for.

    Args:
        identifier: the new incident's UUID.
        public_id: its number.
        data: the request's `data`, already validated, with the id of a type.
        now: the time of creation, in UTC.
        users: the organization's users.
    """
    requested = data["attributes"]
    created = format_timestamp(now)
    fields = {name: {"type": kind, "value": value} for name, (kind, value) in DEFAULT_FIELDS.items()}
    known: Document = {
        "public_id": public_id,
        "incident_type_uuid": requested["incident_type_uuid"],
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
        attributes={name: known.get(name) for name in ATTRIBUTES if name not in USER_ATTRIBUTES},
        relationships={
            "created_by_user": actor,
            "last_modified_by_user": actor,
            "commander_user": {"data": None},
            "declared_by_user": actor,
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


def with_moment(incident: Incident, name: str, moment: str | None) -> Incident:
    """The incident with one of its moments set right, and the durations that follow from it.

    Args:
        incident: the incident before.
        name: the moment, such as `detected`.
        moment: when it was, as text; None if it has not been.
    """
    attributes = {**incident.attributes, name: moment}
    return replace(incident, attributes={**attributes, **_reported_durations(attributes)})


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
    after = replace(
        incident,
        attributes=attributes,
        relationships=relationships,
        state_spans=_continued_spans(incident.state_spans, attributes["state"], now),
    )
    by, moment = incident.users.actor_id, format_timestamp(now)
    for user in (responder, commander and commander["id"]):
        after = after.joined_by(user, by, moment) if user else after
    if "postmortem" in named:
        after = after.with_belonging(_postmortem(after, named["postmortem"]["data"]["id"], moment))
    return after


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


def _postmortem(incident: Incident, identifier: str, now: str) -> Resource:
    return Resource(
        noun="incident_attachments",
        id=identifier_of(f"{incident.id} {identifier}"),
        owner=incident.id,
        attributes={
            "attachment": {
                "title": f"Postmortem IR-{incident.public_id}: {incident.attributes['title']}",
                "documentUrl": f"https://app.example.com/notebook/{identifier}",
            },
            "attachment_type": "postmortem",
            "modified": now,
        },
        relationships={"last_modified_by_user": _actor(incident.users)["data"]},
    )


def _actor(users: Users) -> Document:
    return {"data": {"type": "users", "id": users.actor_id}}


def _reported_durations(attributes: Document) -> dict[str, int]:
    """Each duration in whole seconds; one that has no end yet is reported as 0."""
    return {name: _seconds(attributes[start], attributes[end]) for name, (start, end) in DURATIONS.items()}


def _seconds(start: str | None, end: str | None) -> int:
    if start is None or end is None:
        return 0
    return max(0, math.floor((parse_timestamp(end) - parse_timestamp(start)).total_seconds()))
