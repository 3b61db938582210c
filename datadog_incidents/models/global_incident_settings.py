"""What an organization sets for all of its incidents, whatever their type."""

from datetime import datetime
from typing import Self

from datadog_incidents._core.codec.model import Model, Resource, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.building import built

__all__ = [
    "GlobalIncidentSettingsAttributesRequest",
    "GlobalIncidentSettingsAttributesResponse",
    "GlobalIncidentSettingsDataRequest",
    "GlobalIncidentSettingsDataResponse",
    "GlobalIncidentSettingsRequest",
    "GlobalIncidentSettingsResponse",
    "GlobalIncidentSettingsType",
]


@model
class GlobalIncidentSettingsAttributesRequest(Model):
    """What to set. What is left out stays as it is."""

    analytics_dashboard_id: str | None = None
    """The id of the dashboard that shows how incidents go, such as `abc-def-ghi`."""


@model
class GlobalIncidentSettingsAttributesResponse(Model):
    """What is set."""

    analytics_dashboard_id: str
    """The id of the dashboard that shows how incidents go."""
    created: datetime
    """When it was set first, UTC."""
    modified: datetime
    """When it was last changed, UTC."""


class GlobalIncidentSettingsType(OpenEnum):
    """The resource type of the global settings."""

    INCIDENTS_GLOBAL_SETTINGS = "incidents_global_settings"


@model
class GlobalIncidentSettingsDataRequest(Model):
    """The settings to change."""

    attributes: GlobalIncidentSettingsAttributesRequest | None = None
    """What to set."""
    type: GlobalIncidentSettingsType = GlobalIncidentSettingsType.INCIDENTS_GLOBAL_SETTINGS
    """The resource type, `incidents_global_settings`."""


@model
class GlobalIncidentSettingsDataResponse(Resource):
    """The global settings. An organization has them once."""

    attributes: GlobalIncidentSettingsAttributesResponse
    """What is set."""
    id: str
    """The id of the settings, which no operation takes."""
    type: GlobalIncidentSettingsType = GlobalIncidentSettingsType.INCIDENTS_GLOBAL_SETTINGS
    """The resource type, `incidents_global_settings`."""

    @property
    def analytics_dashboard_id(self) -> str | None:
        """The id of the dashboard that shows how incidents go."""
        return self._attribute(str, "analytics_dashboard_id")


@model
class GlobalIncidentSettingsRequest(Model):
    """The body that changes the global settings. `build` makes it from plain values, or nest the models yourself."""

    data: GlobalIncidentSettingsDataRequest
    """The settings to change."""

    @classmethod
    def build(cls, *, analytics_dashboard_id: str | None = None) -> Self:
        """Make the body from plain values. What is None stays as it is.

        Args:
            analytics_dashboard_id: the id of the dashboard that shows how incidents go, such as `abc-def-ghi`.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `GlobalIncidentSettingsRequest.build(analytics_dashboard_id="abc-def-ghi")`
        """
        attributes = GlobalIncidentSettingsAttributesRequest(analytics_dashboard_id=analytics_dashboard_id)
        return built(cls(data=GlobalIncidentSettingsDataRequest(attributes=attributes)))


@model
class GlobalIncidentSettingsResponse(Model):
    """The global settings, as an operation returns them."""

    data: GlobalIncidentSettingsDataResponse
    """The settings."""
