"""Nothing that people read, print or log ever shows a key."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from datadog_incidents import ApiClient, Configuration, ConfigurationError, DatadogIncidentsError
from datadog_incidents._core.message import FailureKind

from .scripted import API_KEY, APP_KEY, INCIDENT_ID, TOKEN, ScriptedTransport, Stage, incident, reply

PROXY_PASSWORD = "pr0xy-passw0rd"
HEADER_VALUE = "he4der-value"
SECRETS = (API_KEY, APP_KEY, TOKEN, PROXY_PASSWORD, HEADER_VALUE)
SETTINGS: dict[str, Any] = {
    "proxy": f"http://user:{PROXY_PASSWORD}@proxy.example.org:3128",
    "proxy_headers": {"Proxy-Authorization": HEADER_VALUE},
    "default_headers": {"X-Secret": HEADER_VALUE},
}


def shown(text: str) -> list[str]:
    """The secrets that a text shows."""
    return [secret for secret in SECRETS if secret in text]


def everything(value: object) -> str:
    return f"{value!r} {value!s} {value} {[value]}"


def test_the_helper_finds_a_secret() -> None:
    assert shown(everything({"a": API_KEY})) == [API_KEY]


@pytest.mark.parametrize("credentials", [{"access_token": TOKEN}, {"api_key": API_KEY, "app_key": APP_KEY}])
def test_a_configuration_shows_no_secret(credentials: dict[str, Any]) -> None:
    configuration = Configuration(**credentials, **SETTINGS)
    settings = [getattr(configuration, name) for name in dir(configuration) if not name.startswith("__")]
    assert shown(everything(configuration) + everything(settings)) == []
    values = [*configuration.api_key.values(), configuration.access_token, *configuration.default_headers.values()]
    assert [value for value in values if value and shown(everything(value) + "%s %r" % (value, value))] == []  # noqa: UP031
    assert "'***'" in repr(configuration)
    with pytest.raises(TypeError):
        vars(configuration)


def test_a_client_shows_no_secret() -> None:
    stage = Stage(reply({"data": []}), **SETTINGS)
    stage.api.list_incidents()
    held = [vars(stage.client), stage.transport.requests]
    assert shown(everything(stage.client) + everything(held)) == []
    assert shown(everything(stage.transport.requests[0].headers)) == []


BAD: list[tuple[str, Any]] = [
    ("api_key", f"{API_KEY}\0"),
    ("api_key", {"apiKeyOth": API_KEY}),
    ("app_key", f"{APP_KEY}\nsecond line"),
    ("access_token", f"{TOKEN}\x7f"),
    ("proxy", f"ftp://user:{PROXY_PASSWORD}@proxy.example.org"),
    ("proxy", f"user:{PROXY_PASSWORD}@proxy.example.org:port"),
    ("host", f"https://user:{PROXY_PASSWORD}@example.org"),
    ("default_headers", {"X-Secret": f"{HEADER_VALUE}\n"}),
    ("apikey", API_KEY),
]


@pytest.mark.parametrize(("setting", "value"), BAD)
def test_a_refused_setting_is_not_shown(setting: str, value: Any) -> None:
    given: dict[str, Any] = {setting: value}
    with pytest.raises(ConfigurationError) as raised:
        Configuration(**given)
    assert shown(everything(raised.value)) == []
    frames = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert "Configuration(site=" in "".join(frames.format())  # error reporters ask a half-made one for its repr


Call = Callable[[Stage], object]
FAILURES: dict[str, tuple[Any, Call]] = {
    "status": (reply({"errors": ["no"]}, status=403), lambda stage: stage.api.list_incidents()),
    "service": (reply(status=503), lambda stage: stage.api.list_incidents()),
    **{kind.name: (kind, lambda stage: stage.api.list_incidents()) for kind in FailureKind},
    "no JSON": (reply(b"<html>"), lambda stage: stage.api.get_incident(INCIDENT_ID)),
    "wrong shape": (reply([]), lambda stage: stage.api.get_incident(INCIDENT_ID)),
    "strict": (reply({"data": incident(created="x")}), lambda stage: stage.api.get_incident(INCIDENT_ID)),
    "page": (reply({"data": 5}), lambda stage: list(stage.api.list_incidents_with_pagination())),
    "argument": (None, lambda stage: stage.api.get_incident("..")),
    "option": (None, lambda stage: stage.api.list_incidents(timeout=-1)),
    "opt-in": (None, lambda stage: stage.api.list_incidents(allow_unstable=False)),
    "raw": (reply(status=404), lambda stage: stage.client.request("GET", "/")),
}


@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("credentials", [{"access_token": TOKEN}, {"api_key": API_KEY, "app_key": APP_KEY}])
def test_no_error_and_no_frame_of_its_traceback_shows_a_secret(name: str, credentials: dict[str, str]) -> None:
    outcome, call = FAILURES[name]
    stage = Stage(outcome, outcome, **credentials, **SETTINGS, strict_decoding=name == "strict", max_retries=1)
    del credentials
    with pytest.raises(DatadogIncidentsError) as raised:
        call(stage)
    error = raised.value
    frames = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "api_client.py" in frames
    assert shown(frames) == []
    assert shown(everything(error) + everything(vars(error))) == []


def test_missing_keys_show_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_API_KEY", API_KEY)
    with pytest.raises(ConfigurationError) as raised:
        ApiClient(transport=ScriptedTransport())
    frames = "".join(traceback.TracebackException.from_exception(raised.value, capture_locals=True).format())
    assert shown(frames) == []


def test_the_log_tells_each_attempt_without_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stage = Stage(
        reply(status=429, X_RateLimit_Reset="3"),
        FailureKind.DROPPED,
        reply({"data": []}, x_request_id="abc"),
        reply({"errors": ["no"]}, status=403),
        **SETTINGS,
    )
    stage.api.search_incidents("customer:acme", headers={"X-Other": HEADER_VALUE})
    with pytest.raises(DatadogIncidentsError):
        stage.api.get_incident(INCIDENT_ID)
    lines = [record.getMessage() for record in caplog.records if record.levelno == logging.DEBUG]
    assert [line.replace("0 ms", "…") for line in lines] == [
        "GET /api/v2/incidents/search: 429 in …, attempt 1",
        "GET /api/v2/incidents/search: dropped: as the script says in …, attempt 2",
        "GET /api/v2/incidents/search: 200 in …, attempt 3, request id abc",
        f"GET /api/v2/incidents/{INCIDENT_ID}: 403 in …, attempt 1",
    ]
    waits = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
    assert [line.partition(":")[0] for line in waits] == ["waiting 3.0 s", waits[1].partition(":")[0]]
    assert shown(caplog.text) == []
    assert "acme" not in caplog.text
