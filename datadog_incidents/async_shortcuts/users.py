"""Finding users, as for the commander of an incident."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Unpack

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.operations.operation import LARGEST_PAGE
from datadog_incidents._core.operations.parameters import Text
from datadog_incidents._core.paths import at_path, member
from datadog_incidents.exceptions import DecodeError, NoMatchError

if TYPE_CHECKING:
    from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi
    from datadog_incidents.models import IncidentUserData

_USERS = "/api/v2/users"


async def find_user(api: AsyncIncidentsApi, handle: str, **options: Unpack[CallOptions]) -> IncidentUserData:
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
    named = [user for user in await _users(api, text, options) if text.casefold() in _names(user)]
    enabled = [user for user in named if member(member(user, "attributes"), "disabled") is not True]
    if len(enabled) == 1:
        from datadog_incidents.models import IncidentUserData

        return IncidentUserData.from_dict(enabled[0])
    if enabled:
        ids = ", ".join(map(_id, enabled))
        raise NoMatchError(f"handle: {handle!r} is what {len(enabled)} users are called; their ids are {ids}")
    raise NoMatchError(f"handle: no user is called {handle!r}" + "; who was is disabled" * bool(named))


async def _users(api: AsyncIncidentsApi, text: str, options: CallOptions) -> list[dict[str, Any]]:
    """The documents of all users that the service finds by a text, page by page."""
    users: dict[str, dict[str, Any]] = {}
    for number in itertools.count():
        parameters = {"filter": text, "page[size]": LARGEST_PAGE, "page[number]": number}
        document = (await api.api_client.request("GET", _USERS, query=parameters, **options)).data
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
