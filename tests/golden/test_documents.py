"""JSON documents as the service sends and takes them, held against the models.

The documents are written by hand from how the service behaves. The library's own codec had no part in making them.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, cast

import pytest

from datadog_incidents._core.calls.failures import error_body
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.writing import written
from datadog_incidents.exceptions import DecodeError
from datadog_incidents.models import (
    AttachmentData,
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRelationships,
    IncidentCreateRequest,
    IncidentExpandedUser,
    IncidentFieldAnalytics,
    IncidentFieldAnalyticsSpan,
    IncidentFieldAttributes,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentNonDatadogCreator,
    IncidentNotificationHandle,
    IncidentResponse,
    IncidentResponseAttributes,
    IncidentResponseData,
    IncidentSearchResponse,
    IncidentSearchResponseFacetsData,
    IncidentSeverity,
    IncidentsResponse,
    IncidentTimelineCellMarkdownCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributesContent,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRelationships,
    IncidentUpdateRequest,
    IncidentUserData,
    NullableRelationshipToUser,
    NullableRelationshipToUserData,
    RelationshipToIncidentIntegrationMetadataData,
    RelationshipToIncidentIntegrationMetadatas,
    RelationshipToIncidentPostmortem,
    RelationshipToIncidentPostmortemData,
    UsersType,
)
from tests.all_models import models_in

FOLDER = Path(__file__).parent
RESPONSES: dict[str, type[Model]] = {
    "create_response": IncidentResponse,
    "get_response": IncidentResponse,
    "get_response_with_included": IncidentResponse,
    "list_response": IncidentsResponse,
    "list_response_beyond_the_end": IncidentsResponse,
    "search_response": IncidentSearchResponse,
    "update_response": IncidentResponse,
}
CREATE_REQUESTS = ("create_request", "create_request_without_commander")
UPDATE_REQUESTS = ("update_request", "update_request_that_clears")
REQUESTS: dict[str, type[Model]] = {
    **dict.fromkeys(CREATE_REQUESTS, IncidentCreateRequest),
    **dict.fromkeys(UPDATE_REQUESTS, IncidentUpdateRequest),
}
ERRORS = {
    "error_of_texts": ("incident ID not found",),
    "error_of_objects": (
        'Bad Request: got type "banana" expected one of "incidents"',
        "Generic Error: something went wrong",
        "Not Found",
    ),
}
EXPANDED_USERS = {"commander", "created_by", "declared_by", "last_modified_by"}


def document(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return read


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        properties = cast("dict[str, object]", value)
        return {name: without_nulls(item) for name, item in properties.items() if item is not None}
    return [without_nulls(item) for item in cast("list[object]", value)] if isinstance(value, list) else value


def attributes_of(data: IncidentResponseData) -> IncidentResponseAttributes:
    assert data.attributes is not None
    return data.attributes


def test_every_document_is_used() -> None:
    tests = [path.read_text(encoding="utf-8") for path in FOLDER.parent.rglob("test_*.py")]
    unused = {path.stem for path in FOLDER.glob("*.json")} - {*RESPONSES, *REQUESTS, *ERRORS, "surprises"}
    assert [name for name in sorted(unused) if not any(f'"{name}"' in text for text in tests)] == []


@pytest.mark.parametrize("name", RESPONSES)
def test_response_is_read_completely_and_written_back(name: str) -> None:
    response = RESPONSES[name].from_dict(document(name), strict=True)
    assert type(response) is RESPONSES[name]
    assert response.mismatches() == []
    assert [model for model in models_in(response) if model.additional_properties] == []
    assert without_nulls(response.to_dict()) == without_nulls(document(name))


@pytest.mark.parametrize("name", REQUESTS)
def test_request_is_read_completely_and_written_back_exactly(name: str) -> None:
    request = REQUESTS[name].from_dict(document(name), strict=True)
    assert request.mismatches() == []
    assert [model for model in models_in(request) if model.additional_properties] == []
    assert request.to_dict() == document(name)


class TestRequestsBuiltFromModels:
    def test_create(self) -> None:
        request = IncidentCreateRequest(
            data=IncidentCreateData(
                attributes=IncidentCreateAttributes(
                    title="Checkout is slow in eu-west",
                    customer_impacted=True,
                    customer_impact_scope="Payments take over ten seconds",
                    incident_type_uuid="a6c2f8e0-1d4b-4937-8e5a-2f7b0c9d6e13",
                    is_test=False,
                    fields={
                        "severity": IncidentFieldAttributes(type="dropdown", value="SEV-2"),
                        "state": IncidentFieldAttributes(type="dropdown", value="active"),
                        "teams": IncidentFieldAttributes(type="autocomplete", value=["payments", "platform"]),
                        "summary": IncidentFieldAttributes(type="textbox", value=None),
                    },
                    initial_cells=[
                        IncidentTimelineCellMarkdownCreateAttributes(
                            content=IncidentTimelineCellMarkdownCreateAttributesContent(
                                content="Alert **p95 > 10 s** fired."
                            ),
                            important=True,
                        )
                    ],
                    notification_handles=[
                        IncidentNotificationHandle(display_name="Milo Tran", handle="@milo.tran@example.com"),
                        IncidentNotificationHandle(handle="@slack-payments"),
                    ],
                ),
                relationships=IncidentCreateRelationships(
                    commander_user=NullableRelationshipToUser(
                        data=NullableRelationshipToUserData(id="b0f7a2c4-8a0d-4d8e-9d35-1c6f0e5a7b21")
                    )
                ),
            )
        )
        assert request.mismatches() == []
        assert request.to_dict() == document("create_request")

    def test_create_without_commander(self) -> None:
        request = IncidentCreateRequest(
            data=IncidentCreateData(
                attributes=IncidentCreateAttributes(title="Disk fills up on build machines", customer_impacted=False),
                relationships=IncidentCreateRelationships(commander_user=None),
            )
        )
        assert request.mismatches() == []
        assert request.to_dict() == document("create_request_without_commander")

    def test_update(self) -> None:
        request = IncidentUpdateRequest(
            data=IncidentUpdateData(
                id="3c9e1b7a-40d2-5f6e-8b1c-9a7d5e2f4c80",
                attributes=IncidentUpdateAttributes(
                    title="Checkout is slow in eu-west and eu-north",
                    customer_impacted=True,
                    customer_impact_scope="Payments take over ten seconds",
                    customer_impact_start=datetime(2026, 3, 4, 9, 12, tzinfo=UTC),
                    customer_impact_end=datetime(2026, 3, 4, 10, 40, 30, 500_000, tzinfo=UTC),
                    detected=datetime(2026, 3, 4, 9, 20, tzinfo=timezone(timedelta(hours=1))),
                    fields={
                        "state": IncidentFieldAttributes(type="dropdown", value="resolved"),
                        "services": IncidentFieldAttributes(type="autocomplete", value=["checkout"]),
                    },
                    notification_handles=[],
                ),
                relationships=IncidentUpdateRelationships(
                    commander_user=NullableRelationshipToUser(
                        data=NullableRelationshipToUserData(id="d94a5c1f-2b7e-4f60-8c3a-7e2f9b1d4a63")
                    ),
                    integrations=RelationshipToIncidentIntegrationMetadatas(
                        data=[RelationshipToIncidentIntegrationMetadataData(id="91c4e7d2-0a5b-4f83-bd16-3e8f7a2c5d04")]
                    ),
                    postmortem=RelationshipToIncidentPostmortem(
                        data=RelationshipToIncidentPostmortemData(id="2e6b9f0d-4c71-4a58-9e3d-b7f1c8a05d62")
                    ),
                ),
            )
        )
        assert request.mismatches() == []
        assert request.to_dict() == document("update_request")

    def test_update_that_clears(self) -> None:
        request = IncidentUpdateRequest(
            data=IncidentUpdateData(
                id="3c9e1b7a-40d2-5f6e-8b1c-9a7d5e2f4c80",
                attributes=IncidentUpdateAttributes(
                    customer_impact_start=None,
                    customer_impact_end=None,
                    detected=None,
                    fields={
                        "summary": IncidentFieldAttributes(type="textbox", value=None),
                        "teams": IncidentFieldAttributes(type="autocomplete", value=None),
                    },
                ),
                relationships=IncidentUpdateRelationships(commander_user=NullableRelationshipToUser(data=None)),
            )
        )
        assert request.mismatches() == []
        assert request.to_dict() == document("update_request_that_clears")


class TestIncidents:
    def test_create_and_update_send_every_property_that_the_model_has(self) -> None:
        properties = {field.name for field in dataclasses.fields(IncidentResponseAttributes)}
        for name in ("create_response", "update_response"):
            assert document(name)["data"]["attributes"].keys() == properties - {"additional_properties"}

    def test_get_and_list_leave_the_expanded_users_out(self) -> None:
        everything = document("create_response")["data"]["attributes"].keys()
        incidents = [document("get_response")["data"], *document("list_response")["data"]]
        for incident in incidents:
            assert incident["attributes"].keys() == everything - EXPANDED_USERS
            attributes = attributes_of(IncidentResponseData.from_dict(incident))
            assert [getattr(attributes, name) for name in EXPANDED_USERS] == [None] * 4

    def test_create(self) -> None:
        incident = IncidentResponse.from_dict(document("create_response")).data
        attributes = attributes_of(incident)
        assert attributes.created == datetime(2026, 3, 4, 9, 31, 7, 482_913, tzinfo=UTC)
        assert attributes.created == attributes.modified == attributes.declared
        assert attributes.resolved is None
        assert attributes.severity is IncidentSeverity.SEV_2
        assert attributes.state == "active"
        assert attributes.public_id == 4211
        assert attributes.time_to_resolve == 0
        assert attributes.notification_handles == [
            IncidentNotificationHandle(display_name="Milo Tran", handle="@milo.tran@example.com"),
            IncidentNotificationHandle(display_name="payments", handle="@slack-payments"),
        ]
        assert attributes.fields is not None
        assert isinstance(attributes.fields["severity"], IncidentFieldAttributesSingleValue)
        assert attributes.fields["severity"].value == "SEV-2"
        assert isinstance(attributes.fields["teams"], IncidentFieldAttributesMultipleValue)
        assert attributes.fields["teams"].value == ["payments", "platform"]
        assert isinstance(attributes.fields["services"], IncidentFieldAttributesMultipleValue)
        assert attributes.fields["services"].value is None
        for user in (attributes.created_by, attributes.declared_by, attributes.last_modified_by, attributes.commander):
            assert isinstance(user, IncidentExpandedUser)
            assert user.data.type is UsersType.USERS
            assert user.data.attributes is not None
            assert user.data.attributes.uuid == user.data.id
        assert incident.relationships is not None
        assert incident.relationships.commander_user is not None
        assert incident.relationships.commander_user.data is not None
        assert incident.relationships.commander_user.data.id == "b0f7a2c4-8a0d-4d8e-9d35-1c6f0e5a7b21"

    def test_get_without_commander(self) -> None:
        relationships = IncidentResponse.from_dict(document("get_response")).data.relationships
        assert relationships is not None
        assert relationships.commander_user == NullableRelationshipToUser(data=None)

    def test_get_with_included(self) -> None:
        included = IncidentResponse.from_dict(document("get_response_with_included")).included
        assert included is not None
        assert [type(item) for item in included] == [IncidentUserData, IncidentUserData, AttachmentData]
        attachment = included[2]
        assert isinstance(attachment, AttachmentData)
        assert attachment.attributes.attachment is not None
        assert attachment.attributes.attachment.document_url == "https://wiki.example.com/runbooks/build-disks"

    def test_list(self) -> None:
        page = IncidentsResponse.from_dict(document("list_response"))
        assert [attributes_of(incident).public_id for incident in page.data] == [4211, 4212, 4213]
        assert attributes_of(page.data[1]).created == datetime(2026, 3, 5, 14, 2, 55, tzinfo=UTC)
        assert isinstance(attributes_of(page.data[2]).non_datadog_creator, IncidentNonDatadogCreator)
        fields = attributes_of(page.data[1]).fields or {}
        assert [fields[name].value for name in ("regions", "tickets", "cost")] == [
            ["eu-west", "eu-north"],
            [],
            ["usd:1200"],
        ]
        assert page.meta is not None
        assert page.meta.pagination is not None
        assert (page.meta.pagination.offset, page.meta.pagination.next_offset, page.meta.pagination.size) == (0, 3, 3)

    def test_update(self) -> None:
        attributes = attributes_of(IncidentResponse.from_dict(document("update_response")).data)
        assert attributes.created is not None
        assert attributes.resolved is not None
        assert attributes.time_to_resolve == (attributes.resolved - attributes.created) // timedelta(seconds=1)


class TestSearch:
    response = IncidentSearchResponse.from_dict(document("search_response"))

    def facets(self) -> IncidentSearchResponseFacetsData:
        assert self.response.data.attributes is not None
        return self.response.data.attributes.facets

    def test_the_document_has_every_facet(self) -> None:
        properties = {field.name for field in dataclasses.fields(IncidentSearchResponseFacetsData)}
        facets = document("search_response")["data"]["attributes"]["facets"]
        assert facets.keys() == properties - {"additional_properties"}

    def test_facet_names_keep_their_type(self) -> None:
        facets = self.facets()
        names = [facet.name for facet in (facets.is_test or []) + (facets.customer_impacted or [])]
        assert [(type(name), name) for name in names] == [(int, 0), (bool, True), (int, 0), (int, 1)]

    def test_facets(self) -> None:
        facets = self.facets()
        assert [(facet.name, facet.count) for facet in facets.severity or []] == [("UNKNOWN", 5), ("SEV-2", 2)]
        assert [facet.id for facet in facets.incident_type or []] == [
            "a6c2f8e0-1d4b-4937-8e5a-2f7b0c9d6e13",
            "0f3b7d91-6e8c-42a5-9b1d-c4e7a2f5083e",
        ]
        assert [facet.aggregates.max for facet in facets.time_to_detect or []] == [480.5]
        assert [facet.aggregates.max for facet in facets.time_to_repair or []] == [None]
        assert [facet.name for facet in facets.fields or []] == ["detection_method", "root_cause", "cost"]
        assert [facet.handle for facet in facets.commander or []] == ["nia.okoro@example.com"]

    def test_incidents_come_twice(self) -> None:
        assert self.response.data.attributes is not None
        found = [item.data for item in self.response.data.attributes.incidents]
        included = self.response.included
        assert included is not None
        assert [type(item) for item in included] == [IncidentResponseData, IncidentResponseData, IncidentUserData]
        assert included[:2] == found
        assert self.response.data.relationships is not None
        assert self.response.data.relationships.incidents_relationship is not None
        assert [item.id for item in self.response.data.relationships.incidents_relationship.data] == [
            incident.id for incident in found
        ]
        assert attributes_of(found[0]).customer_impact_scope == ""

    def test_field_analytics(self) -> None:
        assert self.response.data.attributes is not None
        analytics = attributes_of(self.response.data.attributes.incidents[1].data).field_analytics
        assert analytics is not None
        assert analytics["state"]["stable"] == IncidentFieldAnalytics(
            duration=1800,
            spans=[
                IncidentFieldAnalyticsSpan(start=1772618467, end=1772620267),
                IncidentFieldAnalyticsSpan(start=1772622067),
            ],
        )


@pytest.mark.parametrize("name", ERRORS)
def test_errors_of_both_styles(name: str) -> None:
    body, errors = error_body((FOLDER / f"{name}.json").read_bytes())
    assert body == document(name)
    assert errors == ERRORS[name]


class TestSurprises:
    """One document in which much is not as promised: all of it survives."""

    response = IncidentResponse.from_dict(document("surprises"))

    def test_it_comes_back_as_it_went_in(self) -> None:
        expected = document("surprises")
        # Moments come back as the same instants, to the microsecond, in one spelling.
        expected["data"]["attributes"] |= {
            "created": "2026-03-04T09:31:07.482913+00:00",
            "modified": "2026-03-04T09:31:07+00:00",
        }
        assert without_nulls(self.response.to_dict()) == without_nulls(expected)

    def test_every_misfit_is_reported_and_nothing_else(self) -> None:
        assert [report.split(":")[0] for report in self.response.mismatches()] == [
            "data.attributes.commander",
            "data.attributes.created_by.data",
            "data.attributes.customer_impact_start",
            "data.attributes.customer_impacted",
            "data.attributes.detected",
            "data.attributes.field_analytics.state.active",
            "data.attributes.field_analytics.state.stable.duration",
            "data.attributes.fields.budget.value",
            "data.attributes.fields.wrong_shape.value",
            "data.attributes.fields.bare",
            "data.attributes.notification_handles[0]",
            "data.attributes.notification_handles[1]",
            "data.attributes.public_id",
            "data.attributes.resolved",
            "data.attributes.time_to_detect",
            "data.attributes.time_to_resolve",
            "data.attributes.title",
            "data.attributes.visibility",
            "data.relationships.commander_user.data.id",
            "data.relationships.impacts.data",
            "data.relationships.responders",
            "included[1]",
            "included[2]",
        ]

    def test_moments(self) -> None:
        attributes = attributes_of(self.response.data)
        assert attributes.created == datetime(2026, 3, 4, 9, 31, 7, 482_913, tzinfo=UTC)
        assert attributes.modified == datetime(2026, 3, 4, 9, 31, 7, tzinfo=UTC)
        assert attributes.declared == attributes.modified
        odd: list[Any] = [attributes.detected, attributes.resolved, attributes.customer_impact_start]
        assert odd == ["a moment ago", 1772616667, "2026-03-04T08:12:00"]

    def test_unknown_values_of_enums(self) -> None:
        severity = attributes_of(self.response.data).severity
        assert isinstance(severity, IncidentSeverity)
        assert severity == "SEV-9"
        assert not severity.is_known

    def test_unknown_properties(self) -> None:
        properties = attributes_of(self.response.data).additional_properties
        assert properties is not None
        assert properties["priority"] is None
        assert properties["ai_summary"]["sources"] == [None, {"created": "2026-03-04T09:31:07.482913457Z"}]
        assert self.response.additional_properties == {"jsonapi": {"version": "1.1"}}

    @pytest.mark.parametrize(
        ("name", "variant"),
        [
            ("impact_map", IncidentFieldAttributesMultipleValue),  # an unknown type: the value decides
            ("owner", IncidentFieldAttributesSingleValue),
            ("untyped", IncidentFieldAttributesMultipleValue),
            ("empty", IncidentFieldAttributesSingleValue),
            ("wrong_shape", IncidentFieldAttributesSingleValue),  # a known type decides, whatever the value
            ("bare", str),
        ],
    )
    def test_fields(self, name: str, variant: type) -> None:
        fields = attributes_of(self.response.data).fields
        assert fields is not None
        assert type(fields[name]) is variant

    def test_declared_by_can_be_what_the_contract_says(self) -> None:
        assert attributes_of(self.response.data).declared_by == IncidentNonDatadogCreator(name="oncall-bot")

    def test_included_of_other_types(self) -> None:
        assert self.response.included is not None
        included: list[Any] = [*self.response.included]
        kept = [None if item is None else type(item).__name__ for item in included]
        assert kept == ["IncidentUserData", "str", None, "IncidentUserData", "IncidentUserData", "AttachmentData"]
        team = self.response.included[0]
        assert isinstance(team, IncidentUserData)
        assert team.type == "teams"

    def test_strict_reading_refuses_it_and_says_where(self) -> None:
        with pytest.raises(DecodeError, match=r"data\.attributes\.commander: expected IncidentExpandedUser") as caught:
            IncidentResponse.from_dict(document("surprises"), strict=True)
        assert caught.value.path == "data.attributes.commander"

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("data", []),
            ("data.id", 7),
            ("data.attributes.created", "2026-03-04T08:12:00"),
            ("data.attributes.time_to_resolve", 1.0),
            ("data.attributes.title", None),
            ("data.attributes.severity", 2),
            ("data.attributes.fields.state", "active"),
            ("data.attributes.fields.teams.value", "payments"),
            ("data.relationships.created_by_user.data", None),
        ],
    )
    def test_strict_reading_refuses_each_kind_of_misfit(self, path: str, value: Any) -> None:
        changed = document("get_response")
        *parents, last = path.split(".")
        target: Any = changed
        for name in parents:
            target = target[name]
        target[last] = value
        with pytest.raises(DecodeError) as caught:
            IncidentResponse.from_dict(changed, strict=True)
        assert caught.value.path == path


@pytest.mark.parametrize("name", [*CREATE_REQUESTS, *UPDATE_REQUESTS])
def test_a_request_is_written_the_quick_way(name: str) -> None:
    model = IncidentCreateRequest if name in CREATE_REQUESTS else IncidentUpdateRequest
    text = written(model.from_dict(document(name)))
    assert text is not None
    assert json.loads(text) == document(name)
