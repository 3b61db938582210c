from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from datadog_incidents import UNSET, IncidentsApi, ServiceException, __version__
from datadog_incidents.api.incidents_api import GET_INCIDENT, LIST_INCIDENTS
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRequest,
    IncidentRelatedObject,
    IncidentSearchSortOrder,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRelationships,
    IncidentUpdateRequest,
    NullableRelationshipToUser,
)
from tests.scripted import API_KEY, APP_KEY, INCIDENT_ID, TOKEN, Stage, incident, reply

pytestmark = pytest.mark.usefixtures("kind")

CREATE = IncidentCreateRequest(
    data=IncidentCreateData(attributes=IncidentCreateAttributes(title="Größe ✓", customer_impacted=False))
)
UPDATE = IncidentUpdateRequest(
    data=IncidentUpdateData(
        id=INCIDENT_ID,
        attributes=IncidentUpdateAttributes(
            detected=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), customer_impact_end=None, customer_impact_start=UNSET
        ),
        relationships=IncidentUpdateRelationships(commander_user=NullableRelationshipToUser(data=None)),
    )
)
ROOT = "/api/v2/incidents"
ONE = {"data": incident()}
LIST = {"data": [incident()]}
FOUND: dict[str, Any] = {"data": {"attributes": {"facets": {}, "incidents": [], "total": 0}}}

REQUESTS: list[tuple[Callable[[IncidentsApi], object], Any, str, str]] = [
    (lambda api: api.create_incident(CREATE), ONE, "POST", ROOT),
    (lambda api: api.get_incident(INCIDENT_ID), ONE, "GET", f"{ROOT}/{INCIDENT_ID}"),
    (
        lambda api: api.get_incident(INCIDENT_ID, include=["users", IncidentRelatedObject.ATTACHMENTS]),
        ONE,
        "GET",
        f"{ROOT}/{INCIDENT_ID}?include=users%2Cattachments",
    ),
    (
        lambda api: api.update_incident(INCIDENT_ID, UPDATE, include=["users", "users"]),
        ONE,
        "PATCH",
        f"{ROOT}/{INCIDENT_ID}?include=users",
    ),
    (lambda api: api.delete_incident(INCIDENT_ID), None, "DELETE", f"{ROOT}/{INCIDENT_ID}"),
    (lambda api: api.list_incidents(), LIST, "GET", ROOT),
    (lambda api: api.list_incidents(include=[]), LIST, "GET", ROOT),
    (
        lambda api: api.list_incidents(include=("attachments",), page_size=100, page_offset=0),
        LIST,
        "GET",
        f"{ROOT}?include=attachments&page%5Bsize%5D=100&page%5Boffset%5D=0",
    ),
    (
        lambda api: api.search_incidents("state:(active OR stable)", page_size=2, page_offset=2),
        FOUND,
        "GET",
        f"{ROOT}/search?query=state%3A%28active%20OR%20stable%29&page%5Bsize%5D=2&page%5Boffset%5D=2",
    ),
    (
        lambda api: api.search_incidents("é&+=#/", include="users", sort=IncidentSearchSortOrder.CREATED_DESCENDING),
        FOUND,
        "GET",
        f"{ROOT}/search?query=%C3%A9%26%2B%3D%23%2F&include=users&sort=-created",
    ),
    (
        lambda api: api.list_incidents_with_pagination(page_offset=7).first(),
        LIST,
        "GET",
        f"{ROOT}?page%5Bsize%5D=100&page%5Boffset%5D=7",
    ),
    (
        lambda api: api.api_client.paginate(LIST_INCIDENTS, {"page_size": None}, {}).first(),
        LIST,
        "GET",
        f"{ROOT}?page%5Bsize%5D=100&page%5Boffset%5D=0",
    ),
    (
        lambda api: list(api.search_incidents_with_pagination("x", sort="created", page_size=5)),
        FOUND,
        "GET",
        f"{ROOT}/search?query=x&sort=created&page%5Bsize%5D=5&page%5Boffset%5D=0",
    ),
]


@pytest.mark.parametrize(("call", "document", "method", "target"), REQUESTS)
def test_the_request_of_each_operation(
    call: Callable[[IncidentsApi], object], document: Any, method: str, target: str
) -> None:
    stage = Stage(reply(document))
    call(stage.api)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == (method, target)
    expected = {
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
        "User-Agent": f"datadog-incidents/{__version__}",
        "DD-API-KEY": API_KEY,
        "DD-APPLICATION-KEY": APP_KEY,
    }
    if method in ("POST", "PATCH"):
        assert request.headers == {**expected, "Content-Type": "application/json"}
        assert request.body
    else:
        assert request.headers == expected
        assert request.body is None


def test_the_body_of_a_create() -> None:
    stage = Stage(reply(ONE))
    stage.api.create_incident(CREATE)
    body = stage.transport.requests[0].body
    assert body is not None
    assert body.isascii()
    assert json.loads(body) == {
        "data": {"attributes": {"customer_impacted": False, "title": "Größe ✓"}, "type": "incidents"}
    }


def test_the_body_of_an_update_says_null_where_none_was_given() -> None:
    stage = Stage(reply(ONE))
    stage.api.update_incident(INCIDENT_ID, UPDATE)
    assert json.loads(stage.transport.requests[0].body or b"") == {
        "data": {
            "attributes": {"customer_impact_end": None, "detected": "2026-01-02T03:04:05+00:00"},
            "id": INCIDENT_ID,
            "relationships": {"commander_user": {"data": None}},
            "type": "incidents",
        }
    }


