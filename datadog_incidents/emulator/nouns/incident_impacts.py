"""What an incident did to customers, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.collection import Collection
from datadog_incidents.emulator.engine.refusals import bad_request, missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, listing, updating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.engine.handler import Handler
    from datadog_incidents.emulator.wire import RefusedError

NOTE = (
    "`include=incident` adds nothing: the contract knows only users there. Impacts do not change the incident's "
    "own customer impact."
)
"""What is the emulator's own, or known to differ."""

_NO_ID = "00000000-0000-0000-0000-000000000000"


def _missing_incident(incident: str) -> RefusedError:
    if incident == _NO_ID:
        return bad_request("invalid impact data: incident id is required: invalid impact")
    error = "incident not found: failed to get incident: incident not found"
    return missing(f"rpc error: code = NotFound desc = {error}")


def _missing(impact: str) -> RefusedError:  # noqa: ARG001  # the service does not repeat it
    return missing("rpc error: code = NotFound desc = impact not found: impact not found")


IMPACTS = Collection(
    noun="incident_impacts",
    type="incident_impacts",
    identified_by="impact_id",
    missing=_missing,
    missing_incident=_missing_incident,
    attributes={"description": "", "end_at": None, "fields": None, "start_at": None},
    fixed={"impact_type": "customer"},
    moments=("start_at", "end_at"),
    incident_relationship="incident",
    recorded=True,
)

_TO_DELETE = replace(IMPACTS, missing_incident=_missing)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_impacts": listing(IMPACTS),
    "create_incident_impact": creating(IMPACTS),
    "patch_incident_impact": updating(replace(IMPACTS, recorded=False)),
    "delete_incident_impact": deleting(_TO_DELETE),
}
