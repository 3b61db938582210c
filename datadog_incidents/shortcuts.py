"""Short cuts: what is often wanted of incidents and takes more than one call, or more than a line.

    from datadog_incidents import shortcuts

    incident = shortcuts.find_incident(api, "IR-42")
    shortcuts.resolve_incident(api, incident.id)

Each is a plain function over an `IncidentsApi`, so what it does can be read here. The options (`CallOptions`) are those
of every request that it makes, the opt-ins those of the operations that it names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Unpack
from uuid import UUID

from datadog_incidents import query
from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.operations.operation import LARGEST_PAGE
from datadog_incidents._core.operations.parameters import Integer, Text
from datadog_incidents._core.operations.target import target_of
from datadog_incidents._core.paths import at_path, attribute, member
from datadog_incidents.api.incidents_api import CREATE_INCIDENT
from datadog_incidents.exceptions import DecodeError, InvalidArgumentError, NoMatchError, NotFoundException

if TYPE_CHECKING:
    from datadog_incidents._core.paging.pager import Pager
    from datadog_incidents.api.incidents import Include
    from datadog_incidents.api.incidents_api import IncidentsApi
    from datadog_incidents.models import (
        IncidentCreateRequest,
        IncidentResponse,
        IncidentResponseData,
        IncidentSearchResponse,
        IncidentUserData,
    )

__all__ = [
    "active_incidents",
    "create_incident_unless_open",
    "find_incident",
    "find_incidents_by_title",
    "find_user",
    "newest_incidents",
    "open_incidents",
    "parse_reference",
    "resolve_incident",
]

_OPEN_STATES = ("active", "stable")
_LATE_IN_SEARCH = 50
"""Incidents at the end of the list that are looked at besides those that a search does not count."""
_USERS = "/api/v2/users"
_IN_URL = re.compile(r"(?:https?://)?[^/?#\s]+/(?:[^?#\s]+/)?incidents/([^/?#\s]+)(?:[/?#]\S*)?", re.IGNORECASE)
_PUBLIC_ID = re.compile(r"(?:IR-|#)?0*([1-9][0-9]{0,8})", re.IGNORECASE)
_WITH_SLUG = re.compile(r"([0-9]+)-\S*")


def parse_reference(reference: str | int | UUID) -> UUID | int:
    """Read what people call an incident.

    Args:
        reference: a UUID; a public id as 42, `42`, `#42` or `IR-42`; or the URL of the incident in the web app.

    Returns:
        The UUID, or the public id.

    Raises:
        InvalidArgumentError: it is none of these.
    """
    text = "" if isinstance(reference, bool) else str(reference).strip()
    if in_url := _IN_URL.fullmatch(text):
        text = in_url[1]
    try:
        return UUID(text)
    except ValueError:
        pass
    if in_url and (with_slug := _WITH_SLUG.fullmatch(text)):
        text = with_slug[1]
    if public_id := _PUBLIC_ID.fullmatch(text):
        return int(public_id[1])
    raise InvalidArgumentError(
        f"reference: {reference!r} names no incident; expected a UUID, a public id such as 42 or 'IR-42', "
        "or the URL of an incident"
    )


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
        InvalidArgumentError: an argument is wrong; nothing was sent.
        NotFoundException: there is no incident of that UUID. It is a LookupError.
        NoMatchError: there is no incident of that public id. It is a LookupError, too.
    """
    wanted = parse_reference(reference)
    if isinstance(wanted, UUID):
        return api.get_incident(str(wanted), include=include, **options).data
    low, high, size = 0, wanted, LARGEST_PAGE
    offset = max(low, high - size)
    while low < high:
        page = api.list_incidents(include=include, page_size=LARGEST_PAGE, page_offset=offset, **options).data
        for incident in page:
            if incident.public_id == wanted:
                return incident
        seen = [(at, incident.public_id) for at, incident in enumerate(page, offset) if incident.public_id is not None]
        low, high = _narrowed(low, high, offset, seen, wanted)
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


def find_user(api: IncidentsApi, handle: str, **options: Unpack[CallOptions]) -> IncidentUserData:
    """Find a user by e-mail address or handle, as for the commander of an incident.

    It asks the endpoint `GET /api/v2/users`, which needs the permission `user_access_read`.

    Args:
        api: carries the calls.
        handle: the whole e-mail address or handle, in any case.
        options: options of every request.

    Returns:
        The user.

    Raises:
        InvalidArgumentError: the handle is blank or no string; nothing was sent.
        NoMatchError: there is no such user, only disabled ones, or several.
        ForbiddenException: the keys may not read users.
    """
    text = Text().write("handle", handle).strip()
    named = [user for user in _users(api, text, options) if text.casefold() in _names(user)]
    enabled = [user for user in named if member(member(user, "attributes"), "disabled") is not True]
    if len(enabled) == 1:
        from datadog_incidents.models import IncidentUserData

        return IncidentUserData.from_dict(enabled[0])
    if enabled:
        ids = ", ".join(map(_id, enabled))
        raise NoMatchError(f"handle: {handle!r} is what {len(enabled)} users are called; their ids are {ids}")
    raise NoMatchError(f"handle: no user is called {handle!r}" + "; who was is disabled" * bool(named))


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
    return list(itertools.islice(found, count))


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
    return api.search_incidents_with_pagination(query.state(*_OPEN_STATES), include=include, **options)


