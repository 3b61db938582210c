"""The types of the operations on responders, as mypy and basedpyright infer them."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from datadog_incidents.models import (
    IncidentResponderDataResponse,
    IncidentResponderRequest,
    IncidentResponderResponse,
    IncidentRespondersResponse,
    IncidentUserData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_responder_response"))
    api = Stage(reply(golden("incident_responder_list_response")), one, one, reply(status=204)).api
    assert_type(api.list_incident_responders(INCIDENT_ID), IncidentRespondersResponse)
    body = assert_type(IncidentResponderRequest.build("a-user"), IncidentResponderRequest)
    assert_type(api.create_incident_responder(INCIDENT_ID, body), IncidentResponderResponse)
    read = api.get_incident_responder(INCIDENT_ID, "one")
    assert_type(read, IncidentResponderResponse)
    assert_type(read.included, list[IncidentUserData] | None)
    api.delete_incident_responder(INCIDENT_ID, "one")


def test_reading() -> None:
    responder = IncidentResponderResponse.from_dict(golden("incident_responder_response")).data
    assert_type(responder, IncidentResponderDataResponse)
    assert_type(responder.user, IncidentUserData | None)
    assert_type(responder.user_id, str | None)
    assert_type(responder.created_by, IncidentUserData | None)
    assert_type(responder.role_assignment_ids, list[str])
    assert_type(responder.is_billable, bool)
    assert_type(responder.last_active, datetime | None)
