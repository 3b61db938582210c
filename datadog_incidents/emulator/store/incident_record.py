"""An incident as it is kept: what it consists of, and how it is written and read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from datadog_incidents.emulator.store.resource import Resource
from datadog_incidents.emulator.store.users import USERS, identifier_of
from datadog_incidents.emulator.wire import JSON, Document, parse_timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

DEFAULT_INCIDENT_TYPE = identifier_of("incident type")
"""The id of the incident type that an organization begins with."""

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


SHOWN_WITH_INCIDENT: Mapping[str, str] = {
    "incident_integrations": "integrations",
    "incident_attachments": "attachments",
    "incident_responders": "responders",
    "incident_impacts": "impacts",
}
"""The nouns of which an incident lists what belongs to it, and the relationship that does."""


Belonging: TypeAlias = "Mapping[str, tuple[Resource, ...]]"
"""The resources that belong to an incident, by noun, in the order in which they were made."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Incident:
    """An incident at one moment. A change makes a new one, so whoever holds this one can read it without a lock.

    What is worked out from it can be kept for as long as it lives: it is equal to itself alone.

    Args:
        users: the organization's users, whom the incident refers to by id.
        id: the incident's UUID.
        attributes: as get and list show them.
        relationships: its own ones, as get, list, create and update show them.
        state_spans: `{"state", "start", "end"}` for each time in a state, in integer unix seconds.
        timeline_cells: the cells that it was created with.
        belonging: the resources of the nouns `SHOWN_WITH_INCIDENT` that belong to it. They are kept for themselves.
    """

    users: Users = field(repr=False)
    id: str
    attributes: Document
    relationships: Document
    state_spans: list[Document]
    timeline_cells: list[Document] = field(default_factory=list[Document])
    belonging: Belonging = field(default_factory=dict[str, tuple[Resource, ...]])

    @property
    def attachments(self) -> tuple[Resource, ...]:
        """What is attached to it."""
        return self.belonging.get("incident_attachments", ())

    @property
    def responders(self) -> list[str]:
        """The ids of the users who respond."""
        users = (each.relationships["user"] for each in self.belonging.get("incident_responders", ()))
        return [user["id"] for user in users if user]

    def joined_by(self, user: str, by: str, now: str) -> Incident:
        """The same incident with a user among its responders, where this one is not yet.

        Args:
            user: the user's id.
            by: the id of the user who lets this one join.
            now: when, as text.
        """
        if user in self.responders:
            return self
        return self.with_belonging(responder(self.id, user, by, now))

    def with_belonging(self, resource: Resource) -> Incident:
        """The same incident with one more resource that belongs to it, unless it is there.

        Args:
            resource: the resource.
        """
        before = self.belonging.get(resource.noun, ())
        if any(each.id == resource.id for each in before):
            return self
        return replace(self, belonging={**self.belonging, resource.noun: (*before, resource)})

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
        """Write the incident for storage, without what is kept elsewhere."""
        stored = {name: value for name, value in vars(self).items() if name not in _KEPT_ELSEWHERE}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str, users: Users, belonging: Callable[[str], Belonging]) -> Incident:
        """Read what `to_json` wrote.

        Args:
            text: the incident.
            users: the organization's users.
            belonging: finds the resources that belong to an incident, by its id.

        Raises:
            ValueError, TypeError or KeyError: it is something else.
        """
        stored = json.loads(text)
        incident = cls(users=users, belonging=belonging(stored["id"]), **stored)
        missing = set(ATTRIBUTES) - USER_ATTRIBUTES.keys() - incident.attributes.keys()
        if missing:
            raise ValueError(f"it has no {', '.join(sorted(missing))}")
        for relationship in USER_ATTRIBUTES.values():
            reference = incident.relationships[relationship]["data"]
            if reference and reference["id"] not in users:
                raise ValueError(f"there is no user {reference['id']}")
        return incident


_KEPT_ELSEWHERE = frozenset({"users", "belonging"})


def responder(incident: str, user: str, by: str, now: str) -> Resource:
    """A user who responds to an incident.

    Args:
        incident: the incident's id.
        user: the id of the user who joins.
        by: the id of the user who lets this one join.
        now: when, as text.
    """
    return Resource(
        noun="incident_responders",
        id=_responder_id(incident, user),
        owner=incident,
        attributes={"created": now, "modified": now, **FIRST_RESPONDER_ATTRIBUTES},
        relationships={
            "created_by": {"type": USERS, "id": by},
            "last_modified_by": {"type": USERS, "id": by},
            "role_assignments": [],
            "user": {"type": USERS, "id": user},
        },
    )


FIRST_RESPONDER_ATTRIBUTES: Mapping[str, JSON] = {
    "external_id": None,
    "external_source": None,
    "is_billable": True,
    "last_active": None,
    "meta": None,
}
"""What is known of a responder who has just joined."""


@lru_cache(maxsize=1024)
def _responder_id(incident: str, user: str) -> str:
    return identifier_of(f"{incident} {user}")
