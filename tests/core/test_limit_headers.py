from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datadog_incidents import RateLimit, TooManyRequestsException
from datadog_incidents._core.limit_headers import rate_limit_of
from datadog_incidents._core.message import Headers
from tests.scripted import Stage, reply

pytestmark = pytest.mark.usefixtures("kind")

NOW = 1_800_000_000.0


def test_all_headers_of_a_limit() -> None:
    headers = Headers(
        [
            ("X-RateLimit-Limit", "400"),
            ("X-RateLimit-Period", "3600"),
            ("x-ratelimit-remaining", "399"),
            ("X-RATELIMIT-RESET", "1200"),
            ("X-RateLimit-Name", "incidents_create"),
        ]
    )
    expected = RateLimit(limit=400, period=3600, remaining=399, reset=1200.0, name="incidents_create")
    assert rate_limit_of(headers, NOW) == expected


@pytest.mark.parametrize("headers", [{}, {"content-type": "application/json"}])
def test_no_header_no_limit(headers: dict[str, str]) -> None:
    assert rate_limit_of(headers, NOW) is None


RESETS: list[tuple[str, float | None]] = [
    ("7", 7.0),
    ("7, 7", 7.0),
    ("7,7", 7.0),
    (" 7 ", 7.0),
    ("6.5", 6.5),
    ("0", 0.0),
    ("3600", 3600.0),
    (str(int(NOW) + 42), 42.0),
    (f"{NOW + 1.5}", 1.5),
    (str(int(NOW) - 42), 0.0),
    (formatdate(NOW + 30, usegmt=True), 30.0),
    (formatdate(NOW + 30), 30.0),
    (formatdate(NOW - 30, usegmt=True), 0.0),
    (formatdate(NOW + 86_400, usegmt=True), None),
    (str(int(NOW * 1000)), None),
    ("-5", None),
    ("-inf", None),
    ("inf", None),
    ("nan", None),
    ("9" * 400, None),
    ("soon", None),
    ("", None),
    (",", None),
    ("{}", None),
    ("Mon, 99 Foo 2026", None),
    ("Mon, 01 Jan 99999 00:00:00 GMT", None),
    ("Mon, 01 Jan 2024 00:00:00 +999999999999999", None),
]


@pytest.mark.parametrize(("text", "seconds"), RESETS)
def test_a_reset_is_read_leniently(text: str, seconds: float | None) -> None:
    limit = rate_limit_of({"x-ratelimit-limit": "10", "x-ratelimit-reset": text}, NOW)
    assert limit is not None
    assert limit.reset == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(("text", "seconds"), RESETS)
def test_so_is_retry_after(text: str, seconds: float | None) -> None:
    limit = rate_limit_of({"retry-after": text}, NOW)
    assert limit is not None
    assert limit.reset == (None if seconds is None else pytest.approx(seconds))


def test_the_reset_of_the_limit_goes_before_retry_after() -> None:
    limit = rate_limit_of({"x-ratelimit-reset": "3", "retry-after": "60"}, NOW)
    assert limit is not None
    assert limit.reset == 3.0
    limit = rate_limit_of({"x-ratelimit-reset": "soon", "retry-after": "60"}, NOW)
    assert limit is not None
    assert limit.reset == 60.0


@pytest.mark.parametrize(("text", "number"), [("5, 5", 5), ("5.0", 5), ("-1", None), ("many", None), ("inf", None)])
def test_counts_are_read_leniently(text: str, number: int | None) -> None:
    limit = rate_limit_of({f"x-ratelimit-{name}": text for name in ("limit", "period", "remaining")}, NOW)
    assert limit is not None
    assert (limit.limit, limit.period, limit.remaining) == (number, number, number)


def test_a_repeated_name_is_one_name() -> None:
    limit = rate_limit_of({"x-ratelimit-name": "incidents, incidents"}, NOW)
    assert limit is not None
    assert limit.name == "incidents"


@given(st.text() | st.builds("Mon, 01 {} 2024 00:{}:00 {}".format, st.text(), st.integers(), st.integers()))
def test_no_header_is_fatal(text: str) -> None:
    limit = rate_limit_of({"x-ratelimit-reset": text, "x-ratelimit-limit": text, "retry-after": text}, NOW)
    assert limit is not None
    assert limit.reset is None or 0 <= limit.reset <= 3600


def test_the_error_carries_the_limit() -> None:
    stage = Stage(
        reply(
            {"errors": ["Too many requests"]},
            status=429,
            X_RateLimit_Limit="100",
            X_RateLimit_Period="60",
            X_RateLimit_Remaining="0",
            X_RateLimit_Reset="31, 31",
            X_RateLimit_Name="incidents_get",
        )
    )
    with pytest.raises(TooManyRequestsException) as raised:
        stage.api.list_incidents(max_retries=0)
    assert raised.value.rate_limit == RateLimit(limit=100, period=60, remaining=0, reset=31.0, name="incidents_get")
