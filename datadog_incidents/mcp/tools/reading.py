"""`get_incident`: one incident, as much of it as is wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from datadog_incidents import async_shortcuts
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.paths import at_path, attribute
from datadog_incidents.mcp import answers
from datadog_incidents.mcp.arguments import Argument, OneOf, Reference, Several
from datadog_incidents.mcp.incidents import named, person, seconds_of
from datadog_incidents.mcp.room import Answer, Room, Shape, time_text
from datadog_incidents.mcp.tool import Desk, Tool
from datadog_incidents.report.figures import DURATIONS

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentResponseData

_TIMES: Final = (
    "created",
    "declared",
    "detected",
    "resolved",
    "modified",
    "customer_impact_start",
    "customer_impact_end",
)
_DURATIONS: Final = (*DURATIONS, "customer_impact_duration")
_PEOPLE: Final = ("commander", "created_by", "declared_by", "last_modified_by")

_SECTIONS: Final = ("details", "times", "people", "fields", "todos", "impacts", "attachments")
_USUAL: Final = ("details", "times", "people", "fields")


async def _get_incident(desk: Desk, *, reference: str, sections: Sequence[str]) -> Shape:
    incident = await async_shortcuts.find_incident(desk.api, reference, include=["users"])
    asked = [name for name in _FETCHED if name in sections]
    lists = dict(zip(asked, await asyncio.gather(*(_FETCHED[n](desk, incident.id) for n in asked)), strict=True))

    def shape(room: Room) -> Answer:
        known = {name: section(incident, room) for name, section in _KNOWN.items() if name in sections}
        fetched = {name: [_SHOWN[name](each, room) for each in room.some(name, items)] for name, items in lists.items()}
        return {"id": incident.id, **named(incident, room, desk.configuration), **known, **fetched}

    return shape


def _details(incident: IncidentResponseData, room: Room) -> Answer:
    attributes = incident.attributes
    return {
        "customer_impacted": incident.customer_impacted,
        "customer_impact_scope": room.text(attribute(attributes, "customer_impact_scope")),
        "visibility": room.short(attribute(attributes, "visibility")),
        "is_test": attribute(attributes, "is_test") or None,
        "notified": room.few(_texts(at_path(attributes, ("notification_handles", "handle"), attribute))),
    }


def _times(incident: IncidentResponseData, _room: Room) -> Answer:
    moments = {name: time_text(attribute(incident.attributes, name)) for name in _TIMES}
    durations = {name: seconds_of(getattr(incident, name)) for name in _DURATIONS}
    return {**moments, **durations}


def _people(incident: IncidentResponseData, room: Room) -> Answer:
    return {role: person(getattr(incident, role), room) for role in _PEOPLE}


def _fields(incident: IncidentResponseData, room: Room) -> list[Answer]:
    fields = attribute(incident.attributes, "fields")
    filled = [(name, incident.field(name)) for name in sorted(fields)] if is_object(fields) else []
    told = [(name, value) for name, value in filled if value and name not in ("severity", "state", "slug")]
    return [
        {"field": room.short(name), "values": [room.text(each) for each in (value if is_list(value) else [value])]}
        for name, value in room.some("fields", told)
    ]


_KNOWN: Final[dict[str, Callable[[IncidentResponseData, Room], Any]]] = {
    "details": _details,
    "times": _times,
    "people": _people,
    "fields": _fields,
}
"""The sections that come with an incident."""


async def _todos(desk: Desk, incident_id: str) -> Sequence[Any]:
    return (await desk.api.list_incident_todos(incident_id)).data


async def _impacts(desk: Desk, incident_id: str) -> Sequence[Any]:
    return (await desk.api.list_incident_impacts(incident_id)).data


async def _attachments(desk: Desk, incident_id: str) -> Sequence[Any]:
    return (await desk.api.list_incident_attachments(incident_id)).data


_FETCHED: Final[dict[str, Callable[[Desk, str], Awaitable[Sequence[Any]]]]] = {
    "todos": _todos,
    "impacts": _impacts,
    "attachments": _attachments,
}
"""The sections that take a request each."""


def _todo(todo: Any, room: Room) -> Answer:
    attributes = attribute(todo, "attributes")
    assignees = attribute(attributes, "assignees")
    names = [
        each if isinstance(each, str) else attribute(each, "name") for each in (assignees if is_list(assignees) else ())
    ]
    return {
        "content": room.text(attribute(attributes, "content")),
        "assignees": room.few(_texts(names)),
        "due": room.short(attribute(attributes, "due_date")),
        "completed": room.short(attribute(attributes, "completed")),
        "created": time_text(attribute(attributes, "created")),
    }


def _impact(impact: Any, room: Room) -> Answer:
    attributes = attribute(impact, "attributes")
    return {
        "description": room.text(attribute(attributes, "description")),
        "type": room.short(attribute(attributes, "impact_type")),
        "start": time_text(attribute(attributes, "start_at")),
        "end": time_text(attribute(attributes, "end_at")),
    }


def _attachment(attached: Any, room: Room) -> Answer:
    attributes = attribute(attached, "attributes")
    attachment = attribute(attributes, "attachment")
    return {
        "type": room.short(attribute(attributes, "attachment_type")),
        "title": room.short(attribute(attachment, "title")),
        "url": room.text(attribute(attachment, "document_url")),
        "modified": time_text(attribute(attributes, "modified")),
    }


_SHOWN: Final[dict[str, Callable[[Any, Room], Answer]]] = {
    "todos": _todo,
    "impacts": _impact,
    "attachments": _attachment,
}


def _texts(values: Sequence[Any]) -> list[str]:
    return [each for each in values if isinstance(each, str)]


GET_INCIDENT: Final = Tool(
    name="get_incident",
    title="Get an incident",
    says="Read one Datadog incident. Only the sections asked for are fetched.",
    arguments={
        "reference": Argument(
            Reference(), "IR-42 or 42, a UUID, or the address of the incident in the web app.", required=True
        ),
        "sections": Argument(
            Several(OneOf(_SECTIONS)),
            "What to read of it. todos, impacts and attachments take a request each.",
            default=list(_USUAL),
        ),
    },
    answer={
        "id": answers.NAME,
        **answers.ROW["properties"],
        "details": answers.thing(
            customer_impacted=answers.FLAG,
            customer_impact_scope=answers.WORDS,
            visibility=answers.NAME,
            is_test=answers.FLAG,
            notified=answers.list_of(answers.WORDS),
        ),
        "times": answers.thing(**dict.fromkeys(_TIMES, answers.TIME), **dict.fromkeys(_DURATIONS, answers.SECONDS)),
        "people": answers.thing(**dict.fromkeys(_PEOPLE, answers.WORDS)),
        "fields": answers.list_of(answers.thing(field=answers.NAME, values=answers.list_of(answers.WORDS))),
        "todos": answers.list_of(
            answers.thing(
                content=answers.WORDS,
                assignees=answers.list_of(answers.WORDS),
                due=answers.NAME,
                completed=answers.NAME,
                created=answers.TIME,
            )
        ),
        "impacts": answers.list_of(
            answers.thing(description=answers.WORDS, type=answers.NAME, start=answers.TIME, end=answers.TIME)
        ),
        "attachments": answers.list_of(
            answers.thing(type=answers.NAME, title=answers.WORDS, url=answers.WORDS, modified=answers.TIME)
        ),
    },
    run=_get_incident,
)
