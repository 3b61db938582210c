"""The integrations of an incident: list, create, get, update and delete them, and create records in ServiceNow.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body, Identifier
from datadog_incidents.api.noun import INCIDENT_ID, Noun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentIntegrationMetadataCreateRequest,
        IncidentIntegrationMetadataListResponse,
        IncidentIntegrationMetadataPatchRequest,
        IncidentIntegrationMetadataResponse,
        IncidentServiceNowRecordRequest,
    )

_INTEGRATION_METADATA_ID = Parameter("integration_metadata_id", "path", Identifier(), required=True)

CREATE_INCIDENT_INTEGRATION: Final[Operation[IncidentIntegrationMetadataResponse]] = Operation(
    name="create_incident_integration",
    method="POST",
    path="/api/v2/incidents/{incident_id}/relationships/integrations",
    parameters=(
        INCIDENT_ID,
        Parameter("body", "body", Body("IncidentIntegrationMetadataCreateRequest"), required=True),
    ),
    response="IncidentIntegrationMetadataResponse",
    resources=("data",),
    success=201,
    permissions=("incident_write",),
    unstable=True,
)
CREATE_INCIDENT_SERVICE_NOW_RECORD: Final[Operation[IncidentIntegrationMetadataResponse]] = Operation(
    name="create_incident_service_now_record",
    method="POST",
    path="/api/v2/incidents/{incident_id}/servicenow-records",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentServiceNowRecordRequest"), required=True)),
    response="IncidentIntegrationMetadataResponse",
    resources=("data",),
    success=201,
    permissions=("incident_write",),
    unstable=True,
)
DELETE_INCIDENT_INTEGRATION: Final[Operation[None]] = Operation(
    name="delete_incident_integration",
    method="DELETE",
    path="/api/v2/incidents/{incident_id}/relationships/integrations/{integration_metadata_id}",
    parameters=(INCIDENT_ID, _INTEGRATION_METADATA_ID),
    success=204,
    unstable=True,
)
GET_INCIDENT_INTEGRATION: Final[Operation[IncidentIntegrationMetadataResponse]] = Operation(
    name="get_incident_integration",
    method="GET",
    path="/api/v2/incidents/{incident_id}/relationships/integrations/{integration_metadata_id}",
    parameters=(INCIDENT_ID, _INTEGRATION_METADATA_ID),
    response="IncidentIntegrationMetadataResponse",
    resources=("data",),
    unstable=True,
)
LIST_INCIDENT_INTEGRATIONS: Final[Operation[IncidentIntegrationMetadataListResponse]] = Operation(
    name="list_incident_integrations",
    method="GET",
    path="/api/v2/incidents/{incident_id}/relationships/integrations",
    parameters=(INCIDENT_ID,),
    response="IncidentIntegrationMetadataListResponse",
    resources=("data",),
    permissions=("incident_read",),
    unstable=True,
)
UPDATE_INCIDENT_INTEGRATION: Final[Operation[IncidentIntegrationMetadataResponse]] = Operation(
    name="update_incident_integration",
    method="PATCH",
    path="/api/v2/incidents/{incident_id}/relationships/integrations/{integration_metadata_id}",
    parameters=(
        INCIDENT_ID,
        _INTEGRATION_METADATA_ID,
        Parameter("body", "body", Body("IncidentIntegrationMetadataPatchRequest"), required=True),
    ),
    response="IncidentIntegrationMetadataResponse",
    resources=("data",),
    unstable=True,
)


class IncidentIntegrationsOperations(Noun):
    """The operations on the integrations of an incident."""

    def create_incident_integration(
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
        return self.api_client.call(
            CREATE_INCIDENT_INTEGRATION, {"incident_id": incident_id, "body": body}, **options
        ).data

    def create_incident_service_now_record(
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
        return self.api_client.call(
            CREATE_INCIDENT_SERVICE_NOW_RECORD, {"incident_id": incident_id, "body": body}, **options
        ).data

    def get_incident_integration(
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
        return self.api_client.call(
            GET_INCIDENT_INTEGRATION,
            {"incident_id": incident_id, "integration_metadata_id": integration_metadata_id},
            **options,
        ).data

    def list_incident_integrations(
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
        return self.api_client.call(LIST_INCIDENT_INTEGRATIONS, {"incident_id": incident_id}, **options).data

    def update_incident_integration(
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
        return self.api_client.call(
            UPDATE_INCIDENT_INTEGRATION,
            {"incident_id": incident_id, "integration_metadata_id": integration_metadata_id, "body": body},
            **options,
        ).data

    def delete_incident_integration(
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
        return self.api_client.call(
            DELETE_INCIDENT_INTEGRATION,
            {"incident_id": incident_id, "integration_metadata_id": integration_metadata_id},
            **options,
        ).data
