"""The responders of an incident: list, add, get and remove them.

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
        IncidentResponderRequest,
        IncidentResponderResponse,
        IncidentRespondersResponse,
    )

CREATE_INCIDENT_RESPONDER: Final[Operation[IncidentResponderResponse]] = Operation(
    name="create_incident_responder",
    method="POST",
    path="/api/v2/incidents/{incident_id}/responders",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentResponderRequest"), required=True)),
    response="IncidentResponderResponse",
    resources=("data",),
    success=201,
    permissions=("incident_write",),
    unstable=True,
)
DELETE_INCIDENT_RESPONDER: Final[Operation[None]] = Operation(
    name="delete_incident_responder",
    method="DELETE",
    path="/api/v2/incidents/{incident_id}/responders/{responder_id}",
    parameters=(INCIDENT_ID, Parameter("responder_id", "path", Identifier(), required=True)),
    success=204,
    permissions=("incident_write",),
    unstable=True,
)
GET_INCIDENT_RESPONDER: Final[Operation[IncidentResponderResponse]] = Operation(
    name="get_incident_responder",
    method="GET",
    path="/api/v2/incidents/{incident_id}/responders/{responder_id}",
    parameters=(INCIDENT_ID, Parameter("responder_id", "path", Identifier(), required=True)),
    response="IncidentResponderResponse",
    resources=("data",),
    permissions=("incident_read",),
    unstable=True,
)
LIST_INCIDENT_RESPONDERS: Final[Operation[IncidentRespondersResponse]] = Operation(
    name="list_incident_responders",
    method="GET",
    path="/api/v2/incidents/{incident_id}/responders",
    parameters=(INCIDENT_ID,),
    response="IncidentRespondersResponse",
    resources=("data",),
    permissions=("incident_read",),
    unstable=True,
)


class IncidentRespondersOperations(Noun):
    """The operations on the responders of an incident."""

    def create_incident_responder(
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
        return self.api_client.call(
            CREATE_INCIDENT_RESPONDER, {"incident_id": incident_id, "body": body}, **options
        ).data

    def get_incident_responder(
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
        return self.api_client.call(
            GET_INCIDENT_RESPONDER, {"incident_id": incident_id, "responder_id": responder_id}, **options
        ).data

    def list_incident_responders(self, incident_id: str, **options: Unpack[CallOptions]) -> IncidentRespondersResponse:
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
        return self.api_client.call(LIST_INCIDENT_RESPONDERS, {"incident_id": incident_id}, **options).data

    def delete_incident_responder(self, incident_id: str, responder_id: str, **options: Unpack[CallOptions]) -> None:
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
        return self.api_client.call(
            DELETE_INCIDENT_RESPONDER, {"incident_id": incident_id, "responder_id": responder_id}, **options
        ).data
