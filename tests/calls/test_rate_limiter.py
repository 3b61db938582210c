"""What the threads of a client let each other send, once a limit is used up."""

from __future__ import annotations

from typing import Any

import pytest

from datadog_incidents import ApiTimeoutError, RateLimit, TooManyRequestsException
from datadog_incidents._core.calls.exchange import Send, Terms, Wait, exchange
from datadog_incidents._core.calls.rate_limiter import Answer, Permission, RateLimiter
from datadog_incidents._core.calls.retry import RetryPolicy
from datadog_incidents._core.message import FailureKind, Request, Timeout
from tests.scripted import FakeClock, Stage, reply

PROBING = 0.05


class Shared:
    """A limiter and a clock, and what several threads do with them."""

    def __init__(self) -> None:
        self.limiter = RateLimiter()
        self.now = 0.0
        self.under_way: list[Permission] = []

    def enter(self, operation: str = "list", *, patient: bool = True) -> float:
        permission = Permission(operation)
        wait = self.limiter.enter(permission, self.now, patient=patient)
        if wait == 0:
            self.under_way.append(permission)
        return wait

    def leave(self, operation: str = "list") -> Permission:
        """The last request of an operation is over."""
        permission = next(each for each in reversed(self.under_way) if each.operation == operation)
        self.under_way.remove(permission)
        permission.is_over = True
        return permission

    def answer(
        self,
        remaining: int | None,
        reset: float | None,
        *,
        operation: str = "list",
        name: str | None = None,
        refused: bool = False,
    ) -> None:
        """A request is over, with an answer."""
        limit = RateLimit(limit=None, period=None, remaining=remaining, reset=reset, name=name)
        self.limiter.learn(self.leave(operation), Answer(limit, refused, self.now))

    def learn(self, remaining: int | None, reset: float | None, *, operation: str = "list", **more: Any) -> None:
        """Someone who does not wait sends a request, and it is over, with an answer."""
        self.enter(operation, patient=False)
        self.answer(remaining, reset, operation=operation, **more)


def test_an_unknown_limit_holds_nobody_back() -> None:
    shared = Shared()
    assert [shared.enter() for _ in range(100)] == [0.0] * 100


def test_requests_under_way_count_as_if_they_had_used_theirs() -> None:
    shared = Shared()
    shared.enter()
    shared.answer(2, 10.0)
    assert [shared.enter(), shared.enter(), shared.enter()] == [0.0, 0.0, 10.0]
    shared.now = 4.0
    assert shared.enter() == 6.0
    shared.leave()
    assert shared.enter() == 0.0


def test_requests_under_way_of_other_limits_do_not_count() -> None:
    shared = Shared()
    shared.learn(1, 10.0)
    shared.learn(1, 10.0, operation="get")
    assert [shared.enter("get"), shared.enter(), shared.enter("get"), shared.enter("other")] == [0.0, 0.0, 10.0, 0.0]


def test_operations_that_share_a_name_share_a_limit() -> None:
    shared = Shared()
    shared.learn(2, 10.0, operation="list", name="incidents")
    shared.learn(2, 10.0, operation="get", name="incidents")
    assert [shared.enter("list"), shared.enter("get"), shared.enter("list"), shared.enter("get")] == [0, 0, 10.0, 10.0]
    assert shared.enter("create") == 0.0


def test_after_a_window_that_was_used_up_one_goes_ahead() -> None:
    shared = Shared()
    shared.learn(0, 10.0, refused=True)
    assert [shared.enter(), shared.enter()] == [10.0, 10.0]
    shared.now = 10.0
    assert [shared.enter(), shared.enter(), shared.enter()] == [0.0, PROBING, PROBING]
    shared.now += PROBING
    assert shared.enter() == PROBING
    shared.answer(2, 10.0)
    assert [shared.enter(), shared.enter(), shared.enter()] == [0.0, 0.0, 10.0]


def test_waiting_alone_makes_a_window_used_up() -> None:
    shared = Shared()
    shared.learn(0, 10.0)
    assert shared.enter() == 10.0
    shared.now = 10.0
    assert [shared.enter(), shared.enter()] == [0.0, PROBING]


def test_after_a_window_that_was_not_used_up_all_go() -> None:
    shared = Shared()
    shared.learn(1, 10.0)
    shared.now = 10.0
    assert [shared.enter() for _ in range(5)] == [0.0] * 5


