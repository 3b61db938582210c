"""The types of the operations on user-defined and impact fields, as mypy and basedpyright infer them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_type

from datadog_incidents._core.paging.page import Page
from datadog_incidents._core.paging.pager import Pager
from datadog_incidents.models import (
    UNSET,
    IncidentImpactFieldDataResponse,
    IncidentImpactFieldRequest,
    IncidentImpactFieldResponse,
    IncidentImpactFieldsResponse,
    IncidentImpactFieldValueType,
    IncidentTypeObject,
    IncidentUserData,
    IncidentUserDefinedFieldCategory,
    IncidentUserDefinedFieldCreateRequest,
    IncidentUserDefinedFieldFieldType,
    IncidentUserDefinedFieldListResponse,
    IncidentUserDefinedFieldResponse,
    IncidentUserDefinedFieldResponseData,
    IncidentUserDefinedFieldUpdateRequest,
)
from tests.scripted import Stage, golden, reply


def test_user_defined_fields() -> None:
    one, several = (reply(golden(f"incident_user_defined_field_{name}")) for name in ("response", "list_response"))
    empty = reply({"data": [], "meta": {}})
    api = Stage(several, one, one, one, reply(status=204), several, empty).api
    found = api.list_incident_user_defined_fields(page_size=2, page_number=0, filter_incident_type="a-type")
    assert_type(found, IncidentUserDefinedFieldListResponse)
    body = IncidentUserDefinedFieldCreateRequest.build("x", "dropdown", incident_type="a-type", valid_values=["eu"])
    assert_type(body, IncidentUserDefinedFieldCreateRequest)
    assert_type(api.create_incident_user_defined_field(body, include=["x"]), IncidentUserDefinedFieldResponse)
    read = assert_type(api.get_incident_user_defined_field("one", include="x"), IncidentUserDefinedFieldResponse)
    change = IncidentUserDefinedFieldUpdateRequest.build(
        read.data,
        category=IncidentUserDefinedFieldCategory.WHAT_HAPPENED,
        collected=None,
        valid_values=read.data.attributes.valid_values,
        ordinal=Decimal(1),
        required=UNSET,
    )
    assert_type(change, IncidentUserDefinedFieldUpdateRequest)
    assert_type(api.update_incident_user_defined_field("one", change), IncidentUserDefinedFieldResponse)
    api.delete_incident_user_defined_field("one")
    pager = api.list_incident_user_defined_fields_with_pagination(page_size=10, page_number=0, prefetch=1)
    assert_type(pager, Pager[IncidentUserDefinedFieldResponseData, IncidentUserDefinedFieldListResponse])
    pages = pager.pages()
    assert_type(pages, Iterator[Page[IncidentUserDefinedFieldResponseData, IncidentUserDefinedFieldListResponse]])
    assert_type(next(pages).items, list[IncidentUserDefinedFieldResponseData])


def test_impact_fields() -> None:
    one = reply(golden("incident_impact_field_response"))
    api = Stage(reply(golden("incident_impact_field_list_response")), one, one, reply(status=204)).api
    assert_type(api.list_incident_impact_fields(), IncidentImpactFieldsResponse)
    body = IncidentImpactFieldRequest.build("x", field_type="text", incident_type="a-type", field_choices=["eu"])
    assert_type(body, IncidentImpactFieldRequest)
    assert_type(api.create_incident_impact_field(body), IncidentImpactFieldResponse)
    assert_type(api.update_incident_impact_field("one", body), IncidentImpactFieldResponse)
    api.delete_incident_impact_field("one")


def test_reading() -> None:
    field = IncidentUserDefinedFieldResponse.from_dict(golden("incident_user_defined_field_response")).data
    assert_type(field, IncidentUserDefinedFieldResponseData)
    assert_type(field.name, str | None)
    assert_type(field.field_type, IncidentUserDefinedFieldFieldType | None)
    assert_type(field.is_required, bool)
    assert_type(field.is_deleted, bool)
    assert_type(field.ordinal, Decimal | None)
    assert_type(field.choices, list[str])
    assert_type(field.incident_type, IncidentTypeObject | None)
    assert_type(field.created_by_user, IncidentUserData | None)
    impact = IncidentImpactFieldResponse.from_dict(golden("incident_impact_field_response")).data
    assert_type(impact, IncidentImpactFieldDataResponse)
    assert_type(impact.field_type, IncidentImpactFieldValueType | None)
    assert_type(impact.choices, list[str])
    assert_type(impact.incident_type_id, str | None)
