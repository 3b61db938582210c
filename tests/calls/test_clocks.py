"""Clocks that tests make stand still or set back, as freezegun and time-machine do, while sleeping takes its time."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from datadog_incidents import ApiClient, ApiTimeoutError, Configuration, IncidentsApi
from tests.scripted import FakeClock, Outcome, ScriptedTransport, Stage, reply

EMPTY = reply({"data": []})
USED_UP: dict[str, Any] = {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": "7"}


class StoppedClock(FakeClock):
    """Sleeping moves it by nothing, or back."""

    def __init__(self, back: float = 0.0) -> None:
        super().__init__()
        self.back = back

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self.now -= seconds + self.back


def api_with(clock: FakeClock, *script: Outcome, **settings: Any) -> IncidentsApi:
    configuration = Configuration(api_key="a", app_key="b", unstable_operations="all", **settings)
    return IncidentsApi(ApiClient(configuration, transport=ScriptedTransport(*script), clock=clock))


@pytest.mark.parametrize("back", [0.0, 0.5, 1e9])
def test_a_finished_wait_counts_as_passed(back: float) -> None:
    clock = StoppedClock(back)
    api = api_with(clock, reply(status=429, **USED_UP), EMPTY, EMPTY)
    api.list_incidents()
    assert clock.slept == [7.0]
    api.list_incidents()
    assert clock.slept == [7.0]


@pytest.mark.parametrize("back", [0.0, 0.5, 1e9])
def test_every_call_waits_once_for_a_limit_that_is_always_used_up(back: float) -> None:
    clock = StoppedClock(back)
    api = api_with(clock, *[reply({"data": []}, **USED_UP)] * 4)
    for _ in range(4):
        api.list_incidents()
    assert len(clock.slept) == 3
    assert max(clock.slept) <= 7.0


@pytest.mark.parametrize("jump", [-1e9, -3.0, 1e9])
def test_no_wait_is_longer_than_the_reset_that_was_told(jump: float) -> None:
    clock = FakeClock()
    api = api_with(clock, reply({"data": []}, **USED_UP), EMPTY)
    api.list_incidents()
    clock.now += jump
    api.list_incidents()
    assert clock.slept == ([7.0] if jump < 0 else [])


def test_a_deadline_ends_waits_even_then() -> None:
    clock = StoppedClock()
    api = api_with(clock, *[reply(status=429, **USED_UP)] * 3, deadline=15)
    with pytest.raises(Exception, match="429"):
        api.list_incidents()
    assert clock.slept == [7.0, 7.0]


def test_threads_that_wait_while_it_stands_still_all_go_on() -> None:
    clock = StoppedClock()
    answers = [reply({"data": []}, X_RateLimit_Remaining="5", X_RateLimit_Reset="7")] * 8
    api = api_with(clock, reply({"data": []}, **USED_UP), *answers)
    api.list_incidents()
    threads = [threading.Thread(target=api.list_incidents, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)


def test_a_budget_is_by_the_clock_of_the_client() -> None:
    stage = Stage(EMPTY)
    with stage.client.budget(5):
        stage.clock.now += 6
        with pytest.raises(ApiTimeoutError, match="budget"):
            stage.api.list_incidents()
