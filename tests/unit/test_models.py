"""What models and enums do as Python objects, whatever they are made of."""

from __future__ import annotations

import copy
import dataclasses
import datetime as datetime_module
import inspect
import json
import multiprocessing
import pickle
import pkgutil
import subprocess
import sys
import typing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias, cast

import pytest
from dateutil.parser import isoparse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datadog_incidents import models
from datadog_incidents._core.included import link
from datadog_incidents._core.model import Model, OneOf
from datadog_incidents._core.open_enum import OpenEnum
from datadog_incidents._core.schema import (
    Anything,
    Array,
    Enumeration,
    Kind,
    Map,
    Nested,
    Property,
    Scalar,
    Timestamp,
    discriminator_of,
    properties_of,
)
from datadog_incidents.exceptions import DecodeError
from datadog_incidents.models import (
    UNSET,
    AttachmentData,
    AttachmentDataAttributesAttachment,
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRelationships,
    IncidentCreateRequest,
    IncidentFieldAttributes,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentFieldAttributesSingleValueType,
    IncidentFieldAttributesValueType,
    IncidentNotificationHandle,
    IncidentPostmortemType,
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
    IncidentType,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRelationships,
    IncidentUpdateRequest,
    IncidentUserData,
    NullableRelationshipToUser,
    RelationshipToIncidentIntegrationMetadatas,
    RelationshipToIncidentPostmortem,
    RelationshipToIncidentPostmortemData,
    RelationshipToUser,
    RelationshipToUserData,
    UsersType,
)

EXPORTS: dict[str, tuple[str, ...]] = vars(models)["_exports"]
EXPORTED = [getattr(models, name) for names in EXPORTS.values() for name in names]
CLASSES = [exported for exported in EXPORTED if isinstance(exported, type)]
MODELS: list[type[Model]] = [cls for cls in CLASSES if issubclass(cls, Model)]
CONCRETE = [cls for cls in MODELS if "variants" not in vars(cls)]
ENUMS: list[type[OpenEnum]] = [cls for cls in CLASSES if issubclass(cls, OpenEnum)]

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

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
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

    def test_repr_evaluates_back(self, golden: Model) -> None:
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
    def test_known_values(self, enum: type[OpenEnum]) -> None:
        for member in enum:
            assert enum(str(member)) is member
            assert member.is_known
            assert pickle.loads(pickle.dumps(member)) is member
            assert copy.deepcopy(member) is member

    @pytest.mark.parametrize("enum", ENUMS)
    def test_unknown_values(self, enum: type[OpenEnum]) -> None:
        known = list(enum)
        future = enum("from the future")
        assert type(future) is enum
        assert not future.is_known
        assert future == "from the future" == future.value == f"{future}" == str(future)
        assert future == enum("from the future")
        assert future != enum("from another future")
        assert {str(future): 1}[future] == 1
        assert hash(future) == hash("from the future")
        assert json.dumps([future]) == '["from the future"]'
        for twin in (pickle.loads(pickle.dumps(future)), copy.copy(future), copy.deepcopy(future)):
            assert type(twin) is enum
            assert twin == future
        assert list(enum) == known
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


