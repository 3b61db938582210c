"""The types of the operations on postmortem templates, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type
from uuid import UUID

from datadog_incidents.models import (
    PostmortemTemplateDataResponse,
    PostmortemTemplateLocation,
    PostmortemTemplateRequest,
    PostmortemTemplateResponse,
    PostmortemTemplatesResponse,
)
from tests.scripted import Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_postmortem_template_response"))
    api = Stage(reply(golden("incident_postmortem_template_list_response")), one, one, one, reply(status=204)).api
    found = api.list_incident_postmortem_templates(filter_incident_type=UUID(int=1), sort="name")
    assert_type(found, PostmortemTemplatesResponse)
    body = PostmortemTemplateRequest.build("Short", is_default=datetime.now(UTC), location="datadog_notebooks")
    assert_type(body, PostmortemTemplateRequest)
    template = assert_type(api.create_incident_postmortem_template(body), PostmortemTemplateResponse).data
    assert_type(api.get_incident_postmortem_template(template.id), PostmortemTemplateResponse)
    change = PostmortemTemplateRequest.build("Short", template=template, is_default=None)
    assert_type(api.update_incident_postmortem_template(template.id, change), PostmortemTemplateResponse)
    api.delete_incident_postmortem_template(template.id)


def test_reading() -> None:
    template = PostmortemTemplateResponse.from_dict(golden("incident_postmortem_template_response")).data
    assert_type(template, PostmortemTemplateDataResponse)
    assert_type(template.name, str | None)
    assert_type(template.content, str | None)
    assert_type(template.location, PostmortemTemplateLocation | None)
    assert_type(template.is_default, bool)
    assert_type(template.default_since, datetime | None)
    assert_type(template.incident_type_id, str | None)
