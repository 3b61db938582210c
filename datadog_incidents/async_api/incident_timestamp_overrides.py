# Made of api/incident_timestamp_overrides.py by docs/generate_async_api.py: edit that, and run `make async`.
"""Moments of an incident that someone has set right: list, create, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_timestamp_overrides import (
    CREATE_TIMESTAMP_OVERRIDE,
    DELETE_TIMESTAMP_OVERRIDE,
    LIST_TIMESTAMP_OVERRIDES,
    UPDATE_TIMESTAMP_OVERRIDE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentTimestampOverridePatchRequest,
        IncidentTimestampOverrideRequest,
        IncidentTimestampOverrideResponse,
        IncidentTimestampOverridesResponse,
    )


class AsyncIncidentTimestampOverridesOperations(AsyncNoun):
    """The operations on the timestamp overrides of an incident."""

    async def create_timestamp_override(
        self, incident_id: str, body: IncidentTimestampOverrideRequest, **options: Unpack[CallOptions]
    ) -> IncidentTimestampOverrideResponse:
        """Set a moment of an incident right: when it was detected, declared or resolved.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: which moment to set right, and to what.
            options: see `CallOptions`.

        Returns:
            The override as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(CREATE_TIMESTAMP_OVERRIDE, {"incident_id": incident_id, "body": body}, **options)
        ).data

    async def list_timestamp_overrides(
        self, incident_id: str, **options: Unpack[CallOptions]
    ) -> IncidentTimestampOverridesResponse:
        """Get all timestamp overrides of an incident.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            options: see `CallOptions`.

        Returns:
            The overrides, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (await self.api_client.call(LIST_TIMESTAMP_OVERRIDES, {"incident_id": incident_id}, **options)).data

    async def update_timestamp_override(
        self, incident_id: str, id: str, body: IncidentTimestampOverridePatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentTimestampOverrideResponse:
        """Update a timestamp override: set its moment to another time.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            id: the UUID of the override.
            body: what to set the moment to.
            options: see `CallOptions`.

        Returns:
            The override as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or override.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_TIMESTAMP_OVERRIDE, {"incident_id": incident_id, "id": id, "body": body}, **options
            )
        ).data

    async def delete_timestamp_override(self, incident_id: str, id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a timestamp override softly: the service keeps it, but it does not hold any more.

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            id: the UUID of the override.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or override, or it was deleted before.
        """
        return (
            await self.api_client.call(DELETE_TIMESTAMP_OVERRIDE, {"incident_id": incident_id, "id": id}, **options)
        ).data