class TestFormerSpellings:
    def test_initial_timeline_cells(self) -> None:
        cells = [IncidentTimelineCellCreateAttributes()]
        with pytest.warns(DeprecationWarning, match="initial_timeline_cells is now initial_cells") as warned:
            former = cast("Any", IncidentCreateAttributes)(
                title="t", customer_impacted=False, initial_timeline_cells=cells
            )
        assert [warning.filename for warning in warned] == [__file__]
        assert former == IncidentCreateAttributes(title="t", customer_impacted=False, initial_cells=cells)

    def test_commander(self) -> None:
        commander = RelationshipToUser(data=RelationshipToUserData(id=USER))
        with pytest.warns(DeprecationWarning, match="commander is now commander_user"):
            former = cast("Any", IncidentCreateRelationships)(commander=commander)
        assert former == IncidentCreateRelationships(commander_user=commander)
        assert former.to_dict() == {"commander_user": {"data": {"id": USER, "type": "users"}}}
        assert former.mismatches() == []

    def test_both_spellings_at_once_are_an_error(self) -> None:
        with pytest.warns(DeprecationWarning, match="commander is"), pytest.raises(TypeError, match="same property"):
            cast("Any", IncidentCreateRelationships)(commander=None, commander_user=None)

    def test_resolved(self) -> None:
        moment = datetime(1970, 1, 1, tzinfo=UTC)
        with pytest.warns(DeprecationWarning, match="resolved is not part of the API any more") as warned:
            former = cast("Any", IncidentUpdateAttributes)(resolved=moment, title="t")
        assert [warning.filename for warning in warned] == [__file__]
        assert former.to_dict() == {"title": "t", "resolved": EPOCH}

    def test_users_of_an_update(self) -> None:
        user = RelationshipToUser(data=RelationshipToUserData(id=USER))
        with pytest.warns(DeprecationWarning, match="_by_user is not part of the API any more") as warned:
            former = cast("Any", IncidentUpdateRelationships)(created_by_user=user, last_modified_by_user=user)
        assert len(warned) == 2
        reference = {"data": {"id": USER, "type": "users"}}
        assert former.to_dict() == {"created_by_user": reference, "last_modified_by_user": reference}

    @pytest.mark.parametrize(
        ("cls", "required"),
        [(IncidentCreateAttributes, {"title": "t", "customer_impacted": False}), (IncidentUpdateAttributes, {})],
    )
    def test_notification_handles_as_strings(self, cls: type[Model], required: dict[str, Any]) -> None:
        ready = IncidentNotificationHandle(handle="@b")
        with pytest.warns(DeprecationWarning, match=f"{cls.__name__}: notification_handles are now") as warned:
            former = cast("Any", cls)(notification_handles=["@a", ready], **required)
        assert [warning.filename for warning in warned] == [__file__]
        assert former.notification_handles == [IncidentNotificationHandle(handle="@a"), ready]
        assert former.notification_handles[1] is ready

    def test_notification_handles_as_they_are_now(self) -> None:
        handles = [IncidentNotificationHandle(handle="@a")]
        assert IncidentUpdateAttributes(notification_handles=handles).notification_handles is handles
        assert IncidentUpdateAttributes(notification_handles=[]).notification_handles == []
        assert IncidentUpdateAttributes(notification_handles=None).notification_handles is None

    def test_one_string_is_no_list_of_handles(self) -> None:
        attributes = cast("Any", IncidentUpdateAttributes)(notification_handles="@a")
        assert attributes.notification_handles == "@a"
        assert attributes.mismatches() == [
            "notification_handles: expected a list of: IncidentNotificationHandle, got '@a'"
        ]

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_the_create_of_the_first_reference(self) -> None:
        body = IncidentCreateRequest(
            data=IncidentCreateData(
                attributes=cast("Any", IncidentCreateAttributes)(
                    customer_impacted=False,
                    fields={"key": IncidentFieldAttributes()},
                    initial_timeline_cells=[IncidentTimelineCellCreateAttributes()],
                    notification_handles=["@test.user@test.com"],
                    title="A test incident title",
                ),
                relationships=cast("Any", IncidentCreateRelationships)(
                    commander=RelationshipToUser(data=RelationshipToUserData(id=USER, type=UsersType("users"))),
                ),
                type=IncidentType("incidents"),
            ),
        )
        assert body.mismatches() == []
        assert body.to_dict() == {
            "data": {
                "attributes": {
                    "customer_impacted": False,
                    "fields": {"key": {}},
                    "initial_cells": [{"cell_type": "markdown", "content": {}}],
                    "notification_handles": [{"handle": "@test.user@test.com"}],
                    "title": "A test incident title",
                },
                "relationships": {"commander_user": {"data": {"id": USER, "type": "users"}}},
                "type": "incidents",
            }
        }

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_the_update_of_the_first_reference(self) -> None:
        epoch = isoparse("1970-01-01T00:00:00.00Z")
        user = RelationshipToUser(data=RelationshipToUserData(id=USER, type=UsersType("users")))
        integrations = [{"id": USER, "type": "incident_integration_metadata"}] * 2
        body = IncidentUpdateRequest(
            data=IncidentUpdateData(
                attributes=cast("Any", IncidentUpdateAttributes)(
                    customer_impact_end=epoch,
                    customer_impact_scope="Example customer impact scope",
                    customer_impact_start=epoch,
                    customer_impacted=False,
                    detected=epoch,
                    fields={"key": IncidentFieldAttributes()},
                    notification_handles=["@test.user@test.com"],
                    resolved=epoch,
                    title="A test incident title",
                ),
                id=USER,
                relationships=cast("Any", IncidentUpdateRelationships)(
                    commander_user=user,
                    created_by_user=user,
                    integrations=RelationshipToIncidentIntegrationMetadatas(data=cast("Any", integrations)),
                    last_modified_by_user=user,
                    postmortem=RelationshipToIncidentPostmortem(
                        data=RelationshipToIncidentPostmortemData(
                            id=USER, type=IncidentPostmortemType("incident_postmortems")
                        ),
                    ),
                ),
                type=IncidentType("incidents"),
            ),
        )
        reference = {"data": {"id": USER, "type": "users"}}
        assert body.mismatches() == []
        assert body.to_dict() == {
            "data": {
                "attributes": {
                    "customer_impact_end": EPOCH,
                    "customer_impact_scope": "Example customer impact scope",
                    "customer_impact_start": EPOCH,
                    "customer_impacted": False,
                    "detected": EPOCH,
                    "fields": {"key": {}},
                    "notification_handles": [{"handle": "@test.user@test.com"}],
                    "resolved": EPOCH,
                    "title": "A test incident title",
                },
                "id": USER,
                "relationships": {
                    "commander_user": reference,
                    "created_by_user": reference,
                    "integrations": {"data": integrations},
                    "last_modified_by_user": reference,
                    "postmortem": {"data": {"id": USER, "type": "incident_postmortems"}},
                },
                "type": "incidents",
            }
        }


