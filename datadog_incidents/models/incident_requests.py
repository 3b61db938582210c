"""The bodies that create and update incidents."""

from datetime import datetime

from datadog_incidents._core.model import Model, accepts_former, model
from datadog_incidents._core.unset import UNSET, Unset
from datadog_incidents.models.incident_fields import IncidentFieldAttributes
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
    """The body that creates an incident."""

    data: IncidentCreateData
    """The new incident."""


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
    """The body that updates an incident."""

    data: IncidentUpdateData
    """The incident and what to change about it."""
