"""Moments of an incident that someone has set right: list, create, update and delete them.

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
        IncidentTimestampOverridePatchRequest,
        IncidentTimestampOverrideRequest,
        IncidentTimestampOverrideResponse,
        IncidentTimestampOverridesResponse,
    )

CREATE_TIMESTAMP_OVERRIDE: Final[Operation[IncidentTimestampOverrideResponse]] = Operation(
    name="create_timestamp_override",
    method="POST",
    path="/api/v2/incidents/{incident_id}/timestamp-overrides",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentTimestampOverrideRequest"), required=True)),
    response="IncidentTimestampOverrideResponse",
    resources=("data",),
    success=201,
    permissions=("incident_write",),
    unstable=True,
)
DELETE_TIMESTAMP_OVERRIDE: Final[Operation[None]] = Operation(
    name="delete_timestamp_override",
    method="DELETE",
    path="/api/v2/incidents/{incident_id}/timestamp-overrides/{id}",
    parameters=(INCIDENT_ID, Parameter("id", "path", Identifier(), required=True)),
    success=204,
    permissions=("incident_write",),
    unstable=True,
)
LIST_TIMESTAMP_OVERRIDES: Final[Operation[IncidentTimestampOverridesResponse]] = Operation(
    name="list_timestamp_overrides",
    method="GET",
    path="/api/v2/incidents/{incident_id}/timestamp-overrides",
    parameters=(INCIDENT_ID,),
    response="IncidentTimestampOverridesResponse",
    resources=("data",),
    permissions=("incident_read",),
    unstable=True,
)
UPDATE_TIMESTAMP_OVERRIDE: Final[Operation[IncidentTimestampOverrideResponse]] = Operation(
    name="update_timestamp_override",
    method="PATCH",
    path="/api/v2/incidents/{incident_id}/timestamp-overrides/{id}",
    parameters=(
        INCIDENT_ID,
        Parameter("id", "path", Identifier(), required=True),
        Parameter("body", "body", Body("IncidentTimestampOverridePatchRequest"), required=True),
    ),
    response="IncidentTimestampOverrideResponse",
    resources=("data",),
    permissions=("incident_write",),
    unstable=True,
)


class IncidentTimestampOverridesOperations(Noun):
    """The operations on the timestamp overrides of an incident."""

    def create_timestamp_override(
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
        return self.api_client.call(
            CREATE_TIMESTAMP_OVERRIDE, {"incident_id": incident_id, "body": body}, **options
        ).data

    def list_timestamp_overrides(
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
        return self.api_client.call(LIST_TIMESTAMP_OVERRIDES, {"incident_id": incident_id}, **options).data

    def update_timestamp_override(
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
        return self.api_client.call(
            UPDATE_TIMESTAMP_OVERRIDE, {"incident_id": incident_id, "id": id, "body": body}, **options
        ).data

    def delete_timestamp_override(self, incident_id: str, id: str, **options: Unpack[CallOptions]) -> None:
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
        return self.api_client.call(DELETE_TIMESTAMP_OVERRIDE, {"incident_id": incident_id, "id": id}, **options).data
