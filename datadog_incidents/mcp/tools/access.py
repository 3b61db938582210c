"""`check_access`: what the keys may do, found out without writing anything."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from datadog_incidents._core.settings.site import web_host_of
from datadog_incidents.exceptions import (
    ApiException,
    DatadogIncidentsError,
    ForbiddenException,
    NotFoundException,
    UnauthorizedException,
)
from datadog_incidents.mcp import answers
from datadog_incidents.mcp.failures import line_of
from datadog_incidents.mcp.operations import operations
from datadog_incidents.mcp.tool import Desk, Right, Tool

if TYPE_CHECKING:
    from datadog_incidents._core.operations.operation import Operation
    from datadog_incidents.mcp.room import Answer, Room, Shape


class _May(Enum):
    """Whether the keys may do something."""

    YES = "yes"
    NO = "no"
    PROBABLY = "probably"
    """A write to an incident that does not exist was not refused to the keys."""
    NOT_KNOWN = "not_known"


_WRITES: Final = {"update_incident": Right.WRITE, "delete_incident": Right.DELETE}
"""What is tried with the id of no incident, where the server has the right to it."""


async def _check_access(desk: Desk) -> Shape:
    tried = await _tried(desk)
    permissions = _permissions(tried)
    verdicts = {name: _verdict(each, tried, permissions) for name, each in operations().items()}

    def shape(room: Room) -> Answer:
        return {
            "site": desk.configuration.site,
            "host": desk.configuration.base_url,
            "web": f"https://{web_host_of(desk.configuration.site)}/incidents",
            "server_may": [right.value for right in Right if right in desk.rights],
            "permissions": [{"permission": name, "may": may.value} for name, may in permissions.items()],
            "operations": {
                may.value: room.some(may.value, [name for name, verdict in verdicts.items() if verdict is may])
                for may in _May
            },
            "problems": [room.text(line) for line in dict.fromkeys(line for _, line in tried.values() if line)],
        }

    return shape


async def _tried(desk: Desk) -> Mapping[str, tuple[_May, str]]:
    """What came of each operation that can be tried, and what else is to be said."""
    reads = [each for each in operations().values() if each.method == "GET" and "{" not in each.path]
    writes = [operations()[name] for name, right in _WRITES.items() if right in desk.rights]
    found = await asyncio.gather(*(_try(desk, each) for each in (*reads, *writes)))
    return {each.name: verdict for each, verdict in zip((*reads, *writes), found, strict=True)}


async def _try(desk: Desk, operation: Operation[Any]) -> tuple[_May, str]:
    client = desk.api.api_client
    nobody = str(uuid4())
    body = {"data": {"id": nobody, "type": "incidents"}} if operation.method == "PATCH" else None
    target = operation.path.replace("{incident_id}", nobody)
    try:
        await client.request(operation.method, target, query=_query(operation), body=body, max_retries=0)
    except (ForbiddenException, UnauthorizedException) as error:
        return _May.NO, line_of(error, desk.configuration, desk.now) if error.status == 401 else ""
    except NotFoundException:
        return (_May.YES if operation.method == "GET" else _May.PROBABLY), ""
    except DatadogIncidentsError as error:
        refused = isinstance(error, ApiException) and error.status < 500 and error.status != 429
        return _May.NOT_KNOWN, "" if refused else line_of(error, desk.configuration, desk.now)
    return _May.YES, ""


def _query(operation: Operation[Any]) -> dict[str, Any]:
    """As little of it as can be had."""
    names = [each.wire or each.name for each in operation.parameters]
    least: dict[str, Any] = {"page[size]": 1, "query": "state:active"}
    return {name: value for name, value in least.items() if name in names}


def _permissions(tried: Mapping[str, tuple[_May, str]]) -> dict[str, _May]:
    """What the operations that were tried say of each permission, of those that ask for no other."""
    found: dict[str, _May] = {}
    for name, each in operations().items():
        for permission in each.permissions:
            found.setdefault(permission, _May.NOT_KNOWN)
        if name in tried and len(each.permissions) == 1 and found[each.permissions[0]] is _May.NOT_KNOWN:
            found[each.permissions[0]] = tried[name][0]
    return dict(sorted(found.items()))


def _verdict(operation: Operation[Any], tried: Mapping[str, tuple[_May, str]], permissions: Mapping[str, _May]) -> _May:
    """Whether the keys may carry out an operation: as it was tried, or else as its permissions say."""
    if operation.name in tried:
        return tried[operation.name][0]
    had: Sequence[_May] = [permissions[name] for name in operation.permissions]
    if not had:
        return _May.NOT_KNOWN
    order = (_May.NO, _May.NOT_KNOWN, _May.PROBABLY, _May.YES)
    return (min if operation.all_permissions else max)(had, key=order.index)


_NAMES: Final = answers.list_of(answers.NAME)

CHECK_ACCESS: Final = Tool(
    name="check_access",
    title="Check access",
    says="Find out which Datadog site this server talks to and what its keys may do, without writing anything. Call it "
    "when a call was refused, or before planning writes.",
    arguments={},
    answer={
        "site": answers.NAME,
        "host": answers.NAME,
        "web": answers.NAME,
        "server_may": {**_NAMES, "description": "What this server was started with: read, write, delete."},
        "permissions": answers.list_of(
            answers.thing(permission=answers.NAME, may={"type": "string", "enum": [each.value for each in _May]})
        ),
        "operations": {
            **answers.thing(**{may.value: _NAMES for may in _May}),
            "description": "Operations of the API by whether the keys may carry them out. probably: a write to an "
            "incident that does not exist was not refused. not_known: nothing can be tried without writing.",
        },
        "problems": answers.list_of(answers.WORDS),
    },
    run=_check_access,
)
