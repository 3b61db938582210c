"""What there is to say of a noun whose resources are all handled alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from datadog_incidents.emulator.engine.styles import JSON_API, Style

if TYPE_CHECKING:
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.incident_record import Incident
    from datadog_incidents.emulator.store.resource import Resource
    from datadog_incidents.emulator.store.store import Change
    from datadog_incidents.emulator.wire import JSON, RefusedError


class Absent(Enum):
    """The one value that stands for none."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT
"""In place of a default: an attribute that is not shown until it has been set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change that is being made, for the side effects that a noun adds to it.

    Args:
        call: the call that makes it.
        change: takes what else is to change with it.
        now: when it is made, as text.
        incident: the incident that the resource belongs to, if it belongs to one.
        before: the resource as it was; None for a new one.
    """

    call: Call
    change: Change
    now: str
    incident: Incident | None
    before: Resource | None


SideEffect: TypeAlias = Callable[[Step, "Resource"], "Resource"]
"""What else follows from a change: takes the resource as it is about to be, and gives it as it shall be.

Raises `RefusedError` where the service refuses.
"""


def nothing_else(step: Step, resource: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    """No side effect."""
    return resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A relationship that a request sets, and that has to lead to something.

    Args:
        name: the relationship's name.
        to: what it leads to; None means a user.
        missing: what is said where nothing is there.
        default: the id that it leads to if no request says; None leaves it out.
    """

    name: str
    to: Collection | None
    missing: str
    default: Callable[[Call], str | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A noun: the resources of one kind, and what the service does with each of them.

    Args:
        noun: its name, which is that of its module.
        type: the type of its resources on the wire.
        identified_by: the parameter of the path that holds the id; None where the body's `data.id` does.
        only: the id of the one resource, where there never is another.
        missing: what is answered where there is no resource with an id.
        missing_incident: what is answered where there is no incident with an id; None where the resources are the
            organization's.
        attributes: the attributes that a request sets, each with its default.
        fixed: the attributes that no request sets.
        moments: which of the attributes are moments.
        created: the attribute that says when a resource was made; None if none does.
        modified: the attribute that says when it was changed last; None if none does.
        created_by: the relationship that says who made it; None if none does.
        modified_by: the relationship that says who changed it last; None if none does.
        incident_attribute: the attribute that holds the incident's id; None if none does.
        incident_relationship: the relationship that leads to the incident; None if none does.
        references: the relationships that requests set.
        deleted: the attribute that says when it was deleted, where what was deleted is kept; None if none does.
        keeps_deleted: whether what was deleted is kept, and only hidden.
        style: how its operations answer.
        id_version: the version of its UUIDs.
        full_users: whether users that are included show all that is known of them.
        recorded: whether the behaviour of its operations was recorded; else it follows the specification alone.
        settled: what else follows when a resource is made or changed.
        removed: what else follows when it is deleted.
    """

    noun: str
    type: str
    identified_by: str | None = None
    only: str | None = None
    missing: Callable[[str], RefusedError]
    missing_incident: Callable[[str], RefusedError] | None = None
    attributes: Mapping[str, JSON] = field(default_factory=dict[str, "JSON"])
    fixed: Mapping[str, JSON] = field(default_factory=dict[str, "JSON"])
    moments: tuple[str, ...] = ()
    created: str | None = "created"
    modified: str | None = "modified"
    created_by: str | None = "created_by_user"
    modified_by: str | None = "last_modified_by_user"
    incident_attribute: str | None = None
    incident_relationship: str | None = None
    references: tuple[Reference, ...] = ()
    deleted: str | None = None
    keeps_deleted: bool = False
    style: Style = JSON_API
    id_version: int = 4
    full_users: bool = False
    recorded: bool = False
    settled: SideEffect = nothing_else
    removed: SideEffect = nothing_else
