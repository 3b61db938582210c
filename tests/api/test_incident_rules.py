"""The operations on the rules of automation: what reaches the service, and what comes back."""

from __future__ import annotations

from uuid import UUID

import pytest

from datadog_incidents.models import (
    IncidentRulePatchRequest,
    IncidentRuleRequest,
)
from tests.sent import Case

ROOT = "/api/v2/incidents/config/rules"
CREATE = IncidentRuleRequest.build("notify-incident-handles-job", {"handles": ["@ada@example.com"]})
UPDATE = IncidentRulePatchRequest.build("one", enabled=False)


@pytest.mark.parametrize(
    "case",
    [
        Case(lambda api: api.list_incident_rules(), "GET", ROOT, answer="incident_rule_list_response"),
        Case(
            lambda api: api.list_incident_rules(
                filter_task_id="workflow-automation-job",
                filter_trigger="incident_saved_trigger",
                incident_type_uuid=UUID(int=5),
            ),
            "GET",
            f"{ROOT}?filter%5Btask_id%5D=workflow-automation-job&filter%5Btrigger%5D=incident_saved_trigger&incidentTypeUUID={UUID(int=5)}",
            answer="incident_rule_list_response",
        ),
        Case(lambda api: api.create_incident_rule(CREATE), "POST", ROOT, CREATE, "incident_rule_response"),
        Case(lambda api: api.get_incident_rule("one"), "GET", f"{ROOT}/one", answer="incident_rule_response"),
        Case(
            lambda api: api.update_incident_rule("one", UPDATE),
            "PATCH",
            f"{ROOT}/one",
            UPDATE,
            "incident_rule_response",
        ),
        Case(lambda api: api.delete_incident_rule("one"), "DELETE", f"{ROOT}/one"),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
