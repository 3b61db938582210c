"""How Google Chat is used for the incidents of a type: set it up and change it.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import Operation, Parameter
from datadog_incidents._core.operations.parameters import Body, Identifier
from datadog_incidents.api.noun import Noun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentGoogleChatConfigurationPatchRequest,
        IncidentGoogleChatConfigurationRequest,
        IncidentGoogleChatConfigurationResponse,
    )

CREATE_INCIDENT_GOOGLE_CHAT_CONFIGURATION: Final[Operation[IncidentGoogleChatConfigurationResponse]] = Operation(
    name="create_incident_google_chat_configuration",
    method="POST",
    path="/api/v2/incidents/config/google-chat-configurations",
    parameters=(Parameter("body", "body", Body("IncidentGoogleChatConfigurationRequest"), required=True),),
    response="IncidentGoogleChatConfigurationResponse",
    resources=("data",),
    success=201,
    permissions=("incident_settings_write",),
    unstable=True,
)
UPDATE_INCIDENT_GOOGLE_CHAT_CONFIGURATION: Final[Operation[IncidentGoogleChatConfigurationResponse]] = Operation(
    name="update_incident_google_chat_configuration",
    method="PATCH",
    path="/api/v2/incidents/config/google-chat-configurations/{id}",
    parameters=(
        Parameter("id", "path", Identifier(), required=True),
        Parameter("body", "body", Body("IncidentGoogleChatConfigurationPatchRequest"), required=True),
    ),
    response="IncidentGoogleChatConfigurationResponse",
    resources=("data",),
    permissions=("incident_settings_write",),
    unstable=True,
)


class IncidentGoogleChatConfigurationsOperations(Noun):
    """The operations on Google Chat configurations. One can be found only through its incident type."""

    def create_incident_google_chat_configuration(
        self, body: IncidentGoogleChatConfigurationRequest, **options: Unpack[CallOptions]
    ) -> IncidentGoogleChatConfigurationResponse:
        """Create the Google Chat configuration of an incident type.

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
        return self.api_client.call(CREATE_INCIDENT_GOOGLE_CHAT_CONFIGURATION, {"body": body}, **options).data

    def update_incident_google_chat_configuration(
        self, id: str, body: IncidentGoogleChatConfigurationPatchRequest, **options: Unpack[CallOptions]
    ) -> IncidentGoogleChatConfigurationResponse:
        """Update a Google Chat configuration: what the body names changes, all else stays.

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
        return self.api_client.call(UPDATE_INCIDENT_GOOGLE_CHAT_CONFIGURATION, {"id": id, "body": body}, **options).data
