from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast
from uuid import UUID

import pytest

from datadog_incidents import (
    UNSET,
    Configuration,
    ConfigurationError,
    DatadogIncidentsError,
    InvalidArgumentError,
    UnstableOperationError,
)
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRequest,
    IncidentTodoCreateRequest,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRequest,
)
from datadog_incidents.query import facet, raw
from tests import kinds
from tests.scripted import API_KEY, APP_KEY, INCIDENT_ID, ScriptedTransport, Stage, incident, reply

pytestmark = pytest.mark.usefixtures("kind")


def create_body(**attributes: Any) -> IncidentCreateRequest:
    given: dict[str, Any] = {"title": "Disk full", "customer_impacted": False, **attributes}
    return IncidentCreateRequest(data=IncidentCreateData(attributes=IncidentCreateAttributes(**given)))


def update_body(**attributes: Any) -> IncidentUpdateRequest:
    data = IncidentUpdateData(id=INCIDENT_ID, attributes=IncidentUpdateAttributes(**attributes))
    return IncidentUpdateRequest(data=data)


def circle() -> dict[str, Any]:
    values: dict[str, Any] = {}
    values["itself"] = values
    return values


def refused(call: Callable[[Any], object], message: str) -> None:
    """Assert that a call is refused, and that nothing was sent."""
    stage = Stage()
    with pytest.raises(InvalidArgumentError, match=message):
        call(stage.api)
    assert stage.transport.requests == []


PAGING: list[tuple[dict[str, Any], str]] = [
    ({"page_size": 0}, "^page_size: must be 1 to 100, got 0"),
    ({"page_size": 101}, "^page_size: must be 1 to 100, got 101"),
    ({"page_size": True}, "^page_size: expected a whole number"),
    ({"page_size": "5"}, "^page_size: expected a whole number.*'5'"),
    ({"page_size": 5.0}, "^page_size: expected a whole number"),
    ({"page_offset": -1}, "^page_offset: must be 0 or more, got -1"),
    ({"page_offset": "0"}, "^page_offset: expected a whole number"),
]
INCLUDE: list[tuple[Any, str]] = [
    ("user", "did you mean 'users'"),
    ("commander", "not one of 'attachments', 'users'"),
    (5, "^include: "),
    (b"users", "^include: "),
    ({"users": True}, "^include: "),
]


@pytest.mark.parametrize(("arguments", "message"), PAGING)
def test_pages_out_of_bounds(arguments: dict[str, Any], message: str) -> None:
    refused(lambda api: api.list_incidents(**arguments), message)
    refused(lambda api: api.search_incidents("state:active", **arguments), message)
    refused(lambda api: api.list_incidents_with_pagination(**arguments), message)
    refused(lambda api: api.search_incidents_with_pagination("state:active", **arguments), message)


@pytest.mark.parametrize(("value", "message"), INCLUDE)
def test_include(value: Any, message: str) -> None:
    refused(lambda api: api.list_incidents(include=value), message)
    refused(lambda api: api.list_incidents_with_pagination(include=value), message)
    refused(lambda api: api.get_incident(INCIDENT_ID, include=value), message)
    refused(lambda api: api.update_incident(INCIDENT_ID, update_body(title="x"), include=value), message)
    refused(lambda api: api.search_incidents("x", include=value), message)


def test_a_misspelt_value_among_right_ones() -> None:
    refused(lambda api: api.list_incidents(include=["users", "atachments"]), "did you mean 'attachments'")
    refused(lambda api: api.list_incidents(include=["users", 5]), "^include: 5 is not one of")


def test_search_takes_a_single_include() -> None:
    for several in (["users", "attachments"], ["users"], ("users",), {"users"}, []):
        message = "^include: .*it takes one value, not several$"
        refused(lambda api: api.search_incidents("x", include=several), message)  # noqa: B023
        refused(lambda api: api.search_incidents_with_pagination("x", include=several), message)  # noqa: B023


@pytest.mark.parametrize("value", ["modified", "created,-created", "Created", "", 1])
def test_sort(value: Any) -> None:
    refused(lambda api: api.search_incidents("x", sort=value), "^sort: .*'created', '-created'")


@pytest.mark.parametrize("value", ["", "  ", None, 5, b"state:active", ["state:active"]])
def test_query(value: Any) -> None:
    refused(lambda api: api.search_incidents(value), "^query: ")
    refused(lambda api: api.search_incidents_with_pagination(value), "^query: ")


