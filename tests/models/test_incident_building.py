"""Bodies made of plain values, and what is refused in a body before it is sent, however it was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents import UNSET, InvalidArgumentError
from datadog_incidents.emulator.service.schemas import CREATE_INCIDENT, SEVERITIES, STATES, UPDATE_INCIDENT
from datadog_incidents.emulator.service.validation import problems
from datadog_incidents.emulator.store.incident_record import DETECTION_METHODS
from datadog_incidents.models import (
    IncidentCreateAttributes,
    IncidentCreateData,
    IncidentCreateRequest,
    IncidentExpandedUser,
    IncidentFieldAttributes,
    IncidentFieldAttributesMultipleValue,
    IncidentFieldAttributesSingleValue,
    IncidentFieldValue,
    IncidentNotificationHandle,
    IncidentResponseData,
    IncidentSeverity,
    IncidentTimelineCellMarkdownCreateAttributes,
    IncidentTimelineCellMarkdownCreateAttributesContent,
    IncidentUpdateAttributes,
    IncidentUpdateData,
    IncidentUpdateRequest,
    IncidentUserData,
    autocomplete,
    dropdown,
    metrictag,
    multiselect,
    textarray,
    textbox,
)
from tests.scripted import INCIDENT_ID, Stage, incident, reply

GOLDEN = Path(__file__).parent.parent / "golden"
USER = "b0f7a2c4-8a0d-4d8e-9d35-1c6f0e5a7b21"
MORNING, NOON = (datetime(2026, 3, 4, hour, tzinfo=UTC) for hour in (9, 12))
create: Any = IncidentCreateRequest.build
"""Without its types, for what a type checker would refuse."""
update: Any = IncidentUpdateRequest.build


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def attributes_of(body: IncidentCreateRequest | IncidentUpdateRequest) -> Any:
    return body.to_dict()["data"]["attributes"]


# ------------------------------------------------------------------------------------------------- what is built


def test_a_create_of_plain_values_is_the_body_that_the_service_takes() -> None:
    alert = IncidentTimelineCellMarkdownCreateAttributes(
        content=IncidentTimelineCellMarkdownCreateAttributesContent(content="Alert **p95 > 10 s** fired."),
        important=True,
    )
    body = IncidentCreateRequest.build(
        "Checkout is slow in eu-west",
        customer_impacted=True,
        customer_impact_scope="Payments take over ten seconds",
        severity="SEV-2",
        state="active",
        commander=USER,
        fields={"teams": ["payments", "platform"], "summary": None},
        notification_handles=[
            IncidentNotificationHandle(display_name="Milo Tran", handle="@milo.tran@example.com"),
            "@slack-payments",
        ],
        timeline=[alert],
        incident_type_uuid=UUID("a6c2f8e0-1d4b-4937-8e5a-2f7b0c9d6e13"),
        is_test=False,
    )
    assert body.to_dict() == golden("create_request")


def test_a_create_says_no_more_than_it_is_told() -> None:
    assert IncidentCreateRequest.build("Disk full").to_dict() == {
        "data": {"attributes": {"customer_impacted": False, "title": "Disk full"}, "type": "incidents"}
    }


def test_an_update_of_plain_values_is_the_body_that_the_service_takes() -> None:
    body = IncidentUpdateRequest.build(
        UUID("3c9e1b7a-40d2-5f6e-8b1c-9a7d5e2f4c80"),
        title="Checkout is slow in eu-west and eu-north",
        customer_impacted=True,
        customer_impact_scope="Payments take over ten seconds",
        customer_impact_start=datetime(2026, 3, 4, 9, 12, tzinfo=UTC),
        customer_impact_end=datetime(2026, 3, 4, 10, 40, 30, 500_000, tzinfo=UTC),
        detected=datetime(2026, 3, 4, 9, 20, tzinfo=timezone(timedelta(hours=1))),
        state="resolved",
        commander=UUID("d94a5c1f-2b7e-4f60-8c3a-7e2f9b1d4a63"),
        fields={"services": "checkout"},
        notification_handles=[],
    )
    expected = golden("update_request")
    for beyond in ("integrations", "postmortem"):
        del expected["data"]["relationships"][beyond]
    assert body.to_dict() == expected


def test_an_update_clears_what_is_none() -> None:
    body = IncidentUpdateRequest.build(
        "3c9e1b7a-40d2-5f6e-8b1c-9a7d5e2f4c80",
        customer_impact_start=None,
        customer_impact_end=None,
        detected=None,
        commander=None,
        fields={"summary": None, "teams": None},
    )
    assert body.to_dict() == golden("update_request_that_clears")


def test_an_update_leaves_alone_what_it_is_not_told() -> None:
    assert IncidentUpdateRequest.build(INCIDENT_ID).to_dict() == {"data": {"id": INCIDENT_ID, "type": "incidents"}}
    assert IncidentUpdateRequest.build(INCIDENT_ID, state="resolved").to_dict() == {
        "data": {
            "attributes": {"fields": {"state": {"type": "dropdown", "value": "resolved"}}},
            "id": INCIDENT_ID,
            "type": "incidents",
        }
    }


def test_an_update_can_clear_severity_and_state() -> None:
    cleared = {"type": "dropdown", "value": None}
    body = IncidentUpdateRequest.build(INCIDENT_ID, severity=None, state=None)
    assert attributes_of(body)["fields"] == {"severity": cleared, "state": cleared}


@pytest.mark.parametrize(
    "commander",
    [
        USER,
        USER.upper(),
        UUID(USER),
        IncidentUserData(id=USER),
        IncidentExpandedUser(data=IncidentUserData(id=USER)),
    ],
    ids=lambda commander: type(commander).__name__,
)
def test_a_commander_is_a_uuid_or_a_user(commander: Any) -> None:
    reference = {"commander_user": {"data": {"id": USER, "type": "users"}}}
    for body in (
        IncidentCreateRequest.build("x", commander=commander),
        IncidentUpdateRequest.build(INCIDENT_ID, commander=commander),
    ):
        assert body.to_dict()["data"]["relationships"] == reference


@pytest.mark.parametrize("make", [dropdown, textbox], ids=lambda make: make.__name__)
def test_a_maker_of_one_value(make: Callable[[str | None], IncidentFieldAttributesSingleValue]) -> None:
    for value in ("a", None):
        field = make(value)
        assert type(field) is IncidentFieldAttributesSingleValue
        assert field.to_dict() == {"type": make.__name__, "value": value}


@pytest.mark.parametrize("make", [autocomplete, metrictag, multiselect, textarray], ids=lambda make: make.__name__)
def test_a_maker_of_several_values(make: Callable[[Any], IncidentFieldAttributesMultipleValue]) -> None:
    for values in ("a", ["a"], ("a",), {"a"}, frozenset("a"), {"a": 1}.keys()):
        field = make(values)
        assert type(field) is IncidentFieldAttributesMultipleValue
        assert field.to_dict() == {"type": make.__name__, "value": ["a"]}
    assert make(None).to_dict() == {"type": make.__name__, "value": None}


def test_well_known_fields_take_plain_values_and_all_others_made_ones() -> None:
    fields: dict[str, IncidentFieldValue] = {
        "detection_method": "monitor",
        "root_cause": "a full disk",
        "summary": textbox("It was full."),
        "services": "checkout",
        "teams": ("core", "edge"),
        "regions": multiselect(["eu"]),
        "of the future": IncidentFieldAttributes(type="matrix", value=["a"]),
    }
    assert attributes_of(IncidentCreateRequest.build("x", fields=fields))["fields"] == {
        "detection_method": {"type": "dropdown", "value": "monitor"},
        "root_cause": {"type": "textbox", "value": "a full disk"},
        "summary": {"type": "textbox", "value": "It was full."},
        "services": {"type": "autocomplete", "value": ["checkout"]},
        "teams": {"type": "autocomplete", "value": ["core", "edge"]},
        "regions": {"type": "multiselect", "value": ["eu"]},
        "of the future": {"type": "matrix", "value": ["a"]},
    }


def test_a_single_string_stands_for_a_list_of_one() -> None:
    attributes = attributes_of(IncidentCreateRequest.build("x", notification_handles="@a", timeline="It **began**."))
    assert attributes["notification_handles"] == [{"handle": "@a"}]
    assert attributes["initial_cells"] == [{"cell_type": "markdown", "content": {"content": "It **began**."}}]


TEXT = st.text(min_size=1, max_size=5)
PLAIN_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "detection_method": st.none() | st.sampled_from(DETECTION_METHODS),
    "root_cause": st.none() | TEXT,
    "summary": st.none() | TEXT | TEXT.map(textbox),
    "services": st.none() | TEXT | st.lists(TEXT, max_size=2),
    "teams": st.none() | TEXT | st.sets(TEXT, max_size=2),
    "regions": st.lists(TEXT, max_size=2).map(multiselect),
}
COMMANDERS = st.uuids() | st.uuids().map(str) | st.uuids().map(lambda identity: IncidentUserData(id=str(identity)))
MOMENTS = st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2).map(sorted)
IN_BOTH: dict[str, st.SearchStrategy[Any]] = {
    "severity": st.sampled_from(SEVERITIES) | st.sampled_from(IncidentSeverity),
    "state": st.sampled_from(STATES),
    "commander": COMMANDERS,
    "fields": st.fixed_dictionaries({}, optional=PLAIN_FIELDS),
    "notification_handles": st.lists(TEXT, max_size=2),
}
CREATES = st.fixed_dictionaries(
    {"title": TEXT.map("x{}".format), "customer_impact_scope": TEXT},
    optional={
        **IN_BOTH,
        "customer_impacted": st.booleans(),
        "timeline": st.lists(TEXT, max_size=2),
        "incident_type_uuid": st.uuids(),
        "is_test": st.booleans(),
    },
)
UPDATES = st.fixed_dictionaries({}, optional={**IN_BOTH, "title": TEXT.map("x{}".format)})


@given(CREATES)
def test_what_builds_a_create_is_accepted_by_the_service(arguments: dict[str, Any]) -> None:
    body = IncidentCreateRequest.build(**arguments)
    assert list(problems(CREATE_INCIDENT, body.to_dict())) == []
    assert IncidentCreateRequest.from_dict(body.to_dict(), strict=True) == body


@given(UPDATES, MOMENTS)
def test_what_builds_an_update_is_accepted_by_the_service(arguments: dict[str, Any], moments: list[datetime]) -> None:
    start, end = moments
    body = update(INCIDENT_ID, customer_impact_start=start, customer_impact_end=end, **arguments)
    assert list(problems(UPDATE_INCIDENT, body.to_dict())) == []
    assert IncidentUpdateRequest.from_dict(body.to_dict(), strict=True) == body


# ----------------------------------------------------------------------------------------------- what is refused


REFUSED_IN_BOTH: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, r"^title: must not be empty$"),
    ({"severity": "sev1"}, r"^severity: 'sev1' is not one of 'SEV-0', .*; did you mean 'SEV-1'\?$"),
    ({"severity": "Sev-2"}, r"^severity: .*did you mean 'SEV-2'\?$"),
    ({"severity": "P1"}, r"^severity: 'P1' is not one of 'SEV-0', .*'UNKNOWN'$"),
    ({"severity": ""}, r"^severity: '' is not one of"),
    ({"severity": 1}, r"^severity: expected a string, got 1$"),
    ({"fields": {"severity": "sev1"}}, r"^severity: .*did you mean 'SEV-1'\?$"),
    ({"fields": {"severity": dropdown("sev1")}}, r"^severity: .*did you mean 'SEV-1'\?$"),
    ({"severity": "SEV-1", "fields": {"severity": "SEV-1"}}, r"^severity: given twice"),
    ({"state": "active", "fields": {"state": dropdown("active")}}, r"^state: given twice"),
    ({"state": ["active"]}, r"^state: expected a string, got \['active'\]$"),
    ({"fields": ["services"]}, r"^fields: expected a mapping of names to values, got list$"),
    ({"fields": "services"}, r"^fields: expected a mapping"),
    (
        {"fields": {"service": "a"}},
        r"^fields\['service'\]: .*did you mean 'services'\? Else make it by one of dropdown",
    ),
    ({"fields": {5: "a"}}, r"^fields\[5\]: a plain value"),
    ({"fields": {"summary": ["a"]}}, r"^fields\['summary'\]: expected a string, got \['a'\]$"),
    ({"fields": {"services": 5}}, r"^fields\['services'\]: expected a list of: a string, got 5$"),
    ({"fields": {"services": ["a", 5]}}, r"^fields\['services'\]\[1\]: expected a string, got 5$"),
    ({"fields": {"teams": {"value": ["a"]}}}, r"^fields\['teams'\]: expected a list of: a string, got \{"),
    ({"fields": {"a.value.b": multiselect(cast("Any", [5]))}}, r"^fields\['a\.value\.b'\]\[0\]: expected a string"),
    ({"commander": "ada@example.com"}, r"^commander: 'ada@example.com' is not the UUID .*shortcuts\.find_user\(api"),
    ({"commander": "ada"}, r"^commander: 'ada' is not the UUID of a user"),
    ({"commander": 5}, r"^commander: 5 is not the UUID of a user"),
    ({"commander": IncidentResponseData(id=INCIDENT_ID)}, r"^commander: expected a user, got IncidentResponseData$"),
    ({"commander": IncidentUserData()}, r"^commander: this user has no id"),
    ({"commander": IncidentExpandedUser(data=IncidentUserData())}, r"^commander: this user has no id"),
    ({"notification_handles": 5}, r"^notification_handles: expected a list, got int$"),
    ({"notification_handles": ["@a", 5]}, r"^notification_handles\[1\]: expected IncidentNotificationHandle, got 5$"),
    ({"title": 5}, r"^title: expected a string, got 5$"),
    ({"customer_impacted": "yes"}, r"^customer_impacted: expected a boolean, got 'yes'$"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED_IN_BOTH)
def test_a_wrong_argument_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        create(**{"title": "x", **arguments})
    with pytest.raises(InvalidArgumentError, match=message):
        update(INCIDENT_ID, **arguments)


def test_a_plain_value_for_an_unknown_field_is_told_all_six_makers() -> None:
    for value in ("red", ["red"], None):
        with pytest.raises(InvalidArgumentError, match=r"^fields\['colour'\]: ") as raised:
            create("x", fields={"colour": value})
        for make in (autocomplete, dropdown, metrictag, multiselect, textarray, textbox):
            assert f"{make.__name__}()" in str(raised.value)
        assert "did you mean" not in str(raised.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"customer_impacted": True}, r"^customer_impact_scope: required when customer_impacted is true$"),
        ({"customer_impacted": True, "customer_impact_scope": ""}, r"^customer_impact_scope: required"),
        ({"title": None}, r"^title: expected a string, got nothing$"),
        ({"timeline": 5}, r"^timeline: expected a list, got int$"),
        ({"timeline": ["a", 5]}, r"^timeline\[1\]: expected IncidentTimelineCell.*, got 5$"),
        ({"incident_type_uuid": 5}, r"^incident_type_uuid: expected a string, got 5$"),
        ({"is_test": "no"}, r"^is_test: expected a boolean, got 'no'$"),
    ],
)
def test_a_wrong_argument_of_a_create_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        create(**{"title": "x", **arguments})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"detected": datetime(2026, 3, 4)}, r"^detected: expected a timestamp with a time zone, got datetime"),
        ({"customer_impact_start": datetime(2026, 3, 4)}, r"^customer_impact_start: expected a timestamp with a time"),
        (
            {"customer_impact_start": MORNING, "customer_impact_end": datetime(2026, 3, 4)},
            r"^customer_impact_end: expected a timestamp with a time zone",
        ),
        ({"detected": "2026-03-04T09:00:00"}, r"^detected: expected a timestamp"),
        (
            {"customer_impact_start": NOON, "customer_impact_end": MORNING},
            r"^customer_impact_end: 2026-03-04T09:00:00\+00:00 is before customer_impact_start, 2026-03-04T12:00",
        ),
        ({"incident_id": 5}, r"^incident_id: expected a string, got 5$"),
    ],
)
def test_a_wrong_argument_of_an_update_is_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgumentError, match=message):
        update(**{"incident_id": INCIDENT_ID, **arguments})


def test_customer_impact_may_be_over_at_once_and_half_of_it_is_not_compared() -> None:
    for moments in (
        {"customer_impact_start": NOON, "customer_impact_end": NOON.astimezone(timezone(timedelta(hours=-5)))},
        {"customer_impact_start": NOON, "customer_impact_end": None},
        {"customer_impact_start": UNSET, "customer_impact_end": MORNING},
    ):
        assert update(INCIDENT_ID, **moments).mismatches() == []


def test_an_update_may_begin_customer_impact_without_its_scope() -> None:
    """The incident may have it already."""
    assert attributes_of(IncidentUpdateRequest.build(INCIDENT_ID, customer_impacted=True)) == {
        "customer_impacted": True
    }


# ----------------------------------------------------------------------------- the same checks of hand-made bodies


def nested_create(**attributes: Any) -> IncidentCreateRequest:
    given: dict[str, Any] = {"title": "x", "customer_impacted": False, **attributes}
    return IncidentCreateRequest(data=IncidentCreateData(attributes=IncidentCreateAttributes(**given)))


def nested_update(**attributes: Any) -> IncidentUpdateRequest:
    data = IncidentUpdateData(id=INCIDENT_ID, attributes=IncidentUpdateAttributes(**attributes))
    return IncidentUpdateRequest(data=data)


SEV1 = {"severity": IncidentFieldAttributes(type="dropdown", value="sev1")}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (nested_create(fields=SEV1), r"^body: data.attributes.fields.severity.value: 'sev1' .* 'SEV-1'\?$"),
        (nested_update(fields=SEV1), r"^body: data.attributes.fields.severity.value: 'sev1' .* 'SEV-1'\?$"),
        (nested_create(customer_impacted=True), r"^body: data.attributes.customer_impact_scope: required when"),
        (
            nested_update(customer_impact_start=NOON, customer_impact_end=MORNING),
            r"^body: data.attributes.customer_impact_end: .* is before customer_impact_start",
        ),
        (
            nested_update(customer_impact_start=datetime(2026, 1, 1), customer_impact_end=MORNING),
            r"^body: data.attributes.customer_impact_start: .*time zone",
        ),
    ],
)
def test_a_nested_body_keeps_the_same_rules(body: IncidentCreateRequest | IncidentUpdateRequest, message: str) -> None:
    stage = Stage()
    send: Any = {
        IncidentCreateRequest: stage.api.create_incident,
        IncidentUpdateRequest: partial(stage.api.update_incident, INCIDENT_ID),
    }[type(body)]
    with pytest.raises(InvalidArgumentError, match=message):
        send(body)
    assert stage.transport.requests == []


PLAIN = {"title": "x", "customer_impacted": False}


@pytest.mark.parametrize(
    "body",
    [
        nested_create(fields={"severity": IncidentFieldAttributes(type="dropdown", value=None)}),
        nested_create(fields={"severity": IncidentFieldAttributes(type="dropdown")}),
        nested_create(fields={"severity": {"type": "dropdown", "value": "SEV-1"}}),
        nested_create(fields={"state": IncidentFieldAttributes(type="dropdown", value="in review")}),
        IncidentCreateRequest(data=cast("Any", {"type": "incidents", "attributes": PLAIN})),
        IncidentCreateRequest(data=IncidentCreateData(attributes=cast("Any", PLAIN))),
    ],
)
def test_a_nested_body_may_hold_what_no_rule_is_about(body: IncidentCreateRequest) -> None:
    stage = Stage(reply({"data": incident()}))
    stage.api.create_incident(body)
    assert json.loads(stage.transport.requests[0].body or b"") == body.to_dict()


def test_an_update_without_attributes_is_sent() -> None:
    stage = Stage(reply({"data": incident()}))
    stage.api.update_incident(INCIDENT_ID, IncidentUpdateRequest(data=IncidentUpdateData(id=INCIDENT_ID)))
    assert len(stage.transport.requests) == 1
