# Made of api/global_incident_settings.py by docs/generate_async_api.py: edit that, and run `make async`.
"""What an organization sets for all of its incidents: read it and change it.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.global_incident_settings import GET_GLOBAL_INCIDENT_SETTINGS, UPDATE_GLOBAL_INCIDENT_SETTINGS
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import GlobalIncidentSettingsRequest, GlobalIncidentSettingsResponse


class AsyncGlobalIncidentSettingsOperations(AsyncNoun):
    """The operations on the global settings."""

    async def get_global_incident_settings(self, **options: Unpack[CallOptions]) -> GlobalIncidentSettingsResponse:
        """Get the global settings of the organization.

        Args:
            options: see `CallOptions`.

        Returns:
            The settings.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (await self.api_client.call(GET_GLOBAL_INCIDENT_SETTINGS, {}, **options)).data

    async def update_global_incident_settings(
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
        return (await self.api_client.call(UPDATE_GLOBAL_INCIDENT_SETTINGS, {"body": body}, **options)).data
