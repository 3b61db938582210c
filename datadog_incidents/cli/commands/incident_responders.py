"""The commands below `responder`: who takes part in the response to an incident."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final
from uuid import UUID

import click

from datadog_incidents._core.narrowing import is_object
from datadog_incidents._core.paths import member
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import Group, argument
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.noun import deleting, listing, things
from datadog_incidents.cli.output.noun import Noun
from datadog_incidents.cli.sending import user_meant
from datadog_incidents.exceptions import ForbiddenException, NotFoundException
from datadog_incidents.rows import RESPONDER_COLUMNS

if TYPE_CHECKING:
    from datadog_incidents import IncidentsApi
    from datadog_incidents.models import IncidentResponderDataResponse


def _responders(api: IncidentsApi, incident: str) -> list[IncidentResponderDataResponse]:
    """The responders of an incident, each with the user, as far as the keys may read users."""
    from datadog_incidents.models import IncidentUserData

    responders = api.list_incident_responders(incident).data
    for each in responders:
        if each.user_id is not None and each.user is None:
            with suppress(ForbiddenException, NotFoundException):
                user = member(api.api_client.request("GET", f"/api/v2/users/{each.user_id}").data, "data")
                each.attach({each.user_id: IncidentUserData.from_dict(user)} if is_object(user) else {})
    return responders


RESPONDER: Final[Noun[IncidentResponderDataResponse]] = Noun(
    name="responder",
    module="incident_responders",
    identifier="responder_id",
    read=_responders,
    columns=RESPONDER_COLUMNS,
    table={"ID": "id", "EMAIL": "email", "NAME": "name", "LAST ACTIVE (UTC)": "last_active"},
    called=("email", "name", "external_id", "user_id"),
)


@click.group("responder", cls=Group)
def responder() -> None:
    """Who takes part in the response to an incident."""


listing(responder, RESPONDER, "List the responders of an incident.")


@responder.command("add")
@options.reference
@argument("user", metavar="USER", help="E-mail address, handle or UUID.")
@options.dry_run
@options.output
@service_options
def add(*, reference: str, user: str, dry_run: bool, output: Output, service: ServiceOptions) -> None:
    """Add a responder to an incident."""
    from datadog_incidents.models import IncidentResponderRequest

    with things(RESPONDER, service, reference, dry_run=dry_run, output=output) as responders:
        who = user_meant(responders.api, user)
        body = IncidentResponderRequest.build(who)
        known = {} if isinstance(who, UUID) else {str(who.id): who}
        responders.send("create_incident_responder", "added", body=body, known=known)


deleting(
    responder,
    RESPONDER,
    "delete_incident_responder",
    "Remove a responder from an incident, after asking. The user stays.",
    verb="remove",
)
