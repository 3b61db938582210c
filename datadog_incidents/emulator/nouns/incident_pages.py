"""Pages that call people to an incident."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Step
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.showing import user_ids
from datadog_incidents.emulator.engine.verbs import creating
from datadog_incidents.emulator.nouns.incident_integrations import INTEGRATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.resource import Resource

NOTE = (
    "Nobody is paged; `Emulator.resources` shows whom a page would have called. A second link to the same page is "
    "answered with 409."
)
"""What is the emulator's own, or known to differ."""

_ON_CALL_PAGE = 15
_COMPLETE = 2


def _kept_to_itself(step: Step, page: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    """Of a page nothing but its id is told."""
    return replace(page, attributes={}, hidden=page.attributes)


PAGES = Collection(
    noun="incident_pages",
    type="page_uuid",
    missing=lambda _: missing("page not found"),
    missing_incident=lambda _: missing("incident not found"),
    attributes=dict.fromkeys(
        ("title", "description", "target", "role", "services", "tags", "incident_public_id"), ABSENT
    ),
    created_by=None,
    modified_by=None,
    settled=_kept_to_itself,
)


def _linked(step: Step, integration: Resource) -> Resource:
    """The integration that a page becomes by being linked, which can be done once."""
    page = step.call.body["data"]["id"]
    linked = step.call.organization.store.resources.of("incident_integrations", integration.owner)
    if any(each.hidden.get("page") == page for each in linked):
        raise bad_request("the page is already linked to the incident", status=409)
    stamps = {name: integration.attributes[name] for name in ("created", "modified")}
    hidden = {**{name: each for name, each in integration.attributes.items() if name not in stamps}, "page": page}
    attributes = {**stamps, "status": _COMPLETE, "integration_type": _ON_CALL_PAGE}
    return replace(integration, attributes=attributes, hidden=hidden)


_LINKED_PAGES = replace(
    INTEGRATIONS,
    attributes=dict.fromkeys(("key", "page_target", "team_id"), ABSENT),
    recorded=False,
    settled=_linked,
)

OPERATIONS: Mapping[str, Handler] = {
    "create_on_call_page_from_incident": creating(PAGES, status=200),
    "create_page_from_incident": creating(PAGES, status=200),
    "link_page_to_incident": creating(_LINKED_PAGES, view=user_ids),
}