def resolve_incident(api: IncidentsApi, incident_id: str | UUID, **options: Unpack[CallOptions]) -> IncidentResponse:
    """Set the state of an incident to `resolved`; the service then fills in when that was.

    Args:
        api: carries the call (`update_incident`).
        incident_id: the UUID of the incident.
        options: options of the request.

    Returns:
        The incident as it is now.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
        NotFoundException: there is no such incident, or it was deleted.
    """
    from datadog_incidents.models import IncidentUpdateRequest

    body = IncidentUpdateRequest.build(incident_id, state="resolved")
    return api.update_incident(str(incident_id), body, **options)


def create_incident_unless_open(
    api: IncidentsApi, body: IncidentCreateRequest, **options: Unpack[CallOptions]
) -> tuple[IncidentResponseData, bool]:
    """Create an incident, unless one with the same title is open already.

    Open are the states `active` and `stable`; a test incident is compared with test incidents alone. It looks through
    what a search finds and, since a search learns late of what is new, through the end of the list, which has new
    incidents at once. What it finds is fetched once more before it is returned, so it is open.

    So an incident that was open before the call is found, unless the search had not yet learned

    - of it, but of more than fifty incidents that were created later;
    - that more than fifty incidents were deleted;
    - that an old incident got this title, or was opened again.

    Two callers at the same time may create one each: the API has no means against that. After a create with an unknown
    outcome (`outcome_unknown`), this is the way to repeat it.

    Args:
        api: carries the calls (`search_incidents`, `list_incidents`, `get_incident`, `create_incident`).
        body: the incident to create.
        options: options of every request.

    Returns:
        The open incident, the oldest if there are several, and False; or the new one and True.

    Raises:
        InvalidArgumentError: the body does not fit the contract; nothing was sent.
        DatadogIncidentsError: as for the operations. Nothing was created then, unless it says `outcome_unknown`.
    """
    target_of(CREATE_INCIDENT, {"body": body})
    wanted = body.data.attributes
    for candidate in _candidates(api, wanted.title, is_test=bool(wanted.is_test), options=options):
        try:
            incident = api.get_incident(candidate.id, **options).data
        except NotFoundException:
            continue
        if _is_open(incident, wanted.title):
            return incident, False
    return api.create_incident(body, **options).data, True


# ------------------------------------------------------------------------------------------------------- looking closer


def _narrowed(low: int, high: int, offset: int, seen: Sequence[tuple[int, int]], wanted: int) -> tuple[int, int]:
    """Between which offsets an incident still can be, after a look at one page.

    Public ids grow by at least one from incident to incident, so that two are never further apart than their ids say.

    Args:
        low: the lowest offset that it can be at.
        high: the first offset that it cannot be at any more.
        offset: the offset of the page.
        seen: the offset and the public id of the incidents in the page, which it is not among.
        wanted: its public id.
    """
    if not seen:
        return low, offset
    (first_offset, first_id), (last_offset, last_id) = seen[0], seen[-1]
    if wanted < first_id:
        return max(low, first_offset - (first_id - wanted)), first_offset
    if wanted > last_id:
        return last_offset + 1, min(high, last_offset + (wanted - last_id) + 1)
    return offset, offset


def _candidates(
    api: IncidentsApi, title: str, *, is_test: bool, options: CallOptions
) -> Iterator[IncidentResponseData]:
    """Incidents with this title that seem to be open: those that a search knows, then those at the end of the list."""
    among = query.state(*_OPEN_STATES)
    yield from find_incidents_by_title(api, title, among=among & query.is_test() if is_test else among, **options)
    known = api.search_incidents_with_pagination(query.anything(), page_size=1, **options).total or 0
    # The list also has what the search hides or does not know yet, so it is no shorter than that.
    for incident in api.list_incidents_with_pagination(page_offset=max(0, known - _LATE_IN_SEARCH), **options):
        if _is_open(incident, title) and (attribute(incident.attributes, "is_test") is True) == is_test:
            yield incident


def _is_open(incident: IncidentResponseData, title: str) -> bool:
    return incident.state in _OPEN_STATES and incident.title == title


def _users(api: IncidentsApi, text: str, options: CallOptions) -> list[dict[str, Any]]:
    """The documents of all users that the service finds by a text, page by page."""
    users: dict[str, dict[str, Any]] = {}
    for number in itertools.count():
        parameters = {"filter": text, "page[size]": LARGEST_PAGE, "page[number]": number}
        document = api.api_client.request("GET", _USERS, query=parameters, **options).data
        found = member(document, "data")
        if not is_list(found):
            raise DecodeError(f"GET {_USERS}: data: expected a list, got {type(found).__name__}", path="data")
        page = {_id(user): user for user in found if is_object(user)}
        if page.keys() <= users.keys():
            break
        users |= page
        if at_path(document, ("meta", "page", "total_filtered_count"), member) == [len(users)]:
            break
    return list(users.values())


def _id(user: Any) -> str:
    return str(member(user, "id"))


def _names(user: Any) -> set[str]:
    """What a user is called by, in folded case."""
    names = (member(member(user, "attributes"), name) for name in ("email", "handle"))
    return {name.casefold() for name in names if isinstance(name, str)}
