"""The exchange is driven by hand here: what it asks for is looked at, and answered with an outcome or with time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, ApiException, ApiTimeoutError, CallError, NotFoundException
from datadog_incidents._core.calls.exchange import Exchanged, Send, Terms, Wait, exchange
from datadog_incidents._core.calls.rate_limiter import RateLimiter
from datadog_incidents._core.calls.retry import RetryPolicy
from datadog_incidents._core.message import FailureKind, Request, Response, Timeout, TransportFailure
from tests.scripted import FakeClock, reply

METHODS = ("GET", "DELETE", "POST", "PATCH")
SAFE = ("GET", "DELETE")
UNSENT = (FailureKind.CONNECT, FailureKind.CONNECT_TIMEOUT, FailureKind.TLS)
SENT = (FailureKind.READ_TIMEOUT, FailureKind.DROPPED, FailureKind.GARBLED)


class Driver:
    """Drives exchanges that share a limiter and a clock, and keeps what each asked for."""

    def __init__(
        self,
        *,
        max_retries: int = 3,
        unsafe: bool = False,
        backoff_factor: float = 0.5,
        deadline: float | None = None,
        timeout: Timeout = Timeout(3.0, 30.0),  # noqa: B008  # frozen
        jitter: float = 1.0,
    ) -> None:
        self.terms = Terms(timeout, deadline, RetryPolicy(max_retries, backoff_factor, unsafe))
        self.jitter = jitter
        self.clock = FakeClock()
        self.limiter = RateLimiter()
        self.sends: list[Send] = []
        self.waits: list[float] = []

    def run(
        self,
        method: str,
        outcomes: Sequence[Response | FailureKind],
        *,
        operation: str = "some_operation",
        seconds: float = 0.0,
    ) -> Exchanged:
        """Answer each attempt with the next outcome, which takes so many seconds to come."""
        request = Request(method=method, target="/", headers={})
        steps = exchange(operation, request, self.terms, self.limiter, self.clock, lambda: self.jitter)
        script, answer = iter(outcomes), None
        self.sends, self.waits = [], []
        try:
            while True:
                step = steps.send(answer)
                if isinstance(step, Wait):
                    self.waits.append(step.seconds)
                    self.clock.sleep(step.seconds)
                    answer = None
                else:
                    assert isinstance(step, Send)
                    self.sends.append(step)
                    self.clock.now += seconds
                    outcome = next(script)
                    answer = TransportFailure(outcome, "why") if isinstance(outcome, FailureKind) else outcome
        except StopIteration as finished:
            result: Exchanged = finished.value
            return result


def attempts(driver: Driver, method: str, outcome: Response | FailureKind) -> int:
    """How often an outcome is asked for when it never changes."""
    with pytest.raises(CallError) as raised:
        driver.run(method, [outcome] * 10)
    assert raised.value.attempts == len(driver.sends)
    assert [send.attempt for send in driver.sends] == list(range(1, len(driver.sends) + 1))
    return len(driver.sends)


@pytest.mark.parametrize("status", [200, 201, 204])
@pytest.mark.parametrize("method", METHODS)
def test_a_success_is_the_end(method: str, status: int) -> None:
    driver = Driver()
    exchanged = driver.run(method, [reply(status=status)])
    assert (exchanged.response.status, exchanged.attempts, driver.waits) == (status, 1, [])


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("outcome", [reply(status=429), *UNSENT], ids=str)
def test_what_was_not_carried_out_is_repeated_with_every_method(
    outcome: Response | FailureKind, method: str, unsafe: bool
) -> None:
    assert attempts(Driver(max_retries=2, unsafe=unsafe), method, outcome) == 3


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("outcome", [*(reply(status=status) for status in (500, 502, 503, 504)), *SENT], ids=str)
def test_what_failed_in_passing_is_repeated_where_that_is_harmless(
    outcome: Response | FailureKind, method: str
) -> None:
    assert attempts(Driver(max_retries=2), method, outcome) == (3 if method in SAFE else 1)
    assert attempts(Driver(max_retries=2, unsafe=True), method, outcome) == 3


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "outcome",
    [*(reply(status=status) for status in (302, 400, 401, 403, 404, 408, 409, 422, 501, 505)), FailureKind.TOO_LARGE],
    ids=str,
)
def test_what_would_fail_again_is_not_repeated(outcome: Response | FailureKind, method: str) -> None:
    assert attempts(Driver(unsafe=True), method, outcome) == 1


@pytest.mark.parametrize("outcome", [reply(status=429), reply(status=503), *UNSENT, *SENT], ids=str)
def test_without_retries_there_is_one_attempt(outcome: Response | FailureKind) -> None:
    driver = Driver(max_retries=0)
    assert attempts(driver, "GET", outcome) == 1
    assert driver.waits == []


def test_a_success_after_failures_counts_them() -> None:
    driver = Driver()
    exchanged = driver.run("GET", [reply(status=503), FailureKind.DROPPED, reply({"a": 1})])
    assert (exchanged.attempts, exchanged.response.body) == (3, b'{"a": 1}')


@pytest.mark.parametrize("first", [reply(status=503), FailureKind.DROPPED, FailureKind.READ_TIMEOUT], ids=str)
def test_a_delete_that_was_perhaps_carried_out_takes_404_for_success(first: Response | FailureKind) -> None:
    exchanged = Driver().run("DELETE", [first, reply(status=429), reply(status=404)])
    assert (exchanged.response.status, exchanged.attempts) == (404, 3)


@pytest.mark.parametrize("first", [None, reply(status=429), FailureKind.CONNECT], ids=str)
def test_a_delete_that_was_not_carried_out_raises_on_404(first: Response | FailureKind | None) -> None:
    with pytest.raises(NotFoundException) as raised:
        Driver().run("DELETE", [*([] if first is None else [first]), reply(status=404)])
    assert not raised.value.outcome_unknown


def test_only_a_delete_takes_404_for_success() -> None:
    with pytest.raises(NotFoundException):
        Driver(unsafe=True).run("PATCH", [reply(status=503), reply(status=404)])
    with pytest.raises(NotFoundException):
        Driver().run("GET", [reply(status=503), reply(status=404)])


# ------------------------------------------------------------------------------------------------------------ waiting


@pytest.mark.parametrize(
    ("factor", "jitter", "expected"),
    [
        (0.5, 1.0, [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]),
        (0.5, 0.5, [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]),
        (0.5, 0.0, [0.0] * 8),
        (0.0, 1.0, [0.0] * 8),
        (100.0, 1.0, [30.0] * 8),
    ],
)
def test_backoff_doubles_up_to_a_cap(factor: float, jitter: float, expected: list[float]) -> None:
    driver = Driver(max_retries=8, backoff_factor=factor, jitter=jitter)
    attempts(driver, "GET", reply(status=503))
    assert driver.waits == expected


def test_backoff_does_not_overflow() -> None:
    driver = Driver(max_retries=3000, backoff_factor=1e-9)
    with pytest.raises(ApiException):
        driver.run("GET", [reply(status=503)] * 3001)
    assert driver.waits[-1] == pytest.approx(1e-9 * 2**32)


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"X_RateLimit_Reset": "7"}, [7.0]),
        ({"X_RateLimit_Reset": "7, 7"}, [7.0]),
        ({"Retry_After": "12"}, [12.0]),
        ({"X_RateLimit_Reset": "soon"}, [0.5]),
        ({"X_RateLimit_Reset": "0"}, [0.5]),
        ({"X_RateLimit_Reset": "3600"}, [3600.0]),
        ({"X_RateLimit_Reset": "3601"}, [0.5]),
        ({"X_RateLimit_Reset": "999999999"}, [0.5]),
        ({"X_RateLimit_Reset": "1800001007"}, [7.0]),  # an epoch, by the clock of these tests
        ({"X_RateLimit_Reset": "1800000007"}, [0.5]),  # one that is past
        ({"X_RateLimit_Reset": "3601", "Retry_After": "12"}, [12.0]),
        ({}, [0.5]),
    ],
)
def test_a_429_waits_for_the_reset_if_it_tells_it(headers: dict[str, Any], waits: list[float]) -> None:
    driver = Driver()
    driver.run("POST", [reply(status=429, **headers), reply({})])
    assert driver.waits == waits


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "12"}, 12.0),
        ({"Retry_After": "12, 12"}, 12.0),
        ({"Retry_After": "Fri, 15 Jan 2027 08:17:10 GMT"}, 30.0),  # by the clock of these tests
        ({"Retry_After": "Fri, 15 Jan 2027 08:16:10 GMT"}, 0.5),
        ({"Retry_After": "0"}, 0.5),
        ({"Retry_After": "3601"}, 0.5),
        ({"Retry_After": "999999999"}, 0.5),
        ({"Retry_After": "soon"}, 0.5),
        ({"X_RateLimit_Reset": "7"}, 0.5),
    ],
)
def test_a_failure_of_the_service_waits_as_retry_after_says(headers: dict[str, Any], wait: float, status: int) -> None:
    driver = Driver()
    driver.run("GET", [reply(status=status, **headers), reply({})])
    assert driver.waits == [wait]
    assert attempts(Driver(), "POST", reply(status=status, **headers)) == 1


def test_a_retry_after_beyond_the_deadline_ends_the_call() -> None:
    driver = Driver(deadline=5.0)
    with pytest.raises(ApiException) as raised:
        driver.run("GET", [reply(status=503, Retry_After="6")])
    assert (raised.value.status, raised.value.attempts, driver.waits) == (503, 1, [])


def test_a_limit_whose_reset_makes_no_sense_holds_nothing_back() -> None:
    driver = Driver()
    driver.run("GET", [reply({}, X_RateLimit_Remaining="0", X_RateLimit_Reset="3601")])
    driver.run("GET", [reply({})])
    assert driver.waits == []


def test_a_limit_that_is_used_up_holds_the_next_call_back() -> None:
    driver = Driver()
    driver.run("GET", [reply({}, X_RateLimit_Remaining="0", X_RateLimit_Reset="9")])
    assert driver.waits == []
    driver.clock.now += 4
    driver.run("GET", [reply({})])
    assert driver.waits == [5.0]
    driver.run("GET", [reply({})])
    assert driver.waits == []


def test_a_limit_that_is_not_used_up_holds_nothing_back() -> None:
    driver = Driver()
    driver.run("GET", [reply({}, X_RateLimit_Remaining="1", X_RateLimit_Reset="9")])
    driver.run("GET", [reply({})])
    assert driver.waits == []


def test_operations_of_one_limit_wait_for_each_other() -> None:
    driver = Driver()
    named: dict[str, Any] = {"X_RateLimit_Name": "incidents", "X_RateLimit_Remaining": "3", "X_RateLimit_Reset": "5"}
    driver.run("GET", [reply({}, **named)], operation="list")
    driver.run("GET", [reply({}, **named)], operation="get")
    named["X_RateLimit_Remaining"] = "0"
    driver.run("GET", [reply({}, **named)], operation="get")
    driver.run("GET", [reply({})], operation="another")
    assert driver.waits == []
    driver.run("GET", [reply({})], operation="list")
    assert driver.waits == [5.0]


# ---------------------------------------------------------------------------------------------------------- deadlines


def test_the_deadline_cuts_the_timeouts() -> None:
    driver = Driver(deadline=10.0, jitter=0.0)
    driver.run("GET", [reply(status=503), reply(status=503), reply({})], seconds=4.0)
    expected = [Timeout(3.0, 10.0, 10.0), Timeout(3.0, 6.0, 6.0), Timeout(2.0, 2.0, 2.0)]
    assert [send.timeout for send in driver.sends] == expected


def test_the_deadline_stands_in_for_timeouts_that_are_off() -> None:
    driver = Driver(deadline=10.0, timeout=Timeout(None, None))
    driver.run("GET", [reply({})])
    assert driver.sends[0].timeout == Timeout(10.0, 10.0, 10.0)
    driver = Driver(timeout=Timeout(None, None))
    driver.run("GET", [reply({})])
    assert driver.sends[0].timeout == Timeout(None, None, None)


def test_a_wait_that_would_pass_the_deadline_is_not_begun() -> None:
    driver = Driver(deadline=5.0)
    with pytest.raises(ApiException) as raised:
        driver.run("GET", [reply(status=429, X_RateLimit_Reset="6")])
    assert (raised.value.status, raised.value.attempts, driver.waits) == (429, 1, [])


def test_a_used_up_limit_beyond_the_deadline_raises_before_anything_is_sent() -> None:
    driver = Driver(deadline=5.0)
    driver.run("GET", [reply({}, X_RateLimit_Remaining="0", X_RateLimit_Reset="60")])
    with pytest.raises(ApiTimeoutError, match="rate limit resets in 60 s") as raised:
        driver.run("GET", [])
    assert (driver.sends, driver.waits, raised.value.attempts) == ([], [], 0)


def test_no_attempt_begins_after_the_deadline() -> None:
    driver = Driver(deadline=5.0, jitter=0.0)
    with pytest.raises(CallError) as raised:
        driver.run("GET", [reply(status=503)] * 3, seconds=5.0)
    assert (raised.value.attempts, len(driver.sends)) == (1, 1)


# ------------------------------------------------------------------------------------------- what the caller is told


@pytest.mark.parametrize(
    ("method", "outcomes", "unknown"),
    [
        ("POST", [reply(status=500)], True),
        ("PATCH", [reply(status=501)], True),
        ("POST", [FailureKind.READ_TIMEOUT], True),
        ("POST", [FailureKind.DROPPED], True),
        ("POST", [FailureKind.GARBLED], True),
        ("POST", [FailureKind.TOO_LARGE], True),
        ("DELETE", [FailureKind.DROPPED], True),
        ("POST", [FailureKind.CONNECT], False),
        ("POST", [FailureKind.CONNECT_TIMEOUT], False),
        ("POST", [FailureKind.TLS], False),
        ("POST", [reply(status=400)], False),
        ("POST", [reply(status=429)], False),
        ("GET", [reply(status=500)], False),
        ("GET", [FailureKind.DROPPED], False),
        ("POST", [reply(status=500), reply(status=400)], True),
        ("POST", [FailureKind.DROPPED, FailureKind.CONNECT], True),
        ("DELETE", [reply(status=503), reply(status=403)], True),
        ("POST", [reply(status=429), reply(status=400)], False),
    ],
    ids=str,
)
def test_whether_a_write_may_have_been_carried_out(
    method: str, outcomes: list[Response | FailureKind], unknown: bool
) -> None:
    with pytest.raises(CallError) as raised:
        Driver(unsafe=True, max_retries=len(outcomes) - 1).run(method, outcomes)
    assert raised.value.outcome_unknown is unknown
    assert ("unknown whether" in str(raised.value)) is unknown


@pytest.mark.parametrize("kind", FailureKind)
def test_no_response_is_an_error_of_its_own(kind: FailureKind) -> None:
    with pytest.raises((ApiConnectionError, ApiTimeoutError), match=f"^some_operation: {kind}: why") as raised:
        Driver(max_retries=0).run("GET", [kind])
    late = kind in (FailureKind.CONNECT_TIMEOUT, FailureKind.READ_TIMEOUT)
    assert isinstance(raised.value, ApiTimeoutError if late else ApiConnectionError)
    assert raised.value.operation == "some_operation"


def test_a_message_says_how_often_it_was_tried() -> None:
    with pytest.raises(ApiException, match="tried 4 times"):
        Driver().run("GET", [reply(status=503)] * 4)
