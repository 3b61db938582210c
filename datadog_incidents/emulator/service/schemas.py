"""The shapes of what is sent where the service is known to be stricter or laxer than its contract, and users' own."""

from __future__ import annotations

from collections.abc import Mapping

from datadog_incidents.emulator.service.validation import (
    AnyOf,
    ArrayOf,
    Boolean,
    ByType,
    Choice,
    Identifier,
    Integer,
    Nullable,
    Object,
    Shape,
    Text,
    Timestamp,
)

SEVERITIES = ("UNKNOWN", "SEV-0", "SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5")
STATES = ("active", "stable", "resolved", "completed")
RELATED_OBJECTS = ("attachments", "users")

_SINGLE_VALUE_TYPES = ("dropdown", "textbox")
_MULTIPLE_VALUE_TYPES = ("autocomplete", "metrictag", "multiselect", "textarray")


def _single_value_field(value: Shape) -> ByType:
    envelope = Object({"value": Nullable(value)})
    return ByType(dict.fromkeys(_SINGLE_VALUE_TYPES, envelope), untyped=envelope)


_FIELD = ByType(
    {
        **dict.fromkeys(_SINGLE_VALUE_TYPES, Object({"value": Nullable(Text())})),
        **dict.fromkeys(_MULTIPLE_VALUE_TYPES, Object({"value": Nullable(ArrayOf(Text()))})),
    },
    untyped=Object({"type": Text(), "value": Nullable(AnyOf((Text(), ArrayOf(Text()))))}),
)

_FIELDS = Object(
    {"severity": _single_value_field(Choice(SEVERITIES)), "state": _single_value_field(Choice(STATES))}, others=_FIELD
)

_NOTIFICATION_HANDLES = ArrayOf(Object({"handle": Text(), "display_name": Text()}))

_TIMELINE_CELL = Object(
    {
        "cell_type": Choice(("markdown",)),
        "content": Object({"content": Text()}),
        "important": Boolean(),
    },
    required=("cell_type", "content"),
)


def _reference(*types: str) -> Object:
    return Object({"id": Text(may_be_empty=False), "type": Choice(types)}, required=("id", "type"))


_INTEGRATION = Object({"id": Text(may_be_empty=False), "type": Text(may_be_empty=False)}, required=("id", "type"))
"""A reference whose type is kept as it was sent: its name was another one before it was `incident_integrations`."""

_COMMANDER = Nullable(Object({"data": Nullable(_reference("users"))}, required=("data",)))

CREATE_INCIDENT = Object(
    {
        "data": Object(
            {
                "type": Choice(("incidents",)),
                "attributes": Object(
                    {
                        "title": Text(may_be_empty=False),
                        "customer_impacted": Boolean(),
                        "customer_impact_scope": Text(),
                        "fields": _FIELDS,
                        "incident_type_uuid": Identifier(),
                        "initial_cells": ArrayOf(_TIMELINE_CELL),
                        "is_test": Boolean(),
                        "notification_handles": _NOTIFICATION_HANDLES,
                    },
                    required=("title", "customer_impacted"),
                    required_when={"customer_impact_scope": "customer_impacted"},
                ),
                "relationships": Object({"commander_user": _COMMANDER}, required=("commander_user",)),
            },
            required=("type", "attributes"),
        )
    },
    required=("data",),
)

UPDATE_INCIDENT = Object(
    {
        "data": Object(
            {
                "type": Choice(("incidents",)),
                "id": Text(may_be_empty=False),
                "attributes": Object(
                    {
                        "title": Text(may_be_empty=False),
                        "customer_impacted": Boolean(),
                        "customer_impact_scope": Text(),
                        "customer_impact_start": Nullable(Timestamp()),
                        "customer_impact_end": Nullable(Timestamp()),
                        "detected": Nullable(Timestamp()),
                        "resolved": Nullable(Timestamp()),
                        "fields": _FIELDS,
                        "notification_handles": _NOTIFICATION_HANDLES,
                    }
                ),
                "relationships": Object(
                    {
                        "commander_user": _COMMANDER,
                        "integrations": Object({"data": ArrayOf(_INTEGRATION)}, required=("data",)),
                        "postmortem": Object({"data": _reference("incident_postmortems")}, required=("data",)),
                    }
                ),
            },
            required=("type", "id"),
        )
    },
    required=("data",),
)

NO_PARAMETERS = Object()

_INCLUDE = {"include": ArrayOf(Choice(RELATED_OBJECTS))}
_PAGE = {"page[size]": Integer(minimum=1), "page[offset]": Integer(minimum=0)}

PARAMETERS: Mapping[str, Object] = {
    "list_incidents": Object({**_INCLUDE, **_PAGE}),
    "search_incidents": Object(
        {"query": Text(), "include": Choice(RELATED_OBJECTS), "sort": Choice(("created", "-created")), **_PAGE},
        required=("query",),
    ),
    "list_org_settings": Object({**_PAGE, "include-deleted": Boolean(), "include": Text()}),
    "list_users": Object({"filter": Text(), "page[size]": Integer(minimum=1), "page[number]": Integer(minimum=0)}),
    "create_user": NO_PARAMETERS,
    "get_user": NO_PARAMETERS,
    "disable_user": NO_PARAMETERS,
}
"""The parameters of the query, by operation, where the contract does not say all, or nothing."""

_USER_ATTRIBUTES = Object({"email": Text(may_be_empty=False), "name": Text(), "title": Text()}, required=("email",))

_CREATE_USER = Object(
    {"data": Object({"type": Choice(("users",)), "attributes": _USER_ATTRIBUTES}, required=("type", "attributes"))},
    required=("data",),
)

BODIES: Mapping[str, Object | None] = {
    "create_incident": CREATE_INCIDENT,
    "update_incident": UPDATE_INCIDENT,
    "list_users": None,
    "create_user": _CREATE_USER,
    "get_user": None,
    "disable_user": None,
}
"""The documents that are sent, by operation, where the contract does not say all, or nothing."""

USERS: Mapping[str, tuple[str, str]] = {
    "list_users": ("GET", "/api/v2/users"),
    "create_user": ("POST", "/api/v2/users"),
    "get_user": ("GET", "/api/v2/users/<user_id>"),
    "disable_user": ("DELETE", "/api/v2/users/<user_id>"),
}
"""Method and path of the operations on users, which belong to another contract."""
