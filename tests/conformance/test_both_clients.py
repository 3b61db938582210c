"""The official client and this one, side by side on the same service: they read and write the same documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from datadog_incidents import ApiClient, IncidentsApi, models
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents.emulator import Emulator

official: Any = pytest.importorskip("datadog_api_client", reason="the official client is not installed")
official_api: Any = pytest.importorskip("datadog_api_client.v2.api.incidents_api")
official_models: Any = pytest.importorskip("datadog_api_client.v2.models")
model_to_dict: Any = pytest.importorskip("datadog_api_client.model_utils").model_to_dict

pytestmark = pytest.mark.filterwarnings("ignore:Using unstable operation:UserWarning")  # its noise, on every call

OPERATIONS = (
    "create_incident",
    "delete_incident",
    "get_incident",
    "list_incidents",
    "search_incidents",
    "update_incident",
)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.seed(30)
        yield emulator


@pytest.fixture(scope="module")
def ours(emulator: Emulator) -> Iterator[IncidentsApi]:
    with ApiClient(emulator.configuration()) as api_client:
        yield IncidentsApi(api_client)


@pytest.fixture(scope="module")
def theirs(emulator: Emulator) -> Iterator[Any]:
    configuration = official.Configuration(host=emulator.url, api_key={"apiKeyAuth": "a", "appKeyAuth": "b"})
    for operation in OPERATIONS:
        configuration.unstable_operations[operation] = True
    with official.ApiClient(configuration) as api_client:
        yield official_api.IncidentsApi(api_client)


def comparable(document: Any) -> Any:
    """A document in which null equals absent and equal instants are spelt alike."""
    return instants(document, keep_null=False)


def instants(document: Any, *, keep_null: bool = True) -> Any:
    """A document in which equal instants are spelt alike."""
    if is_object(document):
        kept = {key: value for key, value in document.items() if keep_null or value is not None}
        return {key: instants(value, keep_null=keep_null) for key, value in kept.items()}
    if is_list(document):
        return [instants(value, keep_null=keep_null) for value in document]
    if isinstance(document, str) and document[4:5] == "-" and document[10:11] == "T":
        return datetime.fromisoformat(document)
    return document


def an_id(emulator: Emulator) -> str:
    return str(next(i["id"] for i in emulator.incidents if i["attributes"]["customer_impacted"]))


READS: dict[str, Callable[[Any, str], Any]] = {
    "get": lambda api, _: api.get_incident(_),
    "get with users": lambda api, _: api.get_incident(_, include=["users"]),
    "list": lambda api, _: api.list_incidents(page_size=20),
    "list with users": lambda api, _: api.list_incidents(page_size=7, page_offset=3, include=["users"]),
    "search": lambda api, _: api.search_incidents("state:(active OR stable)", page_size=5, sort="created"),
    "search with users": lambda api, _: api.search_incidents("public_id:>0", include="users"),
    "search finds nothing": lambda api, _: api.search_incidents("title:nothing-like-this"),
}


def adapted(read: Callable[[Any, str], Any], api: Any) -> Any:
    """The official client wants its own enums where this one takes plain strings, too."""

    class Adapter:
        def __getattr__(self, operation: str) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                related = official_models.IncidentRelatedObject
                if isinstance(options.get("include"), list):
                    options["include"] = [related(name) for name in options["include"]]
                elif "include" in options:
                    options["include"] = related(options["include"])
                if "sort" in options:
                    options["sort"] = official_models.IncidentSearchSortOrder(options["sort"])
                return getattr(api, operation)(*arguments, **options)

            return call

    return Adapter()


@pytest.mark.parametrize("name", READS)
def test_both_clients_read_the_same(name: str, emulator: Emulator, ours: IncidentsApi, theirs: Any) -> None:
    read, incident_id = READS[name], an_id(emulator)

    mine: Model = read(ours, incident_id)
    other = read(adapted(read, theirs), incident_id)

    assert mine.mismatches() == []
    assert comparable(mine.to_dict()) == comparable(model_to_dict(other, serialize=True))


def test_both_paginations_walk_the_same_incidents(ours: IncidentsApi, theirs: Any) -> None:
    listed = [incident.id for incident in theirs.list_incidents_with_pagination(page_size=10)]
    assert [incident.id for incident in ours.list_incidents_with_pagination(page_size=10)] == listed
    assert len(listed) >= 30

    found = [incident.data.id for incident in theirs.search_incidents_with_pagination("public_id:>0", page_size=10)]
    assert [incident.id for incident in ours.search_incidents_with_pagination("public_id:>0", page_size=10)] == found


def create_body(package: Any) -> Any:
    return package.IncidentCreateRequest(
        data=package.IncidentCreateData(
            type=package.IncidentType("incidents"),
            attributes=package.IncidentCreateAttributes(
                title="Search is down",
                customer_impacted=True,
                customer_impact_scope="Everyone",
                is_test=True,
                fields={
                    "state": package.IncidentFieldAttributesSingleValue(
                        type=package.IncidentFieldAttributesSingleValueType("dropdown"), value="stable"
                    ),
                    "teams": package.IncidentFieldAttributesMultipleValue(
                        type=package.IncidentFieldAttributesValueType("autocomplete"), value=["search", "web"]
                    ),
                },
                initial_cells=[
                    package.IncidentTimelineCellMarkdownCreateAttributes(
                        cell_type=package.IncidentTimelineCellMarkdownContentType("markdown"),
                        content=package.IncidentTimelineCellMarkdownCreateAttributesContent(content="It began"),
                        important=False,
                    )
                ],
                notification_handles=[
                    package.IncidentNotificationHandle(handle="@a@example.com", display_name="A"),
                ],
            ),
            relationships=package.IncidentCreateRelationships(
                commander_user=package.NullableRelationshipToUser(data=None)
            ),
        )
    )


def update_body(package: Any) -> Any:
    return package.IncidentUpdateRequest(
        data=package.IncidentUpdateData(
            id="5e2f8d6a-6c1f-4a55-9c0e-0f0f5a5b7c11",
            type=package.IncidentType("incidents"),
            attributes=package.IncidentUpdateAttributes(
                title="Search is back",
                customer_impact_end=None,
                customer_impact_start=datetime.fromisoformat("2026-03-04T05:06:07+00:00"),
                fields={
                    "root_cause": package.IncidentFieldAttributesSingleValue(
                        type=package.IncidentFieldAttributesSingleValueType("textbox"), value=None
                    ),
                },
            ),
            relationships=package.IncidentUpdateRelationships(
                commander_user=package.NullableRelationshipToUser(
                    data=package.NullableRelationshipToUserData(id="u", type=package.UsersType("users"))
                ),
            ),
        )
    )


@pytest.mark.parametrize("body", [create_body, update_body])
def test_the_same_code_builds_the_same_body(body: Callable[[Any], Any]) -> None:
    mine = body(models).to_dict()

    assert instants(mine) == instants(model_to_dict(body(official_models), serialize=True))
