"""A provider of access tokens: when it is asked, by whom, and what becomes of what it gives."""

from __future__ import annotations

import asyncio
import functools
import logging
import os
import signal
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from datadog_incidents import (
    ApiClient,
    ApiTimeoutError,
    AsyncApiClient,
    Configuration,
    ConfigurationError,
    UnauthorizedException,
)
from datadog_incidents._core.calls.events import RetryEvent
from datadog_incidents._core.calls.exchange import Ask, Send, Terms, Wait, exchange
from datadog_incidents._core.calls.rate_limiter import RateLimiter
from datadog_incidents._core.calls.retry import RetryPolicy
from datadog_incidents._core.message import FailureKind, Request, Response, Timeout
from datadog_incidents._core.settings.secret import Secret
from datadog_incidents._core.settings.tokens import Asking, Tokens, token_of
from tests.scripted import FakeClock, Stage, reply

PATIENCE = 10.0
REFUSED = reply({"errors": ["Unauthorized"]}, status=401)
GOOD = reply({"data": []})


class Provider:
    """Gives `the-token-1`, `the-token-2` and so on."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        return f"the-token-{self.asked}"


def framed(error: BaseException) -> str:
    """The traceback of an error, with the variables of all frames but those of tests."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    shown.stack = traceback.StackSummary.from_list([each for each in shown.stack if "/tests/" not in each.filename])
    return "".join(shown.format())


def sent(stage: Stage) -> list[str]:
    """The tokens of the requests so far."""
    return ["".join(each.headers["Authorization"]).removeprefix("Bearer ") for each in stage.transport.requests]


# ------------------------------------------------------------------------------------------------- when it is asked


@pytest.mark.usefixtures("kind")
def test_it_is_asked_once_before_the_first_request() -> None:
    provider = Provider()
    stage = Stage(*[GOOD] * 3, access_token=provider)
    assert provider.asked == 0
    stage.api.list_incidents()
    stage.client.with_options(timeout=5).request("GET", "/")
    stage.configuration.max_retries = 1  # another setting is no reason to ask again
    stage.client.request("POST", "/", body={})
    assert sent(stage) == ["the-token-1"] * 3
    assert provider.asked == 1
    assert all("DD-API-KEY" not in each.headers for each in stage.transport.requests)


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_it_is_asked_again_after_a_401_and_the_request_is_repeated(method: Any) -> None:
    told: list[RetryEvent] = []
    stage = Stage(GOOD, REFUSED, GOOD, GOOD, access_token=Provider(), max_retries=0, on_retry=told.append)
    stage.client.request("GET", "/first")
    response = stage.client.request(method, "/second", body=None if method == "GET" else {"a": 1})
    stage.client.request("GET", "/third")
    assert sent(stage) == ["the-token-1", "the-token-1", "the-token-2", "the-token-2"]
    assert [each.body for each in stage.transport.requests[1:3]] == [None if method == "GET" else b'{"a":1}'] * 2
    assert response.attempts == 2
    assert [(each.attempt, each.seconds, type(each.error)) for each in told] == [(1, 0.0, UnauthorizedException)]


@pytest.mark.usefixtures("kind")
def test_a_second_401_is_the_callers() -> None:
    provider = Provider()
    stage = Stage(REFUSED, REFUSED, GOOD, access_token=provider)
    with pytest.raises(UnauthorizedException, match="tried 2 times") as raised:
        stage.client.request("POST", "/", body={})
    assert not raised.value.outcome_unknown
    assert provider.asked == 2
    stage.client.request("GET", "/")
    assert sent(stage) == ["the-token-1", "the-token-2", "the-token-2"]


@pytest.mark.usefixtures("kind")
def test_a_token_that_is_given_again_is_tried_again_and_no_more() -> None:
    stage = Stage(REFUSED, REFUSED, access_token=lambda: "always-the-same")
    with pytest.raises(UnauthorizedException):
        stage.client.request("GET", "/")
    assert sent(stage) == ["always-the-same"] * 2


