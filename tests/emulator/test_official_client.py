"""The official client drives the emulator over HTTP: neither knows of the other."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datadog_incidents.emulator import Emulator

pytestmark = pytest.mark.filterwarnings("ignore:Using unstable operation")

# The official client is only half typed, so it is used without its types.
official: Any = import_module("datadog_api_client")
errors: Any = import_module("datadog_api_client.exceptions")
models: Any = import_module("datadog_api_client.v2.models")
apis: Any = import_module("datadog_api_client.v2.apis")

OPERATIONS = (
    "create_incident",
    "get_incident",
    "list_incidents",
    "update_incident",
    "delete_incident",
    "search_incidents",
)


@pytest.fixture
def incidents_api(emulator: Emulator) -> Iterator[Any]:
    configuration = official.Configuration(host=emulator.url)
    configuration.api_key = {"apiKeyAuth": "an-api-key", "appKeyAuth": "an-application-key"}
    for operation in OPERATIONS:
        configuration.unstable_operations[operation] = True
    with official.ApiClient(configuration) as api_client:
        yield apis.IncidentsApi(api_client)
        api_client.rest_client.pool_manager.clear()


def dropdown(value: str) -> Any:
    kind = models.IncidentFieldAttributesSingleValueType("dropdown")
    return models.IncidentFieldAttributesSingleValue(type=kind, value=value)


def relationship(user: str) -> Any:
    data = models.NullableRelationshipToUserData(type=models.UsersType("users"), id=user)
    return models.NullableRelationshipToUser(data=data)


def create_request(commander: str) -> Any:
    return models.IncidentCreateRequest(
        data=models.IncidentCreateData(
            type=models.IncidentType("incidents"),
            attributes=models.IncidentCreateAttributes(
                title="Checkout is down",
                customer_impacted=True,
                customer_impact_scope="Nobody can pay",
                fields={"severity": dropdown("SEV-2")},
                notification_handles=[models.IncidentNotificationHandle(handle="@ada", display_name="Ada")],
            ),
            relationships=models.IncidentCreateRelationships(commander_user=relationship(commander)),
        )
    )


def test_the_life_of_an_incident(incidents_api: Any, emulator: Emulator) -> None:
    ada, bruno = (user["id"] for user in emulator.users[1:3])

    created = incidents_api.create_incident(body=create_request(ada)).data
    assert (created.attributes.title, created.attributes.severity.value) == ("Checkout is down", "SEV-2")
    assert created.relationships.commander_user.data.id == ada

    got = incidents_api.get_incident(created.id, include=[models.IncidentRelatedObject("users")])
    assert got.data.id == created.id
    assert {user.id for user in got.included} == {ada, emulator.users[0]["id"]}

    update = models.IncidentUpdateRequest(
        data=models.IncidentUpdateData(
            type=models.IncidentType("incidents"),
            id=created.id,
            attributes=models.IncidentUpdateAttributes(fields={"state": dropdown("resolved")}),
            relationships=models.IncidentUpdateRelationships(commander_user=relationship(bruno)),
        )
    )
    updated = incidents_api.update_incident(created.id, body=update).data
    assert updated.attributes.state == "resolved"
    assert updated.attributes.resolved >= updated.attributes.created
    assert incidents_api.get_incident(created.id).data.relationships.commander_user.data.id == bruno

    assert [each.id for each in incidents_api.list_incidents().data] == [created.id]
    found = incidents_api.search_incidents("state:resolved AND commander:bruno*").data.attributes
    assert (found.total, found.incidents[0].data.id) == (1, created.id)
    assert found.facets.severity[0].to_dict() == {"name": "SEV-2", "count": 1}

    incidents_api.delete_incident(created.id)
    with pytest.raises(errors.NotFoundException):
        incidents_api.get_incident(created.id)


def test_both_paginations(incidents_api: Any, emulator: Emulator) -> None:
    emulator.seed(25)
    ids = [each["id"] for each in emulator.incidents]

    listed = incidents_api.list_incidents_with_pagination(page_size=10)
    assert [each.id for each in listed] == ids
    found = incidents_api.search_incidents_with_pagination(
        "-state:nothing", page_size=10, sort=models.IncidentSearchSortOrder("created")
    )
    assert [each.data.id for each in found] == ids
    assert len(emulator.requests) == 6


def test_errors(incidents_api: Any, emulator: Emulator) -> None:
    with pytest.raises(errors.ApiException) as caught:
        incidents_api.search_incidents("state:(")
    assert (caught.value.status, caught.value.body["errors"]) == (400, ["query: the query ends too early"])

    emulator.inject(status=403, html=True)
    with pytest.raises(errors.ForbiddenException):
        incidents_api.list_incidents()

    emulator.limit("list_incidents", limit=0, period=60)
    with pytest.raises(errors.ApiException) as caught:
        incidents_api.list_incidents()
    assert caught.value.status == 429
    assert caught.value.headers["x-ratelimit-name"] == "list_incidents"
