"""What an organization sets for all of its incidents: read it and change it.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body
from datadog_incidents.api.noun import Noun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        GlobalIncidentSettingsRequest,
        GlobalIncidentSettingsResponse,
    )

GET_GLOBAL_INCIDENT_SETTINGS: Final[Operation[GlobalIncidentSettingsResponse]] = Operation(
    name="get_global_incident_settings",
    method="GET",
    path="/api/v2/incidents/config/global/settings",
    parameters=(),
    response="GlobalIncidentSettingsResponse",
    resources=("data",),
    unstable=True,
)
UPDATE_GLOBAL_INCIDENT_SETTINGS: Final[Operation[GlobalIncidentSettingsResponse]] = Operation(
    name="update_global_incident_settings",
    method="PATCH",
    path="/api/v2/incidents/config/global/settings",
    parameters=(Parameter("body", "body", Body("GlobalIncidentSettingsRequest"), required=True),),
    response="GlobalIncidentSettingsResponse",
    resources=("data",),
    unstable=True,
)


class GlobalIncidentSettingsOperations(Noun):
    """The operations on the global settings."""

    def get_global_incident_settings(self, **options: Unpack[CallOptions]) -> GlobalIncidentSettingsResponse:
        """Get the global settings of the organization.

        Args:
            options: see `CallOptions`.

        Returns:
            The settings.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return self.api_client.call(GET_GLOBAL_INCIDENT_SETTINGS, {}, **options).data

    def update_global_incident_settings(
        self, body: GlobalIncidentSettingsRequest, **options: Unpack[CallOptions]
    ) -> GlobalIncidentSettingsResponse:
        """Change the global settings: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            body: what to change.
            options: see `CallOptions`.

        Returns:
            The settings as they are now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestException: the service refused the body.
        """
        return self.api_client.call(UPDATE_GLOBAL_INCIDENT_SETTINGS, {"body": body}, **options).data
