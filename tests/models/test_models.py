"""What models and enums do as Python objects, whatever they are made of."""

from __future__ import annotations

import copy
import dataclasses
import datetime as datetime_module
import inspect
import json
import multiprocessing
import pickle
import typing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest

from datadog_incidents._core.calls.included import link
from datadog_incidents._core.codec.model import Model, OneOf
from datadog_incidents._core.codec.open_enum import OpenIntEnum
from datadog_incidents._core.codec.schema import properties_of
from datadog_incidents.models import (
    UNSET,
    AttachmentData,
    AttachmentDataAttributesAttachment,
    IncidentCreateRelationships,
    IncidentCreateRequest,
    IncidentFieldAttributes,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentFieldAttributesSingleValueType,
    IncidentFieldAttributesValueType,
    IncidentRelatedObject,
    IncidentResponse,
    IncidentResponseData,
    IncidentSearchResponse,
    IncidentSearchSortOrder,
    IncidentSeverity,
    IncidentsResponse,
    IncidentTimelineCellCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributesContent,
    IncidentUpdateAttributes,
    IncidentUpdateRelationships,
    IncidentUpdateRequest,
    IncidentUserData,
    NullableRelationshipToUser,
    RelationshipToUser,
    RelationshipToUserData,
    UsersType,
)
from datadog_incidents.models.incident_reading import IncidentReading
from tests.all_models import CLASSES, CONCRETE, ENUMS, MODELS

USER = "00000000-0000-0000-0000-000000000000"
EPOCH = "1970-01-01T00:00:00+00:00"
GOLDEN = Path(__file__).parent.parent / "golden"
GOLDEN_MODELS: dict[str, type[Model]] = {
    "create_request": IncidentCreateRequest,
    "update_request_that_clears": IncidentUpdateRequest,
    "create_response": IncidentResponse,
    "get_response_with_included": IncidentResponse,
    "list_response": IncidentsResponse,
    "search_response": IncidentSearchResponse,
    "surprises": IncidentResponse,
}


@pytest.fixture(params=GOLDEN_MODELS)
def golden(request: pytest.FixtureRequest) -> Model:
    document = json.loads((GOLDEN / f"{request.param}.json").read_text(encoding="utf-8"))
    return GOLDEN_MODELS[request.param].from_dict(document)


