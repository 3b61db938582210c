# Made of api/global_incident_handles.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The global handles of an organization: list, create, replace and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents.api.global_incident_handles import (
    CREATE_GLOBAL_INCIDENT_HANDLE,
    DELETE_GLOBAL_INCIDENT_HANDLE,
    LIST_GLOBAL_INCIDENT_HANDLES,
    UPDATE_GLOBAL_INCIDENT_HANDLE,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentHandleRequest, IncidentHandleResponse, IncidentHandlesResponse


class AsyncGlobalIncidentHandlesOperations(AsyncNoun):
    """The operations on global handles."""

    async def create_global_incident_handle(
        self, body: IncidentHandleRequest, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentHandleResponse:
        """Create a global handle.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            body: the handle to create.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user`, `commander_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The handle as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(CREATE_GLOBAL_INCIDENT_HANDLE, {"body": body, "include": include}, **options)
        ).data

    async def list_global_incident_handles(
        self, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentHandlesResponse:
        """Get all global handles of the organization.

        Args:
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user`, `commander_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The handles, in one page.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (await self.api_client.call(LIST_GLOBAL_INCIDENT_HANDLES, {"include": include}, **options)).data

    async def update_global_incident_handle(
        self, body: IncidentHandleRequest, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentHandleResponse:
        """Replace a global handle: the body has all of it, and its id.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Args:
            body: what the handle is to become; `data.id` says which one it is.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user`, `commander_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The handle as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such handle.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(UPDATE_GLOBAL_INCIDENT_HANDLE, {"body": body, "include": include}, **options)
        ).data

    async def delete_global_incident_handle(self, **options: Unpack[CallOptions]) -> None:
        """Delete the global handle.

        The API takes no id here, and does not say which one it deletes where there are several.

        Args:
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is none.
        """
        return (await self.api_client.call(DELETE_GLOBAL_INCIDENT_HANDLE, {}, **options)).data
