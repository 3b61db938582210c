"""Single incidents and resources, exactly as a test describes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from datadog_incidents.emulator.engine.collection import Collection, Step
from datadog_incidents.emulator.engine.organization import Call, Organization
from datadog_incidents.emulator.engine.verbs import created as put_new
from datadog_incidents.emulator.nouns.catalogue import collection_of
from datadog_incidents.emulator.nouns.incident_changes import new_incident, updated_incident
from datadog_incidents.emulator.nouns.incident_types import default_incident_type_of
from datadog_incidents.emulator.seeds.incidents import Build
from datadog_incidents.emulator.seeds.values import envelopes, user_reference
from datadog_incidents.emulator.service.schemas import CREATE_INCIDENT, UPDATE_INCIDENT
from datadog_incidents.emulator.service.validation import Integer, Nullable, Object, Text, Timestamp, problems
from datadog_incidents.emulator.store.incident_record import DURATIONS, Incident
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.store import Store
from datadog_incidents.emulator.store.users import USERS
from datadog_incidents.emulator.wire import JSON, Document, RefusedError, format_timestamp


def exact_incident(
    identifier: str | None,
    created: datetime,
    commander: str | None,
    fields: Mapping[str, JSON],
    attributes: Mapping[str, JSON],
    store: Store,
) -> Build:
    """One incident as described.

    Args:
        identifier: its UUID; None takes the one that is offered.
        created: when it was created.
        commander: who commands it: a handle, e-mail, name or id.
        fields: values of fields by name, or whole envelopes.
        attributes: all other attributes; state and severity go into their fields as well.
        store: where it will be kept.

    Raises:
        ValueError: there is no such user or attribute, or the API would refuse it.
    """
    user = store.users.find(commander) if commander else None
    if commander and user is None:
        raise ValueError(f"there is no user {commander!r}")
    mirrored = {name: attributes[name] for name in _MIRRORED if attributes.get(name) is not None}
    written = {
        name: format_timestamp(each) if isinstance(each, datetime) else each for name, each in attributes.items()
    }
    request: Document = {
        "attributes": {
            "title": "An incident",
            "customer_impacted": False,
            "incident_type_uuid": default_incident_type_of(store),
            **written,
            "fields": envelopes({**fields, **mirrored}),
        },
        "relationships": {"commander_user": user_reference(user["id"] if user else None)},
    }
    _require_allowed(identifier, request)
    shown = {name: value for name, value in written.items() if name not in _MIRRORED}

    def build(offered: str, public_id: int) -> Incident:
        incident = new_incident(identifier or offered, public_id, request, created, store.users)
        unknown = written.keys() - incident.attributes.keys()
        if unknown:
            raise ValueError(f"an incident has no attribute {', '.join(sorted(unknown))}; fields go into fields={{…}}")
        timed = updated_incident(incident, request, created)
        return replace(timed, attributes={**timed.attributes, "resolved": None, **shown})

    return build


_MIRRORED = ("state", "severity")
"""The attributes that show what is in the field of their name."""

_ONLY_SHOWN = Object(
    {
        "public_id": Integer(minimum=1),
        "visibility": Text(),
        "modified": Nullable(Timestamp()),
        "declared": Nullable(Timestamp()),
    }
)
"""Attributes that no request can set, and that the search relies on; the durations come on top."""


def _require_allowed(identifier: str | None, request: Document) -> None:
    """Refuse what the API would refuse, and what no document of the API could hold."""
    attributes = request["attributes"]
    try:
        json.dumps(request, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise ValueError(f"an incident has to be JSON: {error}") from None
    document = {"data": {"type": "incidents", "id": "x" if identifier is None else identifier, **request}}
    faults = [fault for shape in (CREATE_INCIDENT, UPDATE_INCIDENT) for fault in problems(shape, document)]
    faults += problems(_ONLY_SHOWN, attributes)
    numbers = (name for name in DURATIONS if name in attributes)
    faults += [f"{name}: must be a number" for name in numbers if type(attributes[name]) not in (int, float)]
    if faults:
        told = dict.fromkeys(fault.removeprefix("data.").removeprefix("attributes.") for fault in faults)
        raise ValueError("; ".join(told))


def exact_resource(
    noun: str,
    identifier: str | None,
    incident: str | None,
    created: datetime,
    relationships: Mapping[str, str],
    attributes: Mapping[str, JSON],
    organization: Organization,
) -> Resource:
    """Put one resource as described.

    Args:
        noun: what it is one of.
        identifier: its id; None picks one.
        incident: the id of the incident that it belongs to, where it belongs to one.
        created: when it was created.
        relationships: the ids of what it refers to, by the relationship's name.
        attributes: what is said of it, under the names on the wire; a datetime is written as a moment.
        organization: where it is put.

    Raises:
        ValueError: there is no such noun, incident, attribute or relationship, or there already is one with this id,
            or the service has another reason to refuse it.
    """
    collection, store = collection_of(noun), organization.store
    of = _incident(collection, incident, store)
    if identifier and store.resources.get(noun, identifier):
        raise ValueError(f"{noun}: there already is one with id {identifier}")
    unknown = attributes.keys() - {*collection.attributes, *collection.fixed, collection.created, collection.modified}
    if unknown:
        raise ValueError(f"{noun} have no attribute {', '.join(sorted(unknown))}")
    described = {
        name: format_timestamp(each) if isinstance(each, datetime) else each for name, each in attributes.items()
    }
    references = {name: _reference(collection, name, each) for name, each in relationships.items()}
    with store.changing() as change:
        call = Call(organization, {}, {}, {})
        step = Step(call=call, change=change, now=format_timestamp(created), incident=of, before=None)
        try:
            data = {"attributes": described, "relationships": references}
            resource = put_new(step, collection, data, identifier)
        except RefusedError as refusal:
            raise ValueError(f"{noun}: {refusal}") from None
        known = {name: each for name, each in described.items() if name in resource.attributes}
        kept = {name: each for name, each in known.items() if name not in collection.moments}
        resource = replace(resource, attributes={**resource.attributes, **kept})
        change.put(resource)
    return resource


def _incident(collection: Collection, identifier: str | None, store: Store) -> Incident | None:
    if collection.missing_incident is None and identifier is None:
        return None
    if collection.missing_incident is None:
        raise ValueError(f"{collection.noun} belong to no incident")
    if identifier is None:
        raise ValueError(f"{collection.noun} belong to an incident: say which one by incident=")
    incident = store.get(identifier)
    if incident is None:
        raise ValueError(f"there is no incident {identifier!r}")
    return incident


def _reference(collection: Collection, name: str, identifier: str) -> Document:
    references = {reference.name: reference.to for reference in collection.references}
    if name not in references:
        raise ValueError(f"{collection.noun} have no relationship {name}: they have {', '.join(references) or 'none'}")
    to = references[name]
    return {"data": {"type": to.type if to else USERS, "id": identifier}}
