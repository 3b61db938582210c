"""The bodies that create and update integrations of an incident, and records in ServiceNow."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Self

from datadog_incidents._core.codec.mismatch import Mismatch
from datadog_incidents._core.codec.model import Model, model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models.building import built
from datadog_incidents.models.incident_integrations import IncidentIntegrationMetadataAttributes
from datadog_incidents.models.integration_metadata import (
    IncidentIntegrationMetadataMetadata,
    JiraIntegrationMetadata,
    MSTeamsIntegrationMetadata,
    ServiceNowIntegrationMetadata,
    SlackIntegrationMetadata,
)
from datadog_incidents.models.resource_types import IncidentIntegrationMetadataType

__all__ = [
    "IncidentIntegrationMetadataCreateData",
    "IncidentIntegrationMetadataCreateRequest",
    "IncidentIntegrationMetadataPatchData",
    "IncidentIntegrationMetadataPatchRequest",
    "IncidentServiceNowRecordDataAttributesRequest",
    "IncidentServiceNowRecordDataRequest",
    "IncidentServiceNowRecordPromptType",
    "IncidentServiceNowRecordRequest",
]

_TYPES: Final[Mapping[type[Model], int]] = MappingProxyType(
    {
        SlackIntegrationMetadata: 1,
        MSTeamsIntegrationMetadata: 7,
        JiraIntegrationMetadata: 8,
        ServiceNowIntegrationMetadata: 13,
    }
)
"""The number of the product that metadata belongs to."""


class IncidentServiceNowRecordPromptType(OpenEnum):
    """The resource type of what asks for a record in ServiceNow."""

    INCIDENT_SERVICENOW_RECORD_PROMPT = "incident_servicenow_record_prompt"


@model
class IncidentIntegrationMetadataCreateData(Model):
    """A new integration."""

    attributes: IncidentIntegrationMetadataAttributes
    """Where the incident lives."""
    type: IncidentIntegrationMetadataType = IncidentIntegrationMetadataType.INCIDENT_INTEGRATIONS
    """The resource type, `incident_integrations`."""


@model
class IncidentIntegrationMetadataCreateRequest(Model):
    """The body that creates an integration. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentIntegrationMetadataCreateData
    """The new integration."""

    @classmethod
    def build(
        cls,
        metadata: IncidentIntegrationMetadataMetadata,
        *,
        integration_type: int | None = None,
        status: int | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            metadata: where the incident lives: the channels, issues or records.
            integration_type: the number of the product, 1 to 100; None for that of the metadata.
            status: how far it has come, 0 to 5; the service overrules it by 3, created by hand.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentIntegrationMetadataCreateRequest.build(
                JiraIntegrationMetadata(
                    issues=[JiraIntegrationMetadataIssuesItem(account="https://example.com", project_key="OPS")]
                )
            )`
        """
        return built(
            cls(
                data=IncidentIntegrationMetadataCreateData(
                    attributes=_attributes_from(metadata, integration_type, status)
                )
            )
        )

    def broken_rules(self) -> Iterator[Mismatch]:
        """What the service would refuse, though the model has to allow for it where it is read."""
        return _without_metadata(self)


@model
class IncidentIntegrationMetadataPatchData(Model):
    """What an integration is to become."""

    attributes: IncidentIntegrationMetadataAttributes
    """Where the incident lives: it replaces what was there."""
    type: IncidentIntegrationMetadataType = IncidentIntegrationMetadataType.INCIDENT_INTEGRATIONS
    """The resource type, `incident_integrations`."""


@model
class IncidentIntegrationMetadataPatchRequest(Model):
    """The body that updates an integration. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentIntegrationMetadataPatchData
    """What it is to become."""

    @classmethod
    def build(
        cls,
        metadata: IncidentIntegrationMetadataMetadata,
        *,
        integration_type: int | None = None,
        status: int | None = None,
    ) -> Self:
        """Make the body from plain values. What is None is left to the service.

        Args:
            metadata: where the incident lives: the channels, issues or records, in place of those so far.
            integration_type: the number of the product, 1 to 100; None for that of the metadata.
            status: how far it has come, 0 to 5; the service overrules it by 4, updated by hand.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentIntegrationMetadataPatchRequest.build(
                JiraIntegrationMetadata(
                    issues=[JiraIntegrationMetadataIssuesItem(account="https://example.com", project_key="OPS")]
                )
            )`
        """
        return built(
            cls(
                data=IncidentIntegrationMetadataPatchData(
                    attributes=_attributes_from(metadata, integration_type, status)
                )
            )
        )

    def broken_rules(self) -> Iterator[Mismatch]:
        """What the service would refuse, though the model has to allow for it where it is read."""
        return _without_metadata(self)


@model
class IncidentServiceNowRecordDataAttributesRequest(Model):
    """A record in ServiceNow to create for an incident, or one that exists."""

    assignment_group: str
    """The assignment group in ServiceNow."""
    configuration_item_mapping: str
    """The mapping of configuration items in ServiceNow."""
    instance_name: str
    """The name of the instance of ServiceNow."""
    record_id: str | None = None
    """The Sys ID of a record that exists, to link it; None for a new one."""


@model
class IncidentServiceNowRecordDataRequest(Model):
    """What asks for a record in ServiceNow."""

    attributes: IncidentServiceNowRecordDataAttributesRequest
    """The record."""
    type: IncidentServiceNowRecordPromptType = IncidentServiceNowRecordPromptType.INCIDENT_SERVICENOW_RECORD_PROMPT
    """The resource type, `incident_servicenow_record_prompt`."""


@model
class IncidentServiceNowRecordRequest(Model):
    """The body that creates a record in ServiceNow. `build` makes it from plain values, or nest the models yourself."""

    data: IncidentServiceNowRecordDataRequest
    """What asks for the record."""

    @classmethod
    def build(
        cls,
        instance_name: str,
        *,
        assignment_group: str,
        configuration_item_mapping: str,
        record_id: str | None = None,
    ) -> Self:
        """Make the body from plain values.

        Args:
            instance_name: the name of the instance of ServiceNow.
            assignment_group: the assignment group in ServiceNow.
            configuration_item_mapping: the mapping of configuration items in ServiceNow.
            record_id: the Sys ID of a record that exists, to link it; None for a new one.

        Raises:
            InvalidArgumentError: an argument is wrong.

        Example:
            `IncidentServiceNowRecordRequest.build("dev1", assignment_group="SRE", configuration_item_mapping="team")`
        """
        attributes = IncidentServiceNowRecordDataAttributesRequest(
            assignment_group=assignment_group,
            configuration_item_mapping=configuration_item_mapping,
            instance_name=instance_name,
            record_id=record_id,
        )
        return built(cls(data=IncidentServiceNowRecordDataRequest(attributes=attributes)))


def _attributes_from(
    metadata: IncidentIntegrationMetadataMetadata, integration_type: int | None, status: int | None
) -> IncidentIntegrationMetadataAttributes:
    number = _TYPES.get(type(metadata)) if integration_type is None else integration_type
    if number is None:
        raise InvalidArgumentError(f"metadata: expected channels, issues or records, got {type(metadata).__name__}")
    for argument, value, lowest, highest in (("integration_type", number, 1, 100), ("status", status, 0, 5)):
        if isinstance(value, int) and not lowest <= value <= highest:
            raise InvalidArgumentError(f"{argument}: must be {lowest} to {highest}, got {value}")
    return IncidentIntegrationMetadataAttributes(integration_type=number, metadata=metadata, status=status)


def _without_metadata(body: Model) -> Iterator[Mismatch]:
    for attributes in at_path(body, ("data", "attributes"), attribute):
        if attribute(attributes, "metadata") is None:
            yield Mismatch("data.attributes.metadata", "required: the channels, issues or records")
