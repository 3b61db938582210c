"""The commands below `type`: the kinds of incidents that an organization tells apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import Group, argument, option
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.noun import deleting, listing, thing, things
from datadog_incidents.cli.output.noun import Noun
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.rows import INCIDENT_TYPE_COLUMNS

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentTypeObject

TYPE: Final[Noun[IncidentTypeObject]] = Noun(
    name="type",
    module="incident_types",
    identifier="incident_type_id",
    read=lambda api, _: api.list_incident_types().data,
    of_incidents=False,
    columns=INCIDENT_TYPE_COLUMNS,
    table={"ID": "id", "DEFAULT": "is_default", "PREFIX": "prefix", "NAME": "name", "DESCRIPTION": "description"},
    called=("name",),
)


@click.group("type", cls=Group)
def incident_type() -> None:
    """The types of incidents that the organization has."""


listing(incident_type, TYPE, "List the incident types.")


@incident_type.command("add")
@argument("name", metavar="NAME", help="What it is called.")
@option("--description", metavar="TEXT", help="What kind of incidents it is for.")
@option("--default", is_flag=True, help="Incidents are of this type from now on, unless told otherwise.")
@options.dry_run
@options.output
@service_options
def add(
    *, name: str, description: str | None, default: bool, dry_run: bool, output: Output, service: ServiceOptions
) -> None:
    """Add an incident type."""
    from datadog_incidents.models import IncidentTypeCreateRequest

    body = IncidentTypeCreateRequest.build(name, description=description, is_default=default or None)
    with things(TYPE, service, dry_run=dry_run, output=output) as types:
        types.send("create_incident_type", "added", body=body)


@incident_type.command("update")
@thing(TYPE)
@option("--name", metavar="TEXT", help="What it is called.")
@option("--description", metavar="TEXT", help="What kind of incidents it is for.")
@option("--default", is_flag=True, help="Incidents are of this type from now on, unless told otherwise.")
@options.dry_run
@options.output
@service_options
def update(
    *,
    thing: str,
    name: str | None,
    description: str | None,
    default: bool,
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Change an incident type. What is not named stays as it is."""
    from datadog_incidents.models import IncidentTypePatchRequest

    if name is None and description is None and not default:
        raise InvalidArgumentError("type update: there is nothing to change; see datadog-incidents type update --help")
    with things(TYPE, service, dry_run=dry_run, output=output) as types:
        item = types.meant(thing)
        body = IncidentTypePatchRequest.build(item, name=name, description=description, is_default=default or None)
        types.send("update_incident_type", "updated", item, body)


deleting(
    incident_type, TYPE, "delete_incident_type", "Delete an incident type, after asking. Its name can be used again."
)
