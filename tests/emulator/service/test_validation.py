"""What is refused, and in which words."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.emulator.api import INCIDENTS, JSON, Api, create_request, field, user_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY = "00000000-0000-0000-0000-000000000000"
FIELD_TYPES = "dropdown, textbox, autocomplete, metrictag, multiselect, textarray"
STATES = "active, stable, resolved, completed"
SEVERITIES = "UNKNOWN, SEV-0, SEV-1, SEV-2, SEV-3, SEV-4, SEV-5"

REMOVED = object()


def changed(document: JSON, path: str, value: object) -> JSON:
    """The document with the value at a dotted path replaced or removed."""
    document = deepcopy(document)
    *parents, name = path.split(".")
    inner = document
    for parent in parents:
        inner = inner.setdefault(parent, {})
    if value is REMOVED:
        del inner[name]
    else:
        inner[name] = value
    return document


CELL = {"cell_type": "markdown", "content": {"content": "It began."}}

# The path of what is changed in a valid request, its new value, and the complaint.
IN_BOTH: list[tuple[str, object, str]] = [
    ("data", REMOVED, "data: required"),
    ("data", [], "data: must be an object, not an array"),
    ("data.type", REMOVED, "data.type: required"),
    ("data.type", "incident", 'data.type: must be one of incidents, not "incident"'),
    ("data.attributes", "title", 'data.attributes: must be an object, not "title"'),
    ("data.attributes.title", None, "data.attributes.title: must be a string that is not empty, not null"),
    ("data.attributes.title", 5, "data.attributes.title: must be a string that is not empty, not 5"),
    ("data.attributes.title", " ", 'data.attributes.title: must be a string that is not empty, not " "'),
    (
        "data.attributes.customer_impacted",
        "yes",
        'data.attributes.customer_impacted: must be true or false, not "yes"',
    ),
    ("data.attributes.customer_impacted", 1, "data.attributes.customer_impacted: must be true or false, not 1"),
    (
        "data.attributes.customer_impacted",
        True,
        "data.attributes.customer_impact_scope: required when customer_impacted is true",
    ),
    ("data.attributes.fields", [], "data.attributes.fields: must be an object, not an array"),
    (
        "data.attributes.fields.severity",
        "SEV-1",
        'data.attributes.fields.severity: must be an object, not "SEV-1"',
    ),
    (
        "data.attributes.fields.severity",
        field("sev1"),
        f'data.attributes.fields.severity.value: must be one of {SEVERITIES}, not "sev1"',
    ),
    (
        "data.attributes.fields.state",
        field("open"),
        f'data.attributes.fields.state.value: must be one of {STATES}, not "open"',
    ),
    (
        "data.attributes.fields.state",
        field("active", "multiselect"),
        'data.attributes.fields.state.type: must be one of dropdown, textbox, not "multiselect"',
    ),
    (
        "data.attributes.fields.services",
        {"type": "dropdown", "value": ["web"]},
        "data.attributes.fields.services.value: must be a string, not an array",
    ),
    (
        "data.attributes.fields.services",
        field("web", "autocomplete"),
        'data.attributes.fields.services.value: must be an array, not "web"',
    ),
    (
        "data.attributes.fields.services",
        {"type": "autocomplete", "value": ["web", 5]},
        "data.attributes.fields.services.value[1]: must be a string, not 5",
    ),
    (
        "data.attributes.fields.services",
        {"value": 5},
        "data.attributes.fields.services.value: must be a string, not 5",
    ),
    (
        "data.attributes.fields.services",
        {"type": 5},
        "data.attributes.fields.services.type: must be a string, not 5",
    ),
    (
        "data.attributes.fields.services",
        field("web", "radio"),
        f'data.attributes.fields.services.type: must be one of {FIELD_TYPES}, not "radio"',
    ),
    (
        "data.attributes.notification_handles",
        ["@ada"],
        'data.attributes.notification_handles[0]: must be an object, not "@ada"',
    ),
    (
        "data.attributes.notification_handles",
        [{"handle": "@ada"}, {"handle": 5}],
        "data.attributes.notification_handles[1].handle: must be a string, not 5",
    ),
    (
        "data.relationships.commander_user",
        user_reference(NOBODY),
        f"data.relationships.commander_user.data.id: there is no user {NOBODY}",
    ),
    ("data.relationships.commander_user", {}, "data.relationships.commander_user.data: required"),
    (
        "data.relationships.commander_user",
        {"data": {"id": NOBODY, "type": "user"}},
        'data.relationships.commander_user.data.type: must be one of users, not "user"',
    ),
]

ONLY_IN_CREATE: list[tuple[str, object, str]] = [
    ("data.attributes", REMOVED, "data.attributes: required"),
    ("data.attributes.title", REMOVED, "data.attributes.title: required"),
    ("data.attributes.customer_impacted", REMOVED, "data.attributes.customer_impacted: required"),
    ("data.attributes.is_test", "no", 'data.attributes.is_test: must be true or false, not "no"'),
    ("data.attributes.incident_type_uuid", "x", 'data.attributes.incident_type_uuid: must be a UUID, not "x"'),
    ("data.attributes.initial_cells", {}, "data.attributes.initial_cells: must be an array, not an object"),
    (
        "data.attributes.initial_cells",
        [CELL, {"cell_type": "html", "content": {}}],
        'data.attributes.initial_cells[1].cell_type: must be one of markdown, not "html"',
    ),
    (
        "data.attributes.initial_cells",
        [{"cell_type": "markdown"}],
        "data.attributes.initial_cells[0].content: required",
    ),
    ("data.relationships", {}, "data.relationships.commander_user: required"),
]

ONLY_IN_UPDATE: list[tuple[str, object, str]] = [
    ("data.id", REMOVED, "data.id: required"),
    ("data.id", 5, "data.id: must be a string that is not empty, not 5"),
    *(
        (f"data.attributes.{name}", "soon", f'data.attributes.{name}: must be an ISO 8601 timestamp, not "soon"')
        for name in ("customer_impact_start", "customer_impact_end", "detected", "resolved")
    ),
    (
        "data.attributes.detected",
        "9999-12-31T23:00:00-12:00",
        'data.attributes.detected: must be an ISO 8601 timestamp, not "9999-12-31T23:00:00-12:00"',
    ),
    ("data.attributes.detected", 5, "data.attributes.detected: must be an ISO 8601 timestamp, not 5"),
    (
        "data.relationships.integrations",
        {"data": [{"id": "1", "type": 5}]},
        "data.relationships.integrations.data[0].type: must be a string that is not empty, not 5",
    ),
    (
        "data.relationships.postmortem",
        {"data": {"type": "incident_postmortems"}},
        "data.relationships.postmortem.data.id: required",
    ),
]


@pytest.mark.parametrize(("path", "value", "complaint"), [*IN_BOTH, *ONLY_IN_CREATE])
def test_create_incident_names_what_is_wrong(api: Api, path: str, value: object, complaint: str) -> None:
    answer = api.send("POST", INCIDENTS, body=changed(create_request(), path, value))

    assert (answer.status, answer.errors) == (400, [complaint])
    assert answer.headers["content-type"] == "application/json"
    assert api.page().data == []


@pytest.mark.parametrize(("path", "value", "complaint"), [*IN_BOTH, *ONLY_IN_UPDATE])
def test_update_incident_names_what_is_wrong(api: Api, path: str, value: object, complaint: str) -> None:
    incident = api.create()
    valid = {"data": {"type": "incidents", "id": incident["id"], "attributes": {"title": "Slow"}}}
    answer = api.send("PATCH", f"{INCIDENTS}/{incident['id']}", body=changed(valid, path, value))

    assert (answer.status, answer.errors) == (400, [complaint])
    assert api.get(incident["id"]).data["attributes"]["title"] == incident["attributes"]["title"]


def test_every_problem_is_reported(api: Api) -> None:
    body = {"data": {"type": "x", "attributes": {"title": 5}}}

    assert api.send("POST", INCIDENTS, body=body).errors == [
        'data.type: must be one of incidents, not "x"',
        "data.attributes.customer_impacted: required",
        "data.attributes.title: must be a string that is not empty, not 5",
    ]


def test_a_long_value_is_cut_short_in_the_complaint(api: Api) -> None:
    answer = api.send("POST", INCIDENTS, body=changed(create_request(), "data.type", "x" * 1000))

    assert len(answer.errors[0]) < 120


def test_a_body_has_to_be_an_object(api: Api) -> None:
    assert api.send("POST", INCIDENTS, body=[]).errors == ["body: must be an object, not an array"]


def test_the_scope_of_the_impact_may_be_known_already(api: Api) -> None:
    incident = api.create(customer_impact_scope="Nobody can pay")

    assert api.update(incident["id"], {"customer_impacted": True}).status == 200


BAD_PARAMETERS: list[tuple[Mapping[str, str], str]] = [
    ({"page[size]": "0"}, "page[size]: must be an integer of at least 1, not 0"),
    ({"page[size]": "ten"}, 'page[size]: must be an integer of at least 1, not "ten"'),
    ({"page[size]": ""}, 'page[size]: must be an integer of at least 1, not ""'),
    ({"page[offset]": "-1"}, "page[offset]: must be an integer of at least 0, not -1"),
    (
        {"page[offset]": "9" * 5000},
        f'page[offset]: must be an integer of at least 0, not "{"9" * 58}…',
    ),
    ({"page[offset]": "1.5"}, 'page[offset]: must be an integer of at least 0, not "1.5"'),
]


@pytest.mark.parametrize(("parameters", "complaint"), BAD_PARAMETERS)
def test_wrong_pages_are_refused(api: Api, parameters: Mapping[str, str], complaint: str) -> None:
    for answer in (api.page(parameters), api.search("state:active", parameters)):
        assert (answer.status, answer.errors) == (400, [complaint])


def test_an_unknown_include_is_named(api: Api) -> None:
    incident = api.create()
    complaint = 'include[1]: must be one of attachments, users, not "impacts"'

    assert api.get(incident["id"], include="users,impacts").errors == [complaint]
    assert api.update(incident["id"], include="users,impacts").errors == [complaint]
    assert api.page({"include": "users,impacts"}).errors == [complaint]


def test_search_takes_one_include_a_known_order_and_a_query(api: Api) -> None:
    for parameters, complaint in (
        ({"include": "users,attachments"}, 'include: must be one of attachments, users, not "users,attachments"'),
        ({"sort": "title"}, 'sort: must be one of created, -created, not "title"'),
    ):
        answer = api.search("state:active", parameters)
        assert (answer.status, answer.errors) == (400, [complaint])
    assert api.send("GET", f"{INCIDENTS}/search").errors == ["query: required"]
