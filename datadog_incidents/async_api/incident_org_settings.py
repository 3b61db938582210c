# Made of api/incident_org_settings.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The settings of an organization for each of its incident types: read them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import LARGEST_PAGE
from datadog_incidents._core.paging.async_pager import AsyncPager
from datadog_incidents.api.incident_org_settings import GET_ORG_SETTINGS_BY_INCIDENT_TYPE, LIST_ORG_SETTINGS
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentOrgSettingsDataResponse,
        IncidentOrgSettingsListResponse,
        IncidentOrgSettingsResponse,
    )


class AsyncIncidentOrgSettingsOperations(AsyncNoun):
    """The operations on the settings of an organization for its incident types."""

    async def get_org_settings_by_incident_type(
        self, incident_type_id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentOrgSettingsResponse:
        """Get the settings for an incident type.

        Permissions: `incident_settings_read` or `incident_read`.

        Args:
            incident_type_id: the UUID of the incident type.
            include: related resources to include, in one text with commas or in a list: `incident_type`.
            options: see `CallOptions`.

        Returns:
            The settings; what was included is by id in `data.included`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
        """
        return (
            await self.api_client.call(
                GET_ORG_SETTINGS_BY_INCIDENT_TYPE, {"incident_type_id": incident_type_id, "include": include}, **options
            )
        ).data

    async def list_org_settings(
        self,
        *,
        page_size: int | None = None,
        page_offset: int | None = None,
        include_deleted: bool | None = None,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentOrgSettingsListResponse:
        """Get one page of the settings of the organization, for an incident type each.

        Permissions: `incident_settings_read` or `incident_read`.

        Args:
            page_size: settings in the page, 1 to 100.
            page_offset: position of the page's first settings, from 0.
            include_deleted: whether those of deleted incident types come, too; by default they do not.
            include: related resources to include, in one text with commas or in a list: `incident_type`.
            options: see `CallOptions`.

        Returns:
            The page. The API does not tell how many there are in all.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (
            await self.api_client.call(
                LIST_ORG_SETTINGS,
                {
                    "page_size": page_size,
                    "page_offset": page_offset,
                    "include_deleted": include_deleted,
                    "include": include,
                },
                **options,
            )
        ).data

    def list_org_settings_with_pagination(
        self,
        *,
        include_deleted: bool | None = None,
        include: str | Sequence[str] | None = None,
        page_size: int = LARGEST_PAGE,
        page_offset: int = 0,
        prefetch: int = 0,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[IncidentOrgSettingsDataResponse, IncidentOrgSettingsListResponse]:
        """Get all settings of the organization, for an incident type each, page by page as they are needed.

        Permissions: `incident_settings_read` or `incident_read`.

        Args:
            include_deleted: whether those of deleted incident types come, too.
            include: related resources to include, in one text with commas or in a list: `incident_type`.
            page_size: settings in a page, 1 to 100.
            page_offset: position of the first settings, from 0.
            prefetch: how many pages to fetch ahead in tasks, 0 to 32.
            options: options of every request.

        Returns:
            A pager: `async for` for settings, over its `.pages()` for pages.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        arguments = {
            "include_deleted": include_deleted,
            "include": include,
            "page_size": page_size,
            "page_offset": page_offset,
        }
        return self.api_client.paginate(LIST_ORG_SETTINGS, arguments, options, prefetch=prefetch)
