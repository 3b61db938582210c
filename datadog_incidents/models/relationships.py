"""References from one resource to others: the id and the resource type of each, without its attributes."""

from datadog_incidents._core.codec.model import Model, model
from datadog_incidents.models.resource_types import (
    IncidentAttachmentType,
    IncidentImpactsType,
    IncidentIntegrationMetadataType,
    IncidentPostmortemType,
    IncidentRespondersType,
    IncidentType,
    IncidentTypeType,
    IncidentUserDefinedFieldType,
    OrganizationsType,
    RolesType,
    UsersType,
)

__all__ = [
    "NullableRelationshipToUser",
    "NullableRelationshipToUserData",
    "RelationshipToIncident",
    "RelationshipToIncidentAttachment",
    "RelationshipToIncidentAttachmentData",
    "RelationshipToIncidentData",
    "RelationshipToIncidentImpactData",
    "RelationshipToIncidentImpacts",
    "RelationshipToIncidentIntegrationMetadataData",
    "RelationshipToIncidentIntegrationMetadatas",
    "RelationshipToIncidentPostmortem",
    "RelationshipToIncidentPostmortemData",
    "RelationshipToIncidentResponderData",
    "RelationshipToIncidentResponders",
    "RelationshipToIncidentType",
    "RelationshipToIncidentTypeData",
    "RelationshipToIncidentUserDefinedFieldData",
    "RelationshipToIncidentUserDefinedFields",
    "RelationshipToIncidents",
    "RelationshipToOrganization",
    "RelationshipToOrganizationData",
    "RelationshipToOrganizations",
    "RelationshipToRoleData",
    "RelationshipToRoles",
    "RelationshipToUser",
    "RelationshipToUserData",
    "RelationshipToUsers",
]


@model
class NullableRelationshipToUserData(Model):
    """A reference to a user, where there may be none."""

    id: str
    """The UUID of the user."""
    type: UsersType = UsersType.USERS
    """The resource type, `users`."""


@model
class NullableRelationshipToUser(Model):
    """A reference to a user, or to nobody, such as the commander of an incident.

    Example:
        `NullableRelationshipToUser(data=None)` in an update removes the commander.
    """

    data: NullableRelationshipToUserData | None
    """The user; None when there is none, which is sent as null."""


@model
class RelationshipToUserData(NullableRelationshipToUserData):
    """A reference to a user."""


@model
class RelationshipToUser(NullableRelationshipToUser):
    """A reference to a user. It stands wherever a nullable one does."""

    data: RelationshipToUserData  # pyright: ignore[reportIncompatibleVariableOverride]  # never None here
    """The user."""


@model
class RelationshipToIncidentData(Model):
    """A reference to an incident."""

    id: str
    """The UUID of the incident."""
    type: IncidentType = IncidentType.INCIDENTS
    """The resource type, `incidents`."""


@model
class RelationshipToIncident(Model):
    """The incident that a resource belongs to."""

    data: RelationshipToIncidentData
    """The incident."""


@model
class RelationshipToIncidents(Model):
    """The incidents that a search found. The service sends it. Not in the contract."""

    data: list[RelationshipToIncidentData]
    """The incidents, in the order of the search."""


@model
class RelationshipToIncidentAttachmentData(Model):
    """A reference to an attachment."""

    id: str
    """The UUID of the attachment."""
    type: IncidentAttachmentType = IncidentAttachmentType.INCIDENT_ATTACHMENTS
    """The resource type, `incident_attachments`."""


@model
class RelationshipToIncidentAttachment(Model):
    """The attachments of an incident."""

    data: list[RelationshipToIncidentAttachmentData]
    """The attachments; empty when there are none."""


@model
class RelationshipToIncidentImpactData(Model):
    """A reference to an impact."""

    id: str
    """The UUID of the impact."""
    type: IncidentImpactsType = IncidentImpactsType.INCIDENT_IMPACTS
    """The resource type, `incident_impacts`."""


@model
class RelationshipToIncidentImpacts(Model):
    """The impacts of an incident."""

    data: list[RelationshipToIncidentImpactData]
    """The impacts; empty when there are none."""


@model
class RelationshipToIncidentIntegrationMetadataData(Model):
    """A reference to integration metadata."""

    id: str
    """The UUID of the integration metadata."""
    type: IncidentIntegrationMetadataType = IncidentIntegrationMetadataType.INCIDENT_INTEGRATIONS
    """The resource type, `incident_integrations`."""


@model
class RelationshipToIncidentIntegrationMetadatas(Model):
    """The integration metadata of an incident: where it lives in Slack, Jira and the like."""

    data: list[RelationshipToIncidentIntegrationMetadataData]
    """The integration metadata; empty when there is none."""


@model
class RelationshipToIncidentPostmortemData(Model):
    """A reference to a postmortem."""

    id: str
    """The UUID of the postmortem."""
    type: IncidentPostmortemType = IncidentPostmortemType.INCIDENT_POSTMORTEMS
    """The resource type, `incident_postmortems`."""


@model
class RelationshipToIncidentPostmortem(Model):
    """The postmortem of an incident."""

    data: RelationshipToIncidentPostmortemData
    """The postmortem."""


@model
class RelationshipToIncidentResponderData(Model):
    """A reference to a responder."""

    id: str
    """The UUID of the responder, which is not that of the user."""
    type: IncidentRespondersType = IncidentRespondersType.INCIDENT_RESPONDERS
    """The resource type, `incident_responders`."""


@model
class RelationshipToIncidentResponders(Model):
    """The responders of an incident."""

    data: list[RelationshipToIncidentResponderData]
    """The responders; empty when there are none."""


@model
class RelationshipToIncidentUserDefinedFieldData(Model):
    """A reference to a user-defined field."""

    id: str
    """The UUID of the user-defined field."""
    type: IncidentUserDefinedFieldType = IncidentUserDefinedFieldType.USER_DEFINED_FIELD
    """The resource type, `user_defined_field`."""


@model
class RelationshipToIncidentUserDefinedFields(Model):
    """The user-defined fields of an incident."""

    data: list[RelationshipToIncidentUserDefinedFieldData]
    """The user-defined fields; empty when there are none."""


@model
class RelationshipToIncidentTypeData(Model):
    """A reference to an incident type."""

    id: str
    """The UUID of the incident type."""
    type: IncidentTypeType = IncidentTypeType.INCIDENT_TYPES
    """The resource type, `incident_types`."""


@model
class RelationshipToIncidentType(Model):
    """The incident type that a setting belongs to."""

    data: RelationshipToIncidentTypeData
    """The incident type."""


@model
class RelationshipToOrganizationData(Model):
    """A reference to an organization."""

    id: str
    """The id of the organization."""
    type: OrganizationsType = OrganizationsType.ORGS
    """The resource type, `orgs`."""


@model
class RelationshipToOrganization(Model):
    """The organization that a user belongs to."""

    data: RelationshipToOrganizationData
    """The organization."""


@model
class RelationshipToOrganizations(Model):
    """The other organizations that a user belongs to."""

    data: list[RelationshipToOrganizationData]
    """The organizations; empty when there are none."""


@model
class RelationshipToRoleData(Model):
    """A reference to a role in the organization."""

    id: str | None = None
    """The UUID of the role."""
    type: RolesType | None = None
    """The resource type, `roles`."""


@model
class RelationshipToRoles(Model):
    """The roles of a user in the organization."""

    data: list[RelationshipToRoleData] | None = None
    """The roles; empty when there are none."""


@model
class RelationshipToUsers(Model):
    """References to users."""

    data: list[RelationshipToUserData]
    """The users; empty when there are none."""
