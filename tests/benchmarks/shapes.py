"""The incidents of a search page as other libraries would have them: one description, for two of them.

It is the least that reads the pages measured here: no open enums, nothing kept that is unknown, no mismatches.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec


@dataclass(slots=True)
class Reference:
    id: str
    type: str


@dataclass(slots=True)
class One:
    data: Reference | None


@dataclass(slots=True)
class Many:
    data: list[Reference]


@dataclass(slots=True)
class UserAttributes:
    uuid: str
    handle: str
    email: str
    name: str | None
    icon: str


@dataclass(slots=True)
class UserData:
    id: str
    type: str
    attributes: UserAttributes


@dataclass(slots=True)
class User:
    data: UserData


@dataclass(slots=True)
class Field:
    type: str
    value: str | list[str] | None


@dataclass(slots=True)
class Span:
    start: int
    end: int | None


@dataclass(slots=True)
class Analytics:
    duration: int
    spans: list[Span]


@dataclass(slots=True)
class Handle:
    display_name: str
    handle: str


@dataclass(slots=True)
class Attributes:
    public_id: int
    title: str
    created: datetime
    modified: datetime
    fields: dict[str, Field]
    incident_type_uuid: str | None = None
    resolved: datetime | None = None
    customer_impact_scope: str | None = None
    customer_impact_start: datetime | None = None
    customer_impact_end: datetime | None = None
    customer_impact_duration: int | None = None
    customer_impacted: bool | None = None
    notification_handles: list[Handle] | None = None
    last_modified_by: User | None = None
    last_modified_by_uuid: str | None = None
    commander: User | None = None
    detected: datetime | None = None
    created_by: User | None = None
    created_by_uuid: str | None = None
    creation_idempotency_key: str | None = None
    time_to_detect: int | None = None
    time_to_repair: int | None = None
    time_to_internal_response: int | None = None
    time_to_resolve: int | None = None
    archived: datetime | None = None
    is_test: bool | None = None
    declared: datetime | None = None
    declared_by: User | None = None
    declared_by_uuid: str | None = None
    field_analytics: dict[str, dict[str, Analytics]] | None = None
    severity: str | None = None
    state: str | None = None
    non_datadog_creator: User | None = None
    visibility: str | None = None
    case_id: int | None = None


@dataclass(slots=True)
class Relationships:
    created_by_user: One
    last_modified_by_user: One
    commander_user: One
    declared_by_user: One
    user_defined_fields: Many
    integrations: Many
    attachments: Many
    responders: Many
    impacts: Many


@dataclass(slots=True)
class Incident:
    id: str
    type: str
    attributes: Attributes
    relationships: Relationships


@dataclass(slots=True)
class IncidentDocument:
    data: Incident


@dataclass(slots=True)
class Aggregates:
    min: int | None
    max: int | None


@dataclass(slots=True)
class Value:
    name: str
    count: int


@dataclass(slots=True)
class Facet:
    name: Any
    count: int | None = None
    id: str | None = None
    uuid: str | None = None
    email: str | None = None
    handle: str | None = None
    aggregates: Aggregates | None = None
    facets: list[Value] | None = None


@dataclass(slots=True)
class SearchAttributes:
    total: int
    facets: dict[str, list[Facet]]
    incidents: list[IncidentDocument]


@dataclass(slots=True)
class SearchRelationships:
    incidents_relationship: Many


@dataclass(slots=True)
class Search:
    type: str
    attributes: SearchAttributes
    relationships: SearchRelationships


@dataclass(slots=True)
class Pagination:
    offset: int
    next_offset: int
    size: int


@dataclass(slots=True)
class Meta:
    pagination: Pagination


@dataclass(slots=True)
class SearchPage:
    data: Search
    included: list[Incident]
    meta: Meta


@cache
def struct_of(shape: type[Any]) -> Any:
    """The msgspec.Struct of one of these dataclasses."""
    hints = get_type_hints(shape)
    described = [(field.name, _with_structs(hints[field.name]), field.default) for field in fields(shape)]
    return msgspec.defstruct(
        shape.__name__,
        [(name, kind) if default is MISSING else (name, kind, default) for name, kind, default in described],
    )


def _with_structs(kind: Any) -> Any:
    if hasattr(kind, "__dataclass_fields__"):
        return struct_of(kind)
    origin: Any = get_origin(kind)
    arguments = tuple(map(_with_structs, get_args(kind)))
    if not arguments:
        return kind
    return Union[arguments] if origin in (UnionType, Union) else origin[arguments]  # noqa: UP007  # not written out
