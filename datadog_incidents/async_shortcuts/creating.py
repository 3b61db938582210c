"""Creating an incident, unless it is there already."""

from __future__ import annotations

from collections.abc import AsyncIterator
from copy import deepcopy
from typing import TYPE_CHECKING, Unpack

from datadog_incidents import query
from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.operations.parameters import Text
from datadog_incidents._core.operations.target import target_of
from datadog_incidents._core.paths import attribute
from datadog_incidents.api.incidents import CREATE_INCIDENT
from datadog_incidents.async_shortcuts.finding import OPEN_STATES
from datadog_incidents.exceptions import NotFoundException

if TYPE_CHECKING:
    from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi
    from datadog_incidents.models import IncidentCreateRequest, IncidentResponseData

_LATE_IN_SEARCH = 50
"""Incidents at the end of the list that are looked at besides those that a search does not count."""


async def create_incident_unless_open(
    api: AsyncIncidentsApi,
    body: IncidentCreateRequest,
    *,
    key: str | None = None,
    key_field: str = "deduplication_key",
    **options: Unpack[CallOptions],
) -> tuple[IncidentResponseData, bool]:
    """Create an incident, unless one like it is open already: one with the same title, or with the same key.

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
        key: what stands for the incident in place of its title, such as the fingerprint of an alert; case and blanks
            around it do not count. It is kept in a field of the incident.
        key_field: the name of that field.
        options: options of every request.

    Returns:
        The open incident, the oldest if there are several, and False; or the new one and True.

    Raises:
        InvalidArgumentError: the body does not fit the contract, or the key is blank; nothing was sent.
        DatadogIncidentsError: as for the operations. Nothing was created then, unless it says `outcome_unknown`.
    """
    if key is not None:
        key = _normalized(Text().write("key", key))
        body = _with_key(body, key, Text().write("key_field", key_field))
    target_of(CREATE_INCIDENT, {"body": body})
    wanted = body.data.attributes

    def is_like(incident: IncidentResponseData) -> bool:
        alike = incident.title == wanted.title if key is None else incident.field(key_field) == key
        return alike and incident.state in OPEN_STATES

    async for candidate in _open_ones(api, is_test=bool(wanted.is_test), options=options):
        if is_like(candidate):
            try:
                incident = (await api.get_incident(candidate.id, **options)).data
            except NotFoundException:
                continue
            if is_like(incident):
                return incident, False
    return (await api.create_incident(body, **options)).data, True


async def _open_ones(
    api: AsyncIncidentsApi, *, is_test: bool, options: CallOptions
) -> AsyncIterator[IncidentResponseData]:
    """Incidents that seem to be open: those that a search knows, then those at the end of the list."""
    among = query.state(*OPEN_STATES)
    among = among & query.is_test() if is_test else among
    async for incident in api.search_incidents_with_pagination(among, sort="created", **options):
        yield incident
    known = await api.search_incidents_with_pagination(query.anything(), page_size=1, **options).total() or 0
    # The list also has what the search hides or does not know yet, so it is no shorter than that.
    async for incident in api.list_incidents_with_pagination(page_offset=max(0, known - _LATE_IN_SEARCH), **options):
        if (attribute(incident.attributes, "is_test") is True) == is_test:
            yield incident


def _normalized(key: str) -> str:
    return " ".join(key.split()).casefold()


def _with_key(body: IncidentCreateRequest, key: str, key_field: str) -> IncidentCreateRequest:
    """The body with the key in a field; what was given stays as it is."""
    from datadog_incidents.models import textbox

    keyed = deepcopy(body)
    attributes = keyed.data.attributes
    attributes.fields = {**(attributes.fields or {}), key_field: textbox(key)}
    return keyed
