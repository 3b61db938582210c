"""How a request is written down: `<name>` stands for the id of what an earlier request has made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

JSON: TypeAlias = Any


@dataclass(frozen=True)
class Asked:
    """One request.

    Args:
        operation: the operation's name.
        path: the names of what the parameters of the path stand for.
        body: the request document.
        makes: the name of what it creates.
        query: the parameters of the query, by their names in Python.
    """

    operation: str
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    body: JSON = None
    makes: str | None = None
    query: Mapping[str, JSON] = field(default_factory=dict[str, JSON])


def resolved(value: JSON, ids: Mapping[str, str]) -> JSON:
    """A value with the ids of what has been created in place of names."""
    match value:
        case {**entries}:
            return {key: resolved(each, ids) for key, each in entries.items()}
        case [*items]:
            return [resolved(each, ids) for each in items]
        case str():
            return re.sub("<(\\w+)>", lambda match: ids[match[1]], value)
        case _:
            return value


def document(kind: str, attributes: JSON = None, relationships: JSON = None, identifier: str | None = None) -> JSON:
    """A request document."""
    data: JSON = {"type": kind}
    data |= {} if identifier is None else {"id": identifier}
    data |= {} if attributes is None else {"attributes": attributes}
    data |= {} if relationships is None else {"relationships": relationships}
    return {"data": data}


def reference(kind: str, name: str) -> JSON:
    """A relationship to something that was created."""
    return {"data": {"type": kind, "id": f"<{name}>"}}
