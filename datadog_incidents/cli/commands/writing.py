"""The commands that write: `create`, `update`, `resolve` and `delete`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from datadog_incidents._core.spoken_moments import CLEAR, moment
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import argument, command, option
from datadog_incidents.cli.arguments.field_values import fields_from
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.selection import Selection, selection_options
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.bulk import Change, called, change_all, one_by_one
from datadog_incidents.cli.changing import refuse_unasked, show_request, told, user_meant, write_done
from datadog_incidents.cli.outcomes import Fate
from datadog_incidents.cli.output.columns import name_of, text_of
from datadog_incidents.cli.output.outcomes import done_line, ending_of
from datadog_incidents.cli.output.stdout import write_incidents
from datadog_incidents.cli.session import session, site_of
from datadog_incidents.cli.wanted import is_as_wanted
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datadog_incidents import IncidentsApi
    from datadog_incidents.models import IncidentResponseData


@command("create")
@argument("title", metavar="TITLE", help="What happened, in one line.")
@options.severity
@options.state
@option("--commander", metavar="USER", help="Who leads: e-mail address, handle or UUID.")
@options.customer_impact_scope
@options.fields
@options.notify
@option("--timeline", metavar="TEXT", multiple=True, help="An entry for the timeline, in Markdown. Repeatable.")
@option("--test", is_flag=True, help="It is only a drill.")
@option("--unless-open", is_flag=True, help="Not if an incident with this title is open; tell that one instead.")
@options.dry_run
@options.output
@service_options
def create(
    *,
    title: str,
    severity: str | None,
    state: str | None,
    commander: str | None,
    customer_impact_scope: str | None,
    fields: Sequence[str],
    notify: Sequence[str],
    timeline: Sequence[str],
    test: bool,
    unless_open: bool,
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Create an incident. A request whose outcome is unknown is not repeated (exit code 8)."""
    from datadog_incidents.api.incidents_api import CREATE_INCIDENT
    from datadog_incidents.models import IncidentCreateRequest
    from datadog_incidents.shortcuts import create_incident_unless_open

    with session(service) as api:
        body = IncidentCreateRequest.build(
            title,
            severity=severity,
            state=state,
            commander=commander and user_meant(api, commander),
            customer_impacted=customer_impact_scope is not None,
            customer_impact_scope=customer_impact_scope,
            fields=fields_from(fields),
            notification_handles=list(notify) or None,
            timeline=list(timeline) or None,
            is_test=test or None,
        )
        if dry_run:
            show_request(api, CREATE_INCIDENT, {"body": body}, note="unless one is open" if unless_open else "")
        elif unless_open:
            incident, created = create_incident_unless_open(api, body)
            _write(api, incident, "created" if created else "is open already", output)
        else:
            _write(api, api.create_incident(body).data, "created", output)


@command("update")
@option("--title", metavar="TEXT", help="What happened, in one line.")
@options.severity
@options.state
@option("--commander", metavar="USER", help="E-mail address, handle, UUID, or none.")
@option("--customer-impacted/--no-customer-impacted", default=None, help="Whether customers are affected.")
@options.customer_impact_scope
@option("--customer-impact-start", metavar="TIME", help="Since when, or none.")
@option("--customer-impact-end", metavar="TIME", help="Until when (such as now), or none.")
@option("--detected", metavar="TIME", help="When it was noticed, or none.")
@options.fields
@options.notify
@selection_options
@options.output
@service_options
def update(
    *,
    selection: Selection,
    title: str | None,
    severity: str | None,
    state: str | None,
    commander: str | None,
    customer_impacted: bool | None,
    customer_impact_scope: str | None,
    customer_impact_start: str | None,
    customer_impact_end: str | None,
    detected: str | None,
    fields: Sequence[str],
    notify: Sequence[str],
    output: Output,
    service: ServiceOptions,
) -> None:
    """Change incidents. What is not named stays as it is; --notify replaces all handles."""
    given: dict[str, Any] = {
        "title": title,
        "severity": severity,
        "state": state,
        "customer_impacted": True if customer_impacted is None and customer_impact_scope else customer_impacted,
        "customer_impact_scope": customer_impact_scope,
        "fields": fields_from(fields),
        "notification_handles": list(notify) or None,
    }
    moments = {
        "customer_impact_start": customer_impact_start,
        "customer_impact_end": customer_impact_end,
        "detected": detected,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    changes |= {name: _moment(name, text) for name, text in moments.items() if text is not None}
    if commander is None and not changes:
        raise InvalidArgumentError("update: there is nothing to change; see datadog-incidents update --help")
    with session(service) as api:
        if commander is not None:
            changes["commander"] = None if commander == CLEAR else user_meant(api, commander)
        change_all(api, selection, Change("update", "updated", changes, is_as_wanted), output)


@command("resolve")
@selection_options
@options.output
@service_options
def resolve(*, selection: Selection, output: Output, service: ServiceOptions) -> None:
    """Resolve incidents: their state becomes resolved."""
    change = Change("resolve", "resolved", {"state": "resolved"}, lambda incident, _body: incident.is_resolved)
    with session(service) as api:
        change_all(api, selection, change, output)


@command("delete")
@options.references
@option("--yes", "-y", is_flag=True, help="Do not ask.")
@options.dry_run
@service_options
def delete(*, references: Sequence[str], yes: bool, dry_run: bool, service: ServiceOptions) -> None:
    """Delete incidents, after asking."""
    from datadog_incidents.api.incidents_api import DELETE_INCIDENT

    if not yes and not dry_run:
        refuse_unasked("delete")
    with session(service) as api:
        incidents = called(api, references)
        if dry_run:
            for incident in incidents:
                show_request(api, DELETE_INCIDENT, {"incident_id": incident.id})
            return
        if not yes:
            for incident in incidents:
                click.confirm(f"Delete {name_of(incident)}, {text_of(incident.title)!r}?", abort=True, err=True)

        def delete_one(incident: IncidentResponseData) -> IncidentResponseData:
            api.delete_incident(incident.id)
            return incident

        run = one_by_one(api, incidents, delete_one)
        done = [f"{name_of(outcome.incident)} deleted" for outcome in run.of(Fate.DONE)]
        write_done(done, ending_of(run, "deleted"))


def _moment(name: str, text: str) -> datetime | None:
    return None if text == CLEAR else moment(f"--{name.replace('_', '-')}", text, datetime.now(UTC))


def _write(api: IncidentsApi, incident: IncidentResponseData, verb: str, output: Output) -> None:
    done = [done_line(incident, verb, site_of(api))]
    if output is Output.TABLE:
        write_done(done)
        return
    with told(done):
        write_incidents([incident], output)