@pytest.mark.parametrize(
    ("value", "piece"),
    [
        (
            "https://app.datadoghq.com/incidents?query=state%3Aactive",
            "https://app.datadoghq.com/incidents?query=state%3Aac",
        ),
        ("app.datadoghq.com/incidents?query=state:active", "?query=state:active"),
        ("?page=1", "?page=1"),
        ("query=state:active", "query=state:active"),
        ("state:active&from_ts=1693526400000&to_ts=1695859200000", "&from_ts=1693526400000"),
        ("state%3Aactive", "%3A"),
        ("state:active+AND+severity:SEV-1", "+AND+"),
        ("state:active+-severity:SEV-1", "+-severity:"),
    ],
)
def test_a_query_from_the_address_bar(value: str, piece: str) -> None:
    refused(
        lambda api: api.search_incidents(value), f"^query: '{re.escape(piece)}.* comes from a web address; .*decode"
    )
    refused(lambda api: raw(value), "^query: .* comes from a web address")


@pytest.mark.parametrize(
    "value",
    [
        'title:"https://example.com/?query=50%25&a=b"',
        r"title:50\%25",
        "title:100% AND teams:R&D",
        "commander:ada+oncall@example.com",
        "created:[2026-01-01T10:00:00+02:00 TO *]",
        "runbook:https://example.com/a=b",
        facet("teams", "a+AND+b", "a+b:c", "%3A") & facet("a&b=c", "https://example.com"),
    ],
)
def test_a_query_that_only_looks_like_it(value: str) -> None:
    stage = Stage(reply({"data": {"type": "incidents_search_results"}}))
    stage.api.search_incidents(value)
    assert len(stage.transport.requests) == 1


IDS: list[Any] = [
    "",
    " ",
    ".",
    "..",
    "a/../b",
    "..\\b",
    "a/.",
    "line\nbreak",
    "null\0",
    "\x7f",
    "a\x85b",
    "\ud800",
    None,
    5,
    True,
    b"bytes",
    ["list"],
    create_body(),
]


@pytest.mark.parametrize("identity", IDS, ids=repr)
def test_ids_that_are_none_or_lead_elsewhere(identity: Any) -> None:
    refused(lambda api: api.get_incident(identity), "^incident_id: ")
    refused(lambda api: api.delete_incident(identity), "^incident_id: ")
    refused(lambda api: api.update_incident(identity, update_body(title="x")), "^incident_id: ")


@pytest.mark.parametrize(
    ("identity", "segment"),
    [
        (INCIDENT_ID, INCIDENT_ID),
        (UUID(INCIDENT_ID), INCIDENT_ID),
        ("a/b c", "a%2Fb%20c"),
        ("a?b#c%2F", "a%3Fb%23c%252F"),
        ("..a", "..a"),
        ("é", "%C3%A9"),
    ],
)
def test_an_id_is_one_segment_of_the_path(identity: Any, segment: str) -> None:
    stage = Stage(reply(status=204))
    stage.api.delete_incident(identity)
    assert stage.targets == [f"/api/v2/incidents/{segment}"]


