"""The types of the operations on notification templates, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type
from uuid import UUID

from datadog_incidents.models import (
    CreateIncidentNotificationTemplateRequest,
    IncidentNotificationTemplate,
    IncidentNotificationTemplateArray,
    IncidentNotificationTemplateIncludedItems,
    IncidentNotificationTemplateResponseData,
    IncidentTypeObject,
    PatchIncidentNotificationTemplateRequest,
)
from tests.scripted import Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_notification_template_response"))
    api = Stage(reply(golden("incident_notification_template_list_response")), one, one, one, reply(status=204)).api
    found = api.list_incident_notification_templates(filter_incident_type=UUID(int=1), include="incident_type")
    assert_type(found, IncidentNotificationTemplateArray)
    body = CreateIncidentNotificationTemplateRequest.build("New", subject="s", content="c", category="alert")
    assert_type(body, CreateIncidentNotificationTemplateRequest)
    assert_type(api.create_incident_notification_template(body), IncidentNotificationTemplate)
    read = api.get_incident_notification_template("one", include=["incident_type"])
    assert_type(read, IncidentNotificationTemplate)
    assert_type(read.included, list[IncidentNotificationTemplateIncludedItems] | None)
    change = PatchIncidentNotificationTemplateRequest.build(read.data, subject="s")
    assert_type(change, PatchIncidentNotificationTemplateRequest)
    assert_type(api.update_incident_notification_template(read.data.id, change), IncidentNotificationTemplate)
    api.delete_incident_notification_template("one", include="incident_type")


def test_reading() -> None:
    template = IncidentNotificationTemplate.from_dict(golden("incident_notification_template_response")).data
    assert_type(template, IncidentNotificationTemplateResponseData)
    assert_type(template.name, str | None)
    assert_type(template.subject, str | None)
    assert_type(template.content, str | None)
    assert_type(template.category, str | None)
    assert_type(template.incident_type, IncidentTypeObject | None)