def test_the_next_goes_ahead_when_the_first_of_a_window_brings_no_answer() -> None:
    shared = Shared()
    shared.learn(0, 10.0, refused=True)
    shared.now = 10.0
    assert [shared.enter(), shared.enter()] == [0.0, PROBING]
    shared.leave()
    assert [shared.enter(), shared.enter()] == [0.0, PROBING]


def test_an_answer_that_says_nothing_ends_the_waiting() -> None:
    for silence in ((None, None), (None, 5.0), (5, None)):
        shared = Shared()
        shared.learn(0, 10.0, refused=True)
        assert shared.enter() == 10.0
        shared.learn(*silence)
        assert [shared.enter(), shared.enter()] == [0.0, 0.0]
    shared.learn(0, 10.0)
    shared.enter(patient=False)
    shared.limiter.learn(shared.leave(), Answer(None, refused=False, at=0.0))
    assert shared.enter() == 0.0


def test_a_refusal_uses_up_whatever_it_says_is_left() -> None:
    shared = Shared()
    shared.learn(7, 10.0, refused=True)
    assert shared.enter() == 10.0
    shared = Shared()
    shared.learn(None, 10.0, refused=True)
    assert shared.enter() == 10.0


def test_answers_that_overtake_each_other() -> None:
    shared = Shared()
    shared.learn(0, 10.0)
    shared.now = 0.5
    shared.learn(3, 9.0)  # sent earlier, when there were still three, and told in whole seconds
    assert shared.enter() == 9.5
    shared.now = 20.0
    shared.learn(3, 10.0)
    assert [shared.enter() for _ in range(4)] == [0.0, 0.0, 0.0, 10.0]


def test_a_refusal_is_not_forgotten_for_an_answer_that_is_older() -> None:
    shared = Shared()
    shared.learn(0, 10.0, refused=True)
    shared.learn(0, 10.0)
    shared.now = 10.0
    assert [shared.enter(), shared.enter()] == [0.0, PROBING]


def test_another_window_replaces_the_one_before() -> None:
    shared = Shared()
    shared.learn(0, 10.0)
    shared.learn(5, 60.0)
    assert shared.enter() == 0.0


def test_the_impatient_never_wait_but_count() -> None:
    shared = Shared()
    shared.learn(1, 10.0)
    assert [shared.enter(patient=False), shared.enter(patient=False)] == [0.0, 0.0]
    assert shared.enter() == 10.0
    shared.leave()
    assert shared.enter() == 10.0
    shared.leave()
    assert shared.enter() == 0.0


@pytest.mark.parametrize("named", [False, True])
def test_it_remembers_so_many_and_no_more(named: bool) -> None:
    shared = Shared()
    operation = ""
    for number in range(20_000):
        operation = f"GET /api/v2/things/{number}"
        shared.enter(operation)
        shared.answer(0, 3600.0, operation=operation, name=f"limit {number % 5000}" if named else None)
    held = {name: len(value) for name, value in vars(shared.limiter).items() if hasattr(value, "__len__")}
    assert len(held) == 3
    assert max(held.values()) <= 1000
    assert shared.enter(operation) == 3600.0


def test_a_limit_that_changes_its_names_is_forgotten_too() -> None:
    shared = Shared()
    for number in range(5000):
        shared.learn(0, 3600.0, name=f"limit {number}")
    assert max(len(value) for value in vars(shared.limiter).values() if hasattr(value, "__len__")) <= 1000
    assert shared.enter() == 3600.0


# --------------------------------------------------------------------------------------------------- within an exchange