def test_a_body_is_a_model() -> None:
    refused(
        lambda api: api.create_incident(create_body().data), "expected IncidentCreateRequest, got IncidentCreateData$"
    )
    refused(lambda api: api.create_incident(update_body(title="x")), "got IncidentUpdateRequest$")
    refused(lambda api: api.update_incident(INCIDENT_ID, create_body()), "expected IncidentUpdateRequest")
    refused(lambda api: api.create_incident(None), "^body: expected IncidentCreateRequest")
    refused(lambda api: api.create_incident("{}"), "^body: expected IncidentCreateRequest, got str$")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (create_body(title=5), "^body: data.attributes.title: expected a string, got 5"),
        (create_body(title=None), "^body: data.attributes.title: expected a string, got nothing"),
        (create_body(customer_impacted="no"), "data.attributes.customer_impacted: expected a boolean"),
        (create_body(fields=[]), "data.attributes.fields: expected a map of"),
        (create_body(fields={"severity": "SEV-1"}), "data.attributes.fields.severity: expected IncidentField"),
        (create_body(initial_cells={}), "data.attributes.initial_cells: expected a list of"),
        (create_body(initial_cells=["hello"]), r"data.attributes.initial_cells\[0\]: expected"),
        (create_body(additional_properties={"x": float("nan")}), "^body: .*JSON"),
        (create_body(additional_properties={"x": float("inf")}), "^body: .*JSON"),
        (create_body(additional_properties={"x": object()}), "^body: .*JSON.*object"),
        (create_body(additional_properties=circle()), "^body: .*JSON"),
    ],
)
def test_a_body_with_a_value_that_does_not_fit(body: IncidentCreateRequest, message: str) -> None:
    refused(lambda api: api.create_incident(body), message)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (create_body(title=UNSET), "data.attributes.title: expected a string, got UNSET"),
        (create_body(fields=UNSET), "data.attributes.fields: expected a map of: .*, got UNSET"),
        (create_body(fields={"severity": UNSET}), "data.attributes.fields.severity: expected .*, got UNSET"),
        (create_body(initial_cells=[UNSET]), r"data.attributes.initial_cells\[0\]: expected .*, got UNSET"),
        (create_body(incident_type_uuid=UNSET), "data.attributes.incident_type_uuid: expected a string, got UNSET"),
        (create_body(additional_properties={"x": UNSET}), "JSON.*UNSET"),
        (create_body(additional_properties={"x": [{"y": UNSET}]}), "JSON.*UNSET"),
        (IncidentCreateRequest(data=cast("Any", UNSET)), "data: expected IncidentCreateData, got UNSET"),
    ],
)
def test_unset_stands_only_where_null_would_clear_a_value(body: IncidentCreateRequest, where: str) -> None:
    refused(lambda api: api.create_incident(body), f"^body: .*{where}|^body: {where}")


def test_unset_leaves_out_what_null_would_clear() -> None:
    stage = Stage(reply({"data": incident()}))
    stage.api.update_incident(INCIDENT_ID, update_body(title="x", detected=UNSET, customer_impact_end=None))
    sent = json.loads(stage.transport.requests[0].body or b"")
    assert sent["data"]["attributes"] == {"customer_impact_end": None, "title": "x"}


def test_a_timestamp_needs_a_zone() -> None:
    from datetime import datetime

    body = update_body(detected=datetime(2026, 1, 2))
    refused(lambda api: api.update_incident(INCIDENT_ID, body), "data.attributes.detected: .*time zone")
    body = update_body(detected="2026-01-02T00:00:00")
    refused(lambda api: api.update_incident(INCIDENT_ID, body), "data.attributes.detected: .*time zone")


def test_the_text_of_a_moment_is_the_moment() -> None:
    stage = Stage(reply({"data": incident()}))
    body = update_body(detected="2026-01-02T01:00:00+01:00")
    stage.api.update_incident(INCIDENT_ID, body)
    sent = json.loads(stage.transport.requests[0].body or b"")
    assert sent["data"]["attributes"]["detected"] == "2026-01-02T01:00:00+01:00"
    assert body.data.attributes is not None
    assert body.data.attributes.detected == "2026-01-02T01:00:00+01:00", "what was given stays as it is"


@pytest.mark.parametrize("whole", [True, False])
def test_a_dict_is_read_as_the_model_that_it_stands_for(whole: bool) -> None:
    document = {
        "attributes": {"title": "x", "customer_impacted": False, "beyond": 1, "fields": {"a": {"value": ["b"]}}}
    }
    body: Any = {"data": document} if whole else IncidentCreateRequest(data=cast("Any", document))
    stage = Stage(reply({"data": incident()}))
    stage.api.create_incident(body)
    assert json.loads(stage.transport.requests[0].body or b"") == {"data": {**document, "type": "incidents"}}


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"title": "x"}, "data.attributes.customer_impacted: expected a boolean, got nothing"),
        ({"title": 5, "customer_impacted": False}, "data.attributes.title: expected a string, got 5"),
        ({"title": " ", "customer_impacted": False}, "data.attributes.title: must not be empty"),
        ({"title": "x", "customerImpacted": False}, "customerImpacted: .* did you mean 'customer_impacted'"),
        (
            {"title": "x", "customer_impacted": False, "fields": {"severity": {"value": "sev2"}}},
            "severity.value: 'sev2' is not one of",
        ),
    ],
)
def test_a_dict_is_checked_as_the_model_that_it_stands_for(attributes: dict[str, Any], message: str) -> None:
    refused(lambda api: api.create_incident({"data": {"attributes": attributes}}), message)


OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"timeuot": 5}, "no option 'timeuot'; did you mean 'timeout'"),
    ({"page_sise": 5}, "no option 'page_sise'"),
    ({"timeout": 0}, "^timeout: "),
    ({"timeout": (1, 2, 3)}, "^timeout: "),
    ({"timeout": 86_401}, "^timeout: must be 86400 or less, got 86401"),
    ({"timeout": (1, 1e9)}, r"^timeout\[1\]: must be 86400 or less"),
    ({"deadline": -1}, "^deadline: "),
    ({"deadline": 86_401}, "^deadline: must be 86400 or less"),
    ({"max_retries": -1}, "^max_retries: "),
    ({"headers": {"a b": "c"}}, "^headers: "),
    ({"headers": {"a": "c\n"}}, "^headers"),
    ({"allow_unstable": 1}, "^allow_unstable: "),
]


def test_what_is_no_option_may_be_meant_for_an_argument() -> None:
    meant = "no option 'pagesize'; did you mean 'page_size'"
    refused(lambda api: api.list_incidents(pagesize=5), meant)
    refused(lambda api: api.list_incidents_with_pagination(pagesize=5), meant)


@pytest.mark.parametrize(("options", "message"), OPTIONS)
def test_options(options: dict[str, Any], message: str) -> None:
    refused(lambda api: api.list_incidents(**options), message)
    refused(lambda api: api.list_incidents_with_pagination(**options), message)
    refused(lambda api: api.search_incidents_with_pagination("x", **options), message)
    refused(lambda api: api.api_client.request("GET", "/", **options), message)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("api/v2/incidents", "^path: expected a path"),
        ("https://example.org/", "^path: expected a path"),
        ("", "^path: expected a path"),
        ("/api/../secret", "^path: "),
        ("/api/v2/a b", "percent-encoded"),
        ("/api/v2/é", "percent-encoded"),
        ("/api/v2?a=b", "percent-encoded"),
        ("/api/v2#a", "percent-encoded"),
        ("/api\r\nHost: example.org", "percent-encoded"),
    ],
)
def test_raw_paths(path: str, message: str) -> None:
    refused(lambda api: api.api_client.request("GET", path), message)


def test_raw_bodies_and_queries() -> None:
    refused(lambda api: api.api_client.request("POST", "/", body={"x": object()}), "^body: .*JSON")
    refused(lambda api: api.api_client.request("POST", "/", body={"x": float("nan")}), "^body: .*JSON")
    refused(lambda api: api.api_client.request("POST", "/", body=circle()), "^body: .*JSON")
    for value in (object(), {"a": 1}, [None]):
        refused(lambda api: api.api_client.request("GET", "/", query={"x": value}), "^query: x: ")  # noqa: B023


@pytest.mark.parametrize("method", ["get", "GET / HTTP/1.1", "HEAD", "OPTIONS", "TRACE", "", None, 5])
def test_raw_methods(method: Any) -> None:
    refused(lambda api: api.api_client.request(method, "/"), "^method: .*GET, POST, PATCH, PUT, DELETE$")


def test_arguments_of_a_call_by_name() -> None:
    from datadog_incidents.api.incidents_api import GET_INCIDENT

    def calling(arguments: Mapping[str, Any]) -> Callable[[Any], object]:
        return lambda api: api.api_client.call(GET_INCIDENT, arguments)

    refused(calling({"incident": "x"}), "^incident_id: ")
    refused(calling({"incident_id": "x", "inclde": ["users"]}), "no argument 'inclde'; did you mean 'include'")


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({}, ["API key", "application key", "DD_API_KEY", "DD_APP_KEY", "DD_BEARER_TOKEN"]),
        ({"api_key": API_KEY}, ["application key", "DD_APP_KEY"]),
        ({"app_key": APP_KEY}, ["API key", "DD_API_KEY"]),
    ],
)
def test_missing_keys(keys: dict[str, Any], named: list[str]) -> None:
    with pytest.raises(ConfigurationError, match=r"^missing: ") as raised:
        kinds.api_client(Configuration(**keys), transport=ScriptedTransport())
    assert [name for name in named if name not in str(raised.value)] == []


