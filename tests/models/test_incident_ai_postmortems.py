"""Postmortems by AI: what they answer, and that having one written is not repeated."""

from __future__ import annotations

from typing import Any

import pytest

from datadog_incidents._core.message import FailureKind
from datadog_incidents.exceptions import ApiConnectionError
from datadog_incidents.models import IncidentAIPostmortemDataResponse
from tests.scripted import INCIDENT_ID, Stage, golden, reply

SECTIONS = (
    "action_items",
    "customer_impact",
    "executive_summary",
    "key_timeline",
    "lessons_learned",
    "system_overview",
)


def test_what_a_postmortem_answers() -> None:
    stage = Stage(reply(golden("incident_ai_postmortem_response")))
    postmortem = stage.api.get_incident_ai_postmortem(INCIDENT_ID).data
    written = golden("incident_ai_postmortem_response")["data"]["attributes"]
    assert {name: getattr(postmortem, name) for name in SECTIONS} == written


@pytest.mark.parametrize("attributes", [{}, dict.fromkeys(SECTIONS, 5), None])
def test_a_postmortem_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "get_incident_ai_postmortem_response", "attributes": attributes}
    postmortem = IncidentAIPostmortemDataResponse.from_dict(document)
    assert [getattr(postmortem, name) for name in SECTIONS] == [None] * 6


def test_its_name_says_get_but_it_is_not_repeated() -> None:
    stage = Stage(FailureKind.DROPPED, reply(golden("incident_ai_postmortem_response")))
    with pytest.raises(ApiConnectionError) as caught:
        stage.api.get_incident_ai_postmortem(INCIDENT_ID)
    assert caught.value.outcome_unknown
    assert len(stage.transport.requests) == 1
