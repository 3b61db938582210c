"""The operations on notification rules: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import (
    CreateIncidentNotificationRuleRequest,
    PutIncidentNotificationRuleRequest,
)
from tests.sent import Case

ROOT = "/api/v2/incidents/config/notification-rules"
CREATE = CreateIncidentNotificationRuleRequest.build("incident_created_trigger", handles="@slack-incidents")
UPDATE = PutIncidentNotificationRuleRequest.build(
    "one", trigger="incident_saved_trigger", handles=["@a"], conditions={}
)
BOTH = ["incident_type", "notification_template"]
INCLUDED = "include=incident_type%2Cnotification_template"


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_incident_notification_rules(include=BOTH),
            "GET",
            f"{ROOT}?{INCLUDED}",
            answer="incident_notification_rule_list_response",
        ),
        Case(
            lambda api: api.create_incident_notification_rule(CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_notification_rule_response",
        ),
        Case(
            lambda api: api.get_incident_notification_rule("one", include=BOTH),
            "GET",
            f"{ROOT}/one?{INCLUDED}",
            answer="incident_notification_rule_response",
        ),
        Case(
            lambda api: api.update_incident_notification_rule("one", UPDATE, include=BOTH),
            "PUT",
            f"{ROOT}/one?{INCLUDED}",
            UPDATE,
            "incident_notification_rule_response",
        ),
        Case(
            lambda api: api.delete_incident_notification_rule("one", include=BOTH), "DELETE", f"{ROOT}/one?{INCLUDED}"
        ),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