def test_a_closed_client() -> None:
    stage = Stage()
    with stage.client:
        pass
    stage.client.close()
    assert stage.transport.closed
    for call in (stage.api.list_incidents, lambda: list(stage.api.list_incidents_with_pagination())):
        with pytest.raises(DatadogIncidentsError, match="closed"):
            call()
    assert stage.transport.requests == []


ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "create_incident": (create_body(),),
    "delete_incident": (INCIDENT_ID,),
    "get_incident": (INCIDENT_ID,),
    "list_incidents": (),
    "search_incidents": ("x",),
    "update_incident": (INCIDENT_ID, update_body(title="x")),
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_every_operation_needs_an_opt_in(name: str) -> None:
    answer = reply({"data": [] if name == "list_incidents" else incident()})
    stage = Stage(answer, answer, unstable_operations={})
    method, arguments = getattr(stage.api, name), ARGUMENTS[name]
    with pytest.raises(UnstableOperationError, match=f'unstable_operations\\["{name}"\\] = True') as raised:
        method(*arguments)
    assert "allow_unstable=True" in str(raised.value)
    assert stage.transport.requests == []

    method(*arguments, allow_unstable=True)
    flags: Any = stage.configuration.unstable_operations
    flags[name] = True
    method(*arguments)
    assert len(stage.transport.requests) == 2

    with pytest.raises(UnstableOperationError):
        method(*arguments, allow_unstable=False)
    flags[name] = False
    with pytest.raises(UnstableOperationError):
        method(*arguments)


def test_pagers_ask_for_the_opt_in_at_the_call() -> None:
    stage = Stage(unstable_operations={})
    with pytest.raises(UnstableOperationError, match="list_incidents"):
        stage.api.list_incidents_with_pagination()
    with pytest.raises(UnstableOperationError, match="search_incidents"):
        stage.api.search_incidents_with_pagination("x")


def test_the_raw_call_needs_no_opt_in() -> None:
    stage = Stage(reply({"data": []}), unstable_operations={})
    assert stage.client.request("GET", "/api/v2/incidents").data == {"data": []}


def test_an_id_in_the_path_is_the_one_in_the_body() -> None:
    other = update_body(title="x")
    other.data.id = "11111111-1111-4111-8111-111111111111"
    refused(lambda api: api.update_incident(INCIDENT_ID, other), "^incident_id: '.*' is not the id in the body, '1111")
    document = {
        "data": {"id": "22222222-2222-4222-8222-222222222222", "type": "incidents", "attributes": {"title": "x"}}
    }
    refused(lambda api: api.update_incident(INCIDENT_ID, document), "not the id in the body, '2222")


def test_what_belongs_to_an_incident_belongs_to_the_one_in_the_path() -> None:
    another = "33333333-3333-4333-8333-333333333333"
    todo = {"data": {"type": "incident_todos", "attributes": {"incident_id": another, "assignees": [], "content": "x"}}}
    refused(lambda api: api.create_incident_todo(INCIDENT_ID, todo), "not the id in the body, '3333")
    frozen, model = MappingProxyType(todo), IncidentTodoCreateRequest.from_dict(todo)
    refused(lambda api: api.create_incident_todo(INCIDENT_ID, frozen), "not the id in the body, '3333")
    refused(lambda api: api.create_incident_todo(INCIDENT_ID, model), "not the id in the body, '3333")
    refused(lambda api: api.update_incident_todo(INCIDENT_ID, "todo-1", todo), "not the id in the body, '3333")


def test_the_names_in_a_document_are_strings() -> None:
    document = {"data": {"type": "incidents", "attributes": {"title": "x", "customer_impacted": False, 5: 1}}}
    refused(lambda api: api.create_incident(document), r"^body: data\.attributes\.5: expected the name of a property")


def test_an_id_in_another_case_is_the_same() -> None:
    stage = Stage(reply({"data": incident()}))
    stage.api.update_incident(INCIDENT_ID.upper(), update_body(title="x"))
    assert len(stage.transport.requests) == 1


@pytest.mark.parametrize(
    "reference",
    ["IR-5", "ir-5", "#5", "5", " IR-5 ", 5, "https://app.datadoghq.com/incidents/5", "app.x/incidents/5?a=b"],
)
def test_what_people_call_an_incident_is_no_id(reference: Any) -> None:
    refused(lambda api: api.get_incident(reference), r"^incident_id: .*shortcuts\.find_incident")