USED_UP: dict[str, Any] = {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": "10", "X_RateLimit_Name": "incidents"}


class Calls:
    """Calls that share a limiter, each driven by hand."""

    def __init__(self, *, deadline: float | None = None, max_retries: int = 3) -> None:
        self.limiter = RateLimiter()
        self.clock = FakeClock()
        self.terms = Terms(Timeout(3.0, 30.0), deadline, RetryPolicy(max_retries, 0.5, unsafe=False))

    def call(self) -> Any:
        request = Request(method="GET", target="/", headers={})
        return exchange("list", request, self.terms, self.limiter, self.clock, lambda: 1.0)

    @property
    def is_idle(self) -> bool:
        """Whether the limiter knows of no request under way: only then can two enter in a row, where one is left."""
        limiter, now = self.limiter, self.clock.now
        limiter.learn(Permission("list"), Answer(RateLimit(1, 1, 1, 1.0, None), refused=False, at=now))
        return limiter.enter(Permission("list"), now) == 0.0


def test_threads_that_wait_for_a_window_send_one_request_to_look() -> None:
    calls = Calls()
    threads = [calls.call() for _ in range(3)]
    assert all(isinstance(next(thread), Send) for thread in threads)
    refusal = reply(status=429, **USED_UP)
    waits = [thread.send(refusal) for thread in threads]
    assert [wait.seconds for wait in waits] == [10.0] * 3
    calls.clock.now += 10.0
    first, second, third = (next(thread) for thread in threads)
    assert isinstance(first, Send)
    assert [(wait.seconds, wait.error) for wait in (second, third)] == [(PROBING, None)] * 2
    calls.clock.now += PROBING
    with pytest.raises(StopIteration):
        threads[0].send(reply({}, X_RateLimit_Remaining="1", X_RateLimit_Reset="10", X_RateLimit_Name="incidents"))
    assert isinstance(next(threads[1]), Send)
    assert next(threads[2]).seconds == 10.0


@pytest.mark.usefixtures("kind")
def test_a_call_without_retries_never_waits() -> None:
    stage = Stage(reply({"data": []}, **USED_UP), *[reply(status=429, **USED_UP)] * 2, max_retries=0)
    stage.api.list_incidents()
    for _ in range(2):
        with pytest.raises(TooManyRequestsException):
            stage.api.list_incidents()
    assert stage.clock.slept == []
    assert len(stage.transport.requests) == 3


@pytest.mark.usefixtures("kind")
def test_a_call_without_retries_among_others_that_wait() -> None:
    stage = Stage(reply({"data": []}, **USED_UP), reply(status=429, **USED_UP), reply({"data": []}))
    stage.api.list_incidents()
    with pytest.raises(TooManyRequestsException):
        stage.api.list_incidents(max_retries=0)
    assert stage.clock.slept == []
    stage.api.list_incidents()
    assert stage.clock.slept == [10.0]


def test_a_call_that_is_dropped_while_it_sends_leaves() -> None:
    calls = Calls()
    call = calls.call()
    assert isinstance(next(call), Send)
    assert not calls.is_idle
    call.close()
    assert calls.is_idle


def test_a_call_that_is_dropped_while_it_waits_has_left() -> None:
    calls = Calls()
    call = calls.call()
    next(call)
    assert isinstance(call.send(reply(status=503)), Wait)
    assert calls.is_idle
    call.close()
    assert calls.is_idle


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, RuntimeError])
@pytest.mark.usefixtures("kind")
def test_a_call_whose_transport_raises_leaves(error: type[BaseException]) -> None:
    def interrupt() -> None:
        raise error

    stage = Stage(
        reply({"data": []}, X_RateLimit_Remaining="1", X_RateLimit_Reset="10"),
        interrupt,
        interrupt,
        reply({"data": []}),
    )
    stage.api.list_incidents()
    kept: list[object] = []  # with their frames, as a debugger would
    for _ in range(2):
        with pytest.raises(error) as raised:
            stage.api.list_incidents()
        kept.append(raised)
    stage.api.list_incidents()
    assert stage.clock.slept == []


@pytest.mark.parametrize("outcome", [reply(status=400), FailureKind.CONNECT, FailureKind.DROPPED], ids=str)
@pytest.mark.usefixtures("kind")
def test_a_call_that_fails_leaves(outcome: Any) -> None:
    limits: dict[str, Any] = {"X_RateLimit_Remaining": "1", "X_RateLimit_Reset": "10"}
    if not isinstance(outcome, FailureKind):
        outcome = reply(status=400, **limits)
    stage = Stage(reply({"data": []}, **limits), outcome, outcome, reply({"data": []}))
    stage.api.list_incidents()
    stage.configuration.max_retries = 0
    for _ in range(2):
        with pytest.raises(Exception, match="list_incidents"):
            stage.api.list_incidents()
    stage.configuration.max_retries = 3
    stage.api.list_incidents()
    assert stage.clock.slept == []


def test_the_deadline_is_minded_while_others_look() -> None:
    calls = Calls(deadline=0.12)
    calls.limiter.learn(Permission("list"), Answer(RateLimit(1, 1, 0, 0.0, None), refused=True, at=calls.clock.now))
    looking, waiting = calls.call(), calls.call()
    assert isinstance(next(looking), Send)
    for _ in range(2):
        assert next(waiting).seconds == PROBING
        calls.clock.now += PROBING
    with pytest.raises(ApiTimeoutError, match="deadline"):
        next(waiting)
