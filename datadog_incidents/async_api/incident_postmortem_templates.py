# Made of api/incident_postmortem_templates.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The templates that postmortems are written in: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_postmortem_templates import (
    CREATE_INCIDENT_POSTMORTEM_TEMPLATE,
    DELETE_INCIDENT_POSTMORTEM_TEMPLATE,
    GET_INCIDENT_POSTMORTEM_TEMPLATE,
    LIST_INCIDENT_POSTMORTEM_TEMPLATES,
    UPDATE_INCIDENT_POSTMORTEM_TEMPLATE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from uuid import UUID

    from datadog_incidents.models import (
        PostmortemTemplateRequest,
        PostmortemTemplateResponse,
        PostmortemTemplatesResponse,
    )


class AsyncIncidentPostmortemTemplatesOperations(AsyncNoun):
    """The operations on postmortem templates."""

    async def create_incident_postmortem_template(
        self, body: PostmortemTemplateRequest, **options: Unpack[CallOptions]
    ) -> PostmortemTemplateResponse:
        """Create a postmortem template.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            body: the template to create.
            options: see `CallOptions`.

        Returns:
            The template as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(CREATE_INCIDENT_POSTMORTEM_TEMPLATE, {"body": body}, **options)).data

    async def get_incident_postmortem_template(
        self, template_id: str, **options: Unpack[CallOptions]
    ) -> PostmortemTemplateResponse:
        """Get a postmortem template.

        Args:
            template_id: the id of the template; it need not be a UUID.
            options: see `CallOptions`.

        Returns:
            The template.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template.
        """
        return (
            await self.api_client.call(GET_INCIDENT_POSTMORTEM_TEMPLATE, {"template_id": template_id}, **options)
        ).data

    async def list_incident_postmortem_templates(
        self, *, filter_incident_type: str | UUID | None = None, sort: str | None = None, **options: Unpack[CallOptions]
    ) -> PostmortemTemplatesResponse:
        """Get the postmortem templates of the organization.

        Args:
            filter_incident_type: the UUID of an incident type, for the templates of that one alone.
            sort: what to sort by, such as `name`; the service takes None for `created_at`.
            options: see `CallOptions`.

        Returns:
            The templates, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (
            await self.api_client.call(
                LIST_INCIDENT_POSTMORTEM_TEMPLATES,
                {"filter_incident_type": filter_incident_type, "sort": sort},
                **options,
            )
        ).data

    async def update_incident_postmortem_template(
        self, template_id: str, body: PostmortemTemplateRequest, **options: Unpack[CallOptions]
    ) -> PostmortemTemplateResponse:
        """Update a postmortem template: what the body names changes, all else stays. It keeps its incident type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            template_id: the id of the template; it need not be a UUID.
            body: what it is to become; its name has to be there.
            options: see `CallOptions`.

        Returns:
            The template as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_INCIDENT_POSTMORTEM_TEMPLATE, {"template_id": template_id, "body": body}, **options
            )
        ).data

    async def delete_incident_postmortem_template(self, template_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a postmortem template.

        Args:
            template_id: the id of the template; it need not be a UUID.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template, or it was deleted before.
        """
        return (
            await self.api_client.call(DELETE_INCIDENT_POSTMORTEM_TEMPLATE, {"template_id": template_id}, **options)
        ).data
