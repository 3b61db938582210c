"""What an incident says of itself and what it refers to."""

from datetime import datetime

from datadog_incidents._core.codec.model import Model, model
from datadog_incidents.models.incident_fields import IncidentFieldAttributes, IncidentSeverity
from datadog_incidents.models.incident_notification_handles import IncidentNotificationHandle
from datadog_incidents.models.relationships import (
    NullableRelationshipToUser,
    RelationshipToIncidentAttachment,
    RelationshipToIncidentImpacts,
    RelationshipToIncidentIntegrationMetadatas,
    RelationshipToIncidentResponders,
    RelationshipToIncidentUserDefinedFields,
    RelationshipToUser,
)
from datadog_incidents.models.users import IncidentExpandedUser, IncidentNonDatadogCreator

__all__ = [
    "IncidentFieldAnalytics",
    "IncidentFieldAnalyticsSpan",
    "IncidentResponseAttributes",
    "IncidentResponseRelationships",
]


@model
class IncidentFieldAnalyticsSpan(Model):
    """A stretch of time in which a field held a value. The service sends it. Not in the contract."""

    end: int | None = None
    """When the value was replaced, in seconds since 1970, UTC; None while the field holds it."""
    start: int | None = None
    """When the field got the value, in seconds since 1970, UTC."""


@model
class IncidentFieldAnalytics(Model):
    """How long a field held one of its values. The service sends it. Not in the contract."""

    duration: int | None = None
    """The seconds in all, over the spans that have ended."""
    spans: list[IncidentFieldAnalyticsSpan] | None = None
    """When it held the value: several spans when it came back to it."""


@model
class IncidentResponseAttributes(Model):
    """What is known about an incident.

    The service sends seven properties that the contract does not list; they say so. The four users in full
    (`commander`, `created_by`, `declared_by`, `last_modified_by`) come with a create, an update or a search. Getting or
    listing incidents leaves them out: look at the relationships there, and include users.
    """

    archived: datetime | None = None
    """When it was archived, UTC; None when it is not."""
    case_id: int | None = None
    """The number of the case in Case Management that belongs to it, if any."""
    commander: IncidentExpandedUser | None = None
    """The user who leads the response; None when there is none, and when getting or listing. Not in the contract."""
    created: datetime | None = None
    """When it was created, UTC."""
    created_by: IncidentExpandedUser | None = None
    """The user who created it; None when getting or listing. Not in the contract."""
    created_by_uuid: str | None = None
    """The UUID of the user who created it; None in the response to a create and in a search. Not in the contract."""
    creation_idempotency_key: str | None = None
    """The key that guards its creation against repetition; None without one. Not in the contract."""
    customer_impact_duration: int | None = None
    """How long customers were affected, in seconds; 0 as long as that has no end."""
    customer_impact_end: datetime | None = None
    """When customers stopped being affected, UTC; None before that."""
    customer_impact_scope: str | None = None
    """What customers noticed; without customer impact None, and in a search the empty string."""
    customer_impact_start: datetime | None = None
    """When customers began to be affected, UTC; None when they are not."""
    customer_impacted: bool | None = None
    """Whether customers are or were affected."""
    declared: datetime | None = None
    """When it was declared, UTC; the moment of its creation unless told otherwise."""
    declared_by: IncidentNonDatadogCreator | IncidentExpandedUser | None = None
    """Who declared it; None when getting or listing.

    The contract knows someone without a Datadog account here; the service sends a user.
    """
    declared_by_uuid: str | None = None
    """The UUID of the user who declared it; None in the response to a create and in a search."""
    detected: datetime | None = None
    """When it was noticed, UTC; unless told otherwise, a moment before its creation."""
    field_analytics: dict[str, dict[str, IncidentFieldAnalytics]] | None = None
    """How long each field held each of its values, such as `["state"]["active"]`; None but in a search.

    Not in the contract.
    """
    fields: dict[str, IncidentFieldAttributes] | None = None
    """The fields by name, such as `severity`, `state`, `teams` and `slug`."""
    incident_type_uuid: str | None = None
    """The UUID of its incident type."""
    is_test: bool | None = None
    """Whether it is only a drill. Searches leave such incidents out unless asked for them."""
    last_modified_by: IncidentExpandedUser | None = None
    """The user who changed it last; None when getting or listing. Not in the contract."""
    last_modified_by_uuid: str | None = None
    """The UUID of the user who changed it last; None in the response to a create and in a search.

    Not in the contract.
    """
    modified: datetime | None = None
    """When it was last changed, UTC."""
    non_datadog_creator: IncidentNonDatadogCreator | None = None
    """Who created it, if that was someone without a Datadog account; else None."""
    notification_handles: list[IncidentNotificationHandle] | None = None
    """Who is told of changes; None when nobody is."""
    public_id: int | None = None
    """Its number in the organization: the 42 of `IR-42`."""
    resolved: datetime | None = None
    """When its state became resolved, UTC; None before that, and when it was created in that state."""
    severity: IncidentSeverity | None = None
    """How bad it is; `UNKNOWN` until someone says."""
    state: str | None = None
    """`active`, `stable`, `resolved` or a state that the organization defines."""
    time_to_detect: int | None = None
    """The seconds from `customer_impact_start` to `detected`; 0 without customer impact."""
    time_to_internal_response: int | None = None
    """The seconds from `detected` to `created`."""
    time_to_repair: int | None = None
    """The seconds from `detected` to `customer_impact_end`; 0 as long as that has no end."""
    time_to_resolve: int | None = None
    """The whole seconds from `created` to `resolved`.

    An unresolved incident reports 0, not None: averages have to leave it out.
    """
    title: str
    """What happened, in one line."""
    visibility: str | None = None
    """Who can see it, such as `organization` or `private`."""


@model
class IncidentResponseRelationships(Model):
    """The users and resources that an incident refers to."""

    attachments: RelationshipToIncidentAttachment | None = None
    """Its links and postmortems."""
    commander_user: NullableRelationshipToUser | None = None
    """The user who leads the response; `commander_user.data` is None when there is none."""
    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    declared_by_user: RelationshipToUser | None = None
    """The user who declared it."""
    impacts: RelationshipToIncidentImpacts | None = None
    """Its impacts on customers."""
    integrations: RelationshipToIncidentIntegrationMetadatas | None = None
    """Where it lives in Slack, Jira and the like."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""
    responders: RelationshipToIncidentResponders | None = None
    """Those who work on it."""
    user_defined_fields: RelationshipToIncidentUserDefinedFields | None = None
    """The fields that the organization defines."""
