"""The six operations, as a user makes them, against the emulator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from datadog_incidents import (
    ApiClient,
    ApiConnectionError,
    ApiTimeoutError,
    BadRequestException,
    DecodeError,
    ForbiddenException,
    IncidentsApi,
    NotFoundException,
    ServiceException,
    UnauthorizedException,
    UnstableOperationError,
)
from datadog_incidents.api.incidents_api import GET_INCIDENT, SEARCH_INCIDENTS
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import (
    AttachmentData,
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRelationships,
    IncidentCreateRequest,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentFieldAttributesSingleValueType,
    IncidentFieldAttributesValueType,
    IncidentNotificationHandle,
    IncidentResponse,
    IncidentResponseData,
    IncidentSeverity,
    IncidentTimelineCellMarkdownCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributesContent,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRelationships,
    IncidentUpdateRequest,
    IncidentUserData,
    NullableRelationshipToUser,
    NullableRelationshipToUserData,
)
from tests import kinds

DROPDOWN = IncidentFieldAttributesSingleValueType.DROPDOWN


def dropdown(value: str | None) -> IncidentFieldAttributesSingleValue:
    return IncidentFieldAttributesSingleValue(type=DROPDOWN, value=value)


def new_incident(title: str = "Checkout is slow", **attributes: object) -> IncidentCreateRequest:
    document = {"customer_impacted": False, "title": title, **attributes}
    return IncidentCreateRequest(data=IncidentCreateData(attributes=IncidentCreateAttributes.from_dict(document)))


def changes(incident_id: str, attributes: IncidentUpdateAttributes) -> IncidentUpdateRequest:
    return IncidentUpdateRequest(data=IncidentUpdateData(id=incident_id, attributes=attributes))


def attributes_of(response: IncidentResponse) -> dict[str, object]:
    assert response.data.attributes is not None
    return response.data.attributes.to_dict()


def commander_is(user_id: str | None) -> NullableRelationshipToUser:
    return NullableRelationshipToUser(data=None if user_id is None else NullableRelationshipToUserData(id=user_id))


# -------------------------------------------------------------------------------------------------- the operations


def test_create_incident_sends_everything_and_reads_what_the_service_filled_in(
    api: IncidentsApi, emulator: Emulator
) -> None:
    commander = emulator.users[1]
    body = IncidentCreateRequest(
        data=IncidentCreateData(
            attributes=IncidentCreateAttributes(
                title="Checkout fails",
                customer_impacted=True,
                customer_impact_scope="Payments in Europe",
                fields={
                    "severity": dropdown("SEV-2"),
                    "services": IncidentFieldAttributesMultipleValue(
                        type=IncidentFieldAttributesValueType.AUTOCOMPLETE, value=["checkout", "payments"]
                    ),
                },
                initial_cells=[
                    IncidentTimelineCellMarkdownCreateAttributes(
                        content=IncidentTimelineCellMarkdownCreateAttributesContent(content="Errors since 10:00"),
                        important=True,
                    )
                ],
                notification_handles=[IncidentNotificationHandle(handle="@oncall@example.com", display_name="On call")],
            ),
            relationships=IncidentCreateRelationships(commander_user=commander_is(commander["id"])),
        )
    )
    created = api.create_incident(body).data

    assert created.attributes is not None
    assert created.attributes.title == "Checkout fails"
    assert created.attributes.severity is IncidentSeverity.SEV_2
    assert created.attributes.state == "active"
    assert created.attributes.customer_impact_scope == "Payments in Europe"
    assert created.attributes.created == created.attributes.modified == created.attributes.declared
    assert created.attributes.commander is not None
    assert created.attributes.commander.data.id == commander["id"]
    assert created.attributes.fields is not None
    assert created.attributes.fields["services"].value == ["checkout", "payments"]
    assert created.additional_properties is None
    assert created.attributes.additional_properties is None
    assert created.mismatches() == []


def test_get_incident_can_include_the_users(api: IncidentsApi, emulator: Emulator) -> None:
    commander = emulator.users[2]
    incident = emulator.seed_incident(title="A", commander=commander["id"])

    response = api.get_incident(incident["id"], include=["users"])

    assert response.data.id == incident["id"]
    included = response.data.included[commander["id"]]
    assert isinstance(included, IncidentUserData)
    assert included.attributes is not None
    assert included.attributes.email == commander["attributes"]["email"]
    assert included in (response.included or [])
    assert api.get_incident(incident["id"]).data.included == {}


def test_list_incidents_gives_a_page_oldest_first(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(12)
    ids = [incident["id"] for incident in emulator.incidents]

    assert [incident.id for incident in api.list_incidents(page_size=5, page_offset=4).data] == ids[4:9]
    assert len(api.list_incidents().data) == 10
    assert api.list_incidents(page_offset=12).data == []


def test_search_incidents_gives_newest_first_with_total_and_facets(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(30)
    expected = [i["id"] for i in emulator.incidents if i["attributes"]["state"] in ("active", "stable")]

    found = api.search_incidents("state:(active OR stable)", page_size=3)

    attributes = found.data.attributes
    assert attributes is not None
    assert attributes.total == len(expected)
    assert [item.data.id for item in attributes.incidents] == expected[::-1][:3]
    assert attributes.facets.state is not None
    assert {f.name: f.count for f in attributes.facets.state}["resolved"] == 0
    assert sum(facet.count or 0 for facet in attributes.facets.state) == len(expected)
    oldest = api.search_incidents("state:(active OR stable)", sort="created", page_size=1).data.attributes
    assert oldest is not None
    assert oldest.incidents[0].data.id == expected[0]
    assert found.mismatches() == []


def test_update_incident_changes_what_it_names_and_nothing_else(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.clock.set(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    created = api.create_incident(new_incident()).data
    before = api.get_incident(created.id)
    emulator.clock.advance(90.5)

    after = api.update_incident(
        created.id, changes(created.id, IncidentUpdateAttributes(fields={"state": dropdown("resolved")}))
    )

    assert after.data.attributes is not None
    assert after.data.attributes.state == "resolved"
    assert after.data.attributes.resolved == datetime(2026, 1, 2, 3, 5, 35, 500_000, tzinfo=UTC)
    assert after.data.attributes.time_to_resolve == 90
    unchanged = attributes_of(before)
    now = attributes_of(api.get_incident(created.id))
    changed = {name for name in {**unchanged, **now} if unchanged.get(name) != now.get(name)}
    assert changed == {"fields", "state", "resolved", "modified", "time_to_resolve"}


def test_update_incident_clears_with_none_and_leaves_alone_without(api: IncidentsApi) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    incident_id = api.create_incident(new_incident()).data.id
    impact = IncidentUpdateAttributes(
        customer_impacted=True,
        customer_impact_scope="All",
        customer_impact_start=start,
        customer_impact_end=start + timedelta(minutes=5),
        fields={"summary": dropdown("text")},
    )
    api.update_incident(incident_id, changes(incident_id, impact))
    end_cleared = IncidentUpdateAttributes(customer_impact_end=None, fields={"summary": dropdown(None)})

    updated = api.update_incident(incident_id, changes(incident_id, end_cleared)).data.attributes

    assert updated is not None
    assert updated.customer_impact_start == start
    assert updated.customer_impact_end is None
    assert updated.fields is not None
    assert updated.fields["summary"].value is None


def test_update_incident_sets_and_removes_the_commander(api: IncidentsApi, emulator: Emulator) -> None:
    incident_id = api.create_incident(new_incident()).data.id

    def update(user_id: str | None) -> IncidentResponseData:
        relationships = IncidentUpdateRelationships(commander_user=commander_is(user_id))
        body = IncidentUpdateRequest(data=IncidentUpdateData(id=incident_id, relationships=relationships))
        return api.update_incident(incident_id, body, include=["users"]).data

    commander = emulator.users[3]["id"]
    assert commander in update(commander).included
    removed = update(None)
    assert removed.attributes is not None
    assert removed.attributes.commander is None
    assert removed.relationships is not None
    assert removed.relationships.commander_user is not None
    assert removed.relationships.commander_user.data is None


def test_delete_incident_returns_nothing_and_the_incident_is_gone(api: IncidentsApi) -> None:
    incident_id = api.create_incident(new_incident()).data.id

    assert api.delete_incident(incident_id) is None  # type: ignore[func-returns-value]  # that is what is tested
    for call in (api.get_incident, api.delete_incident):
        with pytest.raises(NotFoundException) as caught:
            call(incident_id)
        assert caught.value.status == 404
        assert incident_id in caught.value.errors[0]


# ------------------------------------------------------------------------------------------------------ pagination


@pytest.mark.parametrize("cap", [100, 7])
def test_list_incidents_with_pagination_is_complete_whatever_the_server_caps(cap: int) -> None:
    with Emulator(max_page_size=cap) as emulator:
        emulator.seed(23)
        with kinds.emulated(emulator) as api_client:
            found = [i.id for i in kinds.incidents_api(api_client).list_incidents_with_pagination(page_size=10)]
        assert found == [incident["id"] for incident in emulator.incidents]


def test_list_incidents_with_pagination_asks_for_pages_of_100(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(250)
    emulator.requests.clear()

    assert len(list(api.list_incidents_with_pagination())) == 250
    assert len(emulator.requests) == 5
    assert all(request.query["page[size]"] == "100" for request in emulator.requests)


def test_search_incidents_with_pagination_knows_its_total_and_stops_there(
    api: IncidentsApi, emulator: Emulator
) -> None:
    emulator.seed(120)
    emulator.requests.clear()

    pager = api.search_incidents_with_pagination("public_id:>0", page_size=50, sort="created")

    assert pager.total == 120
    assert len({incident.id for incident in pager}) == 120
    assert len(emulator.requests) == 3


def test_pages_keep_the_users_joined_to_the_incidents(api: IncidentsApi, emulator: Emulator) -> None:
    for number, user in enumerate(emulator.users[1:5]):
        emulator.seed_incident(title=f"Incident {number}", commander=user["id"])

    names: list[str | None] = []
    for incident in api.list_incidents_with_pagination(include=["users"], page_size=2):
        assert incident.relationships is not None
        assert incident.relationships.commander_user is not None
        assert incident.relationships.commander_user.data is not None
        names.append(incident.included[incident.relationships.commander_user.data.id].attributes.name)

    assert names == [user["attributes"]["name"] for user in emulator.users[1:5]]


def test_search_pages_hold_the_facets_of_the_whole(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(15)

    pages = list(api.search_incidents_with_pagination("public_id:>0", page_size=10).pages())

    assert [len(page.items) for page in pages] == [10, 5]
    attributes = pages[1].response.data.attributes
    assert attributes is not None
    assert attributes.facets.severity is not None
    assert sum(facet.count or 0 for facet in attributes.facets.severity) == 15


# ---------------------------------------------------------------------------------------------------------- errors


def test_a_wrong_property_is_named_by_the_service(api: IncidentsApi) -> None:
    unknown_commander = IncidentCreateRelationships(commander_user=commander_is("6f0f0b4e-1111-4222-8333-444455556666"))
    body = new_incident()
    body.data.relationships = unknown_commander

    with pytest.raises(BadRequestException, match="commander_user"):
        api.create_incident(body)


def test_a_query_that_cannot_be_read_is_a_bad_request(api: IncidentsApi) -> None:
    with pytest.raises(BadRequestException, match="query"):
        api.search_incidents("state:(active OR")


def test_wrong_keys() -> None:
    with Emulator(api_key="right", app_key="right too") as emulator:
        cases: list[tuple[dict[str, Any], type[Exception]]] = [
            ({"api_key": "wrong"}, UnauthorizedException),
            ({"app_key": "wrong"}, ForbiddenException),
        ]
        for settings, error in cases:
            with (
                kinds.emulated(emulator, **settings) as api_client,
                pytest.raises(error),
            ):
                kinds.incidents_api(api_client).list_incidents()


def test_an_operation_needs_its_opt_in(emulator: Emulator) -> None:
    configuration = emulator.configuration(unstable_operations={})
    with kinds.api_client(configuration, transport=kinds.immediate(emulator.transport)) as api_client:
        api = kinds.incidents_api(api_client)
        with pytest.raises(UnstableOperationError) as caught:
            api.list_incidents()
        assert 'configuration.unstable_operations["list_incidents"] = True' in str(caught.value)
        assert "allow_unstable=True" in str(caught.value)
        assert api.list_incidents(allow_unstable=True).data == []
        configuration.unstable_operations["list_incidents"] = True
        assert api.list_incidents().data == []


def test_a_rate_limit_is_waited_out(emulator: Emulator) -> None:
    emulator.clock.set(datetime(2026, 1, 1, tzinfo=UTC))
    emulator.limit("list_incidents", limit=2, period=60)

    class EmulatedClock:
        waited: float = 0.0

        def monotonic(self) -> float:
            return emulator.clock.now().timestamp()

        epoch = monotonic

        def sleep(self, seconds: float) -> None:
            self.waited += seconds
            emulator.clock.advance(seconds)

    clock = EmulatedClock()
    with kinds.emulated(emulator, clock=clock) as api_client:
        api = kinds.incidents_api(api_client)
        for _ in range(5):
            api.list_incidents()
        assert 60 <= clock.waited <= 121
        assert [request.status for request in emulator.requests].count(429) == 0
        api.list_incidents()
        with pytest.raises(ApiTimeoutError, match="rate limit"):
            api.list_incidents(deadline=1)


def test_a_429_is_retried_for_a_create_too(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.inject("create_incident", status=429, headers={"x-ratelimit-reset": "0"})

    created = api.api_client.call(GET_INCIDENT, {"incident_id": api.create_incident(new_incident()).data.id})

    assert created.attempts == 1
    assert [request.status for request in emulator.requests] == [429, 201, 200]
    assert len(emulator.incidents) == 1


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 500}, ServiceException),
        ({"reset": True}, ApiConnectionError),
        ({"truncate": True}, ApiConnectionError),
    ],
)
def test_a_create_is_never_sent_twice(
    api: IncidentsApi, emulator: Emulator, fault: dict[str, int | bool], error: type[Exception], after_commit: bool
) -> None:
    emulator.inject("create_incident", after_commit=after_commit, **fault)  # type: ignore[arg-type]  # a table of faults

    with pytest.raises(error) as caught:
        api.create_incident(new_incident())

    assert getattr(caught.value, "outcome_unknown", None) is True
    assert "unknown" in str(caught.value)
    assert len(emulator.requests) == 1


def test_reads_are_retried(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.seed(1)
    emulator.inject("list_incidents", status=503)
    emulator.inject("list_incidents", reset=True)
    emulator.inject("list_incidents", truncate=True)

    response = api.list_incidents()

    assert len(response.data) == 1
    assert len(emulator.requests) == 4


def test_a_page_of_html_is_an_error_with_its_text(api: IncidentsApi, emulator: Emulator) -> None:
    emulator.inject("get_incident", html=True, status=403)
    with pytest.raises(ForbiddenException) as caught:
        api.get_incident("a")
    assert "<" not in caught.value.errors[0]

    emulator.inject("get_incident", html=True, status=200)
    with pytest.raises(DecodeError, match="expected JSON"):
        api.get_incident("a")


# ------------------------------------------------------------------------------------------------------ raw access


def test_call_gives_all_that_came_with_a_response(api_client: ApiClient, emulator: Emulator) -> None:
    emulator.seed(3)
    emulator.limit("search_incidents", limit=10, period=60)

    response = api_client.call(SEARCH_INCIDENTS, {"query": "public_id:>0", "page_size": 1})

    assert response.status == 200
    assert response.attempts == 1
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.rate_limit is not None
    assert (response.rate_limit.limit, response.rate_limit.remaining) == (10, 9)
    assert response.mismatches == ()
    assert response.data.data.attributes is not None
    assert response.data.data.attributes.total == 3


def test_request_reaches_endpoints_that_the_library_lacks(api_client: ApiClient, emulator: Emulator) -> None:
    emulator.seed(2)

    page = api_client.request("GET", "/api/v2/incidents", query={"page[size]": 1, "include": ["users"]})
    assert len(page.data["data"]) == 1
    assert page.data["included"][0]["type"] == "users"

    created = api_client.request("POST", "/api/v2/incidents", body=new_incident("Raw"))
    assert created.status == 201
    deleted = api_client.request("DELETE", f"/api/v2/incidents/{created.data['data']['id']}")
    assert (deleted.status, deleted.data) == (204, None)
    with pytest.raises(ServiceException, match="not emulated"):
        api_client.request("GET", "/api/v2/teams", max_retries=0)


def test_attachments_are_read_as_attachments() -> None:
    document = {
        "data": {"type": "incidents", "id": "1", "attributes": {"title": "t"}},
        "included": [
            {
                "type": "incident_attachments",
                "id": "2",
                "attributes": {"attachment_type": "link", "attachment": {"documentUrl": "https://example.com"}},
                "relationships": {},
            }
        ],
    }
    included = IncidentResponse.from_dict(document).included
    assert included is not None
    assert isinstance(included[0], AttachmentData)
    assert included[0].attributes.attachment is not None
    assert included[0].attributes.attachment.document_url == "https://example.com"
