"""The operations on attachments: what reaches the service, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import IncidentsApi
from datadog_incidents._core.codec.model import Model
from datadog_incidents.models import CreateAttachmentRequest, PatchAttachmentRequest, PostmortemAttachmentRequest
from tests.scripted import INCIDENT_ID, Stage, golden, reply

ROOT = f"/api/v2/incidents/{INCIDENT_ID}/attachments"
CREATE = CreateAttachmentRequest.build("https://graphs.example.com/checkout", "What the graphs showed")
UPDATE = PatchAttachmentRequest.build("attachment", title="Postmortem, reviewed")
WRITE = PostmortemAttachmentRequest.build("Postmortem of IR-42", "# Summary")


CALLS: list[tuple[Callable[[IncidentsApi], Model | None], str, str, Model | None, str | None]] = [
    (
        lambda api: api.list_incident_attachments(INCIDENT_ID),
        "GET",
        ROOT,
        None,
        "incident_attachment_list_response",
    ),
    (
        lambda api: api.list_incident_attachments(
            INCIDENT_ID, filter_attachment_type="1", include=["last_modified_by_user", "incident"]
        ),
        "GET",
        f"{ROOT}?filter%5Battachment_type%5D=1&include=last_modified_by_user%2Cincident",
        None,
        "incident_attachment_list_response",
    ),
    (
        lambda api: api.create_incident_attachment(INCIDENT_ID, CREATE, include="incident"),
        "POST",
        f"{ROOT}?include=incident",
        CREATE,
        "incident_attachment_response",
    ),
    (
        lambda api: api.create_incident_postmortem_attachment(INCIDENT_ID, WRITE),
        "POST",
        f"{ROOT}/postmortems",
        WRITE,
        "incident_attachment_response",
    ),
    (
        lambda api: api.update_incident_attachment(INCIDENT_ID, "attachment", UPDATE),
        "PATCH",
        f"{ROOT}/attachment",
        UPDATE,
        "incident_attachment_response",
    ),
    (
        lambda api: api.delete_incident_attachment(INCIDENT_ID, "an attachment"),
        "DELETE",
        f"{ROOT}/an%20attachment",
        None,
        None,
    ),
]


@pytest.mark.parametrize(("call", "method", "target", "body", "answer"), CALLS)
def test_each_operation(
    call: Callable[[IncidentsApi], Model | None], method: str, target: str, body: Model | None, answer: str | None
) -> None:
    document: Any = None if answer is None else golden(answer)
    stage = Stage(reply(document, 204 if answer is None else 200))
    returned = call(stage.api)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == (method, target)
    assert (None if request.body is None else json.loads(request.body)) == (None if body is None else body.to_dict())
    assert returned is None or (returned.mismatches(), returned) == ([], type(returned).from_dict(document))
