"""The configuration of an incident: what the service does with it, and what it leaves."""

from datetime import datetime
from typing import Self

from datadog_incidents._core.codec.model import Model, Resource, json_property, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents.models.building import Identity, built, identity_of
from datadog_incidents.models.relationships import RelationshipToUser
from datadog_incidents.models.users import IncidentUserData

__all__ = [
    "IncidentConfigurationDataAttributesRequest",
    "IncidentConfigurationDataAttributesResponse",
    "IncidentConfigurationDataRequest",
    "IncidentConfigurationDataResponse",
    "IncidentConfigurationPatchDataAttributesRequest",
    "IncidentConfigurationPatchDataRequest",
    "IncidentConfigurationPatchRequest",
    "IncidentConfigurationRelationships",
    "IncidentConfigurationRequest",
    "IncidentConfigurationResponse",
    "IncidentConfigurationType",
]


class IncidentConfigurationType(OpenEnum):
    """The resource type of the configurations of incidents."""

    INCIDENTS_CONFIGURATIONS = "incidents_configurations"


@model
class IncidentConfigurationDataAttributesResponse(Model):
    """What the service does with an incident."""

    created_at: datetime = json_property(read_only=True)
    """When the configuration was created, UTC. The service sets it."""
    execute_integrations: bool | None = None
    """Whether integrations act on the incident, such as by making a chat channel."""
    execute_notification_rules: bool | None = None
    """Whether notification rules are followed for it."""
    incident_id: str = json_property(read_only=True)
    """The id of the incident that it belongs to. The service sets it."""
    include_in_analytics: bool | None = None
    """Whether the incident counts in analytics."""
    include_in_search: bool | None = None
    """Whether searches find it."""
    modified_at: datetime = json_property(read_only=True)
    """When the configuration was last changed, UTC. The service sets it."""


@model
class IncidentConfigurationRelationships(Model):
    """Who made a configuration."""

    created_by_user: RelationshipToUser | None = None
    """The user who created it."""
    last_modified_by_user: RelationshipToUser | None = None
    """The user who changed it last."""


@model
class IncidentConfigurationDataResponse(Resource):
    """The configuration of an incident."""

    attributes: IncidentConfigurationDataAttributesResponse
    """What the service does with the incident."""
    id: str
    """The UUID of the configuration, which an update takes in its body. No operation reads it: keep it."""
    relationships: IncidentConfigurationRelationships | None = None
    """Who made it."""
    type: IncidentConfigurationType = IncidentConfigurationType.INCIDENTS_CONFIGURATIONS
    """The resource type, `incidents_configurations`."""

    @property
    def execute_integrations(self) -> bool | None:
        """Whether integrations act on the incident; None where the service does not tell."""
        return self._attribute(bool, "execute_integrations")

    @property
    def execute_notification_rules(self) -> bool | None:
        """Whether notification rules are followed for it; None where the service does not tell."""
        return self._attribute(bool, "execute_notification_rules")

    @property
    def include_in_analytics(self) -> bool | None:
        """Whether the incident counts in analytics; None where the service does not tell."""
        return self._attribute(bool, "include_in_analytics")

    @property
    def include_in_search(self) -> bool | None:
        """Whether searches find it; None where the service does not tell."""
        return self._attribute(bool, "include_in_search")

    @property
    def created_by_user(self) -> IncidentUserData | None:
        """The user who created it, if that was included."""
        return self._related(IncidentUserData, "created_by_user")


@model
class IncidentConfigurationResponse(Model):
    """The configuration of an incident, as an operation returns it."""

    data: IncidentConfigurationDataResponse
    """The configuration."""
    included: list[IncidentUserData] | None = json_property(default=None, read_only=True)
    """The users that it refers to, if the service sends them."""


@model
class IncidentConfigurationDataAttributesRequest(Model):
    """What the service is to do with an incident. What is left out is left to the service."""

    execute_integrations: bool | None = None
    """Whether integrations act on the incident, such as by making a chat channel."""
    execute_notification_rules: bool | None = None
    """Whether notification rules are followed for it."""
    include_in_analytics: bool | None = None
    """Whether the incident counts in analytics."""
    include_in_search: bool | None = None
    """Whether searches find it."""


@model
class IncidentConfigurationDataRequest(Model):
    """A new configuration of an incident."""

    attributes: IncidentConfigurationDataAttributesRequest | None = None
    """What the service is to do with the incident."""
    type: IncidentConfigurationType = IncidentConfigurationType.INCIDENTS_CONFIGURATIONS
    """The resource type, `incidents_configurations`."""


@model
class IncidentConfigurationRequest(Model):
    """The body that configures an incident. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentConfigurationDataRequest
    """The new configuration."""

    @classmethod
    def build(
        cls,
        *,
        execute_integrations: bool | None = None,
        execute_notification_rules: bool | None = None,
        include_in_analytics: bool | None = None,
        include_in_search: bool | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            execute_integrations: whether integrations act on the incident, such as by making a chat channel.
            execute_notification_rules: whether notification rules are followed for it.
            include_in_analytics: whether the incident counts in analytics.
            include_in_search: whether searches find it.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentConfigurationRequest.build(include_in_analytics=False)`
        """
        attributes = IncidentConfigurationDataAttributesRequest(
            execute_integrations=execute_integrations,
            execute_notification_rules=execute_notification_rules,
            include_in_analytics=include_in_analytics,
            include_in_search=include_in_search,
        )
        return built(cls(data=IncidentConfigurationDataRequest(attributes=attributes)))


@model
class IncidentConfigurationPatchDataAttributesRequest(Model):
    """What to change about a configuration. What is left out stays as it is."""

    execute_integrations: bool | None = None
    """Whether integrations act on the incident, such as by making a chat channel."""
    execute_notification_rules: bool | None = None
    """Whether notification rules are followed for it."""
    include_in_analytics: bool | None = None
    """Whether the incident counts in analytics."""
    include_in_search: bool | None = None
    """Whether searches find it."""


@model
class IncidentConfigurationPatchDataRequest(Model):
    """A configuration and what to change about it."""

    attributes: IncidentConfigurationPatchDataAttributesRequest | None = None
    """What to change."""
    id: str
    """The UUID of the configuration; the path names the incident alone."""
    type: IncidentConfigurationType = IncidentConfigurationType.INCIDENTS_CONFIGURATIONS
    """The resource type, `incidents_configurations`."""


@model
class IncidentConfigurationPatchRequest(Model):
    """The body that changes a configuration. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentConfigurationPatchDataRequest
    """The configuration and what to change about it."""

    @classmethod
    def build(
        cls,
        configuration: Identity,
        *,
        execute_integrations: bool | None = None,
        execute_notification_rules: bool | None = None,
        include_in_analytics: bool | None = None,
        include_in_search: bool | None = None,
    ) -> Self:
        """Make the body from plain values. What is None stays as it is.

        Args:
            configuration: the configuration, or its UUID.
            execute_integrations: whether integrations act on the incident, such as by making a chat channel.
            execute_notification_rules: whether notification rules are followed for it.
            include_in_analytics: whether the incident counts in analytics.
            include_in_search: whether searches find it.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentConfigurationPatchRequest.build(incident_configuration, include_in_search=False)`
        """
        attributes = IncidentConfigurationPatchDataAttributesRequest(
            execute_integrations=execute_integrations,
            execute_notification_rules=execute_notification_rules,
            include_in_analytics=include_in_analytics,
            include_in_search=include_in_search,
        )
        data = IncidentConfigurationPatchDataRequest(
            attributes=attributes, id=identity_of("configuration", configuration)
        )
        return built(cls(data=data))
