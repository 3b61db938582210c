"""The documents that are read and written: the emulator's, always the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from datadog_incidents._core.message import Request, Timeout
from datadog_incidents.emulator import Emulator
from datadog_incidents.emulator.emulator import API_KEY, APP_KEY

from .workload import PAGE_SIZE, QUERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Requests and responses as they are on the wire."""

    search_page: bytes
    """100 incidents, which the response includes once more, as the service does; facets are 1 % of it."""
    documented_page: bytes
    """100 incidents as the API reference shows one, each with the seven usual fields."""
    facet_heavy_page: bytes
    """One incident, and the facets of an organization with many fields."""
    incident_id: str
    incident: bytes
    """The response to a get."""
    creation: dict[str, Any]
    """The body of a create."""
    created: bytes
    """The response to it."""


@cache
def documents() -> Documents:
    """The documents, made once."""
    with Emulator() as emulator:
        emulator.clock.set(datetime(2026, 1, 31, 12, tzinfo=UTC))
        emulator.seed(PAGE_SIZE)

        def answer(method: Literal["GET", "POST"], target: str, body: bytes | None = None) -> bytes:
            headers = {"DD-API-KEY": API_KEY, "DD-APPLICATION-KEY": APP_KEY}
            request = Request(method=method, target=f"/api/v2/incidents{target}", headers=headers, body=body)
            return emulator.transport.send(request, Timeout(None, None)).body

        incident_id = str(emulator.incidents[0]["id"])
        search_page = answer("GET", f"/search?query={QUERY}&page[size]={PAGE_SIZE}")
        creation = _creation(str(emulator.users[1]["id"]))
        return Documents(
            search_page=search_page,
            documented_page=_as_documented(search_page),
            facet_heavy_page=_with_many_facets(answer("GET", f"/search?query={QUERY}&page[size]=1")),
            incident_id=incident_id,
            incident=answer("GET", f"/{incident_id}"),
            creation=creation,
            created=answer("POST", "", json.dumps(creation).encode()),
        )


def facet_share(page: bytes) -> float:
    """How much of a page is facets, from 0 to 1."""
    facets = json.loads(page)["data"]["attributes"]["facets"]
    return len(_compact(facets)) / len(page)


_UNDOCUMENTED = (
    "commander",
    "created_by",
    "created_by_uuid",
    "creation_idempotency_key",
    "field_analytics",
    "last_modified_by",
    "last_modified_by_uuid",
)
_RELATED = {
    "attachments": "incident_attachments",
    "impacts": "incident_impacts",
    "integrations": "incident_integrations",
    "responders": "incident_responders",
    "user_defined_fields": "user_defined_field",
}


def _as_documented(page: bytes) -> bytes:
    """The page without what the API reference does not know, and with all that its example has."""
    document = json.loads(page)
    document["included"] = []
    attributes = document["data"]["attributes"]
    attributes["facets"] = {"severity": attributes["facets"]["severity"]}
    for incident in (each["data"] for each in attributes["incidents"]):
        person = {"image_48_px": "https://example.com/ada.png", "name": "Ada Lovelace"}
        handle = {"display_name": "Ada Lovelace", "handle": "@ada.lovelace@example.com"}
        kept = {name: value for name, value in incident["attributes"].items() if name not in _UNDOCUMENTED}
        kept["fields"].pop("slug")
        incident["attributes"] = {
            **kept,
            "declared_by": person,
            "non_datadog_creator": person,
            "notification_handles": [handle],
        }
        for name, kind in _RELATED.items():
            incident["relationships"][name] = {"data": [{"id": incident["id"], "type": kind}]}
    return _compact(document)


def _with_many_facets(page: bytes) -> bytes:
    """The page of an organization that has twenty fields of 400 values each."""
    document = json.loads(page)
    document["data"]["attributes"]["facets"]["fields"] += [
        {
            "name": f"field_{field}",
            "facets": [{"name": f"value {value} of field {field}", "count": 400 - value} for value in range(400)],
        }
        for field in range(20)
    ]
    return _compact(document)


def _compact(document: object) -> bytes:
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _creation(commander: str) -> dict[str, Any]:
    values = {
        "severity": ("dropdown", "SEV-2"),
        "state": ("dropdown", "active"),
        "detection_method": ("dropdown", "monitor"),
        "root_cause": ("textbox", "A migration held a table lock for longer than expected."),
        "summary": ("textbox", "Requests to the checkout time out."),
        "services": ("autocomplete", ["checkout", "web-store"]),
        "teams": ("autocomplete", ["payments"]),
    }
    note = {"content": "The **rollout** was stopped at 12:03 UTC."}
    return {
        "data": {
            "type": "incidents",
            "attributes": {
                "title": "Requests to checkout time out in eu-west-1",
                "customer_impacted": True,
                "customer_impact_scope": "One in ten payments fails.",
                "fields": {name: {"type": kind, "value": value} for name, (kind, value) in values.items()},
                "initial_cells": [{"cell_type": "markdown", "content": note, "important": True}],
                "notification_handles": [{"display_name": "On call", "handle": "@oncall@example.com"}],
            },
            "relationships": {"commander_user": {"data": {"id": commander, "type": "users"}}},
        }
    }
