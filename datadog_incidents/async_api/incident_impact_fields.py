# Made of api/incident_impact_fields.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The fields that the impacts of incidents have besides the usual ones: list, create, replace and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_impact_fields import (
    CREATE_INCIDENT_IMPACT_FIELD,
    DELETE_INCIDENT_IMPACT_FIELD,
    LIST_INCIDENT_IMPACT_FIELDS,
    UPDATE_INCIDENT_IMPACT_FIELD,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentImpactFieldRequest,
        IncidentImpactFieldResponse,
        IncidentImpactFieldsResponse,
    )


class AsyncIncidentImpactFieldsOperations(AsyncNoun):
    """The operations on impact fields."""

    async def create_incident_impact_field(
        self, body: IncidentImpactFieldRequest, **options: Unpack[CallOptions]
    ) -> IncidentImpactFieldResponse:
        """Create an impact field.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            body: the field to create.
            options: see `CallOptions`.

        Returns:
            The field as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(CREATE_INCIDENT_IMPACT_FIELD, {"body": body}, **options)).data

    async def list_incident_impact_fields(self, **options: Unpack[CallOptions]) -> IncidentImpactFieldsResponse:
        """Get all impact fields of the organization.

        Permission: `incident_settings_read`.

        Args:
            options: see `CallOptions`.

        Returns:
            The fields, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (await self.api_client.call(LIST_INCIDENT_IMPACT_FIELDS, {}, **options)).data

    async def update_incident_impact_field(
        self, field_id: str, body: IncidentImpactFieldRequest, **options: Unpack[CallOptions]
    ) -> IncidentImpactFieldResponse:
        """Replace an impact field: the body has all of it.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            field_id: the UUID of the field.
            body: what the field is to become.
            options: see `CallOptions`.

        Returns:
            The field as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(UPDATE_INCIDENT_IMPACT_FIELD, {"field_id": field_id, "body": body}, **options)
        ).data

    async def delete_incident_impact_field(self, field_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete an impact field.

        Permission: `incident_settings_write`.

        Args:
            field_id: the UUID of the field.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field, or it was deleted before.
        """
        return (await self.api_client.call(DELETE_INCIDENT_IMPACT_FIELD, {"field_id": field_id}, **options)).data
