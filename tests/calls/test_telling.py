"""What the four callbacks of a configuration are told, and when."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, NotFoundException, RateLimit, ServiceException
from datadog_incidents._core.calls.events import RequestEvent, ResponseEvent, RetryEvent, WaitEvent
from datadog_incidents._core.message import FailureKind, Response
from tests.scripted import API_KEY, APP_KEY, INCIDENT_ID, TOKEN, Stage, reply

pytestmark = pytest.mark.usefixtures("kind")

CALLBACKS = ("on_request", "on_response", "on_retry", "on_wait")
LIST = "/api/v2/incidents"


class Watched:
    """A stage whose callbacks note what they are told, in order."""

    def __init__(self, *script: Any, **settings: Any) -> None:
        self.events: list[Any] = []
        self.stage = Stage(*script, **settings, **dict.fromkeys(CALLBACKS, self.events.append))

    @property
    def kinds(self) -> list[str]:
        return [type(event).__name__.removesuffix("Event") for event in self.events]


def taking(seconds: float, outcome: Response, watched: Callable[[], Watched]) -> Callable[[], Response]:
    """An outcome that takes its time."""

    def come() -> Response:
        watched().stage.clock.now += seconds
        return outcome

    return come


def test_a_call_that_succeeds_at_once() -> None:
    answer = reply({"data": []}, x_request_id="abc", X_RateLimit_Limit="7", X_RateLimit_Remaining="3")
    watched = Watched(taking(1.5, answer, lambda: watched))
    watched.stage.api.list_incidents(page_size=1)
    assert watched.events == [
        RequestEvent(operation="list_incidents", method="GET", path=LIST, attempt=1),
        ResponseEvent(
            operation="list_incidents",
            method="GET",
            path=LIST,
            attempt=1,
            status=200,
            failure=None,
            seconds=1.5,
            request_id="abc",
            rate_limit=RateLimit(limit=7, period=None, remaining=3, reset=None, name=None),
        ),
    ]


def test_a_call_that_is_tried_again() -> None:
    watched = Watched(reply(status=429, X_RateLimit_Reset="3"), FailureKind.DROPPED, reply({"data": []}))
    watched.stage.api.list_incidents()
    once = ["Request", "Response", "Retry", "Wait"]
    assert watched.kinds == [*once, *once, "Request", "Response"]
    retried = [event for event in watched.events if isinstance(event, RetryEvent)]
    waited = [event for event in watched.events if isinstance(event, WaitEvent)]
    ended = [event for event in watched.events if isinstance(event, ResponseEvent)]
    assert [(event.status, event.failure, event.attempt) for event in ended] == [
        (429, None, 1),
        (None, "dropped: as the script says", 2),
        (200, None, 3),
    ]
    assert [(event.operation, event.attempt) for event in retried] == [("list_incidents", 1), ("list_incidents", 2)]
    assert [event.seconds for event in retried] == [event.seconds for event in waited] == watched.stage.clock.slept
    assert waited[0] == WaitEvent(
        operation="list_incidents", seconds=3.0, reason=str(retried[0].error), for_rate_limit=True
    )
    assert not waited[1].for_rate_limit
    assert isinstance(retried[1].error, ApiConnectionError)
    assert retried[1].error.attempts == 2


def test_the_wait_is_told_before_it_begins() -> None:
    slept: list[list[float]] = []
    stage = Stage(reply(status=503, Retry_After="9"), reply({"data": []}))
    stage.configuration.on_wait = lambda _: slept.append(list(stage.clock.slept))
    stage.api.list_incidents()
    assert (slept, stage.clock.slept) == ([[]], [9.0])


def test_a_wait_for_a_rate_limit_is_no_retry() -> None:
    used_up = reply({"data": []}, X_RateLimit_Remaining="0", X_RateLimit_Reset="4")
    watched = Watched(used_up, reply({"data": []}))
    watched.stage.api.list_incidents()
    watched.stage.api.list_incidents()
    assert watched.kinds == ["Request", "Response", "Wait", "Request", "Response"]
    assert watched.events[2] == WaitEvent(
        operation="list_incidents", seconds=4.0, reason="the rate limit is used up", for_rate_limit=True
    )


def test_a_call_that_fails_for_good() -> None:
    watched = Watched(reply(status=404), reply(status=503), max_retries=0)
    with pytest.raises(NotFoundException):
        watched.stage.api.get_incident(INCIDENT_ID)
    with pytest.raises(ServiceException):
        watched.stage.client.request("PUT", "/api/x", query={"q": "unseen"})
    assert watched.kinds == ["Request", "Response"] * 2
    assert watched.events[0].path == f"{LIST}/{INCIDENT_ID}"
    assert [watched.events[2].operation, watched.events[2].method, watched.events[2].path] == [
        "PUT /api/x",
        "PUT",
        "/api/x",
    ]
    assert [watched.events[1].status, watched.events[3].status] == [404, 503]


def test_what_is_refused_before_sending_is_not_told() -> None:
    watched = Watched()
    with pytest.raises(ValueError, match="page_size"):
        watched.stage.api.list_incidents(page_size=0)
    assert watched.events == []


@pytest.mark.parametrize("name", CALLBACKS)
def test_one_that_raises_costs_nothing_and_is_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the callback is broken")

    stage = Stage(reply(status=503), reply({"data": []}), **{name: fail})
    assert stage.api.list_incidents().data == []
    assert len(stage.transport.requests) == 2
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == (2 if name in ("on_request", "on_response") else 1)
    assert errors[0].exc_info is not None
    assert isinstance(errors[0].exc_info[1], RuntimeError)
    assert "a callback failed on" in errors[0].getMessage()


def test_one_that_is_interrupted_ends_the_call() -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    stage = Stage(reply({"data": []}), on_request=interrupt)
    with pytest.raises(KeyboardInterrupt):
        stage.api.list_incidents()
    stage.configuration.on_request = None
    stage.api.list_incidents()


@pytest.mark.parametrize("credentials", [{"access_token": TOKEN}, {"api_key": API_KEY, "app_key": APP_KEY}])
def test_none_of_them_sees_a_key(credentials: dict[str, str]) -> None:
    secrets = [*credentials.values(), "the-header-value", "the-query"]
    echo = reply({"errors": [" ".join(secrets[:-1])]}, status=503, X_Echo=" ".join(secrets[:-1]))
    watched = Watched(
        echo,
        FailureKind.READ_TIMEOUT,
        reply({"data": []}),
        default_headers={"X-Secret": "the-header-value"},
        **credentials,
    )
    watched.stage.client.request("GET", "/api", query={"query": "the-query"})
    assert {type(event) for event in watched.events} == {RequestEvent, ResponseEvent, RetryEvent, WaitEvent}
    for event in watched.events:
        told = f"{event!r} {event}"
        if isinstance(event, RetryEvent):
            told += f"{event.error!r} {vars(event.error)}"
        assert [secret for secret in secrets if secret in told] == []


@pytest.mark.parametrize("name", CALLBACKS)
def test_they_are_settings_like_others(name: str) -> None:
    events: list[Any] = []
    stage = Stage(reply(status=503), reply({"data": []}), reply({"data": []}))
    assert getattr(stage.configuration, name) is None
    setattr(stage.configuration, name, events.append)
    stage.api.list_incidents()
    assert len(events) == (2 if name in ("on_request", "on_response") else 1)
    seen = len(events)
    setattr(stage.configuration, name, None)
    stage.api.list_incidents()
    assert len(events) == seen
