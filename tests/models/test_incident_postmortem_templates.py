"""Postmortem templates: the bodies that are built, what is refused in them, and what a template answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    ConfluencePostmortemSettings,
    GoogleDocsPostmortemSettings,
    PostmortemTemplateAttributesRequest,
    PostmortemTemplateDataRequest,
    PostmortemTemplateDataResponse,
    PostmortemTemplateLocation,
    PostmortemTemplateRequest,
    PostmortemTemplateResponse,
    PostmortemTemplatesResponse,
    PostmortemTemplateType,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
CONFLUENCE = ConfluencePostmortemSettings(account_id="4401", space_id="8800")
GOOGLE_DOCS = GoogleDocsPostmortemSettings(account_id="4402", parent_folder_id="f")


@pytest.mark.parametrize("location", ["confluence", PostmortemTemplateLocation.CONFLUENCE])
def test_a_new_template(location: PostmortemTemplateLocation | str) -> None:
    body = PostmortemTemplateRequest.build(
        "Short",
        content="# {{incident.title}}",
        location=location,
        confluence_postmortem_settings=CONFLUENCE,
        is_default=datetime(2026, 2, 13, tzinfo=UTC),
        incident_type=TYPE_ID,
    )
    assert body.to_dict() == golden("incident_postmortem_template_create_request")


@pytest.mark.parametrize(
    ("changes", "attributes"),
    [
        ({}, {}),
        ({"is_default": None}, {"is_default": None}),
        ({"content": ""}, {"content": ""}),
        (
            {"location": "google_docs", "google_docs_postmortem_settings": GOOGLE_DOCS},
            {"google_docs_postmortem_settings": GOOGLE_DOCS.to_dict(), "location": "google_docs"},
        ),
        ({"location": "datadog_notebooks"}, {"location": "datadog_notebooks"}),
    ],
)
def test_an_update_names_the_template(changes: dict[str, Any], attributes: dict[str, Any]) -> None:
    template = PostmortemTemplateResponse.from_dict(golden("incident_postmortem_template_response")).data
    assert PostmortemTemplateRequest.build("Short", template=template, **changes).to_dict() == {
        "data": {
            "attributes": {**attributes, "name": "Short"},
            "id": "5b1e90c7-3da4-4f28-8b6c-e17f0d92a543-17",
            "type": "postmortem_templates",
        }
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": None}, "^name: expected a string, got nothing"),
        ({"template": 5}, "^template: expected an id or a resource that has one, got 5"),
        ({"incident_type": 5}, "^incident_type: expected an id or a resource that has one, got 5"),
        ({"location": "wiki"}, "^location: 'wiki' is not one of 'confluence', 'datadog_notebooks', 'google_docs'"),
        ({"location": 5}, "^location: expected one of confluence, datadog_notebooks, google_docs, got 5"),
        ({"location": "confluence"}, "^confluence_postmortem_settings: required when location is 'confluence'"),
        (
            {"location": "google_docs", "confluence_postmortem_settings": CONFLUENCE},
            "^google_docs_postmortem_settings: required when location is 'google_docs'",
        ),
        ({"is_default": True}, "^is_default: expected a timestamp with a time zone, got True"),
        ({"is_default": datetime(2026, 1, 1)}, "^is_default: expected a timestamp with a time zone"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"name": "x", **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        PostmortemTemplateRequest.build(**values)


def test_a_body_by_hand_keeps_the_rules_too() -> None:
    attributes = PostmortemTemplateAttributesRequest(name="x", location=PostmortemTemplateLocation.GOOGLE_DOCS)
    data = PostmortemTemplateDataRequest(attributes=attributes, type=PostmortemTemplateType.POSTMORTEM_TEMPLATES)
    with pytest.raises(InvalidArgumentError, match=r"data\.attributes\.google_docs_postmortem_settings: required when"):
        Stage().api.create_incident_postmortem_template(PostmortemTemplateRequest(data=data))


def test_what_a_template_answers() -> None:
    response = PostmortemTemplatesResponse.from_dict(golden("incident_postmortem_template_list_response"), strict=True)
    short, long = response.data
    assert (short.name, short.content) == ("Short", "# {{incident.title}}")
    assert short.location is PostmortemTemplateLocation.CONFLUENCE
    assert (short.is_default, short.default_since) == (True, datetime(2026, 2, 13, tzinfo=UTC))
    assert short.incident_type_id == TYPE_ID
    assert (long.location, long.is_default, long.default_since) == ("datadog_notebooks", False, None)


@pytest.mark.parametrize("attributes", [{}, {"is_default": True, "location": 5, "name": 5, "content": []}, None])
def test_a_template_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "postmortem_templates", "attributes": attributes}
    template = PostmortemTemplateDataResponse.from_dict(document)
    assert (template.name, template.content, template.location) == (None, None, None)
    assert (template.is_default, template.default_since, template.incident_type_id) == (False, None, None)


@pytest.mark.parametrize("number", [0, 1])
def test_what_was_read_can_be_changed_and_sent_back(number: int) -> None:
    document = golden("incident_postmortem_template_list_response")
    read: Any = PostmortemTemplatesResponse.from_dict(document).data[number]
    read.attributes.name = "Shorter"
    stage = Stage(reply(golden("incident_postmortem_template_response")))
    data = PostmortemTemplateDataRequest(id=read.id, attributes=read.attributes, type=read.type)
    stage.api.update_incident_postmortem_template(read.id, PostmortemTemplateRequest(data=data))
    expected = {**document["data"][number]["attributes"], "name": "Shorter"}
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"]
    assert sent.keys() == expected.keys() - {"createdAt", "modifiedAt"}
    assert sent["name"] == "Shorter"
    assert (sent["is_default"] is None) == (expected["is_default"] is None)
