# Made of api/incident_notification_templates.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The templates of what is written to people about incidents: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_notification_templates import (
    CREATE_INCIDENT_NOTIFICATION_TEMPLATE,
    DELETE_INCIDENT_NOTIFICATION_TEMPLATE,
    GET_INCIDENT_NOTIFICATION_TEMPLATE,
    LIST_INCIDENT_NOTIFICATION_TEMPLATES,
    UPDATE_INCIDENT_NOTIFICATION_TEMPLATE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from uuid import UUID

    from datadog_incidents.models import (
        CreateIncidentNotificationTemplateRequest,
        IncidentNotificationTemplate,
        IncidentNotificationTemplateArray,
        PatchIncidentNotificationTemplateRequest,
    )


class AsyncIncidentNotificationTemplatesOperations(AsyncNoun):
    """The operations on notification templates."""

    async def create_incident_notification_template(
        self, body: CreateIncidentNotificationTemplateRequest, **options: Unpack[CallOptions]
    ) -> IncidentNotificationTemplate:
        """Create a notification template.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_notification_settings_write`.

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
        return (await self.api_client.call(CREATE_INCIDENT_NOTIFICATION_TEMPLATE, {"body": body}, **options)).data

    async def get_incident_notification_template(
        self, id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentNotificationTemplate:
        """Get a notification template.

        Permissions: `incident_settings_read` or `incident_write` or `incident_read`.

        Args:
            id: the UUID of the template.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The template; what was included is in `included`, and by id in `data.included`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template.
        """
        return (
            await self.api_client.call(GET_INCIDENT_NOTIFICATION_TEMPLATE, {"id": id, "include": include}, **options)
        ).data

    async def list_incident_notification_templates(
        self,
        *,
        filter_incident_type: str | UUID | None = None,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentNotificationTemplateArray:
        """Get the notification templates of the organization.

        Permission: `incident_notification_settings_read`.

        Args:
            filter_incident_type: the UUID of an incident type, for the templates of that one alone.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Returns:
            The templates, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (
            await self.api_client.call(
                LIST_INCIDENT_NOTIFICATION_TEMPLATES,
                {"filter_incident_type": filter_incident_type, "include": include},
                **options,
            )
        ).data

    async def update_incident_notification_template(
        self,
        id: str,
        body: PatchIncidentNotificationTemplateRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentNotificationTemplate:
        """Update a notification template: what the body names changes, all else stays. It keeps its incident type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_notification_settings_write`.

        Args:
            id: the UUID of the template.
            body: what to change.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
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
                UPDATE_INCIDENT_NOTIFICATION_TEMPLATE, {"id": id, "body": body, "include": include}, **options
            )
        ).data

    async def delete_incident_notification_template(
        self, id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> None:
        """Delete a notification template.

        Permission: `incident_notification_settings_write`.

        Args:
            id: the UUID of the template.
            include: related resources to include: `created_by_user`, `last_modified_by_user` and `incident_type`, in
                one text with commas or in a list.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such template, or it was deleted before.
        """
        return (
            await self.api_client.call(DELETE_INCIDENT_NOTIFICATION_TEMPLATE, {"id": id, "include": include}, **options)
        ).data
