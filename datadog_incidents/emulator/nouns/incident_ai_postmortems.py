"""Postmortems that are written by a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.styles import JSON_API

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.wire import Answer, Document

NOTE = "The texts say what is known of the incident, and nothing besides."
"""What is the emulator's own, or known to differ."""


def get_incident_ai_postmortem(call: Call) -> Answer:
    """Write a postmortem: of what is known of the incident, and nothing besides."""
    store = call.organization.store
    incident = store.get(call.path["incident_id"])
    if incident is None:
        raise missing("incident not found")
    known = incident.attributes
    todos = [each.attributes["content"] for each in store.resources.of("incident_todos", incident.id)]
    impacts = [each.attributes["description"] for each in store.resources.of("incident_impacts", incident.id)]
    services = known["fields"]["services"]["value"] or ["unknown"]
    texts: Document = {
        "action_items": "\n".join(f"- {todo}" for todo in todos) or "None yet.",
        "customer_impact": "\n".join(impacts) or known["customer_impact_scope"] or "None known.",
        "executive_summary": f"{known['title']} ({known['severity']}, {known['state']}).",
        "key_timeline": "\n".join(
            f"- {known[name]}: {name}" for name in ("detected", "declared", "resolved") if known[name]
        ),
        "lessons_learned": known["fields"]["root_cause"]["value"] or "The root cause is not known yet.",
        "system_overview": f"Services: {', '.join(services)}.",
    }
    document = JSON_API.resource("get_incident_ai_postmortem_response", store.new_id(4), texts, {})
    return JSON_API.answer(200, {"data": document})


OPERATIONS: Mapping[str, Handler] = {
    "get_incident_ai_postmortem": Handler(carry_out=get_incident_ai_postmortem),
}
