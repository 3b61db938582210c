"""The settings of an organization for each of its incident types, as they are read."""

from datetime import datetime
from typing import Any

from datadog_incidents._core.codec.model import Model, Resource, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.paths import attribute
from datadog_incidents.models.incident_types import IncidentTypeObject
from datadog_incidents.models.relationships import RelationshipToIncidentType

__all__ = [
    "IncidentOrgSettingsDataAttributesResponse",
    "IncidentOrgSettingsDataResponse",
    "IncidentOrgSettingsListResponse",
    "IncidentOrgSettingsMeta",
    "IncidentOrgSettingsRelationships",
    "IncidentOrgSettingsResponse",
    "IncidentOrgSettingsType",
]


@model
class IncidentOrgSettingsMeta(Model):
    """The settings themselves, of any form: all of it is in `additional_properties`."""


@model
class IncidentOrgSettingsDataAttributesResponse(Model):
    """What is set for an incident type."""

    created: datetime
    """When it was set first, UTC."""
    modified: datetime
    """When it was last changed, UTC."""
    settings: IncidentOrgSettingsMeta
    """The settings, by name."""


@model
class IncidentOrgSettingsRelationships(Model):
    """What the settings belong to."""

    incident_type: RelationshipToIncidentType | None = None
    """The incident type that they are for."""


class IncidentOrgSettingsType(OpenEnum):
    """The resource type of the settings of an organization."""

    INCIDENT_ORG_SETTINGS = "incident_org_settings"


@model
class IncidentOrgSettingsDataResponse(Resource):
    """The settings for an incident type."""

    attributes: IncidentOrgSettingsDataAttributesResponse
    """What is set."""
    id: str
    """The UUID of the settings."""
    relationships: IncidentOrgSettingsRelationships | None = None
    """What they belong to."""
    type: IncidentOrgSettingsType = IncidentOrgSettingsType.INCIDENT_ORG_SETTINGS
    """The resource type, `incident_org_settings`."""

    @property
    def settings(self) -> dict[str, Any]:
        """The settings, by name; empty when there are none."""
        value = attribute(self.attributes, "settings")
        return dict(attribute(value, "additional_properties") or {})

    @property
    def incident_type_id(self) -> str | None:
        """The UUID of the incident type that they are for."""
        return self._related_id("incident_type")

    @property
    def incident_type(self) -> IncidentTypeObject | None:
        """The incident type that they are for, if it was included."""
        return self._related(IncidentTypeObject, "incident_type")


@model
class IncidentOrgSettingsListResponse(Model):
    """A page of the settings of the organization."""

    data: list[IncidentOrgSettingsDataResponse]
    """The settings, for an incident type each."""
    included: list[IncidentTypeObject] | None = None
    """The incident types that were asked for; None when nothing was. Not in the contract."""


@model
class IncidentOrgSettingsResponse(Model):
    """The settings for an incident type, as an operation returns them."""

    data: IncidentOrgSettingsDataResponse
    """The settings."""
    included: list[IncidentTypeObject] | None = None
    """The incident type that was asked for; None when it was not. Not in the contract."""
