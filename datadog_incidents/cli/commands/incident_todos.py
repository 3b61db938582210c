"""The commands below `todo`: what is left to do about an incident, and who does it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

from datadog_incidents._core.spoken_moments import CLEAR, ahead
from datadog_incidents.cli.arguments import options
from datadog_incidents.cli.arguments.command import Group, argument, option
from datadog_incidents.cli.arguments.options import Output
from datadog_incidents.cli.arguments.service import ServiceOptions, service_options
from datadog_incidents.cli.noun import deleting, listing, thing, things
from datadog_incidents.cli.output.noun import Noun
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.rows import TODO_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datadog_incidents import IncidentsApi
    from datadog_incidents.models import IncidentTodoPatchRequest, IncidentTodoResponseData

TODO: Final[Noun[IncidentTodoResponseData]] = Noun(
    name="todo",
    module="incident_todos",
    identifier="todo_id",
    read=lambda api, incident: api.list_incident_todos(incident).data,
    columns=TODO_COLUMNS,
    table={"ID": "id", "DONE": "is_completed", "DUE (UTC)": "due_date", "ASSIGNEES": "assignees", "CONTENT": "content"},
    called=("content",),
)

_DUE_HELP = "Until when: +3d, +12h, 2026-01-31, or ISO 8601 (UTC without an offset)"
_ASSIGNEE_HELP = "Who does it: e-mail address, or a handle with its @. Repeatable"


@click.group("todo", cls=Group)
def todo() -> None:
    """What is left to do about an incident."""


listing(todo, TODO, "List the todos of an incident.")


@todo.command("add")
@options.reference
@argument("content", metavar="TEXT", help="What to do.")
@option("--assignee", "assignees", metavar="USER", multiple=True, help=f"{_ASSIGNEE_HELP}.")
@option("--due", metavar="TIME", help=f"{_DUE_HELP}.")
@options.dry_run
@options.output
@service_options
def add(
    *,
    reference: str,
    content: str,
    assignees: Sequence[str],
    due: str | None,
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Add a todo to an incident."""
    from datadog_incidents.models import IncidentTodoCreateRequest

    due_date = due and ahead("--due", due, datetime.now(UTC))
    with things(TODO, service, reference, dry_run=dry_run, output=output) as todos:
        body = IncidentTodoCreateRequest.build(content, _handles(todos.api, assignees), due_date=due_date)
        todos.send("create_incident_todo", "added", body=body)


@todo.command("update")
@options.reference
@thing(TODO)
@option("--content", metavar="TEXT", help="What to do.")
@option("--assignee", "assignees", metavar="USER", multiple=True, help=f"{_ASSIGNEE_HELP}; replaces all.")
@option("--due", metavar="TIME", help=f"{_DUE_HELP}, or none.")
@options.dry_run
@options.output
@service_options
def update(
    *,
    reference: str,
    thing: str,
    content: str | None,
    assignees: Sequence[str],
    due: str | None,
    dry_run: bool,
    output: Output,
    service: ServiceOptions,
) -> None:
    """Change a todo. What is not named stays as it is."""
    from datadog_incidents import UNSET
    from datadog_incidents.models import IncidentTodoPatchRequest

    if content is None and due is None and not assignees:
        raise InvalidArgumentError("todo update: there is nothing to change; see datadog-incidents todo update --help")
    due_date = UNSET if due is None else None if due == CLEAR else ahead("--due", due, datetime.now(UTC))
    with things(TODO, service, reference, dry_run=dry_run, output=output) as todos:
        item = todos.meant(thing)
        body = IncidentTodoPatchRequest.build(
            item.content or "" if content is None else content,
            _handles(todos.api, assignees) or item.assignees,
            due_date=due_date,
        )
        todos.send("update_incident_todo", "updated", item, body)


@todo.command("complete")
@options.reference
@thing(TODO)
@options.dry_run
@options.output
@service_options
def complete(*, reference: str, thing: str, dry_run: bool, output: Output, service: ServiceOptions) -> None:
    """Say that a todo is done. One that is done already keeps the time at which it was."""
    with things(TODO, service, reference, dry_run=dry_run, output=output) as todos:
        item = todos.meant(thing)
        todos.send("update_incident_todo", "completed", item, _completed(item, item.completed or datetime.now(UTC)))


@todo.command("reopen")
@options.reference
@thing(TODO)
@options.dry_run
@options.output
@service_options
def reopen(*, reference: str, thing: str, dry_run: bool, output: Output, service: ServiceOptions) -> None:
    """Say that a todo is not done after all."""
    with things(TODO, service, reference, dry_run=dry_run, output=output) as todos:
        item = todos.meant(thing)
        todos.send("update_incident_todo", "reopened", item, _completed(item, None))


deleting(todo, TODO, "delete_incident_todo", "Delete a todo, after asking.")


def _completed(item: IncidentTodoResponseData, moment: datetime | None) -> IncidentTodoPatchRequest:
    """The body that changes when a todo was done, and nothing else."""
    from datadog_incidents.models import IncidentTodoPatchRequest

    return IncidentTodoPatchRequest.build(item.content or "", item.assignees, completed=moment)


def _handles(api: IncidentsApi, users: Sequence[str]) -> list[str]:
    """The handles of users, as a todo has them: of those named by e-mail address, looked up."""
    from datadog_incidents.shortcuts import find_user

    handles: list[str] = []
    for who in users:
        user = None if who.startswith("@") else find_user(api, who)
        handles.append(who if user is None else f"@{user.handle or user.email}")
    return handles
