# Made of api/incidents.py by docs/generate_async_api.py: edit that, and run `make async`.
"""Incidents: create, get, list, search, update, delete and import them.

https://docs.datadoghq.com/api/latest/incidents/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import LARGEST_PAGE
from datadog_incidents._core.paging.async_pager import AsyncPager
from datadog_incidents.api.incidents import (
    CREATE_INCIDENT,
    DELETE_INCIDENT,
    GET_INCIDENT,
    IMPORT_INCIDENT,
    LIST_INCIDENTS,
    SEARCH_INCIDENTS,
    UPDATE_INCIDENT,
)
from datadog_incidents.api.noun import AsyncNoun
from datadog_incidents.query import Query

if TYPE_CHECKING:
    from datadog_incidents.api.incidents import ImportInclude, Include, Sort
    from datadog_incidents.models import (
        IncidentCreateRequest,
        IncidentImportRequest,
        IncidentImportResponse,
        IncidentResponse,
        IncidentResponseData,
        IncidentSearchResponse,
        IncidentsResponse,
        IncidentUpdateRequest,
    )


class AsyncIncidentsOperations(AsyncNoun):
    """The operations on incidents."""

    async def create_incident(self, body: IncidentCreateRequest, **options: Unpack[CallOptions]) -> IncidentResponse:
        """Create an incident.

        A request whose outcome is unknown is not repeated, so that one intended incident never becomes two; the error
        then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            body: the incident to create.
            options: see `CallOptions`.

        Returns:
            The incident as the service created it, its defaults filled in.

        Raises:
            InvalidArgumentError: the body does not fit the contract; nothing was sent.
            BadRequestException: the service refused the body.
            ApiConnectionError: the connection broke; see `outcome_unknown`.
            ApiTimeoutError: no answer came in time; see `outcome_unknown`.
        """
        return (await self.api_client.call(CREATE_INCIDENT, {"body": body}, **options)).data

    async def get_incident(
        self, incident_id: str, *, include: Sequence[Include] | None = None, **options: Unpack[CallOptions]
    ) -> IncidentResponse:
        """Get the details of an incident.

        Permission: `incident_read`.

        Args:
            incident_id: the UUID of the incident.
            include: related resources to include in the response: `users`, `attachments`.
            options: see `CallOptions`.

        Returns:
            The incident; what was included is in `included`, and by id in `data.included`.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident, or it was deleted.
        """
        return (
            await self.api_client.call(GET_INCIDENT, {"incident_id": incident_id, "include": include}, **options)
        ).data

    async def list_incidents(
        self,
        *,
        include: Sequence[Include] | None = None,
        page_size: int | None = None,
        page_offset: int | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentsResponse:
        """Get one page of the organization's incidents, oldest first.

        Permission: `incident_read`.

        Args:
            include: related resources to include in the response: `users`, `attachments`.
            page_size: incidents in the page, 1 to 100; the service takes 10 when it is not given.
            page_offset: position of the page's first incident, from 0.
            options: see `CallOptions`.

        Returns:
            The page. The API does not tell how many incidents there are in all.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        arguments = {"include": include, "page_size": page_size, "page_offset": page_offset}
        return (await self.api_client.call(LIST_INCIDENTS, arguments, **options)).data

    def list_incidents_with_pagination(
        self,
        *,
        include: Sequence[Include] | None = None,
        page_size: int = LARGEST_PAGE,
        page_offset: int = 0,
        prefetch: int = 0,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[IncidentResponseData, IncidentsResponse]:
        """Get all of the organization's incidents, oldest first, page by page as they are needed.

        Permission: `incident_read`.

        Args:
            include: related resources to include; `incident.included` then holds them by id.
            page_size: incidents in a page, 1 to 100.
            page_offset: position of the first incident, from 0.
            prefetch: how many pages to fetch ahead in tasks, 0 to 32.
            options: options of every request.

        Returns:
            A pager: `async for` for incidents, over its `.pages()` for pages.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        arguments = {"include": include, "page_size": page_size, "page_offset": page_offset}
        return self.api_client.paginate(LIST_INCIDENTS, arguments, options, prefetch=prefetch)

    async def search_incidents(
        self,
        query: str,
        *,
        include: Include | None = None,
        sort: Sort | None = None,
        page_size: int | None = None,
        page_offset: int | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentSearchResponse:
        """Search for incidents: one page of those that match a query, with facet counts and the total.

        The search is eventually consistent: an incident created a moment ago may be missing. Test incidents are hidden
        unless the query asks for them.

        Permission: `incident_read`.

        Args:
            query: facets joined by AND, their values by OR: `state:active AND severity:(SEV-2 OR SEV-1)`. The makers of
                `datadog_incidents.query` write one.
            include: related resources to include in the response: `users` or `attachments`.
            sort: `created` for oldest first, `-created` for newest first, which is also the service's default.
            page_size: incidents in the page, 1 to 100; the service takes 10 when it is not given.
            page_offset: position of the page's first incident, from 0.
            options: see `CallOptions`.

        Returns:
            The page, with `data.attributes.total` and `data.attributes.facets` over all that matches.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestException: the service cannot read the query.
        """
        arguments = {
            "query": query,
            "include": include,
            "sort": sort,
            "page_size": page_size,
            "page_offset": page_offset,
        }
        return (await self.api_client.call(SEARCH_INCIDENTS, arguments, **options)).data

    def search_incidents_with_pagination(
        self,
        query: str,
        *,
        include: Include | None = None,
        sort: Sort | None = None,
        page_size: int = LARGEST_PAGE,
        page_offset: int = 0,
        prefetch: int = 0,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[IncidentResponseData, IncidentSearchResponse]:
        """Search for incidents: all that match a query, page by page as they are needed.

        What a `datadog_incidents.query.Query` says of the time of creation holds even where the service does not mind
        it: incidents that it rules out are left out. The pages may then have fewer items, or none; `total` and
        `response` stay as the service gave them.

        Permission: `incident_read`.

        Args:
            query: facets joined by AND, their values by OR: `state:active AND severity:(SEV-2 OR SEV-1)`; or a `Query`.
            include: related resources to include; `incident.included` then holds them by id.
            sort: `created` for oldest first, `-created` for newest first, which is also the service's default.
            page_size: incidents in a page, 1 to 100.
            page_offset: position of the first incident, from 0.
            prefetch: how many pages to fetch ahead in tasks, 0 to 32.
            options: options of every request.

        Returns:
            A pager: `async for` for incidents, over its `.pages()` for pages with their facets; `total()` is the
            number of incidents that match.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
        """
        arguments = {
            "query": query,
            "include": include,
            "sort": sort,
            "page_size": page_size,
            "page_offset": page_offset,
        }
        wanted = query.allows if isinstance(query, Query) else None
        return self.api_client.paginate(SEARCH_INCIDENTS, arguments, options, prefetch=prefetch, wanted=wanted)

    async def update_incident(
        self,
        incident_id: str,
        body: IncidentUpdateRequest,
        *,
        include: Sequence[Include] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentResponse:
        """Update an incident: what the body names changes, all else stays.

        A request whose outcome is unknown is not repeated; the error then says so (`outcome_unknown`).

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            body: what to change. In it, None clears what may be cleared, and what is not given stays.
            include: related resources to include in the response: `users`, `attachments`.
            options: see `CallOptions`.

        Returns:
            The incident as it is now.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            NotFoundException: there is no such incident, or it was deleted.
            BadRequestException: the service refused the body.
        """
        arguments = {"incident_id": incident_id, "body": body, "include": include}
        return (await self.api_client.call(UPDATE_INCIDENT, arguments, **options)).data

    async def delete_incident(self, incident_id: str, **options: Unpack[CallOptions]) -> None:
        """Delete an incident.

        Permission: `incident_write`.

        Args:
            incident_id: the UUID of the incident.
            options: see `CallOptions`.

        Raises:
            InvalidArgumentError: the id is wrong; nothing was sent.
            NotFoundException: there is no such incident, or it was deleted before.
        """
        return (await self.api_client.call(DELETE_INCIDENT, {"incident_id": incident_id}, **options)).data

    async def import_incident(
        self,
        body: IncidentImportRequest,
        *,
        include: Sequence[ImportInclude] | None = None,
        **options: Unpack[CallOptions],
    ) -> IncidentImportResponse:
        """Import an incident that happened elsewhere, with the moments at which it was noticed, declared and resolved.

        Nobody is notified of it, and no integration acts on it. A request whose outcome is unknown is not repeated; the
        error then says so (`outcome_unknown`).
        Permission: `incident_write`.

        Args:
            body: the incident to import.
            include: related resources to include in the response: `commander_user`, `created_by_user`,
                `declared_by_user`, `incident_type`, `last_modified_by_user`.
            options: see `CallOptions`.

        Returns:
            The incident as the service created it, with the next number of the organization.

        Raises:
            InvalidArgumentError: an argument is wrong; nothing was sent.
            BadRequestException: the service refused the body.
        """
        return (await self.api_client.call(IMPORT_INCIDENT, {"body": body, "include": include}, **options)).data
