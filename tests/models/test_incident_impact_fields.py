"""Impact fields: the bodies that are built, what is refused in them, and what a field answers."""

from __future__ import annotations

from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentImpactFieldChoice,
    IncidentImpactFieldDataResponse,
    IncidentImpactFieldRequest,
    IncidentImpactFieldsResponse,
    IncidentImpactFieldValueType,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
EUROPE = IncidentImpactFieldChoice(value="eu", display_name="Europe", description="Frankfurt")


@pytest.mark.parametrize("field_type", ["dropdown", IncidentImpactFieldValueType.DROPDOWN])
def test_a_new_field(field_type: str) -> None:
    body = IncidentImpactFieldRequest.build(
        "region", field_type=field_type, incident_type=TYPE_ID, display_name="Region", field_choices=[EUROPE, "us"]
    )
    assert body.to_dict() == golden("incident_impact_field_create_request")


def test_a_field_is_shown_by_its_name_unless_told_otherwise() -> None:
    body = IncidentImpactFieldRequest.build("service", field_type="metrictag", incident_type=TYPE_ID, tag_key="service")
    assert body.to_dict()["data"]["attributes"] == {
        "display_name": "service",
        "field_type": "metrictag",
        "name": "service",
        "tag_key": "service",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": 5}, "^(display_)?name: expected a string, got 5"),
        ({"field_type": "dropdwn"}, r"^field_type: 'dropdwn' is not one of .*; did you mean 'dropdown'\?"),
        ({"field_type": 1}, "^field_type: expected one of datetime, dropdown, .*, got 1"),
        ({"field_choices": 5}, "^field_choices: expected a list, got int"),
        ({"field_choices": [5]}, r"^field_choices\[0\]: expected IncidentImpactFieldChoice, got 5"),
        ({"incident_type": ""}, "^incident_type: expected an id or a resource that has one, got ''"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentImpactFieldRequest.build(**{"name": "x", "field_type": "text", "incident_type": TYPE_ID, **arguments})


def test_a_body_by_hand_keeps_the_rules_too() -> None:
    body = IncidentImpactFieldRequest.build("x", field_type="text", incident_type=TYPE_ID)
    body.data.attributes.field_type = IncidentImpactFieldValueType("picture")
    with pytest.raises(InvalidArgumentError, match=r"body: data\.attributes\.field_type: 'picture' is not one of"):
        Stage().api.create_incident_impact_field(body)


def test_what_a_field_answers() -> None:
    stage = Stage(reply(golden("incident_impact_field_response"), 201))
    body = IncidentImpactFieldRequest.build("region", field_type="dropdown", incident_type=TYPE_ID)
    field = stage.api.create_incident_impact_field(body).data
    assert (field.name, field.display_name) == ("region", "Region")
    assert field.field_type is IncidentImpactFieldValueType.DROPDOWN
    assert (field.choices, field.incident_type_id) == (["eu", "us"], TYPE_ID)
    assert field.created_by_user is not None
    assert field.created_by_user.name == "Ada Lindqvist"
    assert field.last_modified_by_user == field.created_by_user


def test_a_field_of_a_tag_has_no_choices() -> None:
    _, field = IncidentImpactFieldsResponse.from_dict(golden("incident_impact_field_list_response"), strict=True).data
    assert (field.field_type, field.choices, field.attributes.tag_key) == ("metrictag", [], "service")


@pytest.mark.parametrize(
    "attributes", [{}, {"name": 5, "display_name": [], "field_type": 1, "field_choices": [5, {"value": 5}]}, None]
)
def test_a_field_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    field = IncidentImpactFieldDataResponse.from_dict({"id": "x", "attributes": attributes})
    assert (field.name, field.display_name, field.field_type, field.choices) == (None, None, None, [])
    assert (field.incident_type_id, field.created_by_user, field.last_modified_by_user) == (None, None, None)


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read = golden("incident_impact_field_response")["data"]
    field = IncidentImpactFieldDataResponse.from_dict(read)
    body = IncidentImpactFieldRequest.build(
        field.name or "",
        field_type="multiselect",
        incident_type=field.incident_type_id or "",
        display_name=field.display_name,
        field_choices=field.attributes.field_choices,
    )
    assert body.to_dict()["data"]["attributes"] == read["attributes"] | {"field_type": "multiselect"}
