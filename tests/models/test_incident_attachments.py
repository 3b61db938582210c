"""Attachments: the bodies that are built, what is refused in them, and what an attachment answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    Attachment,
    AttachmentArray,
    AttachmentData,
    AttachmentDataAttributesAttachmentType,
    CreateAttachmentRequest,
    PatchAttachmentRequest,
    PostmortemAttachmentRequest,
    PostmortemCell,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

URL = "https://graphs.example.com/checkout"


def test_a_new_link() -> None:
    body = CreateAttachmentRequest.build(URL, "What the graphs showed")
    assert body.to_dict() == golden("incident_attachment_create_request")


@pytest.mark.parametrize("kind", ["postmortem", AttachmentDataAttributesAttachmentType.POSTMORTEM])
def test_a_new_postmortem_that_exists_elsewhere(kind: str) -> None:
    body = CreateAttachmentRequest.build(URL, attachment_type=kind)
    assert body.to_dict()["data"]["attributes"] == {
        "attachment": {"documentUrl": URL},
        "attachment_type": "postmortem",
    }


def test_an_update_keeps_what_was_read() -> None:
    read = Attachment.from_dict(golden("incident_attachment_response")).data
    assert read is not None
    body = PatchAttachmentRequest.build(read, title="Postmortem, reviewed")
    assert body.to_dict()["data"] == {
        "attributes": {"attachment": {"documentUrl": read.url, "title": "Postmortem, reviewed"}},
        "id": read.id,
        "type": "incident_attachments",
    }
    alone = PatchAttachmentRequest.build(read.id, document_url=URL).to_dict()["data"]
    assert alone["attributes"] == {"attachment": {"documentUrl": URL}}


def test_a_postmortem_is_made_of_cells() -> None:
    template = "0c5e9b27-d681-4f3a-9e70-b8a4f2d6137e-123"
    body = PostmortemAttachmentRequest.build(
        "Postmortem", "# All", cells=["## Summary", PostmortemCell(id="mine")], postmortem_template_id=template
    )
    assert body.to_dict()["data"]["attributes"] == {
        "cells": [
            {"attributes": {"definition": {"content": "## Summary"}}, "id": "cell-1", "type": "markdown"},
            {"id": "mine"},
        ],
        "content": "# All",
        "postmortem_template_id": template,
        "title": "Postmortem",
    }
    assert PostmortemAttachmentRequest.build("Postmortem").to_dict()["data"]["attributes"] == {"title": "Postmortem"}


@pytest.mark.parametrize(
    ("build", "arguments", "message"),
    [
        (CreateAttachmentRequest.build, {"document_url": 5}, "^document_url: expected a string, got 5"),
        (CreateAttachmentRequest.build, {"document_url": URL, "title": 5}, "^title: expected a string, got 5"),
        (
            CreateAttachmentRequest.build,
            {"document_url": URL, "attachment_type": "links"},
            "^attachment_type: 'links' is not one of 'link', 'postmortem'; did you mean 'link'",
        ),
        (PatchAttachmentRequest.build, {"attachment": " "}, "^attachment: expected an id"),
        (PatchAttachmentRequest.build, {"attachment": "a", "document_url": 5}, "^document_url: expected a string"),
        (PostmortemAttachmentRequest.build, {"title": "a", "cells": 5}, "^cells: expected a list, got int"),
        (PostmortemAttachmentRequest.build, {"title": "a", "cells": [5]}, r"^cells\[0\]: expected PostmortemCell"),
    ],
)
def test_what_is_refused_names_the_argument(build: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        build(**arguments)


def test_what_an_attachment_answers() -> None:
    postmortem, link = (
        Stage(reply(golden("incident_attachment_list_response"))).api.list_incident_attachments(INCIDENT_ID).data
    )
    assert (postmortem.title, postmortem.url) == (
        "Postmortem of IR-42",
        "https://app.datadoghq.com/notebook/4211/postmortem-of-ir-42",
    )
    assert (postmortem.is_postmortem, link.is_postmortem) == (True, False)
    assert link.modified == datetime(2026, 3, 4, 17, 3, 11, 402766, tzinfo=UTC)
    assert link.incident_id == "9d3f1c20-5a7b-5e41-8c66-2b90d4f7a115"
    assert link.last_modified_by is not None
    assert link.last_modified_by.display_name == "Bruno Okafor"


def test_the_golden_documents_are_read_whole() -> None:
    for cls, name in (
        (Attachment, "incident_attachment_response"),
        (AttachmentArray, "incident_attachment_list_response"),
    ):
        assert cls.from_dict(golden(name), strict=True).mismatches() == []


@pytest.mark.parametrize("attributes", [{}, {"attachment": "none", "attachment_type": 5, "modified": []}, None])
def test_an_attachment_that_does_not_know_says_none(attributes: Any) -> None:
    read = AttachmentData.from_dict({"id": "a", "attributes": attributes})
    assert (read.url, read.title, read.is_postmortem, read.modified) == (None, None, False, None)
    assert (read.incident_id, read.last_modified_by) == (None, None)
