"""The types of every call, as mypy and basedpyright infer them; at run time the same code has to work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_type

from datadog_incidents import ApiClient, ApiResponse, Configuration, IncidentsApi, Page, Pager, RateLimit
from datadog_incidents.api.incidents_api import (
    CREATE_INCIDENT,
    DELETE_INCIDENT,
    GET_INCIDENT,
    LIST_INCIDENTS,
    SEARCH_INCIDENTS,
    UPDATE_INCIDENT,
)
from datadog_incidents.models import (
    IncidentCreateRequest,
    IncidentRelatedObject,
    IncidentResponse,
    IncidentResponseData,
    IncidentSearchResponse,
    IncidentSearchResponseAttributes,
    IncidentSearchSortOrder,
    IncidentsResponse,
    IncidentUpdateRequest,
)


def test_operations(api: IncidentsApi) -> None:
    created = assert_type(api.create_incident(IncidentCreateRequest.build("Disk full")), IncidentResponse)
    identity = assert_type(created.data.id, str)
    assert_type(api.get_incident(identity), IncidentResponse)
    assert_type(api.update_incident(identity, IncidentUpdateRequest.build(identity, title="Disk")), IncidentResponse)
    assert_type(api.list_incidents(), IncidentsResponse)
    assert_type(api.search_incidents("state:active"), IncidentSearchResponse)
    api.delete_incident(identity)


def test_what_operations_take(api: IncidentsApi) -> None:
    """Enums by their members and by their text; in mypy and in editors no other text will do."""
    identity = api.list_incidents().data[0].id
    api.get_incident(identity, include=["users", "attachments"])
    api.get_incident(identity, include=(IncidentRelatedObject.USERS,))
    api.list_incidents(include=["users"], page_size=2, page_offset=1)
    api.search_incidents("state:active", include="users", sort="-created", page_size=2, page_offset=0)
    api.search_incidents(
        "state:active", include=IncidentRelatedObject.USERS, sort=IncidentSearchSortOrder.CREATED_ASCENDING
    )


def test_what_every_call_takes(api: IncidentsApi) -> None:
    headers: Mapping[str, str] = {"X-Team": "platform"}
    api.list_incidents(timeout=5, deadline=20, max_retries=0, headers=headers, allow_unstable=True)
    api.list_incidents(timeout=(1, None), deadline=None)
    api.list_incidents(timeout=None)


def test_pagers(api: IncidentsApi) -> None:
    listed = assert_type(api.list_incidents_with_pagination(), Pager[IncidentResponseData, IncidentsResponse])
    found = assert_type(
        api.search_incidents_with_pagination("severity:SEV-2", include="users", sort="created", prefetch=1),
        Pager[IncidentResponseData, IncidentSearchResponse],
    )
    assert_type(iter(listed), Iterator[IncidentResponseData])
    assert_type(list(found), list[IncidentResponseData])
    assert_type(found.total, int | None)
    for page in found.pages():
        assert_type(page, Page[IncidentResponseData, IncidentSearchResponse])
        assert_type(page.items, list[IncidentResponseData])
        assert_type(page.response, IncidentSearchResponse)
        assert_type(page.response.data.attributes, IncidentSearchResponseAttributes | None)
        assert_type(page.included, Mapping[str, Any])
        assert_type(page.offset, int)
        assert_type(page.next_offset, int)
        assert_type(page.total, int | None)


def test_whole_responses(api: IncidentsApi) -> None:
    created = api.with_raw_response(api.create_incident, IncidentCreateRequest.build("Disk full"))
    assert_type(created, ApiResponse[IncidentResponse])
    identity = created.data.data.id
    assert_type(api.with_raw_response(api.get_incident, identity), ApiResponse[IncidentResponse])
    assert_type(api.with_raw_response(api.get_incident, identity, include=["users"]), ApiResponse[IncidentResponse])
    assert_type(api.with_raw_response(api.list_incidents, page_size=2, timeout=5), ApiResponse[IncidentsResponse])
    assert_type(api.with_raw_response(api.search_incidents, "state:active"), ApiResponse[IncidentSearchResponse])
    assert_type(api.with_raw_response(api.delete_incident, identity), ApiResponse[None])


def test_calls_by_operation(api_client: ApiClient) -> None:
    body = IncidentCreateRequest.build("Disk full")
    created = assert_type(api_client.call(CREATE_INCIDENT, {"body": body}), ApiResponse[IncidentResponse])
    incident = {"incident_id": created.data.data.id}
    update = {**incident, "body": IncidentUpdateRequest.build(created.data.data.id, title="Disk")}
    assert_type(api_client.call(GET_INCIDENT, incident, deadline=5), ApiResponse[IncidentResponse])
    assert_type(api_client.call(LIST_INCIDENTS), ApiResponse[IncidentsResponse])
    assert_type(api_client.call(SEARCH_INCIDENTS, {"query": "state:active"}), ApiResponse[IncidentSearchResponse])
    assert_type(api_client.call(UPDATE_INCIDENT, update), ApiResponse[IncidentResponse])
    assert_type(api_client.call(DELETE_INCIDENT, incident), ApiResponse[None])


def test_a_response(api_client: ApiClient) -> None:
    response = api_client.call(LIST_INCIDENTS)
    assert_type(response.data, IncidentsResponse)
    assert_type(response.status, int)
    assert_type(response.headers, Mapping[str, str])
    assert_type(response.request_id, str | None)
    assert_type(response.rate_limit, RateLimit | None)
    assert_type(response.attempts, int)
    assert_type(response.mismatches, tuple[str, ...])
    limit = RateLimit(limit=60, period=60, remaining=59, reset=60, name="list")
    assert_type((limit.limit, limit.period, limit.remaining), tuple[int | None, int | None, int | None])
    assert_type(limit.name, str | None)


def test_any_other_endpoint(api_client: ApiClient) -> None:
    response = assert_type(
        api_client.request("GET", "/api/v2/incidents", query={"page[size]": 1}, timeout=5), ApiResponse[Any]
    )
    assert response.data["data"]


def test_a_pager_by_operation(api_client: ApiClient) -> None:
    pager = assert_type(api_client.paginate(LIST_INCIDENTS, {}, {"timeout": 5}, prefetch=0), Pager[Any, Any])
    assert len(list(pager)) == 6


def test_a_client(api_client: ApiClient) -> None:
    assert_type(api_client.configuration, Configuration)
    with ApiClient(api_client.configuration) as another:
        assert_type(another, ApiClient)
