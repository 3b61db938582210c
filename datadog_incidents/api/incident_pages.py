"""Paging people about an incident, and linking pages to it.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body
from datadog_incidents.api.noun import INCIDENT_ID, Noun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentCreateOnCallPageRequest,
        IncidentCreatePageFromIncidentRequest,
        IncidentIntegrationMetadataResponse,
        IncidentOnCallPageLinkRequest,
        IncidentPageUUIDResponse,
    )

CREATE_ON_CALL_PAGE_FROM_INCIDENT: Final[Operation[IncidentPageUUIDResponse]] = Operation(
    name="create_on_call_page_from_incident",
    method="POST",
    path="/api/v2/incidents/{incident_id}/page",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentCreateOnCallPageRequest"), required=True)),
    response="IncidentPageUUIDResponse",
    resources=("data",),
    permissions=("oncall_page", "incident_write"),
    all_permissions=True,
    unstable=True,
    only_once=True,
)
CREATE_PAGE_FROM_INCIDENT: Final[Operation[IncidentPageUUIDResponse]] = Operation(
    name="create_page_from_incident",
    method="POST",
    path="/api/v2/incidents/{incident_id}/cases/page",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentCreatePageFromIncidentRequest"), required=True)),
    response="IncidentPageUUIDResponse",
    resources=("data",),
    permissions=("oncall_page", "incident_write"),
    all_permissions=True,
    unstable=True,
    deprecated="call create_on_call_page_from_incident instead",
    only_once=True,
)
LINK_PAGE_TO_INCIDENT: Final[Operation[IncidentIntegrationMetadataResponse]] = Operation(
    name="link_page_to_incident",
    method="POST",
    path="/api/v2/incidents/{incident_id}/pages/link",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentOnCallPageLinkRequest"), required=True)),
    response="IncidentIntegrationMetadataResponse",
    resources=("data",),
    success=201,
    permissions=("incident_write",),
    unstable=True,
)


class IncidentPagesOperations(Noun):
    """The operations on the pages of an incident."""

    def create_on_call_page_from_incident(
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
        return self.api_client.call(
            CREATE_ON_CALL_PAGE_FROM_INCIDENT, {"incident_id": incident_id, "body": body}, **options
        ).data

    def create_page_from_incident(
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
        return self.api_client.call(
            CREATE_PAGE_FROM_INCIDENT, {"incident_id": incident_id, "body": body}, **options
        ).data

    def link_page_to_incident(
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
        return self.api_client.call(LINK_PAGE_TO_INCIDENT, {"incident_id": incident_id, "body": body}, **options).data
