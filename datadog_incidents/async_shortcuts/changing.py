"""Changing incidents by what people call them, and by whom they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Unpack
from uuid import UUID

from datadog_incidents._core.calls.options import CallOptions
from datadog_incidents._core.codec.unset import UNSET, Unset
from datadog_incidents.async_shortcuts.finding import find_incident
from datadog_incidents.async_shortcuts.users import find_user
from datadog_incidents.references import reference_at

if TYPE_CHECKING:
    from datadog_incidents.async_api.incidents_api import AsyncIncidentsApi
    from datadog_incidents.models import (
        IncidentCommander,
        IncidentFieldValue,
        IncidentNotificationHandle,
        IncidentResponse,
        IncidentSeverity,
    )


async def update_incident(
    api: AsyncIncidentsApi,
    reference: str | int | UUID,
    *,
    title: str | None = None,
    customer_impacted: bool | None = None,
    customer_impact_scope: str | None = None,
    customer_impact_start: datetime | str | Unset | None = UNSET,
    customer_impact_end: datetime | str | Unset | None = UNSET,
    detected: datetime | str | Unset | None = UNSET,
    severity: IncidentSeverity | str | Unset | None = UNSET,
    state: str | Unset | None = UNSET,
    commander: IncidentCommander | Unset | None = UNSET,
    fields: Mapping[str, IncidentFieldValue] | None = None,
    notification_handles: str | Sequence[str | IncidentNotificationHandle] | None = None,
    **options: Unpack[CallOptions],
) -> IncidentResponse:
    """Update an incident: what is given changes, all else stays.

    Args:
        api: carries the calls (`update_incident`; for a public id `list_incidents`, too).
        reference: a UUID; a public id as 42, `42`, `#42` or `IR-42`; or the URL of the incident in the web app.
        title: what happened, in one line.
        customer_impacted: whether customers are affected.
        customer_impact_scope: what customers notice.
        customer_impact_start: when customers began to be affected: a datetime with a time zone, or its text; None
            clears it.
        customer_impact_end: when customers stopped being affected, likewise.
        detected: when the incident was noticed, likewise.
        severity: `SEV-0` to `SEV-5` or `UNKNOWN`; None clears it.
        state: `active`, `stable` or a state that the organization defines; `resolved` resolves the incident.
        commander: who leads the response from now on: an e-mail address or handle, the UUID of a user, or a user as the
            API returns one; None removes the commander.
        fields: further fields by name, as `IncidentUpdateRequest.build` takes them.
        notification_handles: whom to tell of changes, in place of those so far; an empty list for nobody.
        options: options of every request.

    Returns:
        The incident as it is now.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was changed.
        NotFoundException: there is no incident of that UUID.
        NoMatchError: there is no incident of that public id, or no such user.
    """
    from datadog_incidents.models import IncidentUpdateRequest

    body = IncidentUpdateRequest.build(
        "checked before anything is sent",
        title=title,
        customer_impacted=customer_impacted,
        customer_impact_scope=customer_impact_scope,
        customer_impact_start=customer_impact_start,
        customer_impact_end=customer_impact_end,
        detected=detected,
        severity=severity,
        state=state,
        commander=UNSET if isinstance(commander, str) and "@" in commander else commander,
        fields=fields,
        notification_handles=notification_handles,
    )
    if isinstance(commander, str) and "@" in commander:
        leader = IncidentUpdateRequest.build("", commander=await find_user(api, commander, **options))
        body.data.relationships = leader.data.relationships
    body.data.id = await _id_of(api, reference, options)
    return await api.update_incident(body.data.id, body, **options)


async def resolve_incident(
    api: AsyncIncidentsApi, reference: str | int | UUID, **options: Unpack[CallOptions]
) -> IncidentResponse:
    """Set the state of an incident to `resolved`; the service then fills in when that was.

    Args:
        api: carries the calls (`update_incident`; for a public id `list_incidents`, too).
        reference: a UUID; a public id as 42, `42`, `#42` or `IR-42`; or the URL of the incident in the web app.
        options: options of every request.

    Returns:
        The incident as it is now.

    Raises:
        InvalidArgumentError: an argument is wrong; nothing was sent.
        NotFoundException: there is no incident of that UUID, or it was deleted.
        NoMatchError: there is no incident of that public id.
    """
    return await update_incident(api, reference, state="resolved", **options)


async def _id_of(api: AsyncIncidentsApi, reference: str | int | UUID, options: CallOptions) -> str:
    """The UUID of an incident: a reference may be one, and else the incident has to be found."""
    wanted = reference_at(reference, api.api_client.configuration)
    return str(wanted) if isinstance(wanted, UUID) else (await find_incident(api, wanted, **options)).id
