"""The configuration of an incident: create and update it.

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
        IncidentConfigurationPatchRequest,
        IncidentConfigurationRequest,
        IncidentConfigurationResponse,
    )

CREATE_INCIDENT_CONFIGURATION: Final[Operation[IncidentConfigurationResponse]] = Operation(
    name="create_incident_configuration",
    method="POST",
    path="/api/v2/incidents/{incident_id}/configurations",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentConfigurationRequest"), required=True)),
    response="IncidentConfigurationResponse",
    resources=("data",),
    permissions=("incident_write",),
    unstable=True,
)
UPDATE_INCIDENT_CONFIGURATION: Final[Operation[IncidentConfigurationResponse]] = Operation(
    name="update_incident_configuration",
    method="PATCH",
    path="/api/v2/incidents/{incident_id}/configurations",
    parameters=(INCIDENT_ID, Parameter("body", "body", Body("IncidentConfigurationPatchRequest"), required=True)),
    response="IncidentConfigurationResponse",
    resources=("data",),
    permissions=("incident_write",),
    unstable=True,
)


class IncidentConfigurationsOperations(Noun):
    """The operations on the configuration of an incident."""

    def create_incident_configuration(
        self, incident_id: str, body: IncidentConfigurationRequest, **options: Unpack[CallOptions]
    ) -> IncidentConfigurationResponse:
        """Configure an incident: say what the service does with it. No operation reads the configuration again.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the configuration to create.
            options: see `CallOptions`.

        Returns:
            The configuration as the service created it; keep its id for an update.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(
            CREATE_INCIDENT_CONFIGURATION, {"incident_id": incident_id, "body": body}, **options
        ).data

    def update_incident_configuration(
        self, incident_id: str, body: IncidentConfigurationPatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentConfigurationResponse:
        """Update the configuration of an incident: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: what to change, and the id of the configuration, which the path has not.
            options: see `CallOptions`.

        Returns:
            The configuration as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or configuration.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(
            UPDATE_INCIDENT_CONFIGURATION, {"incident_id": incident_id, "body": body}, **options
        ).data
