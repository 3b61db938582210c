"""Importing an incident: what reaches the service, and what comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents import InvalidArgumentError
from datadog_incidents.models import IncidentImportRequest, IncidentImportResponse
from tests.scripted import Stage, golden, reply

BODY = IncidentImportRequest.build("Checkout was slow")


@pytest.mark.parametrize(
    ("include", "query"),
    [(None, ""), (["incident_type", "declared_by_user"], "?include=incident_type%2Cdeclared_by_user")],
)
def test_an_import(include: Any, query: str) -> None:
    document = golden("incident_import_response")
    stage = Stage(reply(document, 201))
    returned = stage.api.import_incident(BODY, include=include)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == ("POST", f"/api/v2/incidents/import{query}")
    assert json.loads(request.body or b"") == BODY.to_dict()
    assert (returned.mismatches(), returned) == ([], IncidentImportResponse.from_dict(document))


def test_only_known_resources_are_included() -> None:
    wrong: Any = ["users"]
    with pytest.raises(InvalidArgumentError, match=r"^include: 'users' is not one of 'commander_user'"):
        Stage().api.import_incident(BODY, include=wrong)
