"""What incidents and users answer, whatever the service sent."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datadog_incidents._core.calls.included import link
from datadog_incidents._core.settings.site import SITES, web_host_of
from datadog_incidents.models import (
    UNSET,
    IncidentFieldAttributesSingleValue,
    IncidentResponse,
    IncidentResponseAttributes,
    IncidentResponseData,
    IncidentSearchResponse,
    IncidentSeverity,
    IncidentUserAttributes,
    IncidentUserData,
    textbox,
)
from tests.codec.test_model import JSON, PATIENT, documents

GOLDEN = Path(__file__).parent.parent / "golden"
ADA = "6f1d3c0e-53b1-11ee-9a41-da7ad0900002"
MOMENT = "2026-03-04T09:31:07+00:00"
DURATIONS = {
    "customer_impact_duration": ("customer_impact_start", "customer_impact_end"),
    "time_to_detect": ("customer_impact_start", "detected"),
    "time_to_internal_response": ("detected", "created"),
    "time_to_repair": ("detected", "customer_impact_end"),
    "time_to_resolve": ("created", "resolved"),
}
ROLES = ("commander", "created_by", "declared_by", "last_modified_by")
SIMPLE = (
    *("title", "public_id", "severity", "state", "created", "modified", "detected", "resolved", "customer_impacted"),
    *DURATIONS,
    *ROLES,
)


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def response(name: str) -> IncidentResponseData:
    """The incident of a document, with what was included, as a client gives it."""
    read = IncidentResponse.from_dict(golden(name))
    link([read.data], {cast("Any", each).id: each for each in read.included or [] if hasattr(each, "id")})
    return read.data


def incident(**attributes: Any) -> IncidentResponseData:
    return IncidentResponseData.from_dict({"id": "1", "attributes": attributes})


def found() -> list[IncidentResponseData]:
    """The incidents of a search."""
    attributes = IncidentSearchResponse.from_dict(golden("search_response")).data.attributes
    assert attributes is not None
    return [each.data for each in attributes.incidents]


def test_a_new_incident_answers_without_a_look_into_its_attributes() -> None:
    created = response("create_response")
    assert created.title == "Checkout is slow in eu-west"
    assert created.public_id == 4211
    assert created.severity is IncidentSeverity.SEV_2
    assert created.state == "active"
    assert created.created == created.modified == datetime(2026, 3, 4, 9, 31, 7, 482_913, tzinfo=UTC)
    assert created.detected == datetime(2026, 3, 4, 9, 31, 7, 471_206, tzinfo=UTC)
    assert created.resolved is None
    assert created.customer_impacted is True
    assert not created.is_resolved


def test_an_incident_without_attributes_knows_nothing() -> None:
    bare = IncidentResponseData(id="1")
    assert [getattr(bare, name) for name in SIMPLE] == [None] * len(SIMPLE)
    assert bare.field("services") is None
    assert bare.field_values("services") == []
    assert bare.url() is None
    assert bare.is_resolved is False


def test_the_reference_is_what_people_call_it() -> None:
    assert incident(public_id=42).reference == "IR-42"
    assert incident().reference == incident(public_id="42").reference == "1"
    assert IncidentResponseData.__new__(IncidentResponseData).reference == ""


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        (incident(public_id=42, severity="SEV-2", state="active", title="Disk full"), "IR-42 SEV-2 active 'Disk full'"),
        (incident(public_id=42, title=""), "IR-42 ''"),
        (incident(), "1"),
        (incident(public_id="x", severity=7, state=["y"], title=None), "1"),
        (incident(public_id=1, state="on\x1b[2Jhold\n2", severity="\u202eSEV"), r"IR-1 \u202eSEV on\x1b[2Jhold 2"),
        (incident(title="a\n<b>\x1b[2J\u202e 'c'"), r"""1 "a\n<b>\x1b[2J\u202e 'c'" """.strip()),
        (incident(title="t" * 90, state="s" * 50), f"1 {'s' * 40}… '{'t' * 80}…'"),
        (IncidentResponseData.from_dict({"id": 7}), "7"),
    ],
)
def test_the_repr_is_a_line_that_nothing_obeys(read: IncidentResponseData, shown: str) -> None:
    assert repr(read) == f"<IncidentResponseData {shown}>"


def test_an_incident_that_was_never_made_has_a_repr() -> None:
    assert repr(IncidentResponseData.__new__(IncidentResponseData)) == "<IncidentResponseData>"


def test_in_brief_it_is_what_a_line_has_room_for() -> None:
    assert response("create_response").in_brief() == {
        "reference": "IR-4211",
        "severity": "SEV-2",
        "state": "active",
        "created": datetime(2026, 3, 4, 9, 31, 7, 482_913, tzinfo=UTC),
        "commander": "Milo Tran",
        "title": "Checkout is slow in eu-west",
    }
    commanded = incident(commander={"data": {"id": ADA, "type": "users", "attributes": {"name": "Ada"}}})
    assert commanded.in_brief()["commander"] == "Ada"


# -------------------------------------------------------------------------------------------------------- its fields


def test_fields_are_read_as_their_type_says_or_always_as_a_list() -> None:
    surprising = response("surprises")
    expected: dict[str, tuple[object, list[str]]] = {
        "detection_method": ("unknown", ["unknown"]),
        "summary": (None, []),
        "services": (None, []),
        "impact_map": (["a", "b"], ["a", "b"]),
        "owner": ("ada", ["ada"]),
        "budget": (None, []),
        "wrong_shape": (["one", "two"], ["one", "two"]),
        "bare": (None, []),
        "untyped": (["x"], ["x"]),
        "empty": (None, []),
        "absent": (None, []),
    }
    assert {name: (surprising.field(name), surprising.field_values(name)) for name in expected} == expected
    assert response("create_response").field_values("teams") == ["payments", "platform"]


def test_a_field_of_mixed_values_gives_those_that_are_text() -> None:
    mixed = incident(title="x", fields={"services": {"type": "autocomplete", "value": ["a", 5, None, "b"]}})
    assert mixed.field("services") == mixed.field_values("services") == ["a", "b"]


def test_the_lists_that_fields_give_are_copies() -> None:
    created = response("create_response")
    before = copy.deepcopy(created)
    created.field_values("teams").append("core")
    assert created == before


def test_severity_and_state_fall_back_to_the_fields() -> None:
    fields = {"severity": {"type": "dropdown", "value": "SEV-3"}, "state": {"type": "dropdown", "value": "stable"}}
    for severity, state in ((None, None), ("", ""), (5, ["active"])):
        held = incident(title="x", fields=fields, severity=severity, state=state)
        assert held.severity is IncidentSeverity.SEV_3
        assert held.state == "stable"
    assert incident(severity="SEV-1", state="active", fields=fields).severity is IncidentSeverity.SEV_1
    assert incident(severity="SEV-1", state="active", fields=fields).state == "active"


def test_a_severity_of_the_future_is_kept() -> None:
    severity = response("surprises").severity
    assert severity == "SEV-9"
    assert isinstance(severity, IncidentSeverity)


def test_a_severity_set_by_hand_becomes_one() -> None:
    attributes = IncidentResponseAttributes(title="x", severity=cast("Any", "SEV-1"))
    assert IncidentResponseData(id="1", attributes=attributes).severity is IncidentSeverity.SEV_1


def test_an_unset_field_has_no_value() -> None:
    fields: Any = {"summary": IncidentFieldAttributesSingleValue(), "root_cause": textbox(None)}
    held = IncidentResponseData(id="1", attributes=IncidentResponseAttributes(title="x", fields=fields))
    assert fields["summary"].value is UNSET
    assert held.field("summary") is held.field("root_cause") is None


# --------------------------------------------------------------------------------------------------- whether it is over


@pytest.mark.parametrize(
    ("state", "resolved", "expected"),
    [
        ("active", None, False),
        ("stable", None, False),
        ("resolved", MOMENT, True),
        ("resolved", None, True),  # created in that state
        ("completed", MOMENT, True),
        ("completed", None, True),
        ("active", MOMENT, False),  # opened again
        ("in review", None, False),
        ("in review", MOMENT, True),
        (None, None, False),
        (None, MOMENT, True),
    ],
)
def test_the_state_says_whether_it_is_resolved(state: str | None, resolved: str | None, expected: bool) -> None:
    assert incident(title="x", state=state, resolved=resolved).is_resolved is expected


# ------------------------------------------------------------------------------------------------------- how long


@pytest.mark.parametrize("name", DURATIONS)
def test_a_duration_needs_both_of_its_moments(name: str) -> None:
    start, end = DURATIONS[name]
    both = {start: MOMENT, end: MOMENT}
    assert getattr(incident(**both, **{name: 90}), name) == timedelta(seconds=90)
    assert getattr(incident(**both, **{name: 0}), name) == timedelta(0)
    for missing in (start, end):
        assert getattr(incident(**{**both, missing: None}, **{name: 0}), name) is None
    assert getattr(incident(**{name: 0}), name) is None


def test_an_open_incident_has_not_taken_no_time_to_resolve() -> None:
    created = response("create_response")
    assert created.attributes is not None
    assert created.attributes.time_to_resolve == 0
    assert [created.time_to_resolve, created.time_to_repair, created.customer_impact_duration] == [None] * 3
    assert created.time_to_detect == created.time_to_internal_response == timedelta(0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12.5, timedelta(seconds=12.5)),
        (-3, timedelta(seconds=-3)),
        ("480", None),
        (True, None),
        (None, None),
        ([480], None),
        (10**400, None),
        (1e300, None),
        (float("nan"), None),
    ],
)
def test_a_duration_that_is_no_number_of_seconds_reads_as_none(value: Any, expected: timedelta | None) -> None:
    assert incident(created=MOMENT, resolved=MOMENT, time_to_resolve=value).time_to_resolve == expected


def test_a_moment_that_cannot_be_read_has_happened_all_the_same() -> None:
    surprising = response("surprises")
    assert surprising.resolved is None
    assert surprising.time_to_resolve == timedelta(seconds=12.5)
    assert surprising.time_to_detect is None  # the string "480"


# ------------------------------------------------------------------------------------------------- where it is shown


def test_each_site_has_its_web_app() -> None:
    assert [web_host_of(site) for site in SITES] == [
        "app.datadoghq.com",
        "us3.datadoghq.com",
        "us5.datadoghq.com",
        "ap1.datadoghq.com",
        "ap2.datadoghq.com",
        "uk1.datadoghq.com",
        "app.datadoghq.eu",
        "app.ddog-gov.com",
        "us2.ddog-gov.com",
    ]
    assert web_host_of("acme.datadoghq.com") == "acme.datadoghq.com"


def test_an_incident_has_an_address() -> None:
    created = response("create_response")
    assert created.url() == "https://app.datadoghq.com/incidents/4211"
    assert created.url("us3.datadoghq.com") == "https://us3.datadoghq.com/incidents/4211"
    assert created.url(site="datadoghq.eu") == "https://app.datadoghq.eu/incidents/4211"
    assert response("surprises").url() is None


# ------------------------------------------------------------------------------------------------------- its people


def names(of: IncidentResponseData) -> list[str | None]:
    users = (getattr(of, role) for role in ROLES)
    return [user and user.display_name for user in users]


def test_users_are_those_that_the_attributes_spell_out() -> None:
    assert names(response("create_response")) == ["Milo Tran", "Ada Voss", "Ada Voss", "Ada Voss"]


def test_users_are_else_those_that_were_included() -> None:
    included = response("get_response_with_included")
    assert names(included) == ["nia.okoro@example.com", "Ada Voss", "Ada Voss", "Ada Voss"]
    assert included.commander is included.included["d94a5c1f-2b7e-4f60-8c3a-7e2f9b1d4a63"]
    link([included], {})
    assert names(included) == [None] * 4


def test_an_incident_without_a_commander_has_none() -> None:
    without, commanded = found()
    assert without.commander is None
    assert without.created_by is not None
    assert commanded.commander is not None


def test_only_users_are_users() -> None:
    surprising = response("surprises")
    assert surprising.commander is None  # a robot
    assert surprising.declared_by == IncidentUserData.from_dict({"type": "users", "id": ADA})  # beside oncall-bot
    odd: Any = {"id": "1", "relationships": {"commander_user": {"data": {"id": {"no": "string"}}}}}
    assert IncidentResponseData.from_dict(odd).commander is None
    twin = copy.copy(surprising)
    link([twin], {ADA: surprising})
    assert twin.created_by is None


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"name": "Ada Voss", "email": "a@example.com", "handle": "a"}, "Ada Voss"),
        ({"name": "", "email": "a@example.com", "handle": "a"}, "a@example.com"),
        ({"name": None, "handle": "a"}, "a"),
        ({"name": 5, "email": ["a"], "handle": None}, ADA),
        ({}, ADA),
        (None, ADA),
        ("Ada", ADA),
    ],
)
def test_a_user_goes_by_the_best_name_there_is(attributes: Any, expected: str) -> None:
    assert IncidentUserData.from_dict({"id": ADA, "attributes": attributes}).display_name == expected


def test_a_user_answers_without_a_look_into_its_attributes() -> None:
    user = IncidentUserData(id=ADA, attributes=IncidentUserAttributes(name="Ada", email="a@example.com", handle="@a"))
    assert (user.name, user.email, user.handle) == ("Ada", "a@example.com", "@a")
    nobody = IncidentUserData(attributes=IncidentUserAttributes(name=""))
    assert (nobody.name, nobody.email, nobody.handle, nobody.display_name) == (None, None, None, "")


# ----------------------------------------------------------------------------------------------------- any JSON at all

FIELD_NAMES = st.sampled_from(["severity", "state", "services"])
ODD_INCIDENTS: st.SearchStrategy[dict[str, Any]] = documents(IncidentResponseData) | st.fixed_dictionaries(
    {
        "id": JSON,
        "attributes": JSON | st.dictionaries(st.sampled_from([*SIMPLE, "fields"]), JSON, max_size=6),
        "relationships": JSON | st.dictionaries(st.sampled_from([f"{role}_user" for role in ROLES]), JSON, max_size=4),
    }
)


@settings(PATIENT, max_examples=120)
@given(ODD_INCIDENTS, FIELD_NAMES, documents(IncidentUserData))
def test_reading_never_fails(document: dict[str, Any], name: str, user_document: dict[str, Any]) -> None:
    held = IncidentResponseData.from_dict(document)
    user = IncidentUserData.from_dict(user_document)
    link([held], {str(user.id): user})
    kinds: dict[str, type] = {
        "title": str,
        "public_id": int,
        "severity": IncidentSeverity,
        "state": str,
        "customer_impacted": bool,
        **dict.fromkeys(("created", "modified", "detected", "resolved"), datetime),
        **dict.fromkeys(DURATIONS, timedelta),
        **dict.fromkeys(ROLES, IncidentUserData),
    }
    assert kinds.keys() == {*SIMPLE}
    for simple, kind in kinds.items():
        value = getattr(held, simple)
        assert value is None or type(value) is kind
    assert isinstance(held.field(name), str | list | None)
    assert all(type(value) is str for value in held.field_values(name))
    assert isinstance(held.url(), str | None)
    assert isinstance(held.is_resolved, bool)
    assert isinstance(user.display_name, str)