class TestUnset:
    CLEARED = ("customer_impact_start", "customer_impact_end", "detected")

    def test_it_is_the_default_just_where_null_means_something(self) -> None:
        found = {f"{cls.__name__}.{p.name}" for cls in CONCRETE for p in properties_of(cls) if p.absent is UNSET}
        assert found == {f"IncidentUpdateAttributes.{name}" for name in self.CLEARED} | {
            "IncidentFieldAttributesSingleValue.value",
            "IncidentFieldAttributesMultipleValue.value",
        }

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
        found = {
            f"{cls.__name__}.{p.name}" for cls in CONCRETE for p in properties_of(cls) if p.required and p.nullable
        }
        assert found == {"NullableRelationshipToUser.data", "IncidentCreateRelationships.commander_user"}
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


REQUIRED = {
    "AttachmentData": "attributes id relationships",
    "IncidentCreateAttributes": "customer_impacted title",
    "IncidentCreateData": "attributes",
    "IncidentCreateRelationships": "commander_user",
    "IncidentCreateRequest": "data",
    "IncidentExpandedUser": "data",
    "IncidentResponse": "data",
    "IncidentResponseAttributes": "title",
    "IncidentResponseData": "id",
    "IncidentSearchResponse": "data",
    "IncidentSearchResponseAttributes": "facets incidents total",
    "IncidentSearchResponseIncidentsData": "data",
    "IncidentSearchResponseNumericFacetData": "aggregates name",
    "IncidentSearchResponsePropertyFieldFacetData": "facets name",
    "IncidentTimelineCellMarkdownCreateAttributes": "content",
    "IncidentUpdateData": "id",
    "IncidentUpdateRequest": "data",
    "IncidentsResponse": "data",
    "NullableRelationshipToUser": "data",
    "NullableRelationshipToUserData": "id",
    "RelationshipToIncident": "data",
    "RelationshipToIncidentAttachment": "data",
    "RelationshipToIncidentAttachmentData": "id",
    "RelationshipToIncidentData": "id",
    "RelationshipToIncidentImpactData": "id",
    "RelationshipToIncidentImpacts": "data",
    "RelationshipToIncidentIntegrationMetadataData": "id",
    "RelationshipToIncidentIntegrationMetadatas": "data",
    "RelationshipToIncidentPostmortem": "data",
    "RelationshipToIncidentPostmortemData": "id",
    "RelationshipToIncidentResponderData": "id",
    "RelationshipToIncidentResponders": "data",
    "RelationshipToIncidentUserDefinedFieldData": "id",
    "RelationshipToIncidentUserDefinedFields": "data",
    "RelationshipToIncidents": "data",
    "RelationshipToUser": "data",
    "RelationshipToUserData": "id",
}


@pytest.mark.parametrize("cls", CONCRETE)
def test_constructing_needs_just_what_the_contract_requires(cls: type[Model]) -> None:
    required: dict[str, Any] = dict.fromkeys(REQUIRED.get(cls.__name__, "").split())
    made = cls(**required)
    for p in properties_of(cls):
        default = getattr(made, p.name)
        if p.required and p.name not in required:  # a resource type
            assert isinstance(default, OpenEnum)
            assert [*type(default)] == [default]
        else:
            assert default is p.absent
    for name in required:
        with pytest.raises(TypeError, match=f"'{name}'"):
            cls(**{other: value for other, value in required.items() if other != name})


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


READING_ONE = {
    "attachments",
    "incident_fields",
    "incident_notification_handles",
    "incident_reading",
    "incidents",
    "relationships",
    "resource_types",
    "users",
}


