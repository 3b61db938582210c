# Made of api/incident_pages.py by docs/generate_async_api.py: edit that, and run `make async`.
"""Paging people about an incident, and linking pages to it.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_pages import (
    CREATE_ON_CALL_PAGE_FROM_INCIDENT,
    CREATE_PAGE_FROM_INCIDENT,
    LINK_PAGE_TO_INCIDENT,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentCreateOnCallPageRequest,
        IncidentCreatePageFromIncidentRequest,
        IncidentIntegrationMetadataResponse,
        IncidentOnCallPageLinkRequest,
        IncidentPageUUIDResponse,
    )


class AsyncIncidentPagesOperations(AsyncNoun):
    """The operations on the pages of an incident."""

    async def create_on_call_page_from_incident(
        self, incident_id: str, body: IncidentCreateOnCallPageRequest, **options: Unpack[CallOptions]
    ) -> IncidentPageUUIDResponse:
        """Page people about an incident.

        It wakes people: it is never repeated once it may have been carried out, not even with `retry_unsafe`; the error
        then says so (`outcome_unknown`).
        Permissions: `oncall_page` and `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: whom to page, and what about.
            options: see `CallOptions`.

        Returns:
            The UUID of the page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_ON_CALL_PAGE_FROM_INCIDENT, {"incident_id": incident_id, "body": body}, **options
            )
        ).data

    async def create_page_from_incident(
        self, incident_id: str, body: IncidentCreatePageFromIncidentRequest, **options: Unpack[CallOptions]
    ) -> IncidentPageUUIDResponse:
        """Page people about an incident by way of Case Management.

        Deprecated: call `create_on_call_page_from_incident` instead. The first call in a process warns of that
        (`DeprecationWarning`).
        It wakes people: it is never repeated once it may have been carried out, not even with `retry_unsafe`; the error
        then says so (`outcome_unknown`).
        Permissions: `oncall_page` and `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: whom to page, and what about.
            options: see `CallOptions`.

        Returns:
            The UUID of the page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(CREATE_PAGE_FROM_INCIDENT, {"incident_id": incident_id, "body": body}, **options)
        ).data

    async def link_page_to_incident(
        self, incident_id: str, body: IncidentOnCallPageLinkRequest, **options: Unpack[CallOptions]
    ) -> IncidentIntegrationMetadataResponse:
        """Link a page that exists to an incident.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the page to link.
            options: see `CallOptions`.

        Returns:
            The integration that leads to the page; it has no metadata.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            ConflictException: the page is linked already.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(LINK_PAGE_TO_INCIDENT, {"incident_id": incident_id, "body": body}, **options)
        ).data