@pytest.mark.usefixtures("kind")
def test_a_renewal_is_no_retry() -> None:
    failed = reply(status=503)
    stage = Stage(failed, REFUSED, failed, GOOD, access_token=Provider(), max_retries=2)
    assert stage.client.request("GET", "/").attempts == 4
    stage = Stage(REFUSED, failed, access_token=Provider(), max_retries=0)
    with pytest.raises(Exception, match=r"503.*tried 2 times"):
        stage.client.request("GET", "/")


@pytest.mark.usefixtures("kind")
def test_what_may_have_been_carried_out_before_a_401_stays_unknown() -> None:
    stage = Stage(FailureKind.DROPPED, REFUSED, REFUSED, access_token=Provider(), retry_unsafe=True)
    with pytest.raises(UnauthorizedException) as raised:
        stage.client.request("POST", "/", body={})
    assert raised.value.outcome_unknown


@pytest.mark.usefixtures("kind")
def test_no_provider_is_asked_about_a_401_to_keys_or_to_a_header_of_the_call() -> None:
    provider = Provider()
    stage = Stage(REFUSED, REFUSED, access_token=provider)
    with pytest.raises(UnauthorizedException):
        stage.client.request("GET", "/", headers={"authorization": "Bearer of-this-call"})
    assert stage.transport.requests[0].headers["authorization"] == "Bearer of-this-call"
    stage.configuration.access_token = None
    stage.configuration.api_key = {"apiKeyAuth": "an api key", "appKeyAuth": "an app key"}
    with pytest.raises(UnauthorizedException):
        stage.client.request("GET", "/")
    assert provider.asked == 0


@pytest.mark.usefixtures("kind")
def test_another_provider_is_noticed_by_an_open_client() -> None:
    stage = Stage(GOOD, GOOD, GOOD, access_token=Provider())
    stage.client.request("GET", "/")
    stage.configuration.access_token = lambda: "of-another"
    stage.client.request("GET", "/")
    stage.configuration.access_token = "of-nobody"
    stage.client.request("GET", "/")
    assert sent(stage) == ["the-token-1", "of-another", "of-nobody"]


@pytest.mark.usefixtures("kind")
def test_the_time_that_it_takes_is_part_of_the_deadline() -> None:
    def slowly() -> str:
        stage.clock.now += 7
        return "too-late-token"

    stage = Stage(access_token=slowly, deadline=5)
    with pytest.raises(ApiTimeoutError, match="the deadline would be passed"):
        stage.client.request("POST", "/", body={})


# ----------------------------------------------------------------------------------------------- by whom it is asked


class Service:
    """Answers with 401 to the first token, once so many requests have come with it."""

    def __init__(self, together: int) -> None:
        self.together = threading.Barrier(together)

    def send(self, request: Request, timeout: Timeout) -> Response:
        if "".join(request.headers["Authorization"]).endswith("-1"):
            self.together.wait(PATIENCE)
            return REFUSED
        return GOOD

    def close(self) -> None:
        """Nothing."""


def test_threads_whose_token_is_refused_at_the_same_moment_ask_once() -> None:
    threads, asked = 8, list[str]()

    def provide() -> str:
        asked.append(threading.current_thread().name)
        return f"the-token-{len(asked)}"

    with (
        ApiClient(Configuration(access_token=provide), transport=Service(threads)) as api_client,
        ThreadPoolExecutor(threads) as pool,
    ):
        calls = [pool.submit(api_client.request, "POST", "/", body={}) for _ in range(threads)]
        assert [call.result(PATIENCE).attempts for call in calls] == [2] * threads
    assert len(asked) == 2


def test_tasks_whose_token_is_refused_at_the_same_moment_ask_once() -> None:
    tasks, asked = 8, list[float]()
    provided = 0

    async def provide() -> str:
        nonlocal provided
        asked.append(0.0)
        await asyncio.sleep(0.01)
        provided += 1
        return f"the-token-{provided}"

    class AsyncService:
        waiting = 0

        async def send(self, request: Request, timeout: Timeout) -> Response:
            if not "".join(request.headers["Authorization"]).endswith("-1"):
                return GOOD
            self.waiting += 1
            while self.waiting < tasks:
                await asyncio.sleep(0)
            return REFUSED

        async def aclose(self) -> None:
            """Nothing."""

    async def main() -> list[int]:
        async with AsyncApiClient(Configuration(access_token=provide), transport=AsyncService()) as api_client:
            calls = [api_client.request("POST", "/", body={}) for _ in range(tasks)]
            return [each.attempts for each in await asyncio.gather(*calls)]

    assert asyncio.run(main()) == [2] * tasks
    assert len(asked) == 2


