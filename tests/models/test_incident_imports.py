"""Imports: the body that is built, what is refused in it, and what an incident that was imported answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentFieldAttributesMultipleValue,
    IncidentImportFieldAttributes,
    IncidentImportFieldAttributesMultipleValue,
    IncidentImportFieldAttributesSingleValue,
    IncidentImportRequest,
    IncidentImportResponse,
    IncidentImportResponseData,
    IncidentSeverity,
    autocomplete,
)
from tests.scripted import Stage, golden, reply

TYPE_ID = "e8a31b6d-4c02-4f95-8d7e-52b9f06c173a"
USER_ID = "6f0c7a52-8d19-5b3e-9a44-0c2d51e7b8a3"
RESOLVED = datetime(2025, 12, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "services",
    [
        ["checkout"],
        {"checkout"},
        ("checkout",),
        autocomplete("checkout"),
        IncidentImportFieldAttributes(value=["checkout"]),
    ],
)
def test_a_body_of_plain_values(services: Any) -> None:
    body = IncidentImportRequest.build(
        "Checkout was slow",
        declared=datetime(2025, 12, 1, 10, 5, tzinfo=UTC),
        detected=datetime(2025, 12, 1, 10, tzinfo=UTC),
        resolved=RESOLVED,
        severity=IncidentSeverity.SEV_2,
        state="resolved",
        fields={"services": services},
        declared_by=USER_ID,
        incident_type_uuid=TYPE_ID,
        visibility="organization",
    )
    assert body.to_dict() == golden("incident_import_request")


def test_a_title_suffices() -> None:
    assert IncidentImportRequest.build("Checkout was slow").to_dict() == {
        "data": {"attributes": {"title": "Checkout was slow"}, "type": "incidents"}
    }


def test_the_form_of_the_value_tells_the_field() -> None:
    read = IncidentImportRequest.from_dict(golden("incident_import_request"), strict=True).data.attributes
    assert read.fields is not None
    assert isinstance(read.fields["severity"], IncidentImportFieldAttributesSingleValue)
    assert isinstance(read.fields["services"], IncidentImportFieldAttributesMultipleValue)
    assert IncidentImportFieldAttributes(value=None).to_dict() == {"value": None}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"title": " "}, "^title: must not be empty"),
        ({"title": "x" * 1025}, "^title: has 1025 characters, at most 1024 fit"),
        ({"severity": "sev2"}, "^severity: 'sev2' is not one of .*; did you mean 'SEV-2'"),
        ({"visibility": "secret"}, "^visibility: 'secret' is not one of 'organization', 'private'"),
        ({"resolved": RESOLVED}, "^resolved: only an incident in that state can have it; give state='resolved'"),
        ({"resolved": RESOLVED, "state": "active"}, "^resolved: only an incident in that state can have it"),
        ({"declared": datetime(2025, 12, 1)}, "^declared: expected a timestamp with a time zone"),
        ({"fields": ["services"]}, "^fields: expected a mapping of names to values, got list"),
        ({"fields": {"state": "active"}, "state": "active"}, "^state: given twice"),
        ({"fields": {"services": 5}}, r"^fields\['services'\]: expected"),
        ({"commander": "Ada"}, "^commander: 'Ada' is not the UUID of a user"),
        ({"declared_by": "Ada"}, "^declared_by: 'Ada' is not the UUID of a user"),
        ({"incident_type_uuid": 5}, "^incident_type_uuid: expected an id or a resource"),
        (
            {
                "fields": {
                    "region": IncidentImportFieldAttributesSingleValue.from_dict({"type": "dropdown", "value": "EU"})
                }
            },
            r"^fields\.region\.type: an import takes the value alone",
        ),
    ],
)
def test_what_is_refused_names_the_argument(arguments: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {"title": "Checkout was slow", **arguments}
    with pytest.raises(InvalidArgumentError, match=message):
        IncidentImportRequest.build(**given)


def test_what_an_imported_incident_answers() -> None:
    document = golden("incident_import_response")
    assert IncidentImportResponse.from_dict(document, strict=True).to_dict()["data"]["attributes"].keys() >= {"fields"}
    incident = Stage(reply(document, 201)).api.import_incident(IncidentImportRequest.build("x")).data
    assert (incident.title, incident.public_id, incident.severity) == ("Checkout was slow", 43, "SEV-2")
    assert (incident.is_resolved, incident.resolved) == (True, RESOLVED)
    assert incident.field_values("services") == ["checkout"]
    assert incident.commander is None
    assert incident.declared_by is not None
    assert incident.declared_by.display_name == "Ada Lindqvist"
    assert incident.incident_type is not None
    assert incident.incident_type.name == "Default"
    assert incident.attributes is not None
    assert incident.attributes.fields is not None
    assert isinstance(incident.attributes.fields["services"], IncidentFieldAttributesMultipleValue)


@pytest.mark.parametrize("attributes", [{}, {"title": 5, "fields": [], "severity": 2}, None])
def test_an_imported_incident_that_does_not_know_says_none(attributes: Any) -> None:
    incident = IncidentImportResponseData.from_dict({"id": "i", "attributes": attributes})
    assert (incident.title, incident.severity, incident.incident_type, incident.created_by) == (None, None, None, None)
    assert (incident.field("services"), incident.is_resolved, incident.time_to_resolve) == (
        None,
        False,
        None,
    )