class TestLaziness:
    def test_the_table_lists_just_what_the_modules_define(self) -> None:
        modules = [import_module(f"{models.__name__}.{info.name}") for info in pkgutil.iter_modules(models.__path__)]
        defined = {
            f".{module.__name__.rpartition('.')[2]}": sorted(
                name
                for name, value in vars(module).items()
                if is_model_or_enum(value, module.__name__)
                or vars(module).get("__annotations__", {}).get(name) in (TypeAlias, "TypeAlias")
                or (inspect.isfunction(value) and name in vars(module).get("__all__", ()))
            )
            for module in modules
        }
        table = {module: sorted(names) for module, names in EXPORTS.items()}
        assert table.pop(".._core.unset") == ["UNSET"]
        assert table == {module: names for module, names in defined.items() if names}
        # what type checkers take the names from
        assert {f".{m.__name__.rpartition('.')[2]}": sorted(vars(m).get("__all__", ())) for m in modules} == defined

    def test_star_import_gives_everything(self) -> None:
        names: dict[str, Any] = {}
        exec("from datadog_incidents.models import *", names)
        del names["__builtins__"]
        assert names == {name: getattr(models, name) for exported in EXPORTS.values() for name in exported}

    def test_dir_lists_what_is_not_imported_yet(self) -> None:
        assert loaded_after("from datadog_incidents import models; assert {*models.__all__} <= {*dir(models)}") == set()

    def test_a_misspelt_name(self) -> None:
        with pytest.raises(AttributeError, match=r"'datadog_incidents\.models' has no attribute 'IncidentRespnse'"):
            cast("Any", models).IncidentRespnse  # noqa: B018

    @pytest.mark.parametrize(
        ("statement", "expected"),
        [
            ("import datadog_incidents.models", set[str]()),
            ("from datadog_incidents.models import UNSET", set[str]()),
            ("from datadog_incidents.models import UsersType", {"resource_types"}),
            ("from datadog_incidents.models import IncidentResponse", READING_ONE),
            ("from datadog_incidents.models import IncidentResponse as R; R.from_dict({'data': {}})", READING_ONE),
        ],
    )
    def test_only_what_is_needed_is_imported(self, statement: str, expected: set[str]) -> None:
        assert loaded_after(statement) == expected


def is_model_or_enum(value: object, module: str) -> bool:
    """Whether it is a model or an enum that the module defines; what models have in common is neither."""
    if not isinstance(value, type) or value.__module__ != module:
        return False
    return "__dataclass_fields__" in vars(value) or issubclass(value, OpenEnum)


def loaded_after(statement: str) -> set[str]:
    """The model modules that a fresh interpreter has loaded after a statement."""
    look = "import json, sys; print(json.dumps([name for name in sys.modules if 'datadog_incidents.models.' in name]))"
    ran = subprocess.run([sys.executable, "-c", f"{statement}\n{look}"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return {name.rpartition(".")[2] for name in json.loads(ran.stdout)}


# --------------------------------------------------------------------------------------------------- any JSON at all

TEXT = st.text(max_size=8)
SCALAR_VALUES: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
}
SCALARS = st.one_of(st.none(), TEXT, *SCALAR_VALUES.values())
JSON: st.SearchStrategy[Any] = st.deferred(
    lambda: SCALARS | st.lists(JSON, max_size=2) | st.dictionaries(TEXT, JSON, max_size=2)
)
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=OFFSETS)
ODD_MOMENTS = st.sampled_from(
    [
        "2026-03-04T09:31:07.482913457Z",
        "2026-03-04T09:31:07Z",
        "2026-03-04T24:00:00Z",
        "20260304T093107+0100",
        "2026-W10-3T09:31+00:00",
        "2026-03-04T09:31:07",
        "2026-03-04",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T24:00:00Z",
        "now",
        "",
    ]
)


def fitting(kind: Kind) -> st.SearchStrategy[Any]:
    """JSON that is roughly of a kind."""
    match kind:
        case Anything():
            return JSON
        case Scalar(types):
            return st.one_of([SCALAR_VALUES[scalar] for scalar in types])
        case Timestamp():
            return MOMENTS.map(datetime.isoformat) | ODD_MOMENTS
        case Enumeration(enum):
            return st.sampled_from([*map(str, enum), "from the future"])
        case Nested(options):
            return st.one_of([documents(cls) for cls in options])
        case Array(item):
            return st.lists(roughly(item), max_size=2)
        case Map(item):
            return st.dictionaries(TEXT, roughly(item), max_size=2)


