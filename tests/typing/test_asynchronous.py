"""The types of asynchronous calls, as type checkers infer them; at run time the same code has to work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, assert_type

from datadog_incidents import (
    ApiResponse,
    AsyncApiClient,
    AsyncIncidentsApi,
    AsyncPager,
    Configuration,
    Page,
    RateLimiter,
    RequestEvent,
    async_shortcuts,
)
from datadog_incidents.api.incidents_api import DELETE_INCIDENT, GET_INCIDENT, LIST_INCIDENTS
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import (
    IncidentCreateRequest,
    IncidentResponse,
    IncidentResponseData,
    IncidentSearchResponse,
    IncidentsResponse,
    IncidentTodoListResponse,
    IncidentTypeListResponse,
    IncidentUpdateRequest,
    IncidentUserData,
)
from datadog_incidents.transport import AsyncTransport, Headers, Request, Response, Timeout


async def operations(api: AsyncIncidentsApi) -> None:
    created = assert_type(await api.create_incident(IncidentCreateRequest.build("Disk full")), IncidentResponse)
    identity = assert_type(created.data.id, str)
    assert_type(await api.get_incident(identity, include=["users"], timeout=5), IncidentResponse)
    update = IncidentUpdateRequest.build(identity, title="Disk")
    assert_type(await api.update_incident(identity, update, deadline=9), IncidentResponse)
    assert_type(await api.list_incidents(page_size=2, allow_unstable=True), IncidentsResponse)
    assert_type(await api.search_incidents("state:active", sort="-created"), IncidentSearchResponse)
    assert_type(await api.list_incident_types(), IncidentTypeListResponse)
    assert_type(await api.list_incident_todos(identity), IncidentTodoListResponse)
    raw = assert_type(await api.with_raw_response(api.get_incident, identity), ApiResponse[IncidentResponse])
    assert_type(raw.attempts, int)
    assert_type(await api.with_raw_response(api.delete_incident, identity), ApiResponse[None])


async def pagers(api: AsyncIncidentsApi) -> None:
    await api.create_incident(IncidentCreateRequest.build("Disk full"))
    listed = assert_type(api.list_incidents_with_pagination(), AsyncPager[IncidentResponseData, IncidentsResponse])
    found = assert_type(
        api.search_incidents_with_pagination("state:active", include="users", prefetch=1),
        AsyncPager[IncidentResponseData, IncidentSearchResponse],
    )
    assert_type(aiter(listed), AsyncIterator[IncidentResponseData])
    assert_type([incident async for incident in found], list[IncidentResponseData])
    assert_type(await found.total(), int | None)
    assert_type(await found.first(), IncidentResponseData | None)
    async for page in found.pages():
        assert_type(page, Page[IncidentResponseData, IncidentSearchResponse])
        assert_type(page.items, list[IncidentResponseData])


async def calls(api_client: AsyncApiClient) -> None:
    listed = assert_type(await api_client.call(LIST_INCIDENTS), ApiResponse[IncidentsResponse])
    incident = {"incident_id": listed.data.data[0].id}
    assert_type(await api_client.call(GET_INCIDENT, incident, timeout=5), ApiResponse[IncidentResponse])
    assert_type(await api_client.call(DELETE_INCIDENT, incident), ApiResponse[None])
    assert_type(await api_client.request("GET", "/api/v2/incidents"), ApiResponse[Any])
    assert_type(api_client.with_options(timeout=5), AsyncApiClient)
    with api_client.budget(10):
        await api_client.call(LIST_INCIDENTS)


async def shortcuts(api: AsyncIncidentsApi) -> None:
    body = IncidentCreateRequest.build("Disk full")
    incident, is_new = await async_shortcuts.create_incident_unless_open(api, body)
    assert_type(incident, IncidentResponseData)
    assert_type(is_new, bool)
    assert_type(await async_shortcuts.find_incident(api, incident.id), IncidentResponseData)
    assert_type(await async_shortcuts.find_user(api, "ada.lindqvist@example.com"), IncidentUserData)
    assert_type(await async_shortcuts.newest_incidents(api, 3), list[IncidentResponseData])


def test_all_of_them() -> None:
    async def everything() -> None:
        async def watch(event: RequestEvent) -> None:
            assert_type(event.attempt, int)

        configuration = emulator.configuration(on_request=watch)
        transport = emulator.transport
        async with AsyncApiClient(configuration, transport=transport, limiter=RateLimiter()) as api_client:
            api = assert_type(AsyncIncidentsApi(api_client), AsyncIncidentsApi)
            await operations(api)
            await pagers(api)
            await calls(api_client)
            await shortcuts(api)

    with Emulator() as emulator:
        asyncio.run(everything())


class Canned:
    """A transport of one's own: no base class is needed."""

    async def send(self, request: Request, timeout: Timeout) -> Response:
        headers: Mapping[str, str] = request.headers
        assert headers
        return Response(status=200, headers=Headers([("Content-Type", "application/json")]), body=b'{"data": []}')

    async def aclose(self) -> None: ...


def test_a_transport_of_ones_own() -> None:
    transport: AsyncTransport = Canned()

    async def main() -> None:
        configuration = Configuration(api_key="a", app_key="b", unstable_operations="all")
        async with AsyncApiClient(configuration, transport=transport) as api_client:
            assert (await AsyncIncidentsApi(api_client).list_incidents()).data == []

    asyncio.run(main())
