"""What is left to do after an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection
from datadog_incidents.emulator.engine.refusals import missing_text
from datadog_incidents.emulator.engine.showing import user_ids, users_spelled_out, users_without_ids
from datadog_incidents.emulator.engine.styles import PLAIN_JSON
from datadog_incidents.emulator.engine.verbs import creating, deleting, getting, listing, pagination, updating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler

NOTE = ""
"""What is the emulator's own, or known to differ."""

TODOS = Collection(
    noun="incident_todos",
    type="incident_todos",
    identified_by="todo_id",
    missing=lambda todo: missing_text(f"{todo} not found"),
    missing_incident=lambda incident: missing_text(f"incident {incident} not found"),
    attributes={"completed": None, "due_date": None, "assignees": [], "content": ""},
    moments=("completed", "due_date"),
    incident_attribute="incident_id",
    style=PLAIN_JSON,
    id_version=5,
    full_users=True,
    recorded=True,
)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_todos": listing(TODOS, view=user_ids, meta=pagination),
    "create_incident_todo": creating(TODOS, view=users_without_ids),
    "get_incident_todo": getting(TODOS, view=users_spelled_out),
    "update_incident_todo": updating(TODOS, view=users_spelled_out),
    "delete_incident_todo": deleting(TODOS),
}
