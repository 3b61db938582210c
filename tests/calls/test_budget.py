"""One bound for several calls. The service of these tests takes time: each of its answers moves the clock on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import pytest

from datadog_incidents import (
    ApiTimeoutError,
    InvalidArgumentError,
    ServiceException,
)
from datadog_incidents._core.message import FailureKind, Response, TransportFailure
from tests import kinds
from tests.kinds import shortcuts
from tests.scripted import Stage, incident, reply, user

pytestmark = pytest.mark.usefixtures("kind")


class Slow(Stage):
    """A service whose every answer takes some seconds."""

    def __init__(self, *script: Any, seconds: float, **settings: Any) -> None:
        def taking_time(outcome: Any) -> Callable[[], Response]:
            def answer() -> Response:
                self.clock.now += seconds
                if isinstance(outcome, FailureKind):
                    raise TransportFailure(outcome, "as the script says")
                return outcome  # type: ignore[no-any-return]  # the script's

            return answer

        super().__init__(*map(taking_time, script), **settings)

    def list(self, times: int, **options: Any) -> None:
        for _ in range(times):
            self.api.list_incidents(**options)


EMPTY = reply({"data": []})


def test_calls_share_it() -> None:
    stage = Slow(*[EMPTY] * 3, seconds=2)
    with stage.client.budget(5):
        stage.list(2)
        assert [timeout.total for timeout in stage.transport.timeouts] == [5, 3]
        stage.clock.now += 1
        with pytest.raises(
            ApiTimeoutError, match=r"list_incidents: the budget of 5 s would be passed: no time is left"
        ):
            stage.list(1)
    assert len(stage.transport.requests) == 2
    stage.list(1)
    assert stage.transport.timeouts[-1].total is None


def test_an_answer_that_does_not_come_in_time() -> None:
    stage = Slow(EMPTY, FailureKind.READ_TIMEOUT, seconds=2)
    with stage.client.budget(4), pytest.raises(ApiTimeoutError, match=r"the budget of 4 s .*: read timeout") as raised:
        stage.list(2)
    assert (raised.value.attempts, raised.value.outcome_unknown) == (1, False)


def test_a_write_that_may_have_been_carried_out_is_unknown() -> None:
    stage = Slow(FailureKind.READ_TIMEOUT, seconds=2)
    with stage.client.budget(2), pytest.raises(ApiTimeoutError, match="unknown whether") as raised:
        stage.client.request("POST", "/api/v2/anything")
    assert raised.value.outcome_unknown


def test_pauses_and_waits_end_with_it() -> None:
    stage = Slow(EMPTY, reply(status=503, Retry_After="4"), seconds=1)
    with stage.client.budget(5), pytest.raises(ServiceException):
        stage.list(2)
    used_up = reply({"data": []}, X_RateLimit_Remaining="0", X_RateLimit_Reset="10")
    stage = Slow(used_up, seconds=1)
    with stage.client.budget(5), pytest.raises(ApiTimeoutError, match=r"budget of 5 s.* the rate limit resets in 10 s"):
        stage.list(2)
    assert stage.clock.slept == []


def test_what_ends_first_counts() -> None:
    stage = Slow(*[EMPTY] * 6, seconds=1)
    with stage.client.budget(10):
        with stage.client.budget(20):
            stage.list(1)
            with stage.client.budget(3):
                stage.list(1)
            stage.list(1, deadline=4)
            stage.list(1, deadline=60)
        stage.list(1)
    stage.list(1, deadline=4)
    assert [timeout.total for timeout in stage.transport.timeouts] == [10, 3, 4, 7, 6, 4]
    stage = Slow(FailureKind.READ_TIMEOUT, seconds=2)
    with stage.client.budget(5), pytest.raises(ApiTimeoutError, match="the deadline would be passed: read timeout"):
        stage.list(1, deadline=2)


def test_a_pager_within_it() -> None:
    stage = Slow(*[reply({"data": [incident(number), incident(number + 1)]}) for number in range(1, 9)], seconds=1)
    with stage.client.budget(3), pytest.raises(ApiTimeoutError, match="budget of 3 s"):
        list(stage.api.list_incidents_with_pagination(page_size=2))
    assert len(stage.transport.requests) == 3


def test_the_threads_of_prefetch_share_it() -> None:
    pages = [reply({"data": [incident(number), incident(number + 1)]}) for number in range(1, 99)]
    stage = Slow(*pages, seconds=1)
    with stage.client.budget(9), pytest.raises(ApiTimeoutError, match="budget of 9 s"):
        list(stage.api.list_incidents_with_pagination(page_size=2, prefetch=4))
    assert all(timeout.total is not None for timeout in stage.transport.timeouts)


def test_a_short_cut_within_it() -> None:
    stage = Slow(*[reply({"data": [user(number)]}) for number in range(9)], seconds=2)
    with stage.client.budget(5), pytest.raises(ApiTimeoutError, match="budget of 5 s"):
        shortcuts.find_user(stage.api, "someone@example.com")
    assert len(stage.transport.requests) == 3


@pytest.mark.parametrize("kind", ["sync"], indirect=True)
def test_threads_and_tasks_that_are_started_within_it() -> None:
    stage = Slow(*[EMPTY] * 3, seconds=1)
    with stage.client.budget(5):
        thread = threading.Thread(target=copy_context().run, args=(stage.list, 1))
        thread.start()
        thread.join()

        async def task() -> None:
            stage.list(1)

        asyncio.run(task())
    other = threading.Thread(target=stage.list, args=(1,))
    other.start()
    other.join()
    assert [timeout.total for timeout in stage.transport.timeouts] == [5, 4, None]


def test_it_is_that_of_one_client() -> None:
    stage, other = Slow(*[EMPTY] * 2, seconds=1), Slow(EMPTY, seconds=1)
    with stage.client.budget(5):
        other.list(1)
        stage.list(1)
        kinds.incidents_api(stage.client.with_options(max_retries=0)).list_incidents()
    assert other.transport.timeouts[0].total is None
    assert [timeout.total for timeout in stage.transport.timeouts] == [5, 4]


def test_it_ends_with_its_block_even_if_the_end_is_not_told() -> None:
    stage = Slow(*[EMPTY] * 2, seconds=1)
    entered: list[Any] = [stage.client.budget(5)]
    entered[0].__enter__()
    stage.list(1)
    entered.clear()
    stage.list(1)
    assert [timeout.total for timeout in stage.transport.timeouts] == [5, None]


def test_a_budget_that_is_kept_begins_with_each_block() -> None:
    stage = Slow(*[EMPTY] * 4, seconds=1)
    budget = stage.client.budget(5)
    stage.list(1)
    for _ in range(2):
        with budget:
            stage.list(1)
    stage.list(1)
    assert [timeout.total for timeout in stage.transport.timeouts] == [None, 5, 5, None]


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), True, "5", None])
def test_seconds_that_are_none(seconds: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="seconds"):
        Stage().client.budget(seconds)
