"""The bodies that create and update incidents."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Self, TypeVar
from uuid import UUID

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, accepts_former, model
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents.models.building import built, moment_from
from datadog_incidents.models.incident_building import (
    INCIDENT_ARGUMENTS,
    IncidentCommander,
    broken_rules,
    handles_from,
    timeline_from,
    user_from,
)
from datadog_incidents.models.incident_field_values import IncidentFieldValue, fields_from
from datadog_incidents.models.incident_fields import IncidentFieldAttributes, IncidentSeverity
from datadog_incidents.models.incident_notification_handles import (
    IncidentNotificationHandle,
    notification_handles_from,
)
from datadog_incidents.models.incident_timeline_cells import IncidentTimelineCellCreateAttributes
from datadog_incidents.models.relationships import (
    NullableRelationshipToUser,
    RelationshipToIncidentIntegrationMetadatas,
    RelationshipToIncidentPostmortem,
)
from datadog_incidents.models.resource_types import IncidentType

_I = TypeVar("_I")

__all__ = [
    "IncidentCreateAttributes",
    "IncidentCreateData",
    "IncidentCreateRelationships",
    "IncidentCreateRequest",
    "IncidentUpdateAttributes",
    "IncidentUpdateData",
    "IncidentUpdateRelationships",
    "IncidentUpdateRequest",
]


@accepts_former(initial_timeline_cells="initial_cells")
@model
class IncidentCreateAttributes(Model):
    """What to say about a new incident."""

    customer_impact_scope: str | None = None
    """What customers notice; required when `customer_impacted` is true."""
    customer_impacted: bool
    """Whether customers are affected."""
    fields: dict[str, IncidentFieldAttributes] | None = None
    """The fields to set, by name, such as `severity`, `state` and `teams`."""
    incident_type_uuid: str | None = None
    """The UUID of its incident type; None for the default type."""
    initial_cells: list[IncidentTimelineCellCreateAttributes] | None = None
    """The first entries of its timeline."""
    is_test: bool | None = None
    """Whether it is only a drill; None means no."""
    notification_handles: list[IncidentNotificationHandle] | None = None
    """Whom to tell of its creation and of changes."""
    title: str
    """What happened, in one line."""

    def __post_init__(self) -> None:
        self.notification_handles = notification_handles_from(self.notification_handles, type(self).__name__)


@accepts_former(commander="commander_user")
@model
class IncidentCreateRelationships(Model):
    """The users that a new incident refers to."""

    commander_user: NullableRelationshipToUser | None
    """The user who leads the response; None, or one whose `data` is None, for nobody yet."""


@model
class IncidentCreateData(Model):
    """A new incident."""

    attributes: IncidentCreateAttributes
    """What to say about it."""
    relationships: IncidentCreateRelationships | None = None
    """The users that it refers to."""
    type: IncidentType = IncidentType.INCIDENTS
    """The resource type, `incidents`."""


@model
class IncidentCreateRequest(Model):
    """The body that creates an incident. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentCreateData
    """The new incident."""

    @classmethod
    def build(
        cls,
        title: str,
        *,
        customer_impacted: bool = False,
        customer_impact_scope: str | None = None,
        severity: IncidentSeverity | str | None = None,
        state: str | None = None,
        commander: IncidentCommander | None = None,
        fields: Mapping[str, IncidentFieldValue] | None = None,
        notification_handles: str | Sequence[str | IncidentNotificationHandle] | None = None,
        timeline: str | Sequence[str | IncidentTimelineCellCreateAttributes] | None = None,
        incident_type_uuid: str | UUID | None = None,
        is_test: bool | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            title: what happened, in one line.
            customer_impacted: whether customers are affected.
            customer_impact_scope: what customers notice; required when `customer_impacted` is true.
            severity: `SEV-0` to `SEV-5` or `UNKNOWN`.
            state: `active`, `stable`, `resolved` or a state that the organization defines.
            commander: who leads the response: the UUID of a user, or a user as the API returns one.
            fields: further fields by name: plain values for `detection_method`, `root_cause`, `summary`, `services` and
                `teams`, for all others what `dropdown` and the like make.
            notification_handles: whom to tell of its creation and of changes, such as `@ada@example.com`.
            timeline: the first entries of its timeline, in Markdown.
            incident_type_uuid: the UUID of its incident type; None for the default type.
            is_test: whether it is only a drill.

        Returns:
            The body for `create_incident`.

        Raises:
            InvalidArgumentError: an argument would be refused by the service; the message names it.

        Example:
            `IncidentCreateRequest.build("Checkout is slow", severity="SEV-2", fields={"services": ["checkout"]})`
        """
        attributes = IncidentCreateAttributes(
            title=title,
            customer_impacted=customer_impacted,
            customer_impact_scope=customer_impact_scope,
            fields=fields_from(
                fields,
                severity=UNSET if severity is None else severity,
                state=UNSET if state is None else state,
            ),
            incident_type_uuid=_as_text(incident_type_uuid),
            initial_cells=timeline_from(timeline),
            is_test=is_test,
            notification_handles=handles_from(notification_handles),
        )
        relationships = (
            None if commander is None else IncidentCreateRelationships(commander_user=user_from("commander", commander))
        )
        data = IncidentCreateData(attributes=attributes, relationships=relationships)
        return built(cls(data=data), INCIDENT_ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return broken_rules(self, needs_scope=True)


@accepts_former(resolved=None)
@model
class IncidentUpdateAttributes(Model):
    """What to change about an incident. What is not named stays as it is.

    The three moments default to `UNSET`, which leaves them as they are; None clears them.
    """

    customer_impact_end: datetime | Unset | None = UNSET
    """When customers stopped being affected, with a time zone; None clears it."""
    customer_impact_scope: str | None = None
    """What customers notice."""
    customer_impact_start: datetime | Unset | None = UNSET
    """When customers began to be affected, with a time zone; None clears it."""
    customer_impacted: bool | None = None
    """Whether customers are affected."""
    detected: datetime | Unset | None = UNSET
    """When the incident was noticed, with a time zone; None clears it."""
    fields: dict[str, IncidentFieldAttributes] | None = None
    """The fields to change, by name. Setting `state` to `resolved` resolves the incident."""
    notification_handles: list[IncidentNotificationHandle] | None = None
    """Whom to tell of changes, in place of those so far."""
    title: str | None = None
    """What happened, in one line."""

    def __post_init__(self) -> None:
        self.notification_handles = notification_handles_from(self.notification_handles, type(self).__name__)


@accepts_former(created_by_user=None, last_modified_by_user=None)
@model
class IncidentUpdateRelationships(Model):
    """The users and resources to change about an incident. What is not named stays as it is."""

    commander_user: NullableRelationshipToUser | None = None
    """The user who leads the response from now on; `NullableRelationshipToUser(data=None)` removes the commander."""
    integrations: RelationshipToIncidentIntegrationMetadatas | None = None
    """Where it lives in Slack, Jira and the like."""
    postmortem: RelationshipToIncidentPostmortem | None = None
    """Its postmortem."""


@model
class IncidentUpdateData(Model):
    """An incident and what to change about it."""

    attributes: IncidentUpdateAttributes | None = None
    """What to change about it."""
    id: str
    """The UUID of the incident, the same as in the path."""
    relationships: IncidentUpdateRelationships | None = None
    """The users and resources to change."""
    type: IncidentType = IncidentType.INCIDENTS
    """The resource type, `incidents`."""


@model
class IncidentUpdateRequest(Model):
    """The body that updates an incident. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentUpdateData
    """The incident and what to change about it."""

    @classmethod
    def build(
        cls,
        incident_id: str | UUID,
        *,
        title: str | None = None,
        customer_impacted: bool | None = None,
        customer_impact_scope: str | None = None,
        customer_impact_start: datetime | str | Unset | None = UNSET,
        customer_impact_end: datetime | str | Unset | None = UNSET,
        detected: datetime | str | Unset | None = UNSET,
        severity: IncidentSeverity | str | Unset | None = UNSET,
        state: str | Unset | None = UNSET,
        commander: IncidentCommander | Unset | None = UNSET,
        fields: Mapping[str, IncidentFieldValue] | None = None,
        notification_handles: str | Sequence[str | IncidentNotificationHandle] | None = None,
    ) -> Self:
        """Make the body from plain values. What is not given stays as it is.

        None means the same, but for the arguments that default to `UNSET`: there it clears the value.

        Args:
            incident_id: the UUID of the incident.
            title: what happened, in one line.
            customer_impacted: whether customers are affected.
            customer_impact_scope: what customers notice.
            customer_impact_start: when customers began to be affected: a datetime with a time zone, or its text
                (ISO 8601).
            customer_impact_end: when customers stopped being affected, likewise; not before the start.
            detected: when the incident was noticed, likewise.
            severity: `SEV-0` to `SEV-5` or `UNKNOWN`.
            state: `active`, `stable` or a state that the organization defines; `resolved` resolves the incident.
            commander: who leads the response from now on: the UUID of a user, or a user as the API returns one; None
                removes the commander.
            fields: further fields by name: plain values for `detection_method`, `root_cause`, `summary`, `services` and
                `teams`, for all others what `dropdown` and the like make. None as a value clears the field.
            notification_handles: whom to tell of changes, in place of those so far; an empty list for nobody.

        Returns:
            The body for `update_incident`.

        Raises:
            InvalidArgumentError: an argument would be refused by the service; the message names it.

        Example:
            `IncidentUpdateRequest.build(incident.id, state="resolved", fields={"root_cause": "a full disk"})`
        """
        attributes = IncidentUpdateAttributes(
            title=title,
            customer_impacted=customer_impacted,
            customer_impact_scope=customer_impact_scope,
            customer_impact_start=moment_from("customer_impact_start", customer_impact_start),
            customer_impact_end=moment_from("customer_impact_end", customer_impact_end),
            detected=moment_from("detected", detected),
            fields=fields_from(fields, severity=severity, state=state),
            notification_handles=handles_from(notification_handles),
        )
        data = IncidentUpdateData(
            id=_as_text(incident_id),
            attributes=None if attributes == IncidentUpdateAttributes() else attributes,
            relationships=None
            if commander is UNSET
            else IncidentUpdateRelationships(commander_user=user_from("commander", commander)),
        )
        return built(cls(data=data), INCIDENT_ARGUMENTS)

    def broken_rules(self) -> Iterable[Mismatch]:
        """What the service would refuse, though it fits the contract."""
        return broken_rules(self, needs_scope=False)


def _as_text(identity: _I | UUID) -> _I | str:
    return str(identity) if isinstance(identity, UUID) else identity
