# Made of api/incident_user_defined_fields.py by docs/generate_async_api.py: edit that, and run `make async`.
"""The fields that an organization defines for its incidents: list, create, get, update and delete them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.paging.async_pager import AsyncPager
from datadog_incidents.api.incident_user_defined_fields import (
    CREATE_INCIDENT_USER_DEFINED_FIELD,
    DELETE_INCIDENT_USER_DEFINED_FIELD,
    GET_INCIDENT_USER_DEFINED_FIELD,
    LARGEST_PAGE_OF_FIELDS,
    LIST_INCIDENT_USER_DEFINED_FIELDS,
    UPDATE_INCIDENT_USER_DEFINED_FIELD,
)
from datadog_incidents.api.noun import AsyncNoun

if TYPE_CHECKING:
    from datadog_incidents.models import (
        IncidentUserDefinedFieldCreateRequest,
        IncidentUserDefinedFieldListResponse,
        IncidentUserDefinedFieldResponse,
        IncidentUserDefinedFieldResponseData,
        IncidentUserDefinedFieldUpdateRequest,
    )


class AsyncIncidentUserDefinedFieldsOperations(AsyncNoun):
    """The operations on user-defined fields."""

    async def create_incident_user_defined_field(
        self,
        body: IncidentUserDefinedFieldCreateRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentUserDefinedFieldResponse:
        """Create a user-defined field of an incident type.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            body: the field to create.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The field as the service created it.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident type.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                CREATE_INCIDENT_USER_DEFINED_FIELD, {"body": body, "include": include}, **options
            )
        ).data

    async def get_incident_user_defined_field(
        self, field_id: str, *, include: str | Sequence[str] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentUserDefinedFieldResponse:
        """Get a user-defined field.

        Permission: `incident_read`.

        Args:
            field_id: the UUID of the field.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The field; what was included is by id in `data.included`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field, or it was deleted.
        """
        return (
            await self.api_client.call(
                GET_INCIDENT_USER_DEFINED_FIELD, {"field_id": field_id, "include": include}, **options
            )
        ).data

    async def list_incident_user_defined_fields(
        self,
        *,
        page_size: int | None = None,
        page_number: int | None = None,
        include_deleted: bool | None = None,
        filter_incident_type: str | None = None,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentUserDefinedFieldListResponse:
        """Get one page of the user-defined fields of the organization.

        Permission: `incident_read`.

        Args:
            page_size: fields in the page, up to 1,000; the service takes 1,000 when it is not given.
            page_number: the number of the page, from 0.
            include_deleted: whether deleted ones come, too; the service leaves them out by default.
            filter_incident_type: the UUID of an incident type, for the fields of that one alone.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The page. The API does not tell how many there are in all.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        return (
            await self.api_client.call(
                LIST_INCIDENT_USER_DEFINED_FIELDS,
                {
                    "page_size": page_size,
                    "page_number": page_number,
                    "include_deleted": include_deleted,
                    "filter_incident_type": filter_incident_type,
                    "include": include,
                },
                **options,
            )
        ).data

    def list_incident_user_defined_fields_with_pagination(
        self,
        *,
        include_deleted: bool | None = None,
        filter_incident_type: str | None = None,
        include: str | Sequence[str] | None = None,
        page_size: int = LARGEST_PAGE_OF_FIELDS,
        page_number: int = 0,
        prefetch: int = 0,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[IncidentUserDefinedFieldResponseData, IncidentUserDefinedFieldListResponse]:
        """Get all user-defined fields of the organization, page by page as they are needed.

        Numbered pages cannot overlap. So once nothing follows, all pages but a single short one are fetched again, last
        to first, for what has moved forward meanwhile, since others were deleted.

        Permission: `incident_read`.

        Args:
            include_deleted: whether deleted ones come, too; the service leaves them out by default.
            filter_incident_type: the UUID of an incident type, for the fields of that one alone.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user` and `incident_type`.
            page_size: fields in a page, up to 1,000.
            page_number: the number of the first page, from 0.
            prefetch: how many pages to fetch ahead in tasks, 0 to 32.
            options: options of every request.

        Returns:
            A pager: `async for` for fields, over its `.pages()` for pages.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        arguments = {
            "include_deleted": include_deleted,
            "filter_incident_type": filter_incident_type,
            "include": include,
            "page_size": page_size,
            "page_number": page_number,
        }
        return self.api_client.paginate(LIST_INCIDENT_USER_DEFINED_FIELDS, arguments, options, prefetch=prefetch)

    async def update_incident_user_defined_field(
        self,
        field_id: str,
        body: IncidentUserDefinedFieldUpdateRequest,
        *,
        include: str | Sequence[str] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentUserDefinedFieldResponse:
        """Update a user-defined field: what the body names changes, all else stays.

        Its name, type, incident type and tag key cannot be changed.
        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_settings_write`.

        Args:
            field_id: the UUID of the field.
            body: what to change.
            include: related resources to include, in one text with commas or in a list: `created_by_user`,
                `last_modified_by_user` and `incident_type`.
            options: see `CallOptions`.

        Returns:
            The field as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field.
            BadRequestException: the service refused the body.
        """
        return (
            await self.api_client.call(
                UPDATE_INCIDENT_USER_DEFINED_FIELD, {"field_id": field_id, "body": body, "include": include}, **options
            )
        ).data

    async def delete_incident_user_defined_field(self, field_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete a user-defined field, softly: a list still has it if `include_deleted` asks for it.

        Permission: `incident_settings_write`.

        Args:
            field_id: the UUID of the field.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such field, or it was deleted before.
        """
        return (await self.api_client.call(DELETE_INCIDENT_USER_DEFINED_FIELD, {"field_id": field_id}, **options)).data
