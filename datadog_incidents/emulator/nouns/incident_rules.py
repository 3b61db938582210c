"""Rules that let the service do something when incidents change."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Step
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.verbs import Filter, creating, deleting, getting, listing, updating
from datadog_incidents.emulator.wire import JSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.store.resource import Resource

NOTE = "Nothing is carried out. A payload that is not JSON is refused with 400."
"""What is the emulator's own, or known to differ."""

_OF_THE_TYPE = "incident_settings_association_uuid"
"""Under this name a rule shows the incident type that it was made for."""

_ORGANIZATION_NUMBER = 1000


def _settled(step: Step, rule: Resource) -> Resource:
    """Who made the rule, and for which type; what it is to do has to be JSON."""
    attributes = dict(rule.attributes)
    kind: str | None = attributes.pop("incident_type_uuid", None)
    store = step.call.organization.store
    if kind:
        found = store.resources.get("incident_types", kind)
        if found is None or found.deleted:
            raise missing("incident type not found")
    try:
        json.loads(attributes["task_payload"])
    except ValueError:
        raise bad_request("task_payload: must be JSON, written as a string") from None
    attributes.setdefault("created_by_uuid", store.users.actor_id)
    attributes.setdefault(_OF_THE_TYPE, kind)
    return replace(rule, attributes={**attributes, "modified_by_uuid": store.users.actor_id})


RULES = Collection(
    noun="incident_rules",
    type="incidents_rules",
    identified_by="rule_id",
    missing=lambda _: missing("rule not found"),
    attributes={
        "condition": {},
        "condition_table_type": 1,
        "conditions": [],
        "enabled": False,
        "execution_type": 1,
        "incident_type_uuid": ABSENT,
        "match_any_condition": False,
        "task_id": "",
        "task_payload": "",
        "trigger": "incident_created_trigger",
    },
    fixed={"org_id": _ORGANIZATION_NUMBER},
    created_by=None,
    modified_by=None,
    deleted="deleted",
    keeps_deleted=True,
    settled=_settled,
)


def _has(attribute: str) -> Filter:
    def fits(rule: Resource, value: JSON) -> bool:
        return bool(rule.attributes[attribute] == value)

    return fits


_FILTERS = {
    "filter[task_id]": _has("task_id"),
    "filter[trigger]": _has("trigger"),
    "incidentTypeUUID": _has(_OF_THE_TYPE),
}

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_rules": listing(RULES, filters=_FILTERS),
    "create_incident_rule": creating(RULES),
    "get_incident_rule": getting(RULES),
    "update_incident_rule": updating(RULES),
    "delete_incident_rule": deleting(RULES),
}
