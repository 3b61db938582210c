"""Rows for data frames: what each cell holds, and that no value from outside spoils the kind of a column."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest

from datadog_incidents import ApiClient, IncidentsApi, InvalidArgumentError
from datadog_incidents.emulator import Emulator
from datadog_incidents.models import (
    AttachmentData,
    IncidentImpactResponseData,
    IncidentResponderDataResponse,
    IncidentResponseData,
    IncidentTodoCreateRequest,
    IncidentTodoResponseData,
    IncidentTypeObject,
)
from datadog_incidents.rows import (
    ATTACHMENT_COLUMNS,
    IMPACT_COLUMNS,
    INCIDENT_COLUMNS,
    INCIDENT_TYPE_COLUMNS,
    RESPONDER_COLUMNS,
    TODO_COLUMNS,
    Column,
    Kind,
    Rows,
    incident_rows,
    row_of,
    todo_rows,
)

TYPES = {
    Kind.TEXT: str,
    Kind.NUMBER: int,
    Kind.TRUTH: bool,
    Kind.MOMENT: datetime,
    Kind.DURATION: timedelta,
    Kind.TEXTS: list,
}
ZONE = timezone(timedelta(hours=2))
HOSTILE = ("<script>alert(1)</script>", "\x1b[2J", "\u202egnp.exe", "=cmd|' /C calc'!A0")


def incident(**attributes: Any) -> IncidentResponseData:
    return IncidentResponseData.from_dict({"id": "one", "type": "incidents", "attributes": attributes})


def field(kind: str, value: object) -> dict[str, object]:
    return {"type": kind, "value": value}


def assert_each_cell_is_of_its_kind(rows: Rows) -> None:
    for row in rows:
        assert list(row) == list(rows.kinds)
        for name, value in row.items():
            assert value is None or type(value) is TYPES[rows.kinds[name]], (name, value)
            assert not isinstance(value, datetime) or value.tzinfo is UTC


def test_a_row_has_the_values_of_an_incident_as_frames_read_them() -> None:
    created = datetime(2026, 8, 1, 12, tzinfo=ZONE)
    whole = incident(
        public_id=42,
        title="Disk full",
        severity="SEV-2",
        state="resolved",
        created=created.isoformat(),
        resolved=(created + timedelta(minutes=90)).isoformat(),
        time_to_resolve=5_400,
        customer_impacted=True,
        commander={"data": {"id": "u", "type": "users", "attributes": {"name": "Ada", "email": "ada@example.com"}}},
        fields={"services": field("autocomplete", ["checkout", "search"])},
    )
    (row,) = rows = incident_rows([whole])
    assert_each_cell_is_of_its_kind(rows)
    known = {name: value for name, value in row.items() if value not in (None, [])}
    assert known == {
        "public_id": 42,
        "id": "one",
        "title": "Disk full",
        "severity": "SEV-2",
        "state": "resolved",
        "created": datetime(2026, 8, 1, 10, tzinfo=UTC),
        "resolved": datetime(2026, 8, 1, 11, 30, tzinfo=UTC),
        "commander": "ada@example.com",
        "commander_name": "Ada",
        "services": ["checkout", "search"],
        "customer_impacted": True,
        "time_to_resolve": timedelta(minutes=90),
    }
    assert row == row_of(whole, INCIDENT_COLUMNS)


@pytest.mark.parametrize(
    "misfit", [{"a": 1}, ["x"], 1.5, True, 2**64, "soon", "9999-12-31T23:59:59-05:00", 10**18, None]
)
def test_a_value_of_another_kind_is_none_and_spoils_no_column(misfit: object) -> None:
    names = [name for name in (*INCIDENT_COLUMNS, "fields") if name not in ("id", "services", "teams")]
    odd = incident(**dict.fromkeys(names, misfit))
    assert_each_cell_is_of_its_kind(incident_rows([incident(), odd, IncidentResponseData(id="bare")]))
    text = incident(fields={"services": field("autocomplete", misfit), "teams": field("multiselect", [misfit])})
    assert_each_cell_is_of_its_kind(incident_rows([text]))


def test_a_number_or_duration_that_no_frame_holds_is_none() -> None:
    assert (Kind.TRUTH.fitting(1), Kind.NUMBER.fitting(True), Kind.NUMBER.fitting(1.0)) == (None, None, None)
    assert Kind.NUMBER.fitting(2**63 - 1) == 2**63 - 1
    assert Kind.NUMBER.fitting(2**63) is None
    assert Kind.DURATION.fitting(timedelta(days=100_000_000)) is not None
    assert Kind.DURATION.fitting(timedelta.max) is None
    assert Kind.DURATION.fitting(timedelta.min) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_others_are_the_data_that_they_are(text: str) -> None:
    (row,) = incident_rows(
        [incident(title=text, fields={"services": field("autocomplete", [text]), "cause": field("textbox", text)})],
        fields=["cause"],
    )
    assert (row["title"], row["services"], row["cause"]) == (text, [text], text)


def test_half_of_a_surrogate_pair_is_written_out_since_no_frame_can_hold_it() -> None:
    (row,) = incident_rows([incident(title="cut \ud83d", fields={"teams": field("autocomplete", ["\udc00"])})])
    assert (row["title"], row["teams"]) == (r"cut \ud83d", [r"\udc00"])


def test_no_customer_impact_has_no_scope_also_where_a_search_says_that_it_is_empty() -> None:
    rows = incident_rows([incident(customer_impact_scope=""), incident(customer_impact_scope="all")])
    assert [row["customer_impact_scope"] for row in rows] == [None, "all"]


def test_a_field_asked_for_is_a_column_of_texts_or_of_lists_as_the_field_is() -> None:
    rows = incident_rows(
        iter(
            [
                incident(fields={"cause": field("dropdown", None), "regions": field("multiselect", None)}),
                incident(fields={"cause": field("dropdown", "deploy"), "regions": field("multiselect", ["eu", "us"])}),
                incident(),
            ]
        ),
        fields=("cause", "regions", "nobody_has_it", "cause"),
    )
    assert list(rows.kinds) == [*INCIDENT_COLUMNS, "cause", "regions", "nobody_has_it"]
    assert [row["cause"] for row in rows] == [None, "deploy", None]
    assert [row["regions"] for row in rows] == [[], ["eu", "us"], []]
    assert [row["nobody_has_it"] for row in rows] == [None, None, None]
    assert (rows.kinds["cause"], rows.kinds["regions"]) == (Kind.TEXT, Kind.TEXTS)
    assert_each_cell_is_of_its_kind(rows)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("cause", r"fields: expected a list of names, got 'cause'; write \['cause'\]"),
        (["cause", "title"], "fields: 'title' is a column already; the columns are .*'public_id'"),
        ([1], "fields: expected names of fields, got 1"),
    ],
)
def test_fields_that_cannot_be_columns_are_refused_before_any_incident_is_read(fields: Any, said: str) -> None:
    def unread() -> Iterator[IncidentResponseData]:
        pytest.fail("an incident was read")
        yield

    with pytest.raises(InvalidArgumentError, match=said):
        incident_rows(unread(), fields=fields)


def test_the_kinds_are_known_without_any_row() -> None:
    rows = incident_rows([], fields=["cause"])
    assert rows == []
    assert rows.kinds == {**{name: column.kind for name, column in INCIDENT_COLUMNS.items()}, "cause": Kind.TEXT}
    dtypes = rows.pandas_dtypes
    assert (dtypes["public_id"], dtypes["created"], dtypes["teams"]) == ("Int64", "datetime64[us, UTC]", "object")
    assert all(type(dtype) is str for dtype in dtypes.values())


def test_the_schema_of_polars_is_made_of_its_own_types(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("String", "Int64", "Boolean", "Datetime", "Duration", "List")

    def named(name: str) -> Callable[..., tuple[object, ...]]:
        return lambda *of: (name, *of)

    polars = SimpleNamespace(**{name: named(name) for name in names})
    monkeypatch.setitem(sys.modules, "polars", polars)
    schema = incident_rows([]).polars_schema
    assert list(schema) == list(INCIDENT_COLUMNS)
    assert schema["created"] == ("Datetime", "us", "UTC")
    assert schema["teams"] == ("List", ("String",))
    assert {kind for kind, *_ in schema.values()} == set(names)


def test_without_polars_its_schema_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="polars"):
        _ = incident_rows([]).polars_schema


def test_rows_can_be_copied_and_sent_to_another_process() -> None:
    rows = incident_rows([incident(public_id=42)], fields=["cause"])
    for twin in (copy.copy(rows), copy.deepcopy(rows), pickle.loads(pickle.dumps(rows))):
        assert (type(twin), twin, twin.kinds) == (Rows, rows, rows.kinds)


def test_what_was_found_becomes_rows(incidents_emulator: Emulator) -> None:
    incidents_emulator.seed(3)
    with ApiClient(incidents_emulator.configuration()) as client:
        api = IncidentsApi(client)
        rows = incident_rows(api.search_incidents_with_pagination("state:*"))
        listed = incident_rows(api.list_incidents_with_pagination(include=["users"]))
    assert len(rows) == len(listed) == 3
    assert_each_cell_is_of_its_kind(rows)
    assert {row["id"]: row["commander"] for row in rows} == {row["id"]: row["commander"] for row in listed}


def test_a_todo_is_a_row(incidents_emulator: Emulator) -> None:
    incidents_emulator.seed(1)
    someone = {"icon": "https://example.com/i.png", "id": "U1", "name": "Bo", "source": "slack"}
    with ApiClient(incidents_emulator.configuration()) as client:
        api = IncidentsApi(client)
        incident_id = api.list_incidents().data[0].id
        body = IncidentTodoCreateRequest.build(
            "Restore", ["@ada@example.com"], due_date=datetime(2026, 8, 1, 12, tzinfo=ZONE)
        )
        api.create_incident_todo(incident_id, body)
        rows = todo_rows(api.list_incident_todos(incident_id).data)
    assert_each_cell_is_of_its_kind(rows)
    (row,) = (row for row in rows if row["content"] == "Restore")
    assert list(row) == list(TODO_COLUMNS)
    assert (row["incident_id"], row["content"], row["assignees"]) == (incident_id, "Restore", ["@ada@example.com"])
    assert (row["due_date"], row["is_completed"]) == (datetime(2026, 8, 1, 10, tzinfo=UTC), False)
    odd = IncidentTodoResponseData.from_dict(
        {"id": "t", "attributes": {"assignees": [someone, None, 7], "content": 1, "completed": "soon", "created": "x"}}
    )
    (row,) = rows = todo_rows([odd])
    assert_each_cell_is_of_its_kind(rows)
    assert (row["assignees"], row["completed"], row["is_completed"]) == (["Bo"], None, True)


@pytest.mark.parametrize(
    ("model", "columns", "attributes", "expected"),
    [
        (
            AttachmentData,
            ATTACHMENT_COLUMNS,
            {"attachment": {"title": "Graphs", "documentUrl": "https://example.com"}, "attachment_type": "link"},
            {"title": "Graphs", "url": "https://example.com", "attachment_type": "link"},
        ),
        (
            IncidentImpactResponseData,
            IMPACT_COLUMNS,
            {"description": "Slow", "start_at": "2026-08-01T12:00:00+02:00", "end_at": "2026-08-01T13:30:00+02:00"},
            {"start_at": datetime(2026, 8, 1, 10, tzinfo=UTC), "duration": timedelta(minutes=90)},
        ),
        (
            IncidentResponderDataResponse,
            RESPONDER_COLUMNS,
            {"external_source": "slack", "external_id": "U1", "is_billable": True},
            {"external_source": "slack", "external_id": "U1", "is_billable": True, "email": None, "name": None},
        ),
        (
            IncidentTypeObject,
            INCIDENT_TYPE_COLUMNS,
            {"name": "Security", "prefix": "IR", "createdAt": "2026-08-01T12:00:00Z"},
            {"name": "Security", "is_default": False, "created_at": datetime(2026, 8, 1, 12, tzinfo=UTC)},
        ),
    ],
)
def test_what_belongs_to_incidents_has_rows(
    model: Any, columns: dict[str, Column[Any]], attributes: dict[str, object], expected: dict[str, object]
) -> None:
    odd = dict.fromkeys(attributes, 1)
    rows = Rows([model.from_dict({"id": "one", "attributes": each}) for each in (attributes, odd, {})], columns)
    assert_each_cell_is_of_its_kind(rows)
    assert list(rows[0]) == list(columns)
    assert rows[0].items() >= {"id": "one", **expected}.items()
