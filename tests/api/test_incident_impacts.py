"""The operations on impacts: what reaches the service, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents import IncidentsApi, InvalidArgumentError, UnstableOperationError
from datadog_incidents._core.codec.model import Model
from datadog_incidents.models import IncidentImpactCreateRequest, IncidentImpactPatchRequest
from tests.scripted import INCIDENT_ID, Stage, golden, reply

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/impacts"
CREATE = IncidentImpactCreateRequest.build("Some customers cannot pay.", datetime(2026, 3, 4, 9, 10, tzinfo=UTC))
UPDATE = IncidentImpactPatchRequest.build(end_at=datetime(2026, 3, 4, 10, tzinfo=UTC))


CALLS: list[tuple[Callable[[IncidentsApi], Model | None], str, str, Model | None, str | None]] = [
    (lambda api: api.list_incident_impacts(INCIDENT_ID), "GET", ROOT, None, "incident_impact_list_response"),
    (
        lambda api: api.create_incident_impact(INCIDENT_ID, CREATE, include=["incident", "created_by_user"]),
        "POST",
        f"{ROOT}?include=incident%2Ccreated_by_user",
        CREATE,
        "incident_impact_response",
    ),
    (
        lambda api: api.patch_incident_impact(INCIDENT_ID, "impact", UPDATE, allow_unstable=True),
        "PATCH",
        f"{ROOT}/impact",
        UPDATE,
        "incident_impact_response",
    ),
    (lambda api: api.delete_incident_impact(INCIDENT_ID, "an impact"), "DELETE", f"{ROOT}/an%20impact", None, None),
]


@pytest.mark.parametrize(("call", "method", "target", "body", "answer"), CALLS)
def test_each_operation(
    call: Callable[[IncidentsApi], Model | None], method: str, target: str, body: Model | None, answer: str | None
) -> None:
    document: Any = None if answer is None else golden(answer)
    stage = Stage(reply(document, 204 if answer is None else 200), unstable_operations={})
    returned = call(stage.api)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == (method, target)
    assert (None if request.body is None else json.loads(request.body)) == (None if body is None else body.to_dict())
    assert returned is None or (returned.mismatches(), returned) == ([], type(returned).from_dict(document))


def test_only_the_update_needs_an_opt_in() -> None:
    with pytest.raises(UnstableOperationError, match="patch_incident_impact is an unstable operation"):
        Stage(unstable_operations={}).api.patch_incident_impact(INCIDENT_ID, "impact", UPDATE)


def test_only_known_resources_are_included() -> None:
    wrong: Any = ["users"]
    with pytest.raises(InvalidArgumentError, match=r"^include: 'users' is not one of 'created_by_user', 'incident'"):
        Stage().api.list_incident_impacts(INCIDENT_ID, include=wrong)
