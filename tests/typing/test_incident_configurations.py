"""The types of the operations on configurations of incidents, as mypy and basedpyright infer them."""

from __future__ import annotations

from typing import assert_type

from datadog_incidents.models import (
    IncidentConfigurationDataResponse,
    IncidentConfigurationPatchRequest,
    IncidentConfigurationRequest,
    IncidentConfigurationResponse,
    IncidentUserData,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply


def test_operations() -> None:
    one = reply(golden("incident_configuration_response"))
    api = Stage(one, one).api
    body = assert_type(IncidentConfigurationRequest.build(include_in_search=False), IncidentConfigurationRequest)
    configured = api.create_incident_configuration(INCIDENT_ID, body)
    assert_type(configured, IncidentConfigurationResponse)
    change = IncidentConfigurationPatchRequest.build(configured.data, include_in_search=True)
    assert_type(change, IncidentConfigurationPatchRequest)
    assert_type(api.update_incident_configuration(INCIDENT_ID, change), IncidentConfigurationResponse)


def test_reading() -> None:
    configuration = IncidentConfigurationResponse.from_dict(golden("incident_configuration_response")).data
    assert_type(configuration, IncidentConfigurationDataResponse)
    assert_type(configuration.execute_integrations, bool | None)
    assert_type(configuration.execute_notification_rules, bool | None)
    assert_type(configuration.include_in_analytics, bool | None)
    assert_type(configuration.include_in_search, bool | None)
    assert_type(configuration.created_by_user, IncidentUserData | None)
