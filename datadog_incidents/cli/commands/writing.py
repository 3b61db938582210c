"""The commands that write: `create`, `update`, `resolve` and `delete`."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from datadog_incidents._core.spoken_moments import moment
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import argument, command, option
from datadog_incidents.cli.arguments.field_values import fields_from
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.failures import Refused, exit_code_of, message_of
from datadog_incidents.cli.output.columns import name_of, text_of
from datadog_incidents.cli.output.stdout import write_incidents, write_json, write_line
from datadog_incidents.cli.program import tell
from datadog_incidents.cli.session import session, site_of
from datadog_incidents.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from datadog_incidents import IncidentsApi
    from datadog_incidents._core.operations.operation import Operation
    from datadog_incidents.models import IncidentResponseData

_T = TypeVar("_T")

_CLEAR = "none"
"""What stands for no value at all."""


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
            commander=commander and _user(api, commander),
            customer_impacted=customer_impact_scope is not None,
            customer_impact_scope=customer_impact_scope,
            fields=fields_from(fields),
            notification_handles=list(notify) or None,
            timeline=list(timeline) or None,
            is_test=test or None,
        )
        if dry_run:
            _show_request(api, CREATE_INCIDENT, {"body": body}, note="unless one is open" if unless_open else "")
        elif unless_open:
            incident, created = create_incident_unless_open(api, body)
            _tell(api, "created" if created else "is open already", [incident], output)
        else:
            _tell(api, "created", [api.create_incident(body).data], output)


@command("update")
@options.reference
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
@options.dry_run
@options.output
@service_options
def update(
    *,
    reference: str,
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
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Change an incident. What is not named stays as it is; --notify replaces all handles."""
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
            changes["commander"] = None if commander == _CLEAR else _user(api, commander)
        _update(api, [reference], "updated", dry_run, output, changes)


@command("resolve")
@options.references
@options.dry_run
@options.output
@service_options
def resolve(*, references: Sequence[str], dry_run: bool, output: Output, service: ServiceOptions) -> None:
    """Resolve incidents: their state becomes resolved."""
    with session(service) as api:
        _update(api, references, "resolved", dry_run, output, {"state": "resolved"})


@command("delete")
@options.references
@option("--yes", "-y", is_flag=True, help="Do not ask.")
@options.dry_run
@service_options
def delete(*, references: Sequence[str], yes: bool, dry_run: bool, service: ServiceOptions) -> None:
    """Delete incidents, after asking."""
    from datadog_incidents.api.incidents_api import DELETE_INCIDENT

    if not yes and not dry_run and not sys.stdin.isatty():
        raise Refused("delete: nobody can be asked here; --yes deletes without asking")
    with session(service) as api:
        incidents = _found(api, references)
        if dry_run:
            for incident in incidents:
                _show_request(api, DELETE_INCIDENT, {"incident_id": incident.id})
            return
        if not yes:
            for incident in incidents:
                click.confirm(f"Delete {name_of(incident)}, {text_of(incident.title)!r}?", abort=True, err=True)

        def delete_one(incident: IncidentResponseData) -> str:
            api.delete_incident(incident.id)
            return f"{name_of(incident)} deleted"

        _one_by_one(incidents, delete_one, _write_lines)


def _update(
    api: IncidentsApi,
    references: Sequence[str],
    verb: str,
    dry_run: bool,
    output: Output,
    changes: dict[str, Any],
) -> None:
    """Change incidents, all of which are found and all bodies made before any of them changes."""
    from datadog_incidents.api.incidents_api import UPDATE_INCIDENT
    from datadog_incidents.models import IncidentUpdateRequest

    incidents = _found(api, references)
    bodies = {each.id: IncidentUpdateRequest.build(each.id, **changes) for each in incidents}
    if dry_run:
        for identity, body in bodies.items():
            _show_request(api, UPDATE_INCIDENT, {"incident_id": identity, "body": body})
        return
    _one_by_one(
        incidents,
        lambda incident: api.update_incident(incident.id, bodies[incident.id]).data,
        lambda changed: _tell(api, verb, changed, output),
    )


def _one_by_one(
    incidents: Sequence[IncidentResponseData],
    act: Callable[[IncidentResponseData], _T],
    tell_of: Callable[[Sequence[_T]], None],
) -> None:
    """Do something with each incident until one fails, which is named with those that were not tried."""
    done: list[_T] = []
    try:
        for incident in incidents:
            done.append(act(incident))  # noqa: PERF401  # kept after an error
    except (Exception, KeyboardInterrupt) as error:
        failed, *rest = map(name_of, incidents[len(done) :])
        not_tried = f"; not tried: {', '.join(rest)}" if rest else ""
        raise Refused(f"{failed}: {message_of(error)}{not_tried}", exit_code_of(error)) from error
    finally:  # only then, so that whoever does not read it does not stop it half way
        tell_of(done)


def _found(api: IncidentsApi, references: Sequence[str]) -> list[IncidentResponseData]:
    """The incidents, each once."""
    from datadog_incidents.shortcuts import find_incident

    found = [find_incident(api, reference) for reference in references]
    return list({incident.id: incident for incident in found}.values())


def _user(api: IncidentsApi, who: str) -> Any:
    """The UUID that was given, or the user with that e-mail address or handle."""
    from datadog_incidents.shortcuts import find_user

    try:
        return UUID(who)
    except ValueError:
        return find_user(api, who)


def _moment(name: str, text: str) -> datetime | None:
    return None if text == _CLEAR else moment(f"--{name.replace('_', '-')}", text, datetime.now(UTC))


def _show_request(api: IncidentsApi, operation: Operation[Any], arguments: dict[str, Any], *, note: str = "") -> None:
    """Say what would be sent: where to on stderr, the body on stdout."""
    from datadog_incidents._core.operations.target import target_of

    target, body = target_of(operation, arguments)
    base = api.api_client.configuration.base_url
    tell(f"dry run, not sent: {operation.method} {base}{target}{f' ({note})' if note else ''}")
    if body is not None:
        write_json(json.loads(body))


def _tell(api: IncidentsApi, verb: str, incidents: Sequence[IncidentResponseData], output: Output) -> None:
    """Say of each incident what was done with it."""
    done = [f"{name_of(incident)} {verb}: {incident.url(site_of(api)) or incident.id}" for incident in incidents]
    if output is Output.TABLE:
        _write_lines(done)
        return
    with _told(done):
        write_incidents(incidents, output)


def _write_lines(done: Sequence[str]) -> None:
    with _told(done):
        for line in done:
            write_line(line)


@contextmanager
def _told(done: Sequence[str]) -> Generator[None]:
    """Say what was done on stderr if stdout cannot be written, so that nobody takes it for undone and does it again."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refused(f"{'; '.join(done)}; but stdout: {error.strerror}", 1) from error
