# Made of api/incident_impacts.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The impacts of an incident: list, create, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_impacts import (
    CREATE_INCIDENT_IMPACT,
    DELETE_INCIDENT_IMPACT,
    LIST_INCIDENT_IMPACTS,
    PATCH_INCIDENT_IMPACT,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.api.incident_impacts import ImpactInclude
    from datadog_incidents.models import (
        IncidentImpactCreateRequest,
        IncidentImpactPatchRequest,
        IncidentImpactResponse,
        IncidentImpactsResponse,
    )


class AsyncIncidentImpactsOperations(AsyncNoun):
    """The operations on the impacts of an incident. All but `patch_incident_impact` are stable and need no opt-in."""

    async def create_incident_impact(
        self,
        incident_id: str,
        body: IncidentImpactCreateRequest,
        *,
        include: Sequence[ImpactInclude] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentImpactResponse:
        """Create an impact of an incident.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the impact to create.
            include: related resources to include: `created_by_user`, `incident`, `last_modified_by_user`.
            options: see `CallOptions`.

        Returns:
            The impact as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_INCIDENT_IMPACT, {"incident_id": incident_id, "body": body, "include": include}, **options
            )
        ).data

    async def list_incident_impacts(
        self, incident_id: str, *, include: Sequence[ImpactInclude] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentImpactsResponse:
        """Get all impacts of an incident. They come in one page.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            include: related resources to include: `created_by_user`, `incident`, `last_modified_by_user`.
            options: see `CallOptions`.

        Returns:
            The impacts.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (
            await self.api_client.call(
                LIST_INCIDENT_IMPACTS, {"incident_id": incident_id, "include": include}, **options
            )
        ).data

    async def patch_incident_impact(
        self,
        incident_id: str,
        impact_id: str,
        body: IncidentImpactPatchRequest,
        *,
        include: Sequence[ImpactInclude] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentImpactResponse:
        """Update an impact: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            impact_id: the UUID of the impact.
            body: what to change.
            include: related resources to include: `created_by_user`, `incident`, `last_modified_by_user`.
            options: see `CallOptions`.

        Returns:
            The impact as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or impact.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                PATCH_INCIDENT_IMPACT,
                {"incident_id": incident_id, "impact_id": impact_id, "body": body, "include": include},
                **options,
            )
        ).data

    async def delete_incident_impact(self, incident_id: str, impact_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete an impact of an incident.

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            impact_id: the UUID of the impact.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or impact, or it was deleted before.
        """
        return (
            await self.api_client.call(
                DELETE_INCIDENT_IMPACT, {"incident_id": incident_id, "impact_id": impact_id}, **options
            )
        ).data
