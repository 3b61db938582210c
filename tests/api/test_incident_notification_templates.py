"""The operations on notification templates: what reaches the service, and what comes back."""

from __future__ import annotations

from uuid import UUID

import pytest

from datadog_incidents.models import (
    CreateIncidentNotificationTemplateRequest,
    PatchIncidentNotificationTemplateRequest,
)
from tests.sent import Case

ROOT = "/api/v2/incidents/config/notification-templates"
CREATE = CreateIncidentNotificationTemplateRequest.build("New", subject="s", content="c", category="alert")
UPDATE = PatchIncidentNotificationTemplateRequest.build("one", subject="s")


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_incident_notification_templates(
                filter_incident_type=UUID(int=5), include="incident_type"
            ),
            "GET",
            f"{ROOT}?filter%5Bincident-type%5D={UUID(int=5)}&include=incident_type",
            answer="incident_notification_template_list_response",
        ),
        Case(
            lambda api: api.create_incident_notification_template(CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_notification_template_response",
        ),
        Case(
            lambda api: api.get_incident_notification_template("one", include="incident_type"),
            "GET",
            f"{ROOT}/one?include=incident_type",
            answer="incident_notification_template_response",
        ),
        Case(
            lambda api: api.update_incident_notification_template("one", UPDATE, include="incident_type"),
            "PATCH",
            f"{ROOT}/one?include=incident_type",
            UPDATE,
            "incident_notification_template_response",
        ),
        Case(
            lambda api: api.delete_incident_notification_template("one", include="incident_type"),
            "DELETE",
            f"{ROOT}/one?include=incident_type",
        ),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
