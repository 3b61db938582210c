"""The integrations of an incident: where it lives in Slack, Jira and the like, as records of their own."""

from datetime import datetime
from typing import TypeAlias, TypeVar

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.incidents import IncidentResponseMeta
from datadog_incidents.models.integration_metadata import (
    IncidentIntegrationMetadataMetadata,
    JiraIntegrationMetadataIssuesItem,
    MSTeamsIntegrationMetadataTeamsItem,
    ServiceNowIntegrationMetadataRecordsItem,
    SlackIntegrationMetadataChannelItem,
)
from datadog_incidents.models.relationships import RelationshipToUser
from datadog_incidents.models.resource_types import IncidentIntegrationMetadataType
from datadog_incidents.models.users import IncidentExpandedUser, IncidentUserData, User

_T = TypeVar("_T")

__all__ = [
    "IncidentIntegrationMetadataAttributes",
    "IncidentIntegrationMetadataListResponse",
    "IncidentIntegrationMetadataResponse",
    "IncidentIntegrationMetadataResponseData",
    "IncidentIntegrationMetadataResponseIncludedItem",
    "IncidentIntegrationRelationships",
]


@model
class IncidentIntegrationMetadataAttributes(Model):
    """Where an incident lives in another product.

    The service sends four properties that the contract does not list; they say so.
    """

    created: datetime | None = json_property(default=None, read_only=True)
    """When it was created, UTC. The service sets it."""
    created_by: IncidentExpandedUser | None = json_property(default=None, read_only=True)
    """The user who created it; None when getting or listing. The service sets it. Not in the contract."""
    created_by_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user who created it. The service sets it. Not in the contract."""
    incident_id: str | None = None
    """The UUID of the incident that it belongs to, which the path of a request says."""
    integration_type: int
    """The product: 1 for Slack, 7 for Microsoft Teams, 8 for Jira, 13 for ServiceNow, 15 for an on-call page."""
    last_modified_by: IncidentExpandedUser | None = json_property(default=None, read_only=True)
    """The user who changed it last; None when getting or listing. The service sets it. Not in the contract."""
    last_modified_by_uuid: str | None = json_property(default=None, read_only=True)
    """The UUID of the user who changed it last. The service sets it. Not in the contract."""
    metadata: IncidentIntegrationMetadataMetadata | None
    """Where exactly. None for an on-call page, though the contract promises it; what is sent needs it."""
    modified: datetime | None = json_property(default=None, read_only=True)
    """When it was last changed, UTC. The service sets it."""
    status: int | None = None
    """How far it has come, 0 to 5.

    0 is unknown, 1 pending, 2 complete, 3 created by hand, 4 updated by hand, 5 failed. The service overrules what is
    sent: a create gives 3, an update 4.
    """


@model
class IncidentIntegrationRelationships(Model):
    """Who made an integration."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentIntegrationMetadataResponseData(Resource):
    """An integration of an incident. It answers with the channels, issues or records that it lists."""

    attributes: IncidentIntegrationMetadataAttributes | None = None
    """Where the incident lives."""
    id: str
    """The UUID of the integration, which the operations take as `integration_metadata_id`."""
    relationships: IncidentIntegrationRelationships | None = None
    """Who made it."""
    type: IncidentIntegrationMetadataType = IncidentIntegrationMetadataType.INCIDENT_INTEGRATIONS
    """The resource type, `incident_integrations`."""

    @property
    def integration_type(self) -> int | None:
        """The product: 1 for Slack, 7 for Microsoft Teams, 8 for Jira, 13 for ServiceNow, 15 for an on-call page."""
        return self._attribute(int, "integration_type")

    @property
    def status(self) -> int | None:
        """How far it has come: 0 unknown, 1 pending, 2 complete, 3 created by hand, 4 updated by hand, 5 failed."""
        return self._attribute(int, "status")

    @property
    def channels(self) -> list[SlackIntegrationMetadataChannelItem]:
        """Its channels in Slack; empty for another product."""
        return _places(self.attributes, SlackIntegrationMetadataChannelItem, "channels")

    @property
    def teams(self) -> list[MSTeamsIntegrationMetadataTeamsItem]:
        """Its channels in Microsoft Teams; empty for another product."""
        return _places(self.attributes, MSTeamsIntegrationMetadataTeamsItem, "teams")

    @property
    def issues(self) -> list[JiraIntegrationMetadataIssuesItem]:
        """Its issues in Jira; empty for another product."""
        return _places(self.attributes, JiraIntegrationMetadataIssuesItem, "issues")

    @property
    def records(self) -> list[ServiceNowIntegrationMetadataRecordsItem]:
        """Its records in ServiceNow; empty for another product."""
        return _places(self.attributes, ServiceNowIntegrationMetadataRecordsItem, "records")

    @property
    def redirect_urls(self) -> list[str]:
        """The URLs that lead to all of these, whatever the product."""
        urls = (
            attribute(place, "redirect_url") for place in (*self.channels, *self.teams, *self.issues, *self.records)
        )
        return [url for url in urls if isinstance(url, str)]

    @property
    def created(self) -> datetime | None:
        """When it was created, UTC."""
        return self._moment("created")

    @property
    def modified(self) -> datetime | None:
        """When it was last changed, UTC."""
        return self._moment("modified")

    @property
    def created_by(self) -> IncidentUserData | User | None:
        """The user who created it; None when getting or listing, unless the service included users."""
        return self._user("created_by")

    @property
    def last_modified_by(self) -> IncidentUserData | User | None:
        """The user who changed it last; None when getting or listing, unless the service included users."""
        return self._user("last_modified_by")

    def _user(self, role: str) -> IncidentUserData | User | None:
        """Who has a role: as the attributes spell the user out, else as included beside the integration."""
        expanded = attribute(self._attribute(IncidentExpandedUser, role), "data")
        return expanded if isinstance(expanded, IncidentUserData) else self._related(User, f"{role}_user")


IncidentIntegrationMetadataResponseIncludedItem: TypeAlias = User
"""A resource that comes with integrations."""


@model
class IncidentIntegrationMetadataResponse(Model):
    """An integration, as an operation returns it."""

    data: IncidentIntegrationMetadataResponseData
    """The integration."""
    included: list[IncidentIntegrationMetadataResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""


@model
class IncidentIntegrationMetadataListResponse(Model):
    """The integrations of an incident."""

    data: list[IncidentIntegrationMetadataResponseData]
    """The integrations."""
    included: list[IncidentIntegrationMetadataResponseIncludedItem] | None = json_property(default=None, read_only=True)
    """The users that they refer to, if the service sends them."""
    meta: IncidentResponseMeta | None = json_property(default=None, read_only=True)
    """What the list says of itself: there is a single page."""


def _places(attributes: object, kind: type[_T], name: str) -> list[_T]:
    """What the metadata lists under a name, as far as it is of a kind."""
    places = attribute(attribute(attributes, "metadata"), name)
    return [place for place in places if isinstance(place, kind)] if is_list(places) else []
