"""Configurations of incidents: the bodies that are built, what is refused in them, and what one answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents.exceptions import InvalidArgumentError
from datadog_incidents.models import (
    IncidentConfigurationDataResponse,
    IncidentConfigurationPatchDataRequest,
    IncidentConfigurationPatchRequest,
    IncidentConfigurationRequest,
    IncidentConfigurationResponse,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

CONFIGURATION = IncidentConfigurationResponse.from_dict(golden("incident_configuration_response"), strict=True).data
SETTINGS = ("execute_integrations", "execute_notification_rules", "include_in_analytics", "include_in_search")


def test_a_new_configuration_leaves_what_is_not_given_to_the_service() -> None:
    body = IncidentConfigurationRequest.build(execute_notification_rules=False, include_in_analytics=False)
    assert body.to_dict() == golden("incident_configuration_create_request")


def test_an_update_takes_the_configuration_itself() -> None:
    assert IncidentConfigurationPatchRequest.build(CONFIGURATION, include_in_search=False).to_dict() == {
        "data": {
            "attributes": {"include_in_search": False},
            "id": CONFIGURATION.id,
            "type": "incidents_configurations",
        }
    }


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_refused_names_the_argument(name: str) -> None:
    wrong: dict[str, Any] = {name: "no"}
    with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a boolean, got 'no'"):
        IncidentConfigurationRequest.build(**wrong)
    with pytest.raises(InvalidArgumentError, match=f"^{name}: expected a boolean, got 'no'"):
        IncidentConfigurationPatchRequest.build("x", **wrong)


def test_what_a_configuration_answers() -> None:
    stage = Stage(reply(golden("incident_configuration_response")))
    configuration = stage.api.create_incident_configuration(INCIDENT_ID, IncidentConfigurationRequest.build()).data
    assert [getattr(configuration, name) for name in SETTINGS] == [True, False, False, True]
    assert configuration.created_by_user is not None
    assert configuration.created_by_user.display_name == "Ada Lindqvist"


@pytest.mark.parametrize("attributes", [{}, dict.fromkeys(SETTINGS, "no"), None])
def test_a_configuration_that_does_not_know_says_none(attributes: dict[str, Any] | None) -> None:
    document = {"id": "x", "type": "incidents_configurations", "attributes": attributes}
    configuration = IncidentConfigurationDataResponse.from_dict(document)
    assert [getattr(configuration, name) for name in (*SETTINGS, "created_by_user")] == [None] * 5


def test_what_was_read_can_be_changed_and_sent_back() -> None:
    read: Any = IncidentConfigurationResponse.from_dict(golden("incident_configuration_response")).data
    read.attributes.include_in_search = False
    stage = Stage(reply(golden("incident_configuration_response")))
    body = IncidentConfigurationPatchRequest(
        data=IncidentConfigurationPatchDataRequest(id=read.id, attributes=read.attributes)
    )
    stage.api.update_incident_configuration(INCIDENT_ID, body)
    sent = json.loads(stage.transport.requests[0].body or b"")["data"]["attributes"]
    assert [sent.pop(name) for name in SETTINGS] == [True, False, False, False]
    assert sent == {}
