"""The tools that write: `create_incident`, `update_incident`, `resolve_incident`, `add_todo` and `delete_incident`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from datadog_incidents import async_shortcuts
from datadog_incidents._core.narrowing import is_list, is_tuple
from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.mcp import answers
from datadog_incidents.mcp.arguments import Argument, Moment, OneOf, Reference, Several, Words, Written, YesNo
from datadog_incidents.mcp.failures import Refused
from datadog_incidents.mcp.incidents import name_of, named
from datadog_incidents.mcp.room import Answer, Room, Shape
from datadog_incidents.mcp.tool import Desk, Proposal, Right, Tool
from datadog_incidents.mcp.tools.asking import SEVERITIES, TIMES
from datadog_incidents.mcp.words import cut, words

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData

_NOBODY: Final = "none"
_LONGEST_SHOWN: Final = 1_000
"""Characters of a value that the user is shown."""


async def _create_incident(
    desk: Desk,
    *,
    title: str,
    severity: str | None,
    state: str | None,
    commander: str | None,
    customer_impact_scope: str | None,
    is_test: bool | None,
    **fields: Any,
) -> Proposal:
    from datadog_incidents.models import IncidentCreateRequest

    body = IncidentCreateRequest.build(
        title,
        severity=severity,
        state=state,
        commander=commander and await async_shortcuts.find_user(desk.api, commander),
        customer_impacted=customer_impact_scope is not None,
        customer_impact_scope=customer_impact_scope,
        fields=_fields(fields),
        is_test=is_test,
    )

    async def carry_out() -> Shape:
        incident, created = await async_shortcuts.create_incident_unless_open(desk.api, body)
        return _done("created" if created else "not created: this one with the same title is open", incident, desk)

    return Proposal(_question(desk, "Create an incident, unless one with this title is open?", desk.given), carry_out)


async def _update_incident(
    desk: Desk,
    *,
    reference: str,
    title: str | None,
    severity: str | None,
    state: str | None,
    commander: str | None,
    customer_impacted: bool | None,
    customer_impact_scope: str | None,
    customer_impact_start: datetime | None,
    customer_impact_end: datetime | None,
    **fields: Any,
) -> Proposal:
    changes: dict[str, Any] = {
        "title": title,
        "severity": severity,
        "state": state,
        "customer_impacted": True if customer_impacted is None and customer_impact_scope else customer_impacted,
        "customer_impact_scope": customer_impact_scope,
        "customer_impact_start": customer_impact_start,
        "customer_impact_end": customer_impact_end,
        "fields": _fields(fields),
    }
    changes = {name: value for name, value in changes.items() if value is not None}
    if commander is not None:
        leader = None if commander == _NOBODY else await async_shortcuts.find_user(desk.api, commander)
        changes["commander"] = leader
    if not changes:
        raise InvalidArgumentError("there is nothing to change: give one argument beside reference at least")
    return await _change(desk, reference, "Change", "updated", changes)


async def _resolve_incident(desk: Desk, *, reference: str) -> Proposal:
    return await _change(desk, reference, "Resolve", "resolved", {"state": "resolved"})


async def _change(desk: Desk, reference: str, verb: str, done: str, changes: dict[str, Any]) -> Proposal:
    from datadog_incidents.models import IncidentUpdateRequest

    incident = await async_shortcuts.find_incident(desk.api, reference)
    body = IncidentUpdateRequest.build(incident.id, **changes)
    shown = {name: value for name, value in desk.given.items() if name != "reference"}

    async def carry_out() -> Shape:
        return _done(done, (await desk.api.update_incident(incident.id, body)).data, desk)

    return Proposal(_question(desk, f"{verb} {_called(incident)}?", shown), carry_out)


async def _add_todo(
    desk: Desk, *, reference: str, content: str, assignees: Sequence[str] | None, due: datetime | None
) -> Proposal:
    from datadog_incidents.models import IncidentTodoCreateRequest

    incident = await async_shortcuts.find_incident(desk.api, reference)
    body = IncidentTodoCreateRequest.build(content, assignees=list(assignees or ()), due_date=due)
    shown = {name: value for name, value in desk.given.items() if name != "reference"}

    async def carry_out() -> Shape:
        await desk.api.create_incident_todo(incident.id, body)
        return _done("todo added", incident, desk)

    return Proposal(_question(desk, f"Add a todo to {_called(incident)}?", shown), carry_out)


async def _delete_incident(desk: Desk, *, reference: str, title: str) -> Proposal:
    incident = await async_shortcuts.find_incident(desk.api, reference)
    if words(title) != words(incident.title or ""):
        raise Refused(
            f"Nothing was deleted: {name_of(incident)} has another title. Read it with get_incident, and make sure "
            "that it is the one the user means."
        )

    async def carry_out() -> Shape:
        await desk.api.delete_incident(incident.id)
        return _done("deleted", incident, desk)

    return Proposal(_question(desk, f"Delete {_called(incident)}? It cannot be undone.", {}), carry_out)


def _fields(given: dict[str, Any]) -> dict[str, Any] | None:
    """The fields that were given, as `build` takes them."""
    return {
        name: list(value) if is_tuple(value) else value for name, value in given.items() if value is not None
    } or None


def _called(incident: IncidentResponseData) -> str:
    return f"{name_of(incident)}, “{_shown(incident.title or '')}”"


def _question(desk: Desk, asked: str, values: Mapping[str, Any]) -> str:
    """What will be written, line by line, and where."""
    lines = [f"{name.replace('_', ' ')}: {_shown(value)}" for name, value in values.items()]
    return "\n".join((asked, *lines, f"at {desk.configuration.host or desk.configuration.site}"))


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if is_list(value) else str(value)
    return cut(words(text), _LONGEST_SHOWN)


def _done(done: str, incident: IncidentResponseData, desk: Desk) -> Shape:
    def shape(room: Room) -> Answer:
        return {"done": done, "incident": named(incident, room, desk.configuration)}

    return shape


_REFERENCE: Final = Argument(
    Reference(), "IR-42 or 42, a UUID, or the address of the incident in the web app.", required=True
)
_STATE: Final = Argument(Written(100), "active, stable, resolved, or one of your organization's own.")
_SEVERITY: Final = Argument(OneOf(SEVERITIES), "How bad it is; SEV-1 is worse than SEV-5.")
_SCOPE: Final = Argument(Written(), "What customers notice; says that they are affected.")
_COMMANDER: Final = "E-mail address or handle of the user who leads"
_FIELDS: Final = {
    "summary": Argument(Written(), "What is known so far."),
    "root_cause": Argument(Written(), "Why it happened."),
    "detection_method": Argument(Written(100), "How it was noticed: customer, employee, monitor, other or unknown."),
    "services": Argument(Several(Written(200)), "The services concerned, in place of those so far."),
    "teams": Argument(Several(Written(200)), "The teams concerned, in place of those so far."),
}
_ANSWER: Final = {"done": answers.NAME, "incident": answers.ROW}

CREATE_INCIDENT: Final = Tool(
    name="create_incident",
    title="Create an incident",
    says="Declare a Datadog incident, unless one with the same title is open: then that one is the answer. It may "
    "notify people. Only if the user wants one.",
    arguments={
        "title": Argument(Written(1_024), "What happened, in one line.", required=True),
        "severity": _SEVERITY,
        "state": _STATE,
        "commander": Argument(Written(200), f"{_COMMANDER}."),
        "customer_impact_scope": _SCOPE,
        "is_test": Argument(YesNo(), "Whether it is only a drill."),
        **_FIELDS,
    },
    answer=_ANSWER,
    run=_create_incident,
    right=Right.WRITE,
)
UPDATE_INCIDENT: Final = Tool(
    name="update_incident",
    title="Update an incident",
    says="Change a Datadog incident: what is given replaces what was there, all else stays.",
    arguments={
        "reference": _REFERENCE,
        "title": Argument(Written(1_024), "What happened, in one line."),
        "severity": _SEVERITY,
        "state": _STATE,
        "commander": Argument(Written(200), f"{_COMMANDER}; none removes the commander."),
        "customer_impacted": Argument(YesNo(), "Whether customers are affected."),
        "customer_impact_scope": _SCOPE,
        "customer_impact_start": Argument(Moment(), f"Since when customers are affected: {TIMES}."),
        "customer_impact_end": Argument(Moment(), "Until when, such as now."),
        **_FIELDS,
    },
    answer=_ANSWER,
    run=_update_incident,
    right=Right.WRITE,
    overwrites=True,
)
RESOLVE_INCIDENT: Final = Tool(
    name="resolve_incident",
    title="Resolve an incident",
    says="Set the state of a Datadog incident to resolved.",
    arguments={"reference": _REFERENCE},
    answer=_ANSWER,
    run=_resolve_incident,
    right=Right.WRITE,
    overwrites=True,
)
ADD_TODO: Final = Tool(
    name="add_todo",
    title="Add a todo",
    says="Add a todo to a Datadog incident. Doing it twice adds two.",
    arguments={
        "reference": _REFERENCE,
        "content": Argument(Written(), "What there is to do.", required=True),
        "assignees": Argument(Several(Written(200)), "Handles of who does it, such as @ada@example.com."),
        "due": Argument(Moment(to_come=True), "Until when: +3d, 2026-01-31 or 2026-01-31T14:05Z."),
    },
    answer=_ANSWER,
    run=_add_todo,
    right=Right.WRITE,
    repeatable=False,
)
DELETE_INCIDENT: Final = Tool(
    name="delete_incident",
    title="Delete an incident",
    says="Delete a Datadog incident for good. The user has to agree; where the user cannot be asked, it is refused.",
    arguments={
        "reference": _REFERENCE,
        "title": Argument(
            Words(), "The whole title, as get_incident gives it, to be sure which one it is.", required=True
        ),
    },
    answer=_ANSWER,
    run=_delete_incident,
    right=Right.DELETE,
    overwrites=True,
)
