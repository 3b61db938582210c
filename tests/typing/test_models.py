"""The types of what is written and of what is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, assert_type

from datadog_incidents import UNSET, IncidentsApi
from datadog_incidents._core.codec.unset import Unset
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRequest,
    IncidentExpandedUser,
    IncidentFieldAttributes,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentResponseData,
    IncidentResponseRelationships,
    IncidentSearchResponseFacetsData,
    IncidentSearchResponseFieldFacetData,
    IncidentSearchResponseIncidentsData,
    IncidentSeverity,
    IncidentUpdateAttributes,
    IncidentUpdateRequest,
    IncidentUserAttributes,
    IncidentUserData,
    autocomplete,
    dropdown,
    metrictag,
    multiselect,
    textarray,
    textbox,
)


def test_building_a_request(api: IncidentsApi) -> None:
    someone = api.search_incidents("severity:SEV-2").data
    assert someone.attributes is not None
    body = IncidentCreateRequest.build(
        "Disk full",
        customer_impacted=True,
        customer_impact_scope="No uploads.",
        severity=IncidentSeverity.SEV_1,
        state="active",
        commander=someone.attributes.incidents[0].data.commander,
        fields={"services": ["uploads"], "teams": {"storage"}, "summary": "Full.", "impact": dropdown("high")},
        notification_handles=["@ada@example.com"],
        timeline=["It began after a **deploy**."],
        is_test=False,
    )
    assert_type(body, IncidentCreateRequest)
    change = IncidentUpdateRequest.build(
        "00000000-0000-0000-0000-000000000000",
        state="resolved",
        detected=datetime.now(UTC),
        customer_impact_end=None,
        commander=None,
        fields={"root_cause": None},
    )
    assert_type(change, IncidentUpdateRequest)
    assert_type(change.data.id, str)


def test_making_fields() -> None:
    assert_type(dropdown("high"), IncidentFieldAttributesSingleValue)
    assert_type(textbox(None), IncidentFieldAttributesSingleValue)
    for field in (multiselect(["a"]), textarray({"a"}), metrictag("a"), autocomplete(None)):
        assert_type(field, IncidentFieldAttributesMultipleValue)
    any_field: IncidentFieldAttributes = dropdown("high")
    assert_type(any_field.to_dict(), dict[str, Any])


def test_nesting_a_request() -> None:
    attributes = IncidentCreateAttributes(
        title="Disk full",
        customer_impacted=False,
        fields={"severity": IncidentFieldAttributes(type="dropdown", value="SEV-2")},
    )
    body = IncidentCreateRequest(data=IncidentCreateData(attributes=attributes))
    assert_type(body.data.attributes.title, str)
    assert_type(body.to_dict(), dict[str, Any])
    assert_type(IncidentCreateRequest.from_dict({"data": {}}, strict=False), IncidentCreateRequest)
    assert_type(body.mismatches(), list[str])
    change = IncidentUpdateAttributes(detected=None, customer_impact_end=UNSET)
    if isinstance(change.detected, datetime):
        assert_type(change.detected, datetime)


def test_reading_an_incident(api: IncidentsApi) -> None:
    for incident in api.list_incidents(include=["users"]).data:
        assert_type(incident, IncidentResponseData)
        assert_type(incident.id, str)
        assert_type(incident.title, str | None)
        assert_type(incident.public_id, int | None)
        assert_type(incident.severity, IncidentSeverity | None)
        assert_type(incident.state, str | None)
        assert_type(incident.created, datetime | None)
        assert_type(incident.modified, datetime | None)
        assert_type(incident.detected, datetime | None)
        assert_type(incident.resolved, datetime | None)
        assert_type(incident.customer_impacted, bool | None)
        assert_type(incident.is_resolved, bool)
        assert_type(incident.field("summary"), str | list[str] | None)
        assert_type(incident.field_values("services"), list[str])
        assert_type(incident.url(site="datadoghq.eu"), str | None)
        assert_type(incident.time_to_detect, timedelta | None)
        assert_type(incident.time_to_internal_response, timedelta | None)
        assert_type(incident.time_to_repair, timedelta | None)
        assert_type(incident.time_to_resolve, timedelta | None)
        assert_type(incident.customer_impact_duration, timedelta | None)
        assert_type(incident.relationships, IncidentResponseRelationships | None)
        assert_type(incident.included, Mapping[str, Any])
        assert_type(incident.additional_properties, dict[str, Any] | None)


def test_reading_users(api: IncidentsApi) -> None:
    found = api.search_incidents("severity:SEV-2").data.attributes
    assert found is not None
    incident = found.incidents[0].data
    for user in (incident.commander, incident.created_by, incident.declared_by, incident.last_modified_by):
        assert_type(user, IncidentUserData | None)
        if user is not None:
            assert_type(user.display_name, str)
            assert_type(user.name, str | None)
            assert_type(user.email, str | None)
            assert_type(user.handle, str | None)
            assert_type(user.attributes, IncidentUserAttributes | None)
    if attributes := incident.attributes:
        assert_type(attributes.title, str)
        assert_type(attributes.commander, IncidentExpandedUser | None)
        assert_type(attributes.time_to_resolve, int | None)
        assert_type(attributes.fields, dict[str, IncidentFieldAttributes] | None)


def test_narrowing_a_field(api: IncidentsApi) -> None:
    attributes = api.list_incidents().data[0].attributes
    assert attributes is not None
    for field in (attributes.fields or {}).values():
        if isinstance(field, IncidentFieldAttributesSingleValue):
            assert_type(field.value, str | Unset | None)
        elif isinstance(field, IncidentFieldAttributesMultipleValue):
            assert_type(field.value, list[str] | Unset | None)


def test_an_open_enum(api: IncidentsApi) -> None:
    severity = IncidentSeverity("SEV-9")
    assert_type(severity, IncidentSeverity)
    assert_type(severity.is_known, bool)
    text: str = severity
    assert text == "SEV-9"


def test_reading_a_search(api: IncidentsApi) -> None:
    found = api.search_incidents("state:active").data.attributes
    assert found is not None
    assert_type(found.total, int)
    assert_type(found.incidents, list[IncidentSearchResponseIncidentsData])
    assert_type(found.facets, IncidentSearchResponseFacetsData)
    for value in found.facets.severity or []:
        assert_type(value, IncidentSearchResponseFieldFacetData)
        assert_type(value.count, int | None)
