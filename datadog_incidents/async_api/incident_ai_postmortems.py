# Made of api/incident_ai_postmortems.py by docs/generate_async_api.py: edit that, and run `make async`.
"""Postmortems that the service writes by AI: have one written.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_ai_postmortems import GET_INCIDENT_AI_POSTMORTEM
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentAIPostmortemResponse


class AsyncIncidentAiPostmortemsOperations(AsyncNoun):
    """The operation that has a postmortem written by AI."""

    async def get_incident_ai_postmortem(
        self, incident_id: str, **options: Unpack[CallOptions]
    ) -> IncidentAIPostmortemResponse:
        """Have a postmortem of an incident written by AI. It generates one each time; nothing is attached.

        It is a POST: a request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            options: see `CallOptions`.

        Returns:
            The postmortem.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (await self.api_client.call(GET_INCIDENT_AI_POSTMORTEM, {"incident_id": incident_id}, **options)).data