def test_a_token_instead_of_keys() -> None:
    stage = Stage(reply(LIST), access_token=TOKEN)
    stage.api.list_incidents()
    headers = stage.transport.requests[0].headers
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert not {"DD-API-KEY", "DD-APPLICATION-KEY"} & set(headers)


def test_headers_of_settings_and_of_a_call() -> None:
    stage = Stage(reply(LIST), reply(LIST), default_headers={"X-Team": "core", "X-Other": "1"}, user_agent="ours/1")
    stage.api.list_incidents(headers={"X-Team": "edge"})
    stage.api.list_incidents()
    first, second = (request.headers for request in stage.transport.requests)
    assert (first["X-Team"], first["X-Other"], first["User-Agent"]) == ("edge", "1", "ours/1")
    assert second["X-Team"] == "core"


def test_a_header_is_replaced_whatever_its_case() -> None:
    stage = Stage(reply(ONE), default_headers={"user-agent": "ours/1", "x-team": "core"})
    stage.api.create_incident(CREATE, headers={"X-TEAM": "edge", "content-type": "application/vnd.api+json"})
    headers = stage.transport.requests[0].headers
    lowered = {name.lower(): "".join(value) for name, value in headers.items()}
    assert len(lowered) == len(headers)
    assert (lowered["user-agent"], lowered["x-team"]) == ("ours/1", "edge")
    assert lowered["content-type"] == "application/vnd.api+json"


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ({}, ""),
        ({"a": None}, ""),
        ({"a": ""}, "?a="),
        ({"a[b]": "c d"}, "?a%5Bb%5D=c%20d"),
        ({"a": 1, "b": 1.5}, "?a=1&b=1.5"),
        ({"a": True, "b": False}, "?a=true&b=false"),
        ({"a": ["x", 1, True]}, "?a=x%2C1%2Ctrue"),
        ({"a": IncidentRelatedObject.USERS}, "?a=users"),
        ({"a": datetime(2026, 1, 2, tzinfo=UTC)}, "?a=2026-01-02T00%3A00%3A00%2B00%3A00"),
    ],
)
def test_the_query_of_a_raw_call(query: dict[str, Any], written: str) -> None:
    stage = Stage(reply({"data": []}))
    stage.client.request("GET", "/api/v2/teams", query=query)
    assert stage.targets == [f"/api/v2/teams{written}"]


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "PUT", "DELETE"])
@pytest.mark.parametrize("body", [None, {"a": 1}])
def test_the_method_of_a_raw_call(method: Any, body: Any) -> None:
    stage = Stage(reply({"data": 1}), reply(status=503), reply({"data": 2}))
    assert stage.client.request(method, "/api/v2/teams", body=body).data == {"data": 1}
    (request,) = stage.transport.requests
    assert (request.method, request.target) == (method, "/api/v2/teams")
    assert (request.body, "Content-Type" in request.headers) == ((None, False) if body is None else (b'{"a":1}', True))
    if method in ("GET", "DELETE"):
        assert stage.client.request(method, "/").attempts == 2
    else:
        with pytest.raises(ServiceException) as raised:
            stage.client.request(method, "/")
        assert (raised.value.operation, raised.value.outcome_unknown) == (f"{method} /", True)


def test_a_raw_call_is_retried_as_any_other() -> None:
    stage = Stage(reply(status=503), reply({"data": 1}))
    response = stage.client.request("GET", "/api/v2/teams")
    assert (response.data, response.attempts) == ({"data": 1}, 2)


def test_a_raw_call_with_a_body_and_without() -> None:
    stage = Stage(reply({"data": 1}, x_request_id="abc"), reply(status=204))
    response = stage.client.request("POST", "/api/v2/teams/a%2Fb", body={"when": datetime(2026, 1, 2, tzinfo=UTC)})
    assert (response.data, response.status, response.request_id, response.attempts) == ({"data": 1}, 200, "abc", 1)
    assert stage.client.request("DELETE", "/api/v2/teams/1").data is None
    first, second = stage.transport.requests
    assert (first.method, first.target) == ("POST", "/api/v2/teams/a%2Fb")
    assert (first.body, first.headers["Content-Type"]) == (
        b'{"when":"2026-01-02T00:00:00+00:00"}',
        "application/json",
    )
    assert (second.body, "Content-Type" in second.headers) == (None, False)


def test_the_path_of_the_host_comes_first() -> None:
    stage = Stage(reply(LIST), host="https://gateway.example.org/datadog/")
    stage.api.list_incidents(page_size=1)
    assert stage.targets == ["/datadog/api/v2/incidents?page%5Bsize%5D=1"]


def test_the_response_with_all_that_came_with_it() -> None:
    stage = Stage(reply(ONE, x_request_id="abc", x_ratelimit_limit="100", x_ratelimit_name="get", X_Other="y"))
    response = stage.client.call(GET_INCIDENT, {"incident_id": INCIDENT_ID})
    assert response.data.data.attributes is not None
    assert response.data.data.attributes.title == "Incident 1"
    assert (response.status, response.request_id, response.attempts) == (200, "abc", 1)
    assert response.rate_limit is not None
    assert (response.rate_limit.limit, response.rate_limit.name) == (100, "get")
    assert response.headers["x-other"] == "y"
    assert response.mismatches == ()
