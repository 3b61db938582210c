"""The operations on postmortem templates: what reaches the service, and what comes back."""

from __future__ import annotations

import pytest

from datadog_incidents.models import (
    PostmortemTemplateRequest,
)
from tests.sent import Case

ROOT = "/api/v2/incidents/config/postmortem-templates"
CREATE = PostmortemTemplateRequest.build("Short")
UPDATE = PostmortemTemplateRequest.build("Short", template="one-17")


@pytest.mark.parametrize(
    "case",
    [
        Case(
            lambda api: api.list_incident_postmortem_templates(),
            "GET",
            ROOT,
            answer="incident_postmortem_template_list_response",
        ),
        Case(
            lambda api: api.list_incident_postmortem_templates(filter_incident_type="a-type", sort="-name"),
            "GET",
            f"{ROOT}?filter%5Bincident-type%5D=a-type&sort=-name",
            answer="incident_postmortem_template_list_response",
        ),
        Case(
            lambda api: api.create_incident_postmortem_template(CREATE),
            "POST",
            ROOT,
            CREATE,
            "incident_postmortem_template_response",
        ),
        Case(
            lambda api: api.get_incident_postmortem_template("one-17"),
            "GET",
            f"{ROOT}/one-17",
            answer="incident_postmortem_template_response",
        ),
        Case(
            lambda api: api.update_incident_postmortem_template("one-17", UPDATE),
            "PATCH",
            f"{ROOT}/one-17",
            UPDATE,
            "incident_postmortem_template_response",
        ),
        Case(lambda api: api.delete_incident_postmortem_template("one-17"), "DELETE", f"{ROOT}/one-17"),
    ],
    ids=lambda case: case.target,
)
def test_each_operation(case: Case) -> None:
    case.hold()
