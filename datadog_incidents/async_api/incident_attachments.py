# Made of api/incident_attachments.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The attachments of an incident, links and postmortems: list, create, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.incident_attachments import (
    CREATE_INCIDENT_ATTACHMENT,
    CREATE_INCIDENT_POSTMORTEM_ATTACHMENT,
    DELETE_INCIDENT_ATTACHMENT,
    LIST_INCIDENT_ATTACHMENTS,
    UPDATE_INCIDENT_ATTACHMENT,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        Attachment,
        AttachmentArray,
        CreateAttachmentRequest,
        PatchAttachmentRequest,
        PostmortemAttachmentRequest,
    )


class AsyncIncidentAttachmentsOperations(AsyncNoun):
    """The operations on the attachments of an incident."""

    async def create_incident_attachment(
        self,
        incident_id: str,
        body: CreateAttachmentRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> Attachment:
        """Attach a link or a postmortem to an incident.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: the attachment to create.
            include: related resources to include; the user who changed it last comes unasked.
            options: see `CallOptions`.

        Returns:
            The attachment as the service created it, with the user who did.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_INCIDENT_ATTACHMENT, {"incident_id": incident_id, "body": body, "include": include}, **options
            )
        ).data

    async def create_incident_postmortem_attachment(
        self, incident_id: str, body: PostmortemAttachmentRequest, **options: Unpack[CallOptions]
    ) -> Attachment:
        """Write a postmortem and attach it to an incident.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            incident_id: the UUID of the incident.
            body: the postmortem to write.
            options: see `CallOptions`.

        Returns:
            The attachment that leads to the postmortem.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_INCIDENT_POSTMORTEM_ATTACHMENT, {"incident_id": incident_id, "body": body}, **options
            )
        ).data

    async def list_incident_attachments(
        self,
        incident_id: str,
        *,
        filter_attachment_type: str | None = None,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> AttachmentArray:
        """Get all attachments of an incident. They come in one page.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            filter_attachment_type: `1` for postmortems alone, `2` for links alone; the service takes no names here.
            include: related resources to include; the user who changed it last comes unasked.
            options: see `CallOptions`.

        Returns:
            The attachments, with the users who changed them last.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident.
        """
        return (
            await self.api_client.call(
                LIST_INCIDENT_ATTACHMENTS,
                {"incident_id": incident_id, "filter_attachment_type": filter_attachment_type, "include": include},
                **options,
            )
        ).data

    async def update_incident_attachment(
        self,
        incident_id: str,
        attachment_id: str,
        body: PatchAttachmentRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> Attachment:
        """Update an attachment: what the body names changes, its type stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            attachment_id: the UUID of the attachment.
            body: what to change.
            include: related resources to include; the user who changed it last comes unasked.
            options: see `CallOptions`.

        Returns:
            The attachment as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or attachment, or the id is none.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_INCIDENT_ATTACHMENT,
                {"incident_id": incident_id, "attachment_id": attachment_id, "body": body, "include": include},
                **options,
            )
        ).data

    async def delete_incident_attachment(
        self, incident_id: str, attachment_id: str, **options: Unpack[CallOptions]
    ) -> None:
        """Delete an attachment of an incident.

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            attachment_id: the UUID of the attachment.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident or attachment, or it was deleted before.
        """
        return (
            await self.api_client.call(
                DELETE_INCIDENT_ATTACHMENT, {"incident_id": incident_id, "attachment_id": attachment_id}, **options
            )
        ).data
