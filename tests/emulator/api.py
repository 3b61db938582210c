"""A bare client of the emulator: documents in, documents out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlencode

from datadog_incidents._core.message import Headers, Request, Timeout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents._core.message import Transport

JSON: TypeAlias = Any

KEYS = {"DD-API-KEY": "an-api-key", "DD-APPLICATION-KEY": "an-application-key"}
INCIDENTS = "/api/v2/incidents"


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Headers
    body: bytes

    @property
    def document(self) -> JSON:
        return json.loads(self.body)

    @property
    def data(self) -> JSON:
        return self.document["data"]

    @property
    def errors(self) -> list[Any]:
        errors: list[Any] = self.document["errors"]
        return errors


class Api:
    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def send(
        self,
        method: str,
        path: str,
        query: Mapping[str, object] | None = None,
        body: JSON = None,
        *,
        headers: Mapping[str, str] = KEYS,
        read_timeout: float | None = 3.0,
    ) -> Answered:
        target = f"{path}?{urlencode(query)}" if query else path
        content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        request = Request(method=method, target=target, headers=headers, body=content)
        response = self.transport.send(request, Timeout(3.0, read_timeout))
        return Answered(response.status, response.headers, response.body)

    def create(self, title: str = "Checkout is down", *, commander: str | None = None, **attributes: JSON) -> JSON:
        answer = self.send("POST", INCIDENTS, body=create_request(title, commander, **attributes))
        assert answer.status == 201, answer.body
        return answer.data

    def create_type(self, name: str = "Security Incident", **attributes: JSON) -> JSON:
        body = {"data": {"type": "incident_types", "attributes": {"name": name, **attributes}}}
        answer = self.send("POST", f"{INCIDENTS}/config/types", body=body)
        assert answer.status == 201, answer.body
        return answer.data

    def get(self, identifier: str, **query: object) -> Answered:
        return self.send("GET", f"{INCIDENTS}/{identifier}", query)

    def page(self, query: Mapping[str, object] | None = None) -> Answered:
        return self.send("GET", INCIDENTS, query)

    def update(self, identifier: str, attributes: JSON = None, relationships: JSON = None, **query: object) -> Answered:
        data = {"type": "incidents", "id": identifier}
        data |= {} if attributes is None else {"attributes": attributes}
        data |= {} if relationships is None else {"relationships": relationships}
        return self.send("PATCH", f"{INCIDENTS}/{identifier}", query, {"data": data})

    def delete(self, identifier: str) -> Answered:
        return self.send("DELETE", f"{INCIDENTS}/{identifier}")

    def search(self, query: str, parameters: Mapping[str, object] | None = None) -> Answered:
        return self.send("GET", f"{INCIDENTS}/search", {"query": query, **(parameters or {})})

    def titles(self, query: str) -> list[str]:
        answer = self.search(query, {"page[size]": 100, "sort": "created"})
        assert answer.status == 200, answer.body
        return [each["data"]["attributes"]["title"] for each in answer.data["attributes"]["incidents"]]


def create_request(title: str = "Checkout is down", commander: str | None = None, **attributes: JSON) -> JSON:
    data: JSON = {"type": "incidents", "attributes": {"title": title, "customer_impacted": False, **attributes}}
    if commander is not None:
        data["relationships"] = {"commander_user": user_reference(commander)}
    return {"data": data}


def user_reference(identifier: str | None) -> JSON:
    return {"data": None if identifier is None else {"type": "users", "id": identifier}}


def field(value: str | None, kind: str = "dropdown") -> JSON:
    return {"type": kind, "value": value}
