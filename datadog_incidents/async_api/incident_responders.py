# Made of api/incident_responders.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The responders of an incident: list, add, get and remove them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_responders import (
    CREATE_INCIDENT_RESPONDER,
    DELETE_INCIDENT_RESPONDER,
    GET_INCIDENT_RESPONDER,
    LIST_INCIDENT_RESPONDERS,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponderRequest, IncidentResponderResponse, IncidentRespondersResponse


class AsyncIncidentRespondersOperations(AsyncNoun):
    """The operations on the responders of an incident."""

    async def create_incident_responder(
        self, incident_id: str, body: IncidentResponderRequest, **options: Unpack[CallOptions]
    ) -> IncidentResponderResponse:
        """Add a responder to an incident.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: who is to respond.
            options: see `CallOptions`.

        Returns:
            The responder as the service added them.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or user.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(CREATE_INCIDENT_RESPONDER, {"incident_id": incident_id, "body": body}, **options)
        ).data

    async def get_incident_responder(
        self, incident_id: str, responder_id: str, **options: Unpack[CallOptions]
    ) -> IncidentResponderResponse:
        """Get a responder of an incident.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            responder_id: the UUID of the responder, which is not that of the user.
            options: see `CallOptions`.

        Returns:
            The responder.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or responder.
        """
        return (
            await self.api_client.call(
                GET_INCIDENT_RESPONDER, {"incident_id": incident_id, "responder_id": responder_id}, **options
            )
        ).data

    async def list_incident_responders(
        self, incident_id: str, **options: Unpack[CallOptions]
    ) -> IncidentRespondersResponse:
        """Get all responders of an incident.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            options: see `CallOptions`.

        Returns:
            The responders, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (await self.api_client.call(LIST_INCIDENT_RESPONDERS, {"incident_id": incident_id}, **options)).data

    async def delete_incident_responder(
        self, incident_id: str, responder_id: str, **options: Unpack[CallOptions]
    ) -> None:
        """Remove a responder from an incident. The user stays.

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            responder_id: the UUID of the responder, which is not that of the user.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or responder, or it was removed before.
        """
        return (
            await self.api_client.call(
                DELETE_INCIDENT_RESPONDER, {"incident_id": incident_id, "responder_id": responder_id}, **options
            )
        ).data
