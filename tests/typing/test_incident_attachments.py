"""The types of the operations on attachments, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from datadog_incidents.models import (
    Attachment,
    AttachmentArray,
    AttachmentData,
    AttachmentDataAttributesAttachmentType,
    CreateAttachmentRequest,
    IncidentUserData,
    PatchAttachmentRequest,
    PostmortemAttachmentRequest,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_attachment_response"))
    several = reply(golden("incident_attachment_list_response"))
    api = Stage(several, several, one, one, one, reply(status=204)).api
    assert_type(api.list_incident_attachments(INCIDENT_ID), AttachmentArray)
    first = api.list_incident_attachments(INCIDENT_ID, filter_attachment_type="1", include=["incident"]).data[0]
    assert_type(first, AttachmentData)
    kind = AttachmentDataAttributesAttachmentType.POSTMORTEM
    body = assert_type(
        CreateAttachmentRequest.build("https://example.com", attachment_type=kind), CreateAttachmentRequest
    )
    assert_type(api.create_incident_attachment(INCIDENT_ID, body, include="incident"), Attachment)
    change = assert_type(PatchAttachmentRequest.build(first, title="Reviewed"), PatchAttachmentRequest)
    assert_type(api.update_incident_attachment(INCIDENT_ID, first.id, change), Attachment)
    postmortem = assert_type(PostmortemAttachmentRequest.build("Title", cells=["Text"]), PostmortemAttachmentRequest)
    assert_type(api.create_incident_postmortem_attachment(INCIDENT_ID, postmortem), Attachment)
    api.delete_incident_attachment(INCIDENT_ID, first.id)


def test_reading() -> None:
    attachment = AttachmentArray.from_dict(golden("incident_attachment_list_response")).data[0]
    assert_type(attachment.url, str | None)
    assert_type(attachment.title, str | None)
    assert_type(attachment.is_postmortem, bool)
    assert_type(attachment.modified, datetime | None)
    assert_type(attachment.last_modified_by, IncidentUserData | None)
