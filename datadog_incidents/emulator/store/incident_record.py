"""An incident as it is kept: what it consists of, and how it is written and read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid5

from datadog_incidents.emulator.store.users import ORGANIZATION_NAMESPACE
from datadog_incidents.emulator.wire import JSON, Document, parse_timestamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.store.users import Users

ATTRIBUTES = (  # noqa: SIM905  # forty lines of quotes read worse
    "public_id incident_type_uuid title resolved customer_impact_scope customer_impact_start customer_impact_end "
    "customer_impacted notification_handles last_modified_by last_modified_by_uuid created modified commander detected "
    "created_by created_by_uuid creation_idempotency_key customer_impact_duration time_to_detect time_to_repair "
    "time_to_internal_response time_to_resolve archived is_test declared declared_by declared_by_uuid fields "
    "field_analytics severity state non_datadog_creator visibility case_id"
).split()
"""All attributes, in the order in which they are shown."""

USER_ATTRIBUTES = {
    "last_modified_by": "last_modified_by_user",
    "commander": "commander_user",
    "created_by": "created_by_user",
    "declared_by": "declared_by_user",
}
"""The attributes that spell a user out, which get and list leave out, and the relationship that each of them shows."""

TIMESTAMPS = (
    "created",
    "modified",
    "detected",
    "declared",
    "resolved",
    "customer_impact_start",
    "customer_impact_end",
)
"""The attributes that are moments."""

DURATIONS = {
    "customer_impact_duration": ("customer_impact_start", "customer_impact_end"),
    "time_to_detect": ("customer_impact_start", "detected"),
    "time_to_repair": ("detected", "customer_impact_end"),
    "time_to_internal_response": ("detected", "declared"),
    "time_to_resolve": ("created", "resolved"),
}
"""The two timestamps that each duration lies between. Until both are known it is reported as 0, and never matches."""

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

DETECTION_METHODS = ("customer", "employee", "monitor", "other", "unknown")


@dataclass(frozen=True, kw_only=True, eq=False)
class Incident:
    """An incident at one moment. A change makes a new one, so whoever holds this one can read it without a lock.

    What is worked out from it can be kept for as long as it lives: it is equal to itself alone.

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

    users: Users = field(repr=False)
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

    def to_json(self) -> str:
        """Write the incident for storage."""
        stored = {name: value for name, value in vars(self).items() if name != "users"}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, users: Users) -> Incident:
        """Read what `to_json` wrote.

        Args:
            text: the incident, without the users whom it refers to.
            users: the organization's users.

        Raises:
            ValueError, TypeError or KeyError: it is something else.
        """
        incident = cls(users=users, **json.loads(text))
        missing = set(ATTRIBUTES) - USER_ATTRIBUTES.keys() - incident.attributes.keys()
        if missing:
            raise ValueError(f"it has no {', '.join(sorted(missing))}")
        for relationship in USER_ATTRIBUTES.values():
            reference = incident.relationships[relationship]["data"]
            if reference and reference["id"] not in users:
                raise ValueError(f"there is no user {reference['id']}")
        return incident