def steps_of(tokens: Tokens, clock: FakeClock, deadline: float | None = None) -> Any:
    terms = Terms(Timeout(1, 1), deadline, RetryPolicy(0, 0.0, False))
    request = Request(method="GET", target="/", headers={})
    return exchange("it", request, terms, RateLimiter(), clock, lambda: 0.0, tokens)


def test_a_call_waits_while_another_one_asks_and_no_longer() -> None:
    tokens, clock = Tokens(str), FakeClock()
    first, second = steps_of(tokens, clock), steps_of(tokens, clock)
    assert isinstance(next(first), Ask)
    waits = [next(second) for _ in range(4)]
    assert [step.seconds for step in waits] == pytest.approx([0.02, 0.04, 0.08, 0.16])
    assert {step.reason for step in waits} == {"another call asks for the access token"}
    assert isinstance(first.send(Secret("the-token")), Send)
    step = next(second)
    assert isinstance(step, Send)
    assert "".join(step.request.headers["Authorization"]) == "Bearer the-token"
    first.close()
    second.close()


@pytest.mark.parametrize("end", ["close", "throw", "let go of"])
def test_a_call_that_ends_while_it_asks_leaves_the_asking_to_others(end: str) -> None:
    tokens, clock = Tokens(str), FakeClock()
    first, second = steps_of(tokens, clock), steps_of(tokens, clock)
    next(first)
    assert isinstance(next(second), Wait)
    if end == "close":
        first.close()
    elif end == "throw":
        with pytest.raises(KeyboardInterrupt) as raised:
            first.throw(KeyboardInterrupt)
        assert raised.tb is not None  # which holds on to all that was there
    else:
        del first
    assert isinstance(next(second), Ask)
    second.close()


def test_leave_to_ask_that_is_let_go_of_is_over() -> None:
    tokens = Tokens(str)
    assert isinstance(tokens.enter(None, 0.0), Asking)  # interrupted before anything came of it
    assert isinstance(tokens.enter(None, 0.0), Asking)


def test_those_who_waited_take_the_token_that_came_even_if_it_is_the_same() -> None:
    tokens, refused = Tokens(str), Secret("the-token")
    for known in (None, refused):
        asking = tokens.enter(known, 0.0)
        assert isinstance(asking, Asking)
        tokens.learn(asking, refused if known is None else Secret("the-token"))
    assert tokens.enter(refused, 0.0) == "the-token"


def test_nobody_waits_for_ever_for_one_that_is_stuck() -> None:
    tokens, clock = Tokens(str), FakeClock()
    first, second = steps_of(tokens, clock), steps_of(tokens, clock)
    next(first)
    while isinstance(step := next(second), Wait):
        clock.sleep(step.seconds)
    assert isinstance(step, Ask)
    assert 10 <= sum(clock.slept) < 12
    first.close()
    second.close()


def test_the_wait_for_one_that_asks_ends_with_the_deadline() -> None:
    tokens, clock = Tokens(str), FakeClock()
    first, second = steps_of(tokens, clock), steps_of(tokens, clock, deadline=1.5)
    next(first)

    def wait_on() -> None:
        for step in second:
            clock.sleep(step.seconds)

    with pytest.raises(ApiTimeoutError, match="the deadline would be passed: another call asks for the access token"):
        wait_on()
    assert sum(clock.slept) == pytest.approx(1.5)
    first.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_that_is_forked_while_it_is_asked_asks_itself() -> None:
    tokens = Tokens(str)
    asking = tokens.enter(None, 0.0)
    assert isinstance(asking, Asking)
    child = os.fork()
    if child == 0:
        good = False
        try:
            signal.alarm(int(PATIENCE))
            good = isinstance(tokens.enter(None, 0.0), Asking)
        finally:
            os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert tokens.enter(None, 0.0) is None