def roughly(kind: Kind) -> st.SearchStrategy[Any]:
    return st.integers(0, 9).flatmap(lambda dice: JSON if dice == 0 else fitting(kind))


def documents(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Documents for a model, in which anything can be missing, wrong or more than the model knows."""
    known = st.fixed_dictionaries({}, optional={p.wire: roughly(p.kind) for p in properties_of(cls)})
    beyond: st.SearchStrategy[dict[str, Any]] = st.dictionaries(TEXT, JSON, max_size=1)
    return st.tuples(beyond, known).map(lambda both: both[0] | both[1])


def canonical(value: object) -> object:
    """A JSON value that equals another if they differ at most in nulls or in how they spell an instant.

    1, 1.0 and true differ.
    """
    match value:
        case dict():
            items = cast("dict[str, object]", value).items()
            return {name: canonical(item) for name, item in items if item is not None}
        case list():
            return [canonical(item) for item in cast("list[object]", value)]
        case str():
            return instant(value)
        case _:
            return type(value).__name__, value


def instant(text: str) -> object:
    for read in (datetime.fromisoformat, isoparse):
        try:
            moment = read(text)
        except (ValueError, OverflowError):
            continue
        if moment.tzinfo is not None:
            return moment
    return text


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@PATIENT
@given(st.sampled_from(MODELS), JSON)
def test_any_json_is_read_or_refused_with_a_decode_error(cls: type[Model], document: Any) -> None:
    if isinstance(document, dict):
        read = cls.from_dict(cast("dict[str, Any]", document))
        assert canonical(read.to_dict()) == canonical(cast("object", document))
    else:
        with pytest.raises(DecodeError):
            cls.from_dict(document)


@settings(PATIENT, max_examples=150)
@given(st.sampled_from(CONCRETE).flatmap(lambda cls: st.tuples(st.just(cls), documents(cls))))
def test_nothing_is_lost_on_the_way_through_a_model(given_: tuple[type[Model], dict[str, Any]]) -> None:
    cls, document = given_
    before = copy.deepcopy(document)
    read = cls.from_dict(document)
    assert canonical(read.to_dict()) == canonical(before)
    assert document == before
    json.dumps(read.to_dict())
    repr(read)
    reports = read.mismatches()
    if reports:
        with pytest.raises(DecodeError) as caught:
            cls.from_dict(document, strict=True)
        assert reports[0].startswith(caught.value.path)
        assert caught.value.path
    else:
        assert cls.from_dict(document, strict=True) == read


# ------------------------------------------------------------------------------------------------- any model at all


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Values of a kind, as a model holds them."""
    match kind:
        case Scalar(types):
            return st.one_of([SCALAR_VALUES[scalar] for scalar in types])
        case Timestamp():
            return MOMENTS
        case Enumeration(enum):
            return st.sampled_from(enum) | st.builds(enum, TEXT)
        case Nested(options):
            wire = discriminator_of(options).wire if len(options) > 1 else ""
            return st.one_of([instances(cls, known=wire) for cls in options])
        case Array(item):
            return st.lists(values(item), max_size=2)
        case Map(item):
            return st.dictionaries(TEXT, values(item), max_size=2)
        case Anything():
            return JSON


def instances(cls: type[Model], *, known: str = "") -> st.SearchStrategy[Model]:
    """Instances of a model.

    Args:
        cls: the model.
        known: the property, if any, that has to have a known value, since it tells the model from others.
    """

    def strategy(p: Property) -> st.SearchStrategy[Any]:
        if p.wire == known and isinstance(p.kind, Enumeration):
            return st.sampled_from(p.kind.enum)
        nothing = [st.just(value) for value in {p.absent, None} if not p.required or p.nullable]
        return st.one_of([*nothing, values(p.kind)])

    more = st.none() | st.dictionaries(TEXT.map("x-{}".format), SCALARS, min_size=1, max_size=1)
    return st.builds(cls, additional_properties=more, **{p.name: strategy(p) for p in properties_of(cls)})


@settings(PATIENT, max_examples=60)
@given(st.sampled_from(CONCRETE).flatmap(lambda cls: instances(cls, known="type")))
def test_every_model_survives_the_wire(model: Model) -> None:
    assert model.mismatches() == []
    assert type(model).from_dict(json.loads(json.dumps(model.to_dict())), strict=True) == model


def test_models_of_one_kind_share_no_state() -> None:
    first, second = AttachmentData.from_dict({}), AttachmentData.from_dict({})
    first.additional_properties = {"x": 1}
    assert second.additional_properties is None
