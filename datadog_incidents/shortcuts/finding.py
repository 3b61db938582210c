# Written by docs/generate_shortcuts.py from async_shortcuts/finding.py: edit that, and run `make async`.
"""Finding incidents: by what people call them, by title, the newest, the open ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack
from uuid import UUID

from datadog_incidents import query
from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.operation import LARGEST_PAGE
from datadog_incidents._core.operations.parameters import Integer, Text
from datadog_incidents.exceptions import NoMatchError
from datadog_incidents.references import narrowed, reference_at

if TYPE_CHECKING:
    from datadog_incidents._core.paging.pager import Pager
    from datadog_incidents.api.incidents import Include
    from datadog_incidents.api.incidents_api import IncidentsApi
    from datadog_incidents.models import IncidentResponseData, IncidentSearchResponse

OPEN_STATES = ("active", "stable")


def find_incident(
    api: IncidentsApi,
    reference: str | int | UUID,
    *,
    include: Sequence[Include] | None = None,
    **options: Unpack[CallOptions],
) -> IncidentResponseData:
    """Find an incident by what people call it.

    A UUID takes `get_incident`. For a public id there is no operation, so the incident is looked for in the list
    (`list_incidents`), which is in the order of public ids: one request as long as fewer than a hundred of the
    incidents before it were deleted, a few more after that.

    Args:
        api: carries the calls.
        reference: a UUID; a public id as 42, `42`, `#42` or `IR-42`; or the URL of the incident in the web app.
        include: related resources to include: `users`, `attachments`.
        options: options of every request.

    Returns:
        The incident, as `get_incident` or `list_incidents` gives it.

    Raises:
        InvalidArgumentError: an argument is wrong, or the URL is of another site; nothing was sent.
        NotFoundException: there is no incident of that UUID. It is a LookupError.
        NoMatchError: there is no incident of that public id. It is a LookupError, too.
    """
    wanted = reference_at(reference, api.api_client.configuration)
    if isinstance(wanted, UUID):
        return api.get_incident(str(wanted), include=include, **options).data
    low, high, size = 0, wanted, LARGEST_PAGE
    offset = max(low, high - size)
    while low < high:
        answer = api.list_incidents(include=include, page_size=LARGEST_PAGE, page_offset=offset, **options)
        page = answer.data
        for incident in page:
            if incident.public_id == wanted:
                return incident
        seen = [(at, incident.public_id) for at, incident in enumerate(page, offset) if incident.public_id is not None]
        low, high = narrowed(low, high, offset, seen, wanted)
        size = len(page) or size
        offset = low if high - low <= size else (low + high - size) // 2
    raise NoMatchError(f"reference: there is no incident IR-{wanted}, or the keys may not see it")


def find_incidents_by_title(
    api: IncidentsApi,
    title: str,
    *,
    among: str | None = None,
    include: Include | None = None,
    **options: Unpack[CallOptions],
) -> list[IncidentResponseData]:
    """Find the incidents with exactly this title.

    Searching by title is not documented, so all incidents are fetched and compared here, a request for each hundred.
    `among=query.title(title)` makes that quick where the service minds it.

    Args:
        api: carries the calls (`search_incidents`).
        title: the title, letter by letter.
        among: a query for the incidents to look through; None for all but test incidents.
        include: related resources to include: `users` or `attachments`.
        options: options of every request.

    Returns:
        The incidents, oldest first; one that was created a moment ago may be missing.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
    """
    Text().write("title", title)
    found = api.search_incidents_with_pagination(
        query.anything() if among is None else among, include=include, sort="created", **options
    )
    return [incident for incident in found if incident.title == title]


def newest_incidents(
    api: IncidentsApi, count: int = 10, *, include: Include | None = None, **options: Unpack[CallOptions]
) -> list[IncidentResponseData]:
    """Get the incidents that were created last, newest first.

    The search hides test incidents, and may not know yet what was created a moment ago.

    Args:
        api: carries the calls (`search_incidents`).
        count: how many incidents, at the most; a request for each hundred.
        include: related resources to include: `users` or `attachments`.
        options: options of every request.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
    """
    Integer(1).write("count", count)
    size = min(count, LARGEST_PAGE)
    found = api.search_incidents_with_pagination(
        query.anything(), include=include, sort="-created", page_size=size, **options
    )
    newest: list[IncidentResponseData] = []
    for incident in found:
        newest.append(incident)
        if len(newest) == count:
            break
    return newest


def active_incidents(
    api: IncidentsApi, *, include: Include | None = None, **options: Unpack[CallOptions]
) -> Pager[IncidentResponseData, IncidentSearchResponse]:
    """Get all incidents in the state `active`, newest first, page by page as they are needed.

    Args:
        api: carries the calls (`search_incidents`).
        include: related resources to include: `users` or `attachments`.
        options: options of every request.

    Returns:
        A pager, as of `search_incidents_with_pagination`.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
    """
    return api.search_incidents_with_pagination(query.state("active"), include=include, **options)


def open_incidents(
    api: IncidentsApi, *, include: Include | None = None, **options: Unpack[CallOptions]
) -> Pager[IncidentResponseData, IncidentSearchResponse]:
    """Get all incidents that are not over, newest first: those in the states `active` and `stable`.

    Args:
        api: carries the calls (`search_incidents`).
        include: related resources to include: `users` or `attachments`.
        options: options of every request.

    Returns:
        A pager, as of `search_incidents_with_pagination`.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
    """
    return api.search_incidents_with_pagination(query.state(*OPEN_STATES), include=include, **options)
