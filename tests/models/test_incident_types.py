"""Incident types: the bodies that are built, what is refused in them, and what a type answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentTypeAttributes,
    IncidentTypeConfiguration,
    IncidentTypeCreateData,
    IncidentTypeCreateRequest,
    IncidentTypeListResponse,
    IncidentTypeObject,
    IncidentTypePatchData,
    IncidentTypePatchRequest,
    IncidentTypeResponse,
    IncidentTypeSlugSource,
    IncidentTypeUpdateAttributes,
)
from tests.scripted import Stage, golden, reply

NAME = "Security incident"


def test_a_new_type() -> None:
    body = IncidentTypeCreateRequest.build(NAME, description="Leaks and intrusions")
    assert body.to_dict() == golden("incident_type_create_request")


@pytest.mark.parametrize(
    ("changes", "attributes"),
    [
        ({}, {}),
        ({"name": "x", "description": "", "is_default": False}, {"name": "x", "description": "", "is_default": False}),
        (
            {"configuration": IncidentTypeConfiguration(private_incidents=True, create_message="")},
            {"configuration": {"private_incidents": True, "create_message": ""}},
        ),
    ],
)
def test_an_update_leaves_what_is_not_given(changes: dict[str, Any], attributes: dict[str, Any]) -> None:
    incident_type = IncidentTypeResponse.from_dict(golden("incident_type_response")).data
    assert IncidentTypePatchRequest.build(incident_type, **changes).to_dict() == {
        "data": {"attributes": attributes, "id": incident_type.id, "type": "incident_types"}
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": 5}, "^name: expected a string, got 5"),
        ({"description": []}, r"^description: expected a string, got \[\]"),
        ({"is_default": "yes"}, "^is_default: expected a boolean, got 'yes'"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    values: dict[str, Any] = {"name": "x", **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentTypeCreateRequest.build(**values)
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentTypePatchRequest.build("x", **arguments)


def test_what_is_refused_in_a_configuration_is_named_too() -> None:
    wrong: Any = {"allow_workflows": "no"}
    with pytest.raises(InvalidArgumentError, match=r"^configuration\.allow_workflows: expected a boolean, got 'no'"):
        IncidentTypePatchRequest.build("x", configuration=IncidentTypeConfiguration(**wrong))


def test_a_configuration_is_refused_by_name_in_a_create() -> None:
    attributes = IncidentTypeAttributes(name=NAME, configuration=IncidentTypeConfiguration(private_incidents=True))
    body = IncidentTypeCreateRequest(data=IncidentTypeCreateData(attributes=attributes))
    with pytest.raises(InvalidArgumentError, match=r"data\.attributes\.configuration: .* give it to `update_in"):
        Stage().api.create_incident_type(body)


def test_what_else_the_service_sets_is_left_out_of_a_create() -> None:
    attributes = IncidentTypeAttributes(
        name=NAME,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        created_by="6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3",
        last_modified_by="6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3",
        modified_at=datetime(2026, 1, 1, tzinfo=UTC),
        prefix="SEC",
    )
    stage = Stage(reply(golden("incident_type_response"), status=201))
    stage.api.create_incident_type(IncidentTypeCreateRequest(data=IncidentTypeCreateData(attributes=attributes)))
    assert json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"] == {"name": NAME}


def test_an_update_takes_the_configuration_that_a_create_does_not() -> None:
    configuration = IncidentTypeConfiguration(slug_source=IncidentTypeSlugSource.SERVICENOW)
    attributes = IncidentTypeUpdateAttributes(configuration=configuration)
    stage = Stage(reply(golden("incident_type_response")))
    body = IncidentTypePatchRequest(data=IncidentTypePatchData(id="x", attributes=attributes))
    stage.api.update_incident_type("x", body)
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"]
    assert sent == {"configuration": {"slug_source": "servicenow"}}


def test_what_a_type_answers() -> None:
    document = golden("incident_type_list_response")
    security, default = IncidentTypeListResponse.from_dict(document, strict=True).data
    assert (security.name, security.description, security.prefix) == (NAME, "Leaks and intrusions", "IR")
    assert (security.is_default, default.is_default) == (False, True)
    assert security.configuration is not None
    assert security.configuration.test_incidents
    assert security.configuration.slug_source is IncidentTypeSlugSource.DEFAULT
    assert default.configuration is None
    assert security.attributes is not None
    assert security.attributes.created_at == datetime(2026, 2, 11, 10, 0, 41, 739205, tzinfo=UTC)
    assert default.relationships is not None
    assert default.relationships.google_meet_configuration is not None
    assert default.relationships.google_meet_configuration.data is None
    assert default.relationships.zoom_configuration is not None
    assert default.relationships.zoom_configuration.data is not None
    assert default.relationships.zoom_configuration.data.type == "zoom_configurations"


@pytest.mark.parametrize(
    "attributes", [{}, {"name": 5, "description": [], "prefix": 1, "is_default": "yes", "configuration": "none"}, None]
)
def test_a_type_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "incident_types", "attributes": attributes}
    found = IncidentTypeObject.from_dict(document)
    assert (found.name, found.description, found.prefix) == (None, None, None)
    assert (found.is_default, found.configuration) == (False, None)


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read = IncidentTypeResponse.from_dict(golden("incident_type_response")).data
    assert read.attributes is not None
    read.attributes.name = "Breach"
    attributes: Any = read.attributes
    stage = Stage(reply(golden("incident_type_response"), 201))
    stage.api.create_incident_type(IncidentTypeCreateRequest(data=IncidentTypeCreateData(attributes=attributes)))
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"]
    assert sent == {"description": "Leaks and intrusions", "is_default": False, "name": "Breach"}
