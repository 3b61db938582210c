"""Notification templates: the bodies that are built, what is refused in them, and what a template answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    CreateIncidentNotificationTemplateRequest,
    IncidentNotificationTemplate,
    IncidentNotificationTemplateArray,
    IncidentNotificationTemplateCreateData,
    IncidentNotificationTemplateObject,
    IncidentNotificationTemplateResponseData,
    IncidentNotificationTemplateUpdateData,
    IncidentTypeObject,
    PatchIncidentNotificationTemplateRequest,
    User,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
TEXTS = {
    "name": "New",
    "subject": "{{incident.severity}}",
    "content": "{{incident.title}} began.",
    "category": "alert",
}


@pytest.mark.parametrize("incident_type", [TYPE_ID, IncidentTypeObject(id=TYPE_ID)])
def test_a_new_template(incident_type: str | IncidentTypeObject) -> None:
    body = CreateIncidentNotificationTemplateRequest.build(**TEXTS, incident_type=incident_type)
    assert body.to_dict() == golden("incident_notification_template_create_request")


def test_a_new_template_of_no_type() -> None:
    body = CreateIncidentNotificationTemplateRequest.build(**TEXTS)
    assert body.to_dict() == {"data": {"attributes": TEXTS, "type": "notification_templates"}}


@pytest.mark.parametrize("changes", [{}, {"content": ""}, TEXTS])
def test_an_update_leaves_what_is_not_given(changes: dict[str, str]) -> None:
    template = IncidentNotificationTemplate.from_dict(golden("incident_notification_template_response")).data
    assert PatchIncidentNotificationTemplateRequest.build(template, **changes).to_dict() == {
        "data": {"attributes": changes, "id": template.id, "type": "notification_templates"}
    }


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_refused_names_the_argument(name: str) -> None:
    wrong: dict[str, Any] = {name: 5}
    with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a string, got 5"):
        CreateIncidentNotificationTemplateRequest.build(**{**TEXTS, **wrong})
    with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a string, got 5"):
        PatchIncidentNotificationTemplateRequest.build("x", **wrong)


def test_what_has_no_id_is_refused() -> None:
    nothing: Any = IncidentTypeObject.from_dict({"type": "incident_types"})
    with pytest.raises(InvalidArgumentError, match=r"^incident_type: expected an id or a resource that has one"):
        CreateIncidentNotificationTemplateRequest.build(**TEXTS, incident_type=nothing)
    with pytest.raises(InvalidArgumentError, match=r"^template: expected an id or a resource that has one"):
        PatchIncidentNotificationTemplateRequest.build(nothing)


def test_what_a_template_answers() -> None:
    stage = Stage(reply(golden("incident_notification_template_response")))
    response = stage.api.get_incident_notification_template("x", include=["incident_type", "created_by_user"])
    template = response.data
    assert {name: getattr(template, name) for name in TEXTS} == TEXTS
    assert template.incident_type is not None
    assert template.incident_type.name == "Security incident"
    assert [type(each) for each in response.included or []] == [User, IncidentTypeObject]
    assert template.relationships is not None
    assert template.relationships.created_by_user is not None
    user = template.included[template.relationships.created_by_user.data.id]
    assert user.display_name == "Ada Lindqvist"


def test_a_list_has_no_types_unless_asked_for() -> None:
    document = golden("incident_notification_template_list_response")
    templates = IncidentNotificationTemplateArray.from_dict(document, strict=True)
    assert [template.category for template in templates.data] == ["alert", "update"]
    assert [template.incident_type for template in templates.data] == [None, None]
    assert (templates.meta, templates.included) == (None, None)


@pytest.mark.parametrize("cls", [IncidentNotificationTemplateResponseData, IncidentNotificationTemplateObject])
@pytest.mark.parametrize("attributes", [{}, dict.fromkeys(TEXTS, 5), None])
def test_a_template_that_does_not_know_says_none(cls: Any, attributes: dict[str, Any] | None) -> None:
    template = cls.from_dict({"id": "x", "type": "notification_templates", "attributes": attributes})
    assert [getattr(template, name) for name in (*TEXTS, "incident_type")] == [None] * 5


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read: Any = IncidentNotificationTemplate.from_dict(golden("incident_notification_template_response")).data
    read.attributes.subject = "Resolved"
    answer = reply(golden("incident_notification_template_response"))
    stage = Stage(answer, answer)
    new = IncidentNotificationTemplateCreateData(attributes=read.attributes)
    stage.api.create_incident_notification_template(CreateIncidentNotificationTemplateRequest(data=new))
    changed = IncidentNotificationTemplateUpdateData(id=read.id, attributes=read.attributes)
    stage.api.update_incident_notification_template(read.id, PatchIncidentNotificationTemplateRequest(data=changed))
    for request in stage.transport.requests:
        assert json.loads(request.body or b"")["data"]["attributes"] == {**TEXTS, "subject": "Resolved"}
