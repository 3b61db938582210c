"""Sending a request that is written down."""

from __future__ import annotations

from datadog_incidents.emulator.service.contract import contract

from .api import JSON, Answered, Api
from .asked import Asked, resolved


def performed(api: Api, asked: Asked, ids: dict[str, str]) -> Answered:
    """Send a request, and remember the id of what it makes."""
    facts = contract()["operations"][asked.operation]
    path: str = facts["path"]
    for name, each in asked.path.items():
        path = path.replace(f"{{{name}}}", ids[each])
    sent = resolved(asked.query, ids).items()
    query = {facts["params"][name].get("wire", name): _in_query(each) for name, each in sent}
    answer = api.send(facts["method"], path, query, resolved(asked.body, ids))
    if asked.makes:
        ids[asked.makes] = answer.data["id"]
    return answer


def _in_query(value: JSON) -> str:
    match value:
        case [*items]:
            return ",".join(items)
        case True:
            return "true"
        case _:
            return str(value)