class TestAsPythonObjects:
    def test_copy_is_equal_and_shares_its_parts(self, golden: Model) -> None:
        copied = copy.copy(golden)
        assert copied is not golden
        assert copied == golden
        assert all(getattr(copied, f.name) is getattr(golden, f.name) for f in dataclasses.fields(golden))

    def test_deepcopy_is_equal_and_shares_no_part(self, golden: Model) -> None:
        copied = copy.deepcopy(golden)
        assert copied == golden
        cast("Any", copied).data = None
        assert copied != golden
        assert cast("Any", copy.deepcopy(golden)).data is not cast("Any", golden).data

    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_pickle(self, golden: Model, protocol: int) -> None:
        unpickled = pickle.loads(pickle.dumps(golden, protocol))
        assert type(unpickled) is type(golden)
        assert unpickled == golden
        assert unpickled.to_dict() == golden.to_dict()

    def test_a_pickle_crosses_to_another_process(self, golden: Model) -> None:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            assert pool.submit(copy.copy, golden).result() == golden

    def test_replace(self, golden: Model) -> None:
        assert dataclasses.replace(golden) == golden
        more = {**(golden.additional_properties or {}), "x": 1}
        replaced = dataclasses.replace(golden, additional_properties=more)
        assert replaced != golden
        assert replaced.to_dict() == {**golden.to_dict(), "x": 1}

    def test_replace_keeps_the_variant_of_a_one_of(self) -> None:
        field = IncidentFieldAttributes(type="multiselect", value=["a"])
        assert dataclasses.replace(field, value=["b"]) == IncidentFieldAttributesMultipleValue(
            type=IncidentFieldAttributesValueType.MULTISELECT, value=["b"]
        )

    def test_asdict(self) -> None:
        reference = NullableRelationshipToUser(data=RelationshipToUserData(id="1"))
        assert dataclasses.asdict(reference) == {
            "additional_properties": None,
            "data": {"additional_properties": None, "id": "1", "type": UsersType.USERS},
        }

    def test_asdict_reaches_every_part(self, golden: Model) -> None:
        assert not any(isinstance(part, Model) for part in parts_of(dataclasses.asdict(golden)))

    def test_repr_evaluates_back(self, golden: Model, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(IncidentReading, "__repr__")  # which is short
        names = {cls.__name__: cls for cls in CLASSES} | {"UNSET": UNSET, "datetime": datetime_module}
        assert eval(repr(golden), names) == golden

    def test_repr_leaves_out_what_says_nothing(self) -> None:
        assert repr(IncidentUpdateAttributes(title="x")) == "IncidentUpdateAttributes(title='x')"

    def test_repr_shows_a_null_that_will_be_sent(self) -> None:
        assert repr(IncidentUpdateAttributes(detected=None)) == "IncidentUpdateAttributes(detected=None)"
        assert repr(NullableRelationshipToUser(data=None)) == "NullableRelationshipToUser(data=None)"

    def test_equality_looks_at_every_property_and_at_the_class(self) -> None:
        single: Model = IncidentFieldAttributesSingleValue(value=None)
        assert single == IncidentFieldAttributesSingleValue(value=None)
        assert single != IncidentFieldAttributesSingleValue()
        multiple: Model = IncidentFieldAttributesMultipleValue(value=None)
        assert single != multiple
        assert single != IncidentFieldAttributesSingleValue(value=None, additional_properties={"x": 1})

    @pytest.mark.parametrize("cls", CONCRETE)
    def test_there_is_no_room_for_misspelt_properties(self, cls: type[Model]) -> None:
        with pytest.raises(AttributeError):
            cast("Any", cls.from_dict({})).misspelt = 1
        with pytest.raises(TypeError, match="misspelt"):
            cast("Any", cls)(misspelt=1)


def parts_of(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, dict | list):
        items = cast("dict[object, object]", value).values() if isinstance(value, dict) else cast("list[object]", value)
        for item in items:
            yield from parts_of(item)


class TestWhatCameAlong:
    def test_an_incident_knows_what_was_included_beside_it(self) -> None:
        incident, twin = IncidentResponseData(id="1"), IncidentResponseData(id="1")
        assert incident.included == {}
        user = IncidentUserData(id=USER)
        link([incident], {USER: user})
        assert incident.included[USER] is user
        assert incident == twin
        assert incident.to_dict() == twin.to_dict()
        assert repr(incident) == repr(twin)
        for copied in (copy.copy(incident), copy.deepcopy(incident), pickle.loads(pickle.dumps(incident))):
            assert copied == incident
            assert copied.included == {USER: user}


class TestOpenEnums:
    @pytest.mark.parametrize("enum", ENUMS)
    def test_known_values(self, enum: Any) -> None:
        for member in enum:
            assert enum(member.value) is member
            assert member.is_known
            assert pickle.loads(pickle.dumps(member)) is member
            assert copy.deepcopy(member) is member

    @pytest.mark.parametrize("enum", ENUMS)
    def test_unknown_values(self, enum: Any) -> None:
        known = list(enum)
        is_integer = isinstance(known[0], OpenIntEnum)
        value, another = (10**6, 10**7) if is_integer else ("from the future", "from another future")
        future = enum(value)
        assert type(future) is enum
        assert not future.is_known
        assert future == value == future.value
        assert f"{future}" == str(future) == str(value)
        assert future == enum(value)
        assert future != enum(another)
        assert {value: 1}[future] == 1
        assert hash(future) == hash(value)
        assert json.dumps([future]) == json.dumps([value])
        for twin in (pickle.loads(pickle.dumps(future)), copy.copy(future), copy.deepcopy(future)):
            assert type(twin) is enum
            assert twin == future
        assert list(enum.__members__.values()) == known
        assert eval(repr(future), {enum.__name__: enum}) == future

    @pytest.mark.parametrize("value", [None, 1, 1.5, [], {}])
    def test_only_strings_are_values(self, value: Any) -> None:
        with pytest.raises(ValueError, match="not a valid"):
            IncidentSeverity(value)

    def test_names(self) -> None:
        assert IncidentSeverity("SEV-1") is IncidentSeverity.SEV_1
        assert IncidentSearchSortOrder("-created") is IncidentSearchSortOrder.CREATED_DESCENDING
        assert IncidentSearchSortOrder("created") is IncidentSearchSortOrder.CREATED_ASCENDING
        assert IncidentRelatedObject("users") is IncidentRelatedObject.USERS


class TestOneOf:
    @pytest.mark.parametrize(
        ("properties", "expected"),
        [
            ({}, IncidentFieldAttributesSingleValue()),
            ({"value": None}, IncidentFieldAttributesSingleValue(value=None)),
            ({"value": "a"}, IncidentFieldAttributesSingleValue(value="a")),
            ({"value": ["a"]}, IncidentFieldAttributesMultipleValue(value=["a"])),
            (
                {"type": "textbox", "value": "a"},
                IncidentFieldAttributesSingleValue(type=IncidentFieldAttributesSingleValueType.TEXTBOX, value="a"),
            ),
            (
                {"type": "metrictag", "value": None},
                IncidentFieldAttributesMultipleValue(type=IncidentFieldAttributesValueType.METRICTAG, value=None),
            ),
            (
                {"type": IncidentFieldAttributesSingleValueType.DROPDOWN},
                IncidentFieldAttributesSingleValue(type=IncidentFieldAttributesSingleValueType.DROPDOWN),
            ),
            (
                {"type": IncidentFieldAttributesValueType.TEXTARRAY},
                IncidentFieldAttributesMultipleValue(type=IncidentFieldAttributesValueType.TEXTARRAY),
            ),
            (
                {"type": "dropdown", "value": ["a"]},  # the type wins: what is wrong is the value
                IncidentFieldAttributesSingleValue(
                    type=IncidentFieldAttributesSingleValueType.DROPDOWN, value=cast("Any", ["a"])
                ),
            ),
            (
                {"type": "matrix", "value": ["a"]},
                IncidentFieldAttributesMultipleValue(type=IncidentFieldAttributesValueType("matrix"), value=["a"]),
            ),
            (
                {"type": "person", "value": "a"},
                IncidentFieldAttributesSingleValue(type=IncidentFieldAttributesSingleValueType("person"), value="a"),
            ),
            (
                {"value": ["a"], "additional_properties": {"x": 1}},
                IncidentFieldAttributesMultipleValue(value=["a"], additional_properties={"x": 1}),
            ),
        ],
    )
    def test_field(self, properties: dict[str, Any], expected: IncidentFieldAttributes) -> None:
        field = IncidentFieldAttributes(**properties)
        assert type(field) is type(expected)
        assert field == expected
        assert type(field.type) is type(expected.type)
        assert isinstance(field, IncidentFieldAttributes)

    def test_reading_a_field_agrees_with_building_it(self) -> None:
        for properties in ({"type": "matrix", "value": ["a"]}, {"type": "metrictag", "value": None}, {"value": "a"}):
            field = IncidentFieldAttributes.from_dict(properties)
            assert field == cast("Any", IncidentFieldAttributes)(**properties)

    def test_field_refuses_what_no_variant_has(self) -> None:
        with pytest.raises(TypeError, match="colour"):
            cast("Any", IncidentFieldAttributes)(colour="red")

    def test_variants_make_themselves(self) -> None:
        assert type(IncidentFieldAttributesMultipleValue()) is IncidentFieldAttributesMultipleValue

    def test_timeline_cell(self) -> None:
        empty = IncidentTimelineCellMarkdownCreateAttributesContent()
        cell = IncidentTimelineCellCreateAttributes()
        assert cell == IncidentTimelineCellMarkdownCreateAttributes(content=empty)
        assert cell == IncidentTimelineCellCreateAttributes(content=None)
        assert cell.to_dict() == {"cell_type": "markdown", "content": {}}
        text = IncidentTimelineCellMarkdownCreateAttributesContent(content="x")
        important = IncidentTimelineCellCreateAttributes(content=text, important=True)
        assert important.to_dict() == {"cell_type": "markdown", "content": {"content": "x"}, "important": True}
        assert IncidentTimelineCellCreateAttributes.from_dict(important.to_dict()) == important

    @pytest.mark.parametrize("cls", [cls for cls in MODELS if "variants" in vars(cls)])
    def test_variants_are_listed_and_are_subclasses(self, cls: type[OneOf]) -> None:
        subclasses = {variant.__name__ for variant in MODELS if variant is not cls and issubclass(variant, cls)}
        assert set(cls.variants) == subclasses


class TestUnset:
    def test_unset_is_left_out_and_none_sends_null(self) -> None:
        assert IncidentUpdateAttributes().to_dict() == {}
        assert IncidentUpdateAttributes(detected=UNSET).to_dict() == {}
        assert IncidentUpdateAttributes(detected=None).to_dict() == {"detected": None}
        assert IncidentFieldAttributes().to_dict() == {}
        assert IncidentFieldAttributes(value=None).to_dict() == {"value": None}
        assert IncidentFieldAttributesMultipleValue(value=None).to_dict() == {"value": None}

    def test_reading_tells_null_from_absent(self) -> None:
        attributes = IncidentUpdateAttributes.from_dict({"detected": None})
        assert attributes.detected is None
        assert attributes.customer_impact_end is UNSET
        assert attributes.to_dict() == {"detected": None}

    def test_elsewhere_none_is_left_out(self) -> None:
        assert IncidentUpdateAttributes(title=None, fields=None).to_dict() == {}
        assert IncidentUpdateRelationships(commander_user=None).to_dict() == {}

    def test_what_is_required_and_nullable_sends_null(self) -> None:
        assert NullableRelationshipToUser(data=None).to_dict() == {"data": None}
        assert IncidentCreateRelationships(commander_user=None).to_dict() == {"commander_user": None}

    def test_a_relationship_to_a_user_stands_for_a_nullable_one(self) -> None:
        relationships = IncidentUpdateRelationships(
            commander_user=RelationshipToUser(data=RelationshipToUserData(id=USER))
        )
        assert relationships.mismatches() == []
        assert relationships.to_dict() == {"commander_user": {"data": {"id": USER, "type": "users"}}}

    def test_a_relationship_to_a_user_is_never_null(self) -> None:
        assert RelationshipToUser.from_dict({"data": None}).mismatches() == [
            "data: expected RelationshipToUserData, got nothing"
        ]


@pytest.mark.parametrize("cls", CONCRETE)
def test_what_is_not_given_has_its_default(cls: type[Model]) -> None:
    made = cls(**dict.fromkeys(p.name for p in properties_of(cls) if p.required and p.only is None))
    for p in properties_of(cls):
        assert getattr(made, p.name) is (p.absent if p.only is None else p.only)


@pytest.mark.parametrize("cls", CONCRETE)
def test_annotations_are_objects_that_type_hints_gives_to_anyone(cls: type[Model]) -> None:
    own = inspect.get_annotations(cls)
    assert not [annotation for annotation in own.values() if isinstance(annotation, str)]
    hints = typing.get_type_hints(cls)
    assert all(hints[name] == annotation for name, annotation in own.items())


def test_the_name_on_the_wire_can_differ() -> None:
    attachment = AttachmentDataAttributesAttachment(document_url="https://example.com")
    assert attachment.to_dict() == {"documentUrl": "https://example.com"}
    assert AttachmentDataAttributesAttachment.from_dict({"documentUrl": "https://example.com"}) == attachment


def test_models_of_one_kind_share_no_state() -> None:
    first, second = AttachmentData.from_dict({}), AttachmentData.from_dict({})
    first.additional_properties = {"x": 1}
    assert second.additional_properties is None
