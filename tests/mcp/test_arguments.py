from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from datadog_incidents import InvalidArgumentError
from datadog_incidents.mcp.arguments import (
    Argument,
    Moment,
    OneOf,
    QueryWords,
    Reference,
    Several,
    Whole,
    Words,
    YesNo,
    read,
    schema_of,
)

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
ARGUMENTS = {
    "title": Argument(Words(20), "what happened", required=True),
    "query": Argument(QueryWords(), "a query"),
    "reference": Argument(Reference(), "which one"),
    "limit": Argument(Whole(1, 50), "how many", default=20),
    "is_test": Argument(YesNo(), "whether"),
    "severities": Argument(Several(OneOf(("SEV-1", "SEV-2")), most=3), "any of these"),
    "since": Argument(Moment(), "since when"),
    "due": Argument(Moment(to_come=True), "until when"),
}


def test_a_model_reads_them_as_a_schema() -> None:
    schema = schema_of(ARGUMENTS)
    assert schema["required"] == ["title"]
    assert schema["properties"]["limit"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 50,
        "description": "how many",
        "default": 20,
    }
    assert schema["properties"]["severities"]["items"] == {"type": "string", "enum": ["SEV-1", "SEV-2"]}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"limit": 50}, 50),
        ({"limit": None}, 20),
        ({"reference": 42}, "42"),
        ({"reference": "IR-42"}, "IR-42"),
        ({"is_test": False}, False),
        ({"severities": ["SEV-2", "SEV-2"]}, ("SEV-2",)),
        ({"severities": "SEV-1"}, ("SEV-1",)),
        ({"since": "12h"}, datetime(2026, 8, 1, tzinfo=UTC)),
        ({"since": "2026-07-31T14:00+02:00"}, datetime(2026, 7, 31, 12, tzinfo=UTC)),
        ({"due": "2026-08-02"}, datetime(2026, 8, 2, tzinfo=UTC)),
        ({"due": "+12h"}, NOW + timedelta(hours=12)),
    ],
)
def test_they_are_read_as_python_has_them(given: dict[str, Any], value: Any) -> None:
    (name,) = given
    assert read(ARGUMENTS, {"title": "x", **given}, NOW)[name] == value


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "title: is missing; it is what happened"),
        ({"title": " "}, "title: must not be empty"),
        ({"title": "x" * 21}, "title: has 21 characters; 20 are allowed"),
        ({"title": 5}, "title: expected a string, got int"),
        ({"tilte": "x"}, "there is no argument 'tilte'; did you mean 'title'?"),
        ({"title": "x", "limit": 51}, "limit: must be 1 to 50, got 51"),
        ({"title": "x", "limit": "5"}, "limit: expected a whole number, 1 to 50; got '5'"),
        ({"title": "x", "reference": True}, "reference: expected a string, got bool"),
        ({"title": "x", "is_test": "yes"}, "is_test: expected True or False, got 'yes'"),
        (
            {"title": "x", "severities": ["sev1"]},
            "severities: 'sev1' is not one of 'SEV-1', 'SEV-2'; did you mean 'SEV-1'?",
        ),
        ({"title": "x", "severities": ["SEV-1"] * 4}, "severities: has 4 values; 3 are allowed"),
        ({"title": "x", "severities": [{"a": 1}]}, "severities: {'a': 1} is not one of 'SEV-1', 'SEV-2'"),
        ({"title": "x", "query": "state%3Aactive"}, "query: '%3A' comes from a web address; "),
        ({"title": "x", "since": "yesterday"}, "since: 'yesterday' is no time; write 90d, 12h, 30m (ago), "),
        (
            {"title": "x", "due": "2026-07-30"},
            "due: '2026-07-30' has passed; write a moment to come, as 2026-01-31T14:05Z",
        ),
        ({"title": "x", "due": "3d"}, "due: '3d' is so long ago; write +3d for what is to come"),
    ],
)
def test_a_wrong_one_is_told_so_that_the_call_can_be_mended(given: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidArgumentError) as refusal:
        read(ARGUMENTS, given, NOW)
    assert str(refusal.value).startswith(told)
