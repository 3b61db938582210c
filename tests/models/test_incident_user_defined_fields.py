"""User-defined fields: the bodies that are built, what is refused in them, and what a field answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    UNSET,
    IncidentTypeObject,
    IncidentUserDefinedFieldCategory,
    IncidentUserDefinedFieldCollected,
    IncidentUserDefinedFieldCreateRequest,
    IncidentUserDefinedFieldFieldType,
    IncidentUserDefinedFieldListResponse,
    IncidentUserDefinedFieldResponseData,
    IncidentUserDefinedFieldUpdateRequest,
    IncidentUserDefinedFieldValidValue,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "c1e84b7d-35a9-4f02-9b6e-7d80f2a4e513"
FIELD_ID = "0b7d4e92-6a1f-4c35-8e20-d9f5b3a7c614"
NOTHING = IncidentUserDefinedFieldValidValue(value="none", display_name="None", description="Nothing was read")
DROPDOWN = IncidentUserDefinedFieldFieldType.DROPDOWN


@pytest.mark.parametrize("incident_type", [TYPE_ID, IncidentTypeObject(id=TYPE_ID)])
@pytest.mark.parametrize("kind", [DROPDOWN, 1, "dropdown", "DROPDOWN"])
@pytest.mark.parametrize("ordinal", ["1.50", Decimal("1.50")])
def test_a_new_field(incident_type: Any, kind: Any, ordinal: Any) -> None:
    body = IncidentUserDefinedFieldCreateRequest.build(
        "data_at_risk",
        kind,
        incident_type=incident_type,
        display_name="Data at risk",
        category="why_it_happened",
        collected=IncidentUserDefinedFieldCollected.RESOLVED,
        required=True,
        valid_values=[NOTHING, "personal"],
        default_value="none",
        ordinal=ordinal,
    )
    assert body.to_dict() == golden("incident_user_defined_field_create_request")


def test_a_new_field_leaves_what_is_not_given_to_the_service() -> None:
    body = IncidentUserDefinedFieldCreateRequest.build("region", "metrictag", incident_type=TYPE_ID, tag_key="region")
    assert body.to_dict()["data"]["attributes"] == {"name": "region", "type": 5, "tag_key": "region"}


@pytest.mark.parametrize(
    "cleared", ["category", "collected", "required", "valid_values", "default_value", "ordinal", None]
)
def test_an_update_clears_what_is_none_and_leaves_what_is_not_given(cleared: str | None) -> None:
    changes: dict[str, Any] = {} if cleared is None else {cleared: None}
    assert IncidentUserDefinedFieldUpdateRequest.build("one", **changes).to_dict() == {
        "data": {"attributes": changes, "id": "one", "type": "user_defined_field"}
    }


def test_an_update() -> None:
    body = IncidentUserDefinedFieldUpdateRequest.build(
        IncidentUserDefinedFieldResponseData.from_dict({"id": FIELD_ID}),
        display_name="Region",
        category=IncidentUserDefinedFieldCategory.WHAT_HAPPENED,
        collected="stable",
        required=UNSET,
        valid_values=["eu"],
        ordinal=2,
    )
    assert body.to_dict()["data"] == {
        "attributes": {
            "category": "what_happened",
            "collected": "stable",
            "display_name": "Region",
            "ordinal": "2",
            "valid_values": [{"display_name": "eu", "value": "eu"}],
        },
        "id": FIELD_ID,
        "type": "user_defined_field",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"category": "what_hapened"}, r"^category: 'what_hapened' is not one of .*; did you mean 'what_happened'\?"),
        ({"category": 5}, r"^category: expected one of what_happened, why_it_happened, got 5"),
        ({"collected": "done"}, r"^collected: 'done' is not one of 'active', 'completed', 'resolved', 'stable'"),
        ({"valid_values": 5}, "^valid_values: expected a list, got int"),
        ({"valid_values": [5]}, r"^valid_values\[0\]: expected IncidentUserDefinedFieldValidValue, got 5"),
        ({"ordinal": "first"}, r"^ordinal: expected a decimal number, such as '1\.5', got 'first'"),
        ({"ordinal": Decimal("NaN")}, r"^ordinal: expected a decimal number, such as '1\.5', got Decimal\('NaN'\)"),
        ({"required": "yes"}, "^required: expected a boolean, got 'yes'"),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentUserDefinedFieldCreateRequest.build("x", 3, incident_type=TYPE_ID, **arguments)
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentUserDefinedFieldUpdateRequest.build("one", **arguments)


@pytest.mark.parametrize(
    ("name", "kind", "incident_type", "message"),
    [
        (5, 1, "t", "^name: expected a string, got 5"),
        ("_x", 1, "t", "^name: '_x' is no name; a letter or digit comes first"),
        ("a b", 1, "t", "^name: 'a b' is no name"),
        ("", 1, "t", "^name: '' is no name"),
        ("x", "dropdwn", "t", r"^type: 'dropdwn' is not one of 'dropdown', .*; did you mean 'dropdown'\?"),
        ("x", 9, "t", "^type: 9 is not one of 1, 2, 3, 4, 5, 6, 7, 8"),
        ("x", [], "t", r"^type: expected one of 1, 2, 3, 4, 5, 6, 7, 8, got \[\]"),
        ("x", 1, None, "^incident_type: expected an id or a resource that has one, got None"),
    ],
)
def test_what_is_refused_of_a_new_one(name: Any, kind: Any, incident_type: Any, message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentUserDefinedFieldCreateRequest.build(name, kind, incident_type=incident_type)


def test_a_body_by_hand_keeps_the_rules_too() -> None:
    body = IncidentUserDefinedFieldUpdateRequest.build("one")
    body.data.attributes.collected = IncidentUserDefinedFieldCollected("later")
    with pytest.raises(InvalidArgumentError, match=r"body: data\.attributes\.collected: 'later' is not one of"):
        Stage().api.update_incident_user_defined_field("one", body)


def test_what_a_field_answers() -> None:
    stage = Stage(reply(golden("incident_user_defined_field_response")))
    field = stage.api.get_incident_user_defined_field(FIELD_ID, include="incident_type,created_by_user").data
    assert (field.name, field.display_name, field.field_type) == ("data_at_risk", "Data at risk", DROPDOWN)
    assert (field.is_required, field.is_deleted, field.ordinal) == (True, False, Decimal("1.50"))
    assert (field.choices, field.incident_type_id) == (["none", "personal"], TYPE_ID)
    assert field.incident_type is not None
    assert field.incident_type.name == "Security incident"
    assert field.created_by_user is not None
    assert field.created_by_user.name == "Ada Lindqvist"
    assert field.last_modified_by_user == field.created_by_user


def test_what_was_included_comes_page_by_page_too() -> None:
    page = golden("incident_user_defined_field_list_response")
    page["included"] = golden("incident_user_defined_field_response")["included"]
    nothing: dict[str, Any] = {"data": [], "meta": {}}
    stage = Stage(reply(page), reply(nothing), reply(nothing))
    fields = [*stage.api.list_incident_user_defined_fields_with_pagination(include="incident_type")]
    assert [field.incident_type and field.incident_type.name for field in fields] == ["Security incident"] * 2


def test_a_field_that_looks_its_values_up_and_was_deleted() -> None:
    _, field = IncidentUserDefinedFieldListResponse.from_dict(
        golden("incident_user_defined_field_list_response"), strict=True
    ).data
    assert field.field_type is IncidentUserDefinedFieldFieldType.AUTOCOMPLETE
    assert (field.is_required, field.is_deleted, field.ordinal, field.choices) == (False, True, None, [])
    assert field.attributes.metadata is not None
    assert field.attributes.metadata.search_params == {"active": True, "team": None}
    assert (field.attributes.category, field.attributes.collected) == (None, None)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"name": 5, "display_name": [], "type": "1", "required": 1, "deleted": 0, "ordinal": "first"},
        {"valid_values": [{"value": 5}, 5, None]},
        None,
    ],
)
def test_a_field_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    field = IncidentUserDefinedFieldResponseData.from_dict({"id": FIELD_ID, "attributes": attributes})
    assert (field.name, field.display_name, field.field_type, field.ordinal) == (None, None, None, None)
    assert (field.is_required, field.is_deleted, field.choices) == (False, False, [])
    assert (field.incident_type_id, field.incident_type) == (None, None)
    assert (field.created_by_user, field.last_modified_by_user) == (None, None)
