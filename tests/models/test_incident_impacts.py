"""Impacts: the bodies that are built, what is refused in them, and what an impact answers."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentImpactCreateRequest,
    IncidentImpactFieldsObject,
    IncidentImpactPatchData,
    IncidentImpactPatchRequest,
    IncidentImpactResponse,
    IncidentImpactResponseData,
    IncidentImpactsResponse,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

EIGHT = datetime(2026, 3, 4, 8, tzinfo=UTC)
FIELDS = {"customers_impacted": "all", "products_impacted": ["checkout", "search"]}


@pytest.mark.parametrize("fields", [FIELDS, IncidentImpactFieldsObject(FIELDS)])
def test_a_new_impact(fields: Any) -> None:
    end = EIGHT + timedelta(minutes=90)
    body = IncidentImpactCreateRequest.build("Orders were slow.", EIGHT, end_at=end, fields=fields)
    assert body.to_dict() == golden("incident_impact_create_request")


def test_a_new_impact_that_is_not_over_has_no_end() -> None:
    assert IncidentImpactCreateRequest.build("x", EIGHT).to_dict()["data"]["attributes"].keys() == {
        "description",
        "start_at",
    }


def test_an_update_clears_the_end_and_leaves_what_is_not_given() -> None:
    assert IncidentImpactPatchRequest.build(end_at=None).to_dict()["data"]["attributes"] == {"end_at": None}
    assert IncidentImpactPatchRequest.build(description="x").to_dict()["data"]["attributes"] == {"description": "x"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"description": 5}, "^description: expected a string, got 5"),
        ({"start_at": datetime(2026, 1, 1)}, "^start_at: expected a timestamp with a time zone"),
        ({"end_at": "soon"}, "^end_at: expected a timestamp with a time zone, got 'soon'"),
        ({"fields": ["all"]}, "^fields: expected a mapping of names to values, got list"),
    ],
)
@pytest.mark.parametrize("request_class", [IncidentImpactCreateRequest, IncidentImpactPatchRequest])
def test_what_is_refused_names_the_argument(request_class: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        request_class.build(**{"description": "x", "start_at": EIGHT, **arguments})


def test_fields_are_made_of_a_mapping_or_of_pairs() -> None:
    fields = IncidentImpactFieldsObject(FIELDS)
    assert fields == IncidentImpactFieldsObject(list(FIELDS.items()))
    assert fields == IncidentImpactFieldsObject(additional_properties=FIELDS)
    assert fields == IncidentImpactFieldsObject.from_dict(FIELDS)
    assert fields.to_dict() == FIELDS
    assert IncidentImpactFieldsObject().to_dict() == {}
    assert copy.deepcopy(fields) == pickle.loads(pickle.dumps(fields)) == fields


def test_what_an_impact_answers() -> None:
    stage = Stage(reply(golden("incident_impact_list_response")))
    current, over = stage.api.list_incident_impacts(INCIDENT_ID, include=["created_by_user", "incident"]).data
    assert (over.description, over.start_at, over.is_over) == ("Orders were slow.", EIGHT, True)
    assert over.end_at == EIGHT + timedelta(minutes=90)
    assert (over.duration, over.fields) == (timedelta(minutes=90), FIELDS)
    assert (current.end_at, current.is_over, current.duration, current.fields) == (None, False, None, {})
    assert current.created == current.modified == datetime(2026, 3, 4, 9, 31, 7, 482913, tzinfo=UTC)
    assert current.created_by is not None
    assert current.created_by == current.last_modified_by
    assert current.created_by.display_name == "Ada Lindqvist"
    assert current.incident is not None
    assert (current.incident.id, current.incident.public_id) == (current.incident_id, 42)


def test_the_golden_documents_are_read_whole() -> None:
    IncidentImpactResponse.from_dict(golden("incident_impact_response"), strict=True)
    IncidentImpactsResponse.from_dict(golden("incident_impact_list_response"), strict=True)


@pytest.mark.parametrize("attributes", [{}, {"start_at": 5, "end_at": "soon", "fields": 3, "description": []}, None])
def test_an_impact_that_does_not_know_says_none(attributes: Any) -> None:
    impact = IncidentImpactResponseData.from_dict({"id": "i", "type": "incident_impacts", "attributes": attributes})
    assert (impact.description, impact.start_at, impact.end_at, impact.duration) == (None, None, None, None)
    assert (impact.is_over, impact.fields, impact.created, impact.created_by, impact.incident) == (
        False,
        {},
        None,
        None,
        None,
    )


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read: Any = IncidentImpactResponse.from_dict(golden("incident_impact_response")).data.attributes
    read.end_at = EIGHT
    stage = Stage(reply(golden("incident_impact_response")))
    body = IncidentImpactPatchRequest(data=IncidentImpactPatchData(attributes=read))
    stage.api.patch_incident_impact(INCIDENT_ID, "impact", body)
    assert json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"] == {
        "description": "Some customers cannot pay.",
        "end_at": "2026-03-04T08:00:00+00:00",
        "start_at": "2026-03-04T09:10:00+00:00",
    }
