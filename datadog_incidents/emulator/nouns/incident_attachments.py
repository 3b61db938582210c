"""Links and postmortems that are attached to an incident."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from datadog_incidents.emulator.engine.collection import ABSENT, Collection, Step
from datadog_incidents.emulator.engine.handler import Handler
from datadog_incidents.emulator.engine.refusals import missing
from datadog_incidents.emulator.engine.verbs import creating, deleting, listing, updating
from datadog_incidents.emulator.wire import JSON, Document, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.store.resource import Resource

NOTE = "A postmortem that is written becomes a link to a page that there is not."
"""What is the emulator's own, or known to differ."""


def _missing_incident(incident: str) -> RefusedError:
    try:
        UUID(incident)
    except ValueError:
        return missing("malformed incident ID")
    return missing("incident not found")


def _settled(step: Step, attachment: Resource) -> Resource:
    """Of the link itself, too, an update changes only what it names."""
    before: Document = step.before.attributes.get("attachment", {}) if step.before else {}
    link: Document = {**before, **attachment.attributes.get("attachment", {})}
    return replace(attachment, attributes={**attachment.attributes, "attachment": link})


ATTACHMENTS = Collection(
    noun="incident_attachments",
    type="incident_attachments",
    identified_by="attachment_id",
    missing=lambda _: missing("attachment not found"),
    missing_incident=_missing_incident,
    attributes={"attachment": ABSENT, "attachment_type": "link"},
    created=None,
    created_by=None,
    incident_relationship="incident",
    recorded=True,
    settled=_settled,
)


def _written(step: Step, postmortem: Resource) -> Resource:
    """The attachment that a written postmortem becomes: a link to where it can be read."""
    sent = postmortem.attributes
    identifier = sent.get("postmortem_template_id")
    link = {
        "title": sent.get("title", f"Postmortem IR-{step.incident.public_id}" if step.incident else ""),
        "documentUrl": f"https://app.example.com/notebook/{postmortem.id}",
    }
    attributes = {"attachment": link, "attachment_type": "postmortem", "modified": step.now}
    hidden = {"content": sent.get("content"), "cells": sent.get("cells"), "postmortem_template_id": identifier}
    return replace(postmortem, attributes=attributes, hidden=hidden)


_POSTMORTEMS = replace(
    ATTACHMENTS,
    attributes=dict.fromkeys(("title", "content", "cells", "postmortem_template_id"), ABSENT),
    recorded=False,
    settled=_written,
)

_TYPES = {"1": "postmortem", "2": "link"}


def _is_of_type(attachment: Resource, number: JSON) -> bool:
    return bool(attachment.attributes["attachment_type"] == _TYPES.get(number))


_WHO = ("last_modified_by_user",)

OPERATIONS: Mapping[str, Handler] = {
    "list_incident_attachments": listing(
        ATTACHMENTS, filters={"filter[attachment_type]": _is_of_type}, always_included=_WHO
    ),
    "create_incident_attachment": creating(ATTACHMENTS, always_included=_WHO),
    "create_incident_postmortem_attachment": creating(_POSTMORTEMS, always_included=_WHO),
    "update_incident_attachment": updating(ATTACHMENTS, always_included=_WHO),
    "delete_incident_attachment": deleting(ATTACHMENTS),
}
