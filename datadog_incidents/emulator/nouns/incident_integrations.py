"""What an incident is called elsewhere: a channel, a ticket, a record, a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection, Step
from datadog_incidents.emulator.engine.refusals import missing, missing_text
from datadog_incidents.emulator.engine.showing import user_ids, users_spelled_out
from datadog_incidents.emulator.engine.styles import PLAIN_JSON
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, updating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.store.resource import Resource
    from datadog_incidents.emulator.wire import Document, RefusedError

NOTE = (
    "No channel, issue or record is made anywhere. A ServiceNow record is answered as complete at once, with a "
    "number of its own."
)
"""What is the emulator's own, or known to differ."""

_SERVICE_NOW = 13
_MANUALLY_CREATED, _MANUALLY_UPDATED, _COMPLETE = 3, 4, 2
_PAGE_SIZE = 25


def _settled(step: Step, integration: Resource) -> Resource:
    """The status says who has made or changed it last, whatever was asked for."""
    status = _MANUALLY_UPDATED if step.before else _MANUALLY_CREATED
    return replace(integration, attributes={**integration.attributes, "status": status})


INTEGRATIONS = Collection(
    noun="incident_integrations",
    type="incident_integrations",
    identified_by="integration_metadata_id",
    missing=lambda _: missing("incident integration doesn't exist"),
    missing_incident=lambda _: missing("incident not found"),
    attributes={"status": 0, "integration_type": 0, "metadata": {}},
    incident_attribute="incident_id",
    id_version=5,
    full_users=True,
    recorded=True,
    settled=_settled,
)


def _missing_incident(incident: str) -> RefusedError:
    return missing_text(f"incident {incident} not found")


_AS_PLAIN_JSON = replace(INTEGRATIONS, missing_incident=_missing_incident, style=PLAIN_JSON)


def _recorded_elsewhere(step: Step, integration: Resource) -> Resource:  # noqa: ARG001  # one of several side effects
    """The integration that a ServiceNow record becomes."""
    sent = integration.attributes
    instance = sent["instance_name"]
    number = f"INC{int(integration.id[:8], 16) % 10_000_000:07}"
    record = {
        "instance_name": instance,
        "record_num": number,
        "redirect_url": f"https://{instance}.service-now.com/nav_to.do?uri=incident.do?number={number}",
    }
    attributes = {
        "created": sent["created"],
        "modified": sent["modified"],
        "status": _COMPLETE,
        "integration_type": _SERVICE_NOW,
        "metadata": {"records": [record]},
    }
    return replace(integration, attributes=attributes, hidden={name: sent[name] for name in _PROMPT if name in sent})


_PROMPT = ("assignment_group", "configuration_item_mapping", "instance_name", "record_id")

_SERVICE_NOW_RECORDS = replace(
    INTEGRATIONS, attributes=dict.fromkeys(_PROMPT), recorded=False, settled=_recorded_elsewhere
)


def _pagination(call: Call, count: int) -> Document:  # noqa: ARG001  # one of several metas
    """Here the next page begins after as many as would have fitted on this one."""
    return {"pagination": {"offset": 0, "next_offset": _PAGE_SIZE, "size": count}} if count else {}


OPERATIONS: Mapping[str, Handler] = {
    "list_incident_integrations": listing(INTEGRATIONS, view=user_ids, meta=_pagination),
    "create_incident_integration": creating(_AS_PLAIN_JSON, view=users_spelled_out),
    "get_incident_integration": getting(INTEGRATIONS, view=user_ids),
    "update_incident_integration": updating(_AS_PLAIN_JSON, view=users_spelled_out),
    "delete_incident_integration": deleting(INTEGRATIONS),
    "create_incident_service_now_record": creating(_SERVICE_NOW_RECORDS, view=user_ids),
}