# --------------------------------------------------------------------------------------------------- what it gives


class OutOfOrderError(Exception):
    """What a provider of one's own may raise."""


@pytest.mark.usefixtures("kind")
def test_what_it_raises_arrives_as_it_is() -> None:
    failure = OutOfOrderError("no token today")

    def provide() -> str:
        if len(asked) < 1:
            asked.append(1)
            raise failure
        return "the-token"

    asked: list[int] = []
    stage = Stage(GOOD, access_token=provide)
    with pytest.raises(OutOfOrderError) as raised:
        stage.client.request("GET", "/")
    assert raised.value is failure
    assert stage.client.request("GET", "/").attempts == 1


@pytest.mark.usefixtures("kind")
def test_an_iteration_does_not_end_in_silence_because_of_it() -> None:
    def provide() -> str:
        raise StopIteration

    with pytest.raises(RuntimeError, match="the provider of the access token raised StopIteration"):
        list(Stage(access_token=provide).api.list_incidents_with_pagination())


@pytest.mark.parametrize("given", [None, 5, b"bytes", "", "two\nlines-of-secret"])
def test_what_is_no_token_is_refused_before_anything_is_sent(kind: str, given: Any) -> None:
    async def provide() -> Any:
        return given

    stage = Stage(access_token=provide if kind == "async" else lambda: given)
    with pytest.raises(ConfigurationError, match=r"^access_token: what its provider gave: ") as raised:
        stage.client.request("GET", "/")
    assert "lines-of-secret" not in framed(raised.value)


async def provided_slowly() -> str:
    await asyncio.sleep(0)
    return "the-token"


def test_a_coroutine_function_is_for_the_asynchronous_client(kind: str) -> None:
    stage = Stage(GOOD, access_token=provided_slowly)
    if kind == "async":
        stage.client.request("GET", "/")
        assert sent(stage) == ["the-token"]
        return
    with pytest.raises(ConfigurationError, match=r"^access_token: its provider is asynchronous"):
        stage.client.request("GET", "/")


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("given", [5, ["a-token"], b"a-token"])
def test_what_is_neither_a_token_nor_a_provider_is_refused(given: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^access_token: expected a string, or a function that gives it, got"):
        Configuration(access_token=given)


# ------------------------------------------------------------------------------------------------ what must not be seen


@pytest.mark.usefixtures("kind")
def test_no_token_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    events: list[Any] = []
    provider = functools.partial("the-token-of-{}".format, "client-secret-1")
    echo = reply(b"no the-token-of-client-secret-1", status=401, X_Echo="the-token-of-client-secret-1")
    callbacks = dict.fromkeys(("on_request", "on_response", "on_retry", "on_wait"), events.append)
    stage = Stage(echo, echo, access_token=provider, **callbacks)
    with pytest.raises(UnauthorizedException) as raised:
        stage.client.request("GET", "/")
    told = f"{raised.value!r} {vars(raised.value)} {stage.configuration!r} {stage.client!r} {events} {caplog.text}"
    assert "***" in told
    assert "token-of" not in told + framed(raised.value)
    assert "client-secret" not in repr(stage.configuration)
    assert "access_token='***'" in repr(stage.configuration)


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("status", [200, 401, 500])
def test_a_token_that_was_renewed_is_not_shown_either(status: int) -> None:
    echo = reply(b"it was the-token-1, then the-token-2", status=status)
    stage = Stage(REFUSED, echo, access_token=Provider(), max_retries=0)
    with pytest.raises(Exception, match=r"it was \*\*\*, then \*\*\*") as raised:
        stage.client.request("POST", "/", body={})
    assert "the-token" not in f"{raised.value!r} {vars(raised.value)}"


def test_a_token_is_a_secret_from_the_beginning() -> None:
    assert repr(token_of(Secret("  the-token "))) == "'***'"
    tokens = Tokens(str)
    asking = tokens.enter(None, 0.0)
    assert isinstance(asking, Asking)
    tokens.learn(asking, Secret("the-token"))
    request = tokens.borne_by(Request(method="GET", target="/", headers={}), Secret("the-token"))
    assert "the-token" not in f"{request!r} {request.headers!r} {request.secrets!r}"
