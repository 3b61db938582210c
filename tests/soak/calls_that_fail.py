"""Calls that fail in many ways, with whatever they leave behind printed. `test_secrets` looks for the keys in it.

Each of these tests fails, so that pytest shows its traceback with the variables of every frame. The keys are in the
environment alone: neither in this source nor in a variable here.
"""

from __future__ import annotations

import copy
import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents.emulator import Emulator

from .support import OPERATIONS, new_incident


def show(*things: object) -> None:
    sys.stdout.write("".join(f"{thing}\n" for thing in things))
    sys.stdout.flush()


@pytest.fixture(autouse=True)
def keys(bare_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_API_KEY", os.environ["SOAK_API_KEY"])
    monkeypatch.setenv("DD_APP_KEY", os.environ["SOAK_APP_KEY"])


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    with Emulator(log=True) as emulator:
        emulator.seed(3)
        monkeypatch.setenv("DD_INCIDENTS_HOST", emulator.url)
        yield emulator


def configured(**settings: Any) -> Configuration:
    """A configuration whose keys are those of the environment; all that it reports is printed."""
    report: dict[str, Any] = dict.fromkeys(("on_request", "on_response", "on_retry", "on_wait"), show)
    configuration = Configuration(unstable_operations=OPERATIONS, retry_backoff_factor=0.001, **report, **settings)
    show(configuration, copy.copy(configuration), vars_of(configuration))
    return configuration


def vars_of(thing: object) -> dict[str, object]:
    names = [name for cls in type(thing).__mro__ for name in getattr(cls, "__slots__", ())]
    return {**getattr(thing, "__dict__", {}), **{name: getattr(thing, name, None) for name in names}}


def show_all_of(error: BaseException) -> None:
    """Show an exception in every way there is."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    show(str(error), repr(error), vars_of(error), "".join(told.format()), pickle.dumps(error), copy.copy(error))


def failing(call: Callable[[], object]) -> None:
    try:
        call()
    except Exception as error:
        show_all_of(error)
        raise
    raise AssertionError("it should have failed")


def api_of(**settings: Any) -> IncidentsApi:
    return IncidentsApi(ApiClient(configured(**settings)))


ECHOES: dict[str, Callable[[Emulator, str], object]] = {
    "error": lambda emulator, key: emulator.inject(status=403, body={"errors": [f"{key} is no key of ours"]}),
    "error of objects": lambda emulator, key: emulator.inject(
        status=400, body={"errors": [{"detail": key, "x": [key]}]}
    ),
    "header": lambda emulator, key: emulator.inject(status=401, headers={"X-Your-Key": key, "X-Request-Id": key}),
    "page": lambda emulator, key: emulator.inject(html=True, status=407, body=f"<html>DD-API-KEY: {key}</html>"),
    "page for 200": lambda emulator, key: emulator.inject(html=True, status=200, body=f"<html>{key}</html>"),
}


@pytest.mark.parametrize("variable", ["DD_API_KEY", "DD_APP_KEY"])
@pytest.mark.parametrize("echo", ECHOES)
def test_keys_repeated_by_the_service(emulator: Emulator, variable: str, echo: str) -> None:
    ECHOES[echo](emulator, os.environ[variable])
    failing(api_of(max_retries=0, strict_decoding=True).list_incidents)


def test_token_repeated_by_the_service(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_BEARER_TOKEN", os.environ["SOAK_TOKEN"])
    emulator.inject(status=401, body=f"Authorization: Bearer {os.environ['SOAK_TOKEN']}")
    failing(api_of(max_retries=0).list_incidents)


@pytest.mark.parametrize(
    "fault",
    [{"reset": True}, {"truncate": True}, {"status": 500}, {"delay": 0.3}, {"status": 429}, {"html": True}],
    ids=str,
)
def test_faults(emulator: Emulator, fault: dict[str, Any]) -> None:
    emulator.inject(times=None, **fault)
    api = api_of(max_retries=1, timeout=0.05)
    failing(lambda: api.create_incident(new_incident("Created")))


def test_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(api_of(host="http://127.0.0.1:1", max_retries=1).list_incidents)


def test_no_tls(emulator: Emulator) -> None:
    failing(api_of(host=emulator.url.replace("http:", "https:"), max_retries=0).list_incidents)


def test_no_proxy() -> None:
    failing(api_of(host="https://api.example.com", proxy=os.environ["SOAK_PROXY_URL"], max_retries=0).list_incidents)


def test_wrong_argument(emulator: Emulator) -> None:
    failing(lambda: api_of().list_incidents(page_size=0))


def test_interrupted_on_the_way(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise RuntimeError("in the middle of everything")

    monkeypatch.setattr("urllib3.connection.HTTPConnection.getresponse", interrupt)
    failing(api_of(max_retries=0).list_incidents)


def test_wrong_settings() -> None:
    failing(lambda: configured(api_kee="any", host="http://192.0.2.1"))


def test_keys_over_plain_http() -> None:
    failing(api_of(host="http://192.0.2.1").list_incidents)


def test_keys_that_no_header_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_API_KEY", os.environ["DD_API_KEY"] + "\n" + os.environ["DD_API_KEY"])
    failing(lambda: api_of())
