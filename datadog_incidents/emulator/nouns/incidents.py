"""The six operations on incidents, named as in the API."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.showing import shown
from datadog_incidents.emulator.engine.styles import PLAIN_JSON
from datadog_incidents.emulator.nouns.incident_attachments import ATTACHMENTS
from datadog_incidents.emulator.nouns.incident_changes import new_incident, updated_incident
from datadog_incidents.emulator.nouns.incident_requests import settled_data
from datadog_incidents.emulator.nouns.incident_styles import (
    created_style,
    full_style,
    plain_style,
    related_users,
    search_style,
)
from datadog_incidents.emulator.search.search_language import QuerySyntaxError
from datadog_incidents.emulator.wire import Answer, Document, RefusedError, json_answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.incident_record import Incident

NOTE = (
    "An update that names a commander answers with the commander in the attributes and null in the relationships, "
    "as the one recorded update did. A type or commander that there is not is refused with 400; of a defined "
    "field only values that fit its definition are taken. Both refusals are the emulator's own. Search "
    "understands more than is documented of the service's."
)
"""What is the emulator's own, or known to differ."""

DEFAULT_PAGE_SIZE = 10
_INCLUDED_ATTACHMENTS = replace(ATTACHMENTS, style=PLAIN_JSON)


def create_incident(call: Call) -> Answer:
    """Create an incident."""
    store, clock = call.organization.store, call.organization.clock

    def build(identifier: str, public_id: int) -> Incident:
        data = settled_data(call.body["data"], store, PLAIN_JSON)
        return new_incident(identifier, public_id, data, clock.now(), store.users)

    return json_answer(201, {"data": created_style(store.add(build), store.resources)})


def get_incident(call: Call) -> Answer:
    """Show one incident."""
    identifier = call.path["incident_id"]
    incident = call.organization.store.get(identifier)
    if incident is None:
        raise _not_found(identifier)
    data = plain_style(incident, call.organization.store.resources)
    return json_answer(200, {"data": data, **_included(call, [incident])})


def list_incidents(call: Call) -> Answer:
    """Show a page of all incidents, the oldest first."""
    offset, size = _page(call)
    store = call.organization.store
    incidents = store.page(offset, size)
    document = {
        "data": [plain_style(incident, store.resources) for incident in incidents],
        **_included(call, incidents),
        "meta": _pagination(offset, len(incidents)),
    }
    return json_answer(200, document)


def update_incident(call: Call) -> Answer:
    """Change what the request names, and nothing else."""
    identifier = call.path["incident_id"]
    organization = call.organization

    def change(incident: Incident) -> Incident:
        data = settled_data(call.body["data"], organization.store, PLAIN_JSON, incident)
        after = updated_incident(incident, data, organization.clock.now())
        if after.attributes["customer_impacted"] and not after.attributes["customer_impact_scope"]:
            raise RefusedError(400, "data.attributes.customer_impact_scope: required when customer_impacted is true")
        return after

    incident = organization.store.change(identifier, change)
    if incident is None:
        raise _not_found(identifier)
    document = full_style(incident, organization.store.resources)
    if "commander_user" in call.body["data"].get("relationships", {}):
        # The service tells of a new commander in the attributes, and in the relationships with the next read.
        document["relationships"]["commander_user"] = {"data": None}
    return json_answer(200, {"data": document, **_included(call, [incident])})


def delete_incident(call: Call) -> Answer:
    """Delete an incident; nothing of it can be seen afterwards."""
    identifier = call.path["incident_id"]
    if not call.organization.store.remove(identifier):
        raise _not_found(identifier)
    return PLAIN_JSON.empty()


def search_incidents(call: Call) -> Answer:
    """Show a page of the incidents that match a query, with facets that count all of them."""
    offset, size = _page(call)
    organization = call.organization
    delay = organization.search_delay
    try:
        found = organization.index.search(
            call.query["query"],
            newest_first=call.query.get("sort", "-created") == "-created",
            created_until=organization.clock.now() - timedelta(seconds=delay) if delay else None,
        )
    except QuerySyntaxError as error:
        raise RefusedError(400, f"query: {error}") from None
    incidents = found.incidents[offset : offset + size]
    documents = [search_style(incident) for incident in incidents]
    references = [{"type": "incidents", "id": incident.id} for incident in incidents]
    document = {
        "data": {
            "type": "incidents_search_results",
            "attributes": {
                "total": len(found.incidents),
                "facets": found.facets,
                "incidents": [{"data": each} for each in documents],
            },
            "relationships": {"incidents_relationship": {"data": references}},
        },
        "included": [*documents, *_related_objects(incidents, {call.query.get("include")})],
        "meta": _pagination(offset, len(incidents)),
    }
    return json_answer(200, document)


def _not_found(identifier: str) -> RefusedError:
    return RefusedError(404, f"incident {identifier} not found")


def _page(call: Call) -> tuple[int, int]:
    size = min(call.query.get("page[size]", DEFAULT_PAGE_SIZE), call.organization.max_page_size)
    return call.query.get("page[offset]", 0), size


def _pagination(offset: int, size: int) -> Document:
    return {"pagination": {"offset": offset, "next_offset": offset + size, "size": size}}


def _included(call: Call, incidents: list[Incident]) -> Document:
    """The `included` part of a response, which is left out when nothing was asked for."""
    asked = call.query.get("include")
    return {"included": _related_objects(incidents, asked)} if asked else {}


def _related_objects(incidents: Iterable[Incident], kinds: Collection[str | None]) -> list[Document]:
    """The users and attachments that incidents refer to, each once."""
    related: dict[str, Document] = {}
    for incident in incidents:
        if "users" in kinds:
            related.update((user["id"], user) for user in related_users(incident))
        if "attachments" in kinds:
            attachments = (shown(_INCLUDED_ATTACHMENTS, each, incident.users) for each in incident.attachments)
            related.update((attachment["id"], attachment) for attachment in attachments)
    return list(related.values())


OPERATIONS: Mapping[str, Handler] = {
    operation.__name__: Handler(carry_out=operation, style=PLAIN_JSON, recorded=True)
    for operation in (
        create_incident,
        get_incident,
        list_incidents,
        update_incident,
        delete_incident,
        search_incidents,
    )
}
