"""The commands below `impact`: what customers noticed of an incident, from when to when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

from datadog_incidents._core.spoken_moments import moment
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import Group, argument, option
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.noun import deleting, listing, thing, things
from datadog_incidents.cli.output.noun import Noun
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.rows import IMPACT_COLUMNS

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentImpactResponseData

IMPACT: Final[Noun[IncidentImpactResponseData]] = Noun(
    name="impact",
    module="incident_impacts",
    identifier="impact_id",
    read=lambda api, incident: api.list_incident_impacts(incident).data,
    columns=IMPACT_COLUMNS,
    table={
        "ID": "id",
        "START (UTC)": "start_at",
        "END (UTC)": "end_at",
        "DURATION": "duration",
        "DESCRIPTION": "description",
    },
    called=("description",),
)


@click.group("impact", cls=Group)
def impact() -> None:
    """What customers noticed of an incident."""


listing(impact, IMPACT, "List the impacts of an incident.")


@impact.command("add")
@options.reference
@argument("description", metavar="TEXT", help="What customers notice.")
@option("--start", metavar="TIME", default="now", help="Since when: 30m, 2026-01-31T14:05Z, or as elsewhere.")
@option("--end", metavar="TIME", help="Until when, if it is over.")
@options.dry_run
@options.output
@service_options
def add(
    *,
    reference: str,
    description: str,
    start: str,
    end: str | None,
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Add an impact to an incident."""
    from datadog_incidents.models import IncidentImpactCreateRequest

    now = datetime.now(UTC)
    start_at, end_at = moment("--start", start, now), None if end is None else moment("--end", end, now)
    _refuse_before("--end", end_at, start_at)
    body = IncidentImpactCreateRequest.build(description, start_at, end_at=end_at)
    with things(IMPACT, service, reference, dry_run=dry_run, output=output) as impacts:
        impacts.send("create_incident_impact", "added", body=body)


@impact.command("end")
@options.reference
@thing(IMPACT)
@option("--at", metavar="TIME", default="now", help="When: now, 30m (ago), or as elsewhere.")
@options.dry_run
@options.output
@service_options
def end(*, reference: str, thing: str, at: str, dry_run: bool, output: Output, service: ServiceOptions) -> None:
    """Say that an impact is over, or since when it is."""
    from datadog_incidents.models import IncidentImpactPatchRequest

    end_at = moment("--at", at, datetime.now(UTC))
    with things(IMPACT, service, reference, dry_run=dry_run, output=output) as impacts:
        item = impacts.meant(thing)
        _refuse_before("--at", end_at, item.start_at)
        impacts.send("patch_incident_impact", "ended", item, IncidentImpactPatchRequest.build(end_at=end_at))


deleting(impact, IMPACT, "delete_incident_impact", "Delete an impact, after asking.")


def _refuse_before(option: str, end: datetime | None, start: datetime | None) -> None:
    """Raise if an impact would end before it began.

    Raises:
        InvalidArgumentError: it would.
    """
    if end is not None and start is not None and end < start:
        raise InvalidArgumentError(f"{option}: {end:%Y-%m-%d %H:%M} is before it began, {start:%Y-%m-%d %H:%M} UTC")
