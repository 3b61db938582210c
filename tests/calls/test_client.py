"""What can be made of a client: another one with other options, and no copy."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import DatadogIncidentsError, InvalidArgumentError, UnstableOperationError
from datadog_incidents._core.message import FailureKind
from tests import kinds
from tests.scripted import API_KEY, Stage, incident, reply

pytestmark = pytest.mark.usefixtures("kind")

EMPTY = reply({"data": []})


def test_options_of_a_client_come_between_those_of_a_call_and_the_settings() -> None:
    stage = Stage(*[EMPTY] * 3, timeout=(1, 2), default_headers={"X-A": "settings", "X-B": "settings"})
    derived = stage.client.with_options(timeout=(3, 4), headers={"x-a": "client", "X-C": "client"})
    stage.api.list_incidents()
    kinds.incidents_api(derived).list_incidents()
    kinds.incidents_api(derived).list_incidents(timeout=5, headers={"x-c": "call"})
    assert [(timeout.connect, timeout.read) for timeout in stage.transport.timeouts] == [(1, 2), (3, 4), (5, 5)]
    sent = [
        {name.upper(): value for name, value in request.headers.items() if name.upper().startswith("X-")}
        for request in stage.transport.requests
    ]
    assert sent == [
        {"X-A": "settings", "X-B": "settings"},
        {"X-A": "client", "X-B": "settings", "X-C": "client"},
        {"X-A": "client", "X-B": "settings", "X-C": "call"},
    ]


def test_they_hold_for_every_kind_of_call() -> None:
    stage = Stage(*[FailureKind.CONNECT] * 3)
    impatient = stage.client.with_options(max_retries=0)
    calls: list[Callable[[], object]] = [
        kinds.incidents_api(impatient).list_incidents,
        lambda: list(kinds.incidents_api(impatient).list_incidents_with_pagination()),
        lambda: impatient.request("GET", "/api/v2/anything"),
    ]
    for call in calls:
        with pytest.raises(DatadogIncidentsError):
            call()
    assert len(stage.transport.requests) == 3


def test_an_opt_in_for_a_client() -> None:
    page = reply({"data": [incident(1)]})
    stage = Stage(page, page, *[EMPTY] * 5, unstable_operations={})
    willing = stage.client.with_options(allow_unstable=True)
    kinds.incidents_api(willing).list_incidents()
    assert len(list(kinds.incidents_api(willing).list_incidents_with_pagination())) == 1
    with pytest.raises(UnstableOperationError):
        kinds.incidents_api(willing).list_incidents(allow_unstable=False)
    with pytest.raises(UnstableOperationError):
        stage.api.list_incidents()


def test_options_upon_options() -> None:
    stage = Stage(EMPTY)
    derived = stage.client.with_options(timeout=5, headers={"X-A": "a"}).with_options(deadline=9, headers={"X-B": "b"})
    kinds.incidents_api(derived).list_incidents()
    assert stage.transport.timeouts[0].total == 9
    assert stage.transport.timeouts[0].read == 5
    assert {"X-A", "X-B"} <= set(stage.transport.requests[0].headers)


def test_it_shares_limits_and_settings() -> None:
    used_up: dict[str, Any] = {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": "10"}
    stage = Stage(reply({"data": []}, **used_up), EMPTY, EMPTY)
    derived = stage.client.with_options(timeout=5)
    stage.api.list_incidents()
    kinds.incidents_api(derived).list_incidents()
    assert stage.clock.slept == [10.0]
    stage.configuration.api_key = "another-key"
    kinds.incidents_api(derived).list_incidents()
    assert stage.transport.requests[-1].headers["DD-API-KEY"] == "another-key"


def test_closing_it_closes_nothing() -> None:
    stage = Stage(*[EMPTY] * 2)
    with stage.client.with_options(timeout=5) as derived:
        kinds.incidents_api(derived).list_incidents()
    kinds.incidents_api(derived).list_incidents()
    assert stage.transport.closed == 0
    stage.client.close()
    assert stage.transport.closed == 1
    with pytest.raises(DatadogIncidentsError, match="closed"):
        kinds.incidents_api(derived).list_incidents()


@pytest.mark.parametrize("options", [{"retries": 3}, {"timeout": "5"}, {"headers": "X-A: a"}], ids=str)
def test_an_option_that_is_wrong(options: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=next(iter(options))):
        Stage().client.with_options(**options)
    with pytest.raises(InvalidArgumentError, match=next(iter(options))):
        Stage().client.with_options(headers={"X-B": "b"}).request("GET", "/", **options)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_client_is_not_copied_or_pickled(duplicate: Callable[[Any], object]) -> None:
    stage = Stage()
    for thing in (stage.client, stage.client.with_options(timeout=5)):
        with pytest.raises(DatadogIncidentsError, match=r"ApiClient .*ApiClient\(configuration\)"):
            duplicate(thing)
    with pytest.raises(DatadogIncidentsError, match="ApiClient"):
        copy.deepcopy(stage.api)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_what_came_back_is_pickled(protocol: int) -> None:
    stage = Stage(reply({"data": []}, X_RateLimit_Remaining="5"), reply({"data": [incident(1)]}))
    headers = stage.client.request("GET", "/").headers
    assert pickle.loads(pickle.dumps(headers, protocol))["x-ratelimit-remaining"] == "5"
    page = next(stage.api.list_incidents_with_pagination().pages())
    pickled = pickle.dumps(page, protocol)
    assert pickle.loads(pickled).items == page.items
    assert API_KEY.encode() not in pickled
