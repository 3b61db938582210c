"""The settings of an organization for each of its incident types: read them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import LARGEST_PAGE, Operation, Paging, Parameter
from datadog_incidents._core.operations.parameters import Flag, Identifier, Integer, Texts
from datadog_incidents._core.paging.pager import Pager
from datadog_incidents.api.noun import Noun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentOrgSettingsDataResponse,
        IncidentOrgSettingsListResponse,
        IncidentOrgSettingsResponse,
    )

GET_ORG_SETTINGS_BY_INCIDENT_TYPE: Final[Operation[IncidentOrgSettingsResponse]] = Operation(
    name="get_org_settings_by_incident_type",
    method="GET",
    path="/api/v2/incidents/config/types/{incident_type_id}/org-settings",
    parameters=(
        Parameter("incident_type_id", "path", Identifier(), required=True),
        Parameter("include", "query", Texts()),
    ),
    response="IncidentOrgSettingsResponse",
    resources=("data",),
    permissions=("incident_settings_read", "incident_read"),
    unstable=True,
)
LIST_ORG_SETTINGS: Final[Operation[IncidentOrgSettingsListResponse]] = Operation(
    name="list_org_settings",
    method="GET",
    path="/api/v2/incidents/config/types/org-settings",
    parameters=(
        Parameter("page_size", "query", Integer(1, LARGEST_PAGE), wire="page[size]"),
        Parameter("page_offset", "query", Integer(0), wire="page[offset]"),
        Parameter("include_deleted", "query", Flag(), wire="include-deleted"),
        Parameter("include", "query", Texts()),
    ),
    response="IncidentOrgSettingsListResponse",
    resources=("data",),
    permissions=("incident_settings_read", "incident_read"),
    unstable=True,
    paging=Paging(item="IncidentOrgSettingsDataResponse", items=("data",)),
)


class IncidentOrgSettingsOperations(Noun):
    """The operations on the settings of an organization for its incident types."""

    def get_org_settings_by_incident_type(
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
        return self.api_client.call(
            GET_ORG_SETTINGS_BY_INCIDENT_TYPE, {"incident_type_id": incident_type_id, "include": include}, **options
        ).data

    def list_org_settings(
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
        return self.api_client.call(
            LIST_ORG_SETTINGS,
            {
                "page_size": page_size,
                "page_offset": page_offset,
                "include_deleted": include_deleted,
                "include": include,
            },
            **options,
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
    ) -> Pager[IncidentOrgSettingsDataResponse, IncidentOrgSettingsListResponse]:
        """Get all settings of the organization, for an incident type each, page by page as they are needed.

        Permissions: `incident_settings_read` or `incident_read`.

        Args:
            include_deleted: whether those of deleted incident types come, too.
            include: related resources to include, in one text with commas or in a list: `incident_type`.
            page_size: settings in a page, 1 to 100.
            page_offset: position of the first settings, from 0.
            prefetch: how many pages to fetch ahead on threads, 0 to 32.
            options: options of every request.

        Returns:
            A pager: iterate over it for settings, over its `.pages()` for pages.

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
