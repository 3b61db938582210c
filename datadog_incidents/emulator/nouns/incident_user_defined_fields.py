"""The fields that incidents of a type have: those of the service, and those that the organization has defined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Reference, Step
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, refers_to, updating
from datadog_incidents.emulator.nouns.incident_types import INCIDENT_TYPES
from datadog_incidents.emulator.store.incident_record import DEFAULT_FIELDS, DEFAULT_INCIDENT_TYPE
from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import BEGINNING, ORGANIZATION, USERS, first_users, identifier_of
from datadog_incidents.emulator.wire import JSON, Document, is_array

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.resource import Resources

NOTE = (
    "The service's own fields are listed as reserved, for the type that an organization begins with. A name that "
    "is taken or malformed is refused with 400."
)
"""What is the emulator's own, or known to differ."""

MAX_PAGE_SIZE = 1000

_KINDS = ("dropdown", "multiselect", "textbox", "textarray", "metrictag", "autocomplete", "number", "datetime")
"""What the numbers 1 to 8 of a field's type mean."""

_SAME_ON_INCIDENTS = frozenset(_KINDS[:6])
"""The kinds that an incident's fields are told apart by; of the others nobody knows how they are written there."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.]*")
_FIXED = ("name", "type", "tag_key")
_NOT_TOLD = {"description": "", "short_description": ""}


def _settled(step: Step, field: Resource) -> Resource:
    """A field's name is one, and its own; what is not told of a value is empty."""
    attributes = dict(field.attributes)
    if step.before is None:
        _require_new_name(step, field)
        attributes["display_name"] = attributes["display_name"] or attributes["name"]
    else:
        attributes.update({name: step.before.attributes[name] for name in _FIXED})
    if attributes["valid_values"] is not None:
        attributes["valid_values"] = [{**_NOT_TOLD, **each} for each in attributes["valid_values"]]
    return replace(field, attributes=attributes, owner=field.owner or field.relationships["incident_type"]["id"])


def _require_new_name(step: Step, field: Resource) -> None:
    name: str = field.attributes["name"]
    if not _NAME.fullmatch(name):
        raise bad_request(f'name: "{name}" has to be letters, digits, "_" and ".", a letter or digit first')
    kind: str = field.relationships["incident_type"]["id"]
    if name in defined_fields(step.call.organization.store.resources, kind):
        raise bad_request(f'name: there already is a field "{name}"')


def _removed(step: Step, field: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    if field.attributes["reserved"]:
        raise bad_request("a field of the service cannot be deleted")
    return field


USER_DEFINED_FIELDS = Collection(
    noun="incident_user_defined_fields",
    type="user_defined_field",
    identified_by="field_id",
    missing=lambda _: missing("user-defined field not found"),
    attributes={
        "category": "what_happened",
        "collected": "active",
        "default_value": None,
        "display_name": "",
        "name": ABSENT,
        "ordinal": None,
        "required": False,
        "tag_key": None,
        "type": ABSENT,
        "valid_values": None,
    },
    fixed={"metadata": None, "reserved": False},
    deleted="deleted",
    keeps_deleted=True,
    references=(Reference(name="incident_type", to=INCIDENT_TYPES, missing="incident type not found"),),
    settled=_settled,
    removed=_removed,
)


def _page(call: Call, fields: list[Resource]) -> list[Resource]:
    size: int = call.query.get("page[size]", MAX_PAGE_SIZE)
    start = call.query.get("page[number]", 0) * size
    return fields[start : start + size]


def _meta(call: Call, count: int) -> Document:
    offset = call.query.get("page[number]", 0) * call.query.get("page[size]", MAX_PAGE_SIZE)
    return {"offset": offset, "size": count}


OPERATIONS: Mapping[str, Handler] = {
    "list_incident_user_defined_fields": listing(
        USER_DEFINED_FIELDS,
        filters={"filter[incident-type]": refers_to("incident_type")},
        deleted_if="include-deleted",
        ordered=_page,
        meta=_meta,
    ),
    "create_incident_user_defined_field": creating(USER_DEFINED_FIELDS),
    "get_incident_user_defined_field": getting(USER_DEFINED_FIELDS),
    "update_incident_user_defined_field": updating(USER_DEFINED_FIELDS),
    "delete_incident_user_defined_field": deleting(USER_DEFINED_FIELDS),
}


def defined_fields(resources: Resources, kind: str) -> dict[str, Resource]:
    """The fields that are defined for incidents of a type, by name: the service's, and the type's own.

    Args:
        resources: where they are.
        kind: the incident type's id.
    """
    owners = (ORGANIZATION, kind)
    fields = (field for owner in owners for field in resources.of(USER_DEFINED_FIELDS.noun, owner))
    return {field.attributes["name"]: field for field in fields}


def as_defined(fields: Document, defined: Mapping[str, Resource]) -> Document:
    """What a request says of an incident's fields, each with the type that it is defined with.

    Args:
        fields: the fields by name, each a `{"type", "value"}` of which the type may be missing.
        defined: the fields that are defined for the incident.
    """
    return {name: {**_type_of(defined.get(name)), **envelope} for name, envelope in fields.items()}


def _type_of(field: Resource | None) -> Document:
    kind = field and _kind(field)
    return {"type": kind} if kind in _SAME_ON_INCIDENTS else {}


def _kind(field: Resource) -> str:
    number: int = field.attributes["type"]
    return _KINDS[number - 1]


def undefined_values(fields: Document, defined: Mapping[str, Resource]) -> Iterator[str]:
    """What does not fit to how the organization has defined its fields. What it has not defined fits.

    Args:
        fields: the fields by name, each a `{"type", "value"}`.
        defined: the fields that are defined for the incident.
    """
    for name, envelope in fields.items():
        field = defined.get(name)
        if field is None or field.attributes["reserved"]:
            continue
        kind, path = _kind(field), f"data.attributes.fields.{name}"
        if kind in _SAME_ON_INCIDENTS and envelope.get("type", kind) != kind:
            yield f"{path}.type: must be {kind}, as the field is defined, not {envelope['type']}"
        known = [each["value"] for each in field.attributes["valid_values"] or ()]
        for value in _values(envelope.get("value")):
            if known and value not in known:
                yield f"{path}.value: must be one of {', '.join(known)}, not {value}"


def _values(value: JSON) -> list[JSON]:
    if is_array(value):
        return value
    return [] if value is None else [value]


def first_fields() -> list[Resource]:
    """The fields of the service."""
    by = {"type": USERS, "id": first_users()[0].id}
    kinds = {name: kind for name, (kind, _) in DEFAULT_FIELDS.items()} | {"slug": "textbox"}
    return [
        Resource(
            noun="incident_user_defined_fields",
            id=identifier_of(f"field {name}"),
            owner=ORGANIZATION,
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
