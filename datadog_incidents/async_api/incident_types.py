# Made of api/incident_types.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The incident types of an organization: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_types import (
    CREATE_INCIDENT_TYPE,
    DELETE_INCIDENT_TYPE,
    GET_INCIDENT_TYPE,
    LIST_INCIDENT_TYPES,
    UPDATE_INCIDENT_TYPE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentTypeCreateRequest,
        IncidentTypeListResponse,
        IncidentTypePatchRequest,
        IncidentTypeResponse,
    )


class AsyncIncidentTypesOperations(AsyncNoun):
    """The operations on incident types."""

    async def create_incident_type(
        self, body: IncidentTypeCreateRequest, **options: Unpack[CallOptions]
    ) -> IncidentTypeResponse:
        """Create an incident type, with the default configuration; an update changes that.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            body: the incident type to create.
            options: see `CallOptions`.

        Returns:
            The incident type as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(CREATE_INCIDENT_TYPE, {"body": body}, **options)).data

    async def get_incident_type(self, incident_type_id: str, **options: Unpack[CallOptions]) -> IncidentTypeResponse:
        """Get an incident type.

        Permission: `incident_read`.

        Args:
            incident_type_id: the UUID of the incident type.
            options: see `CallOptions`.

        Returns:
            The incident type.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
        """
        return (await self.api_client.call(GET_INCIDENT_TYPE, {"incident_type_id": incident_type_id}, **options)).data

    async def list_incident_types(
        self, *, include_deleted: bool | None = None, **options: Unpack[CallOptions]
    ) -> IncidentTypeListResponse:
        """Get all incident types of the organization.

        Permissions: `incident_settings_read` or `incident_read`.

        Args:
            include_deleted: whether deleted ones come, too; the service leaves them out by default.
            options: see `CallOptions`.

        Returns:
            The incident types, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (await self.api_client.call(LIST_INCIDENT_TYPES, {"include_deleted": include_deleted}, **options)).data

    async def update_incident_type(
        self, incident_type_id: str, body: IncidentTypePatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentTypeResponse:
        """Update an incident type: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            incident_type_id: the UUID of the incident type.
            body: what to change.
            options: see `CallOptions`.

        Returns:
            The incident type as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_INCIDENT_TYPE, {"incident_type_id": incident_type_id, "body": body}, **options
            )
        ).data

    async def delete_incident_type(self, incident_type_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete an incident type. Its name can be used again.

        Permission: `incident_settings_write`.

        Args:
            incident_type_id: the UUID of the incident type.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type, or it was deleted before.
        """
        return (
            await self.api_client.call(DELETE_INCIDENT_TYPE, {"incident_type_id": incident_type_id}, **options)
        ).data
