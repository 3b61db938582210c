# Made of api/incident_integrations.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The integrations of an incident: list, create, get, update and delete them, and create records in ServiceNow.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_integrations import (
    CREATE_INCIDENT_INTEGRATION,
    CREATE_INCIDENT_SERVICE_NOW_RECORD,
    DELETE_INCIDENT_INTEGRATION,
    GET_INCIDENT_INTEGRATION,
    LIST_INCIDENT_INTEGRATIONS,
    UPDATE_INCIDENT_INTEGRATION,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentIntegrationMetadataCreateRequest,
        IncidentIntegrationMetadataListResponse,
        IncidentIntegrationMetadataPatchRequest,
        IncidentIntegrationMetadataResponse,
        IncidentServiceNowRecordRequest,
    )


class AsyncIncidentIntegrationsOperations(AsyncNoun):
    """The operations on the integrations of an incident."""

    async def create_incident_integration(
        self, incident_id: str, body: IncidentIntegrationMetadataCreateRequest, **options: Unpack[CallOptions]
    ) -> IncidentIntegrationMetadataResponse:
        """Say where an incident lives in another product, such as a channel in Slack.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the integration to create.
            options: see `CallOptions`.

        Returns:
            The integration as the service created it, with status 3, created by hand.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_INCIDENT_INTEGRATION, {"incident_id": incident_id, "body": body}, **options
            )
        ).data

    async def create_incident_service_now_record(
        self, incident_id: str, body: IncidentServiceNowRecordRequest, **options: Unpack[CallOptions]
    ) -> IncidentIntegrationMetadataResponse:
        """Create a record in ServiceNow for an incident, or link one that exists.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the record to create or to link.
            options: see `CallOptions`.

        Returns:
            The integration that leads to the record.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_INCIDENT_SERVICE_NOW_RECORD, {"incident_id": incident_id, "body": body}, **options
            )
        ).data

    async def get_incident_integration(
        self, incident_id: str, integration_metadata_id: str, **options: Unpack[CallOptions]
    ) -> IncidentIntegrationMetadataResponse:
        """Get an integration of an incident.

        Args:
            incident_id: the UUID of the incident.
            integration_metadata_id: the UUID of the integration.
            options: see `CallOptions`.

        Returns:
            The integration, without the users in full.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or integration.
        """
        return (
            await self.api_client.call(
                GET_INCIDENT_INTEGRATION,
                {"incident_id": incident_id, "integration_metadata_id": integration_metadata_id},
                **options,
            )
        ).data

    async def list_incident_integrations(
        self, incident_id: str, **options: Unpack[CallOptions]
    ) -> IncidentIntegrationMetadataListResponse:
        """Get all integrations of an incident. They come in one page, without the users in full.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            options: see `CallOptions`.

        Returns:
            The integrations.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (await self.api_client.call(LIST_INCIDENT_INTEGRATIONS, {"incident_id": incident_id}, **options)).data

    async def update_incident_integration(
        self,
        incident_id: str,
        integration_metadata_id: str,
        body: IncidentIntegrationMetadataPatchRequest,
        **options: Unpack[CallOptions],
    ) -> IncidentIntegrationMetadataResponse:
        """Update an integration: its metadata is replaced.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            incident_id: the UUID of the incident.
            integration_metadata_id: the UUID of the integration.
            body: what it is to become.
            options: see `CallOptions`.

        Returns:
            The integration as it is now, with status 4, updated by hand.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or integration.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_INCIDENT_INTEGRATION,
                {"incident_id": incident_id, "integration_metadata_id": integration_metadata_id, "body": body},
                **options,
            )
        ).data

    async def delete_incident_integration(
        self, incident_id: str, integration_metadata_id: str, **options: Unpack[CallOptions]
    ) -> None:
        """Delete an integration of an incident.

        Args:
            incident_id: the UUID of the incident.
            integration_metadata_id: the UUID of the integration.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or integration, or it was deleted before.
        """
        return (
            await self.api_client.call(
                DELETE_INCIDENT_INTEGRATION,
                {"incident_id": incident_id, "integration_metadata_id": integration_metadata_id},
                **options,
            )
        ).data
