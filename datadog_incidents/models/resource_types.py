"""The JSON:API resource types: what the `type` of a resource, or of a reference to one, can be.

Each has a single value, so models default to it.
"""

from datadog_incidents._core.codec.open_enum import OpenEnum

__all__ = [
    "IncidentAttachmentType",
    "IncidentImpactsType",
    "IncidentIntegrationMetadataType",
    "IncidentPostmortemType",
    "IncidentRespondersType",
    "IncidentSearchResultsType",
    "IncidentType",
    "IncidentTypeType",
    "IncidentUserDefinedFieldType",
    "OrganizationsType",
    "RolesType",
    "UsersType",
]


class IncidentAttachmentType(OpenEnum):
    """The resource type of attachments."""

    INCIDENT_ATTACHMENTS = "incident_attachments"


class IncidentImpactsType(OpenEnum):
    """The resource type of impacts."""

    INCIDENT_IMPACTS = "incident_impacts"


class IncidentIntegrationMetadataType(OpenEnum):
    """The resource type of integration metadata, such as a Slack channel or a Jira issue of an incident."""

    INCIDENT_INTEGRATIONS = "incident_integrations"


class IncidentPostmortemType(OpenEnum):
    """The resource type of postmortems."""

    INCIDENT_POSTMORTEMS = "incident_postmortems"


class IncidentRespondersType(OpenEnum):
    """The resource type of responders."""

    INCIDENT_RESPONDERS = "incident_responders"


class IncidentSearchResultsType(OpenEnum):
    """The resource type of what a search returns."""

    INCIDENTS_SEARCH_RESULTS = "incidents_search_results"


class IncidentType(OpenEnum):
    """The resource type of incidents."""

    INCIDENTS = "incidents"


class IncidentTypeType(OpenEnum):
    """The resource type of incident types."""

    INCIDENT_TYPES = "incident_types"


class IncidentUserDefinedFieldType(OpenEnum):
    """The resource type of user-defined fields."""

    USER_DEFINED_FIELD = "user_defined_field"


class OrganizationsType(OpenEnum):
    """The resource type of organizations."""

    ORGS = "orgs"


class RolesType(OpenEnum):
    """The resource type of the roles that users have in an organization."""

    ROLES = "roles"


class UsersType(OpenEnum):
    """The resource type of users."""

    USERS = "users"
