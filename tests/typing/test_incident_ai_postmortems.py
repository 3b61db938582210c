"""The types of the operations on postmortems by AI, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type

from datadog_incidents.models import (
    IncidentAIPostmortemDataResponse,
    IncidentAIPostmortemResponse,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_the_operation_and_reading() -> None:
    response = Stage(reply(golden("incident_ai_postmortem_response"))).api.get_incident_ai_postmortem(INCIDENT_ID)
    assert_type(response, IncidentAIPostmortemResponse)
    postmortem = assert_type(response.data, IncidentAIPostmortemDataResponse)
    assert_type(postmortem.action_items, str | None)
    assert_type(postmortem.customer_impact, str | None)
    assert_type(postmortem.executive_summary, str | None)
    assert_type(postmortem.key_timeline, str | None)
    assert_type(postmortem.lessons_learned, str | None)
    assert_type(postmortem.system_overview, str | None)
