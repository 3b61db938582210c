"""What bodies are built of, from what people have at hand; and the rules that bodies have to keep, however built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.narrowing import is_object
from datadog_incidents._core.paths import attribute
from datadog_incidents._core.settings.suggestion import not_among
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.building import listed
from datadog_incidents.models.incident_fields import IncidentSeverity
from datadog_incidents.models.incident_notification_handles import IncidentNotificationHandle
from datadog_incidents.models.incident_timeline_cells import (
    IncidentTimelineCellCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributesContent,
)
from datadog_incidents.models.relationships import NullableRelationshipToUser, NullableRelationshipToUserData
from datadog_incidents.models.users import IncidentExpandedUser, IncidentUserData

__all__ = ["IncidentCommander"]

IncidentCommander: TypeAlias = str | UUID | IncidentUserData | IncidentExpandedUser
"""What `build` takes as the commander: the UUID of a user, or a user as the API returns one."""


def user_from(argument: str, user: IncidentCommander | None) -> NullableRelationshipToUser:
    """The reference to a user; to nobody for None.

    Args:
        argument: the argument that the user was given as, for messages.
        user: the user, or the UUID of one.

    Raises:
        InvalidArgumentError: it is neither the UUID of a user nor a user with one.
    """
    if user is None:
        return NullableRelationshipToUser(data=None)
    user = user.data if isinstance(user, IncidentExpandedUser) else user
    if attribute(user, "type") not in (None, "users"):
        raise InvalidArgumentError(f"{argument}: expected a user, got {type(user).__name__}")
    identity = attribute(user, "id") if isinstance(user, Model) else user
    if identity is None:
        raise InvalidArgumentError(f"{argument}: this user has no id; give the UUID of a user")
    try:
        return NullableRelationshipToUser(data=NullableRelationshipToUserData(id=str(UUID(str(identity)))))
    except ValueError as error:
        let_through(error)
        raise InvalidArgumentError(
            f"{argument}: {identity!r:.60} is not the UUID of a user; "
            'shortcuts.find_user(api, "…") finds a user by e-mail address or handle'
        ) from None


def handles_from(
    handles: str | Sequence[str | IncidentNotificationHandle] | None,
) -> list[IncidentNotificationHandle] | None:
    """Whom to notify, strings being handles; a single one counts as a list of one."""
    return None if handles is None else [_handle(handle) for handle in listed("notification_handles", handles)]


def _handle(handle: Any) -> Any:
    return IncidentNotificationHandle(handle=handle) if isinstance(handle, str) else handle


def timeline_from(
    entries: str | Sequence[str | IncidentTimelineCellCreateAttributes] | None,
) -> list[IncidentTimelineCellCreateAttributes] | None:
    """The entries of a timeline, strings being Markdown; a single one counts as a list of one."""
    return None if entries is None else [_cell(entry) for entry in listed("timeline", entries)]


def _cell(entry: Any) -> Any:
    if not isinstance(entry, str):
        return entry
    content = IncidentTimelineCellMarkdownCreateAttributesContent(content=entry)
    return IncidentTimelineCellMarkdownCreateAttributes(content=content)


_SEVERITIES: Final = tuple(severity.value for severity in IncidentSeverity)

INCIDENT_ARGUMENTS: Final = {
    r"^data\.id$": "incident_id",
    r"^data\.attributes\.": "",
    r"^initial_cells": "timeline",
    r"^fields\.(severity|state)\.value": r"\1",
    r"^fields\.(.+)\.value": r"fields['\1']",
}
"""Where in a body the arguments of `build` end up."""


def broken_rules(body: Model, *, needs_scope: bool) -> Iterator[Mismatch]:
    """What the service would refuse in a body that fits the contract.

    Args:
        body: the body; what in it is plain JSON is taken as it is.
        needs_scope: whether customer impact has to come with its scope.
    """
    attributes = attribute(attribute(body, "data"), "attributes")
    title = attribute(attributes, "title")
    if isinstance(title, str) and not title.strip():
        yield Mismatch("data.attributes.title", "must not be empty")
    fields = attribute(attributes, "fields")
    severity = attribute(fields.get("severity"), "value") if is_object(fields) else None
    if isinstance(severity, str) and severity not in _SEVERITIES:
        yield Mismatch("data.attributes.fields.severity.value", not_among(severity, _SEVERITIES))
    scope = attribute(attributes, "customer_impact_scope")
    if needs_scope and attribute(attributes, "customer_impacted") and not scope:
        yield Mismatch("data.attributes.customer_impact_scope", "required when customer_impacted is true")
    start, end = attribute(attributes, "customer_impact_start"), attribute(attributes, "customer_impact_end")
    if isinstance(start, datetime) and isinstance(end, datetime) and end < start:
        yield Mismatch(
            "data.attributes.customer_impact_end",
            f"{end.isoformat()} is before customer_impact_start, {start.isoformat()}; it must not be earlier",
        )
