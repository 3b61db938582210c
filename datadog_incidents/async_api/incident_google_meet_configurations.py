# Made of api/incident_google_meet_configurations.py by docs/generate_async_api.py: edit that, and run `make async`.
"""How Google Meet is used for the incidents of a type: set it up and change it.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_google_meet_configurations import (
    CREATE_INCIDENT_GOOGLE_MEET_CONFIGURATION,
    UPDATE_INCIDENT_GOOGLE_MEET_CONFIGURATION,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentGoogleMeetConfigurationPatchRequest,
        IncidentGoogleMeetConfigurationRequest,
        IncidentGoogleMeetConfigurationResponse,
    )


class AsyncIncidentGoogleMeetConfigurationsOperations(AsyncNoun):
    """The operations on Google Meet configurations. One can be found only through its incident type."""

    async def create_incident_google_meet_configuration(
        self, body: IncidentGoogleMeetConfigurationRequest, **options: Unpack[CallOptions]
    ) -> IncidentGoogleMeetConfigurationResponse:
        """Create the Google Meet configuration of an incident type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            body: the configuration to create.
            options: see `CallOptions`.

        Returns:
            The configuration as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(CREATE_INCIDENT_GOOGLE_MEET_CONFIGURATION, {"body": body}, **options)).data

    async def update_incident_google_meet_configuration(
        self, id: str, body: IncidentGoogleMeetConfigurationPatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentGoogleMeetConfigurationResponse:
        """Update a Google Meet configuration: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            id: the UUID of the configuration.
            body: what to change.
            options: see `CallOptions`.

        Returns:
            The configuration as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such configuration.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(UPDATE_INCIDENT_GOOGLE_MEET_CONFIGURATION, {"id": id, "body": body}, **options)
        ).data
