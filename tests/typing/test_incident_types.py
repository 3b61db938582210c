"""The types of the operations on incident types, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type

from datadog_incidents.models import (
    IncidentTypeConfiguration,
    IncidentTypeCreateRequest,
    IncidentTypeListResponse,
    IncidentTypeObject,
    IncidentTypePatchRequest,
    IncidentTypeResponse,
)
from tests.scripted import Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_type_response"))
    api = Stage(reply(golden("incident_type_list_response")), one, one, one, reply(status=204)).api
    assert_type(api.list_incident_types(include_deleted=True), IncidentTypeListResponse)
    body = assert_type(IncidentTypeCreateRequest.build("Security", is_default=False), IncidentTypeCreateRequest)
    assert_type(api.create_incident_type(body), IncidentTypeResponse)
    read = assert_type(api.get_incident_type("one"), IncidentTypeResponse).data
    configuration = IncidentTypeConfiguration(private_incidents=True)
    change = assert_type(IncidentTypePatchRequest.build(read, configuration=configuration), IncidentTypePatchRequest)
    assert_type(api.update_incident_type(read.id, change), IncidentTypeResponse)
    api.delete_incident_type("one")


def test_reading() -> None:
    incident_type = IncidentTypeResponse.from_dict(golden("incident_type_response")).data
    assert_type(incident_type, IncidentTypeObject)
    assert_type(incident_type.name, str | None)
    assert_type(incident_type.description, str | None)
    assert_type(incident_type.prefix, str | None)
    assert_type(incident_type.is_default, bool)
    assert_type(incident_type.configuration, IncidentTypeConfiguration | None)
