"""Nothing that people read, print or log ever shows a key."""

from __future__ import annotations

import html
import json
import logging
import pickle
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from datadog_incidents import (
    ApiException,
    Configuration,
    ConfigurationError,
    DatadogIncidentsError,
    DecodeError,
)
from datadog_incidents._core.message import FailureKind, TransportFailure
from datadog_incidents._core.settings.secret import Secret, scrubbed, words_of
from datadog_incidents.api.incidents import GET_INCIDENT
from tests import kinds
from tests.scripted import API_KEY, APP_KEY, INCIDENT_ID, TOKEN, ScriptedTransport, Stage, incident, reply

pytestmark = pytest.mark.usefixtures("kind")

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


def frames_of(error: BaseException) -> str:
    """What an error reporter shows of a traceback: the variables of every frame but those of the tests themselves."""
    frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    assert frames
    return "\n".join(f"{frame.name}: {frame.locals}" for frame in frames if frame.filename != __file__)


@pytest.mark.parametrize(("setting", "value"), BAD)
def test_a_refused_setting_is_not_shown(setting: str, value: Any) -> None:
    given: dict[str, Any] = {setting: value}
    with pytest.raises(ConfigurationError) as raised:
        Configuration(**given)
    assert shown(everything(raised.value)) == []
    assert "Configuration(site=" in frames_of(raised.value)  # error reporters ask a half-made one for its repr


@pytest.mark.parametrize(("setting", "value"), [one for one in BAD if one[0] not in ("host", "apikey")])
def test_no_frame_shows_a_refused_key(setting: str, value: Any) -> None:
    given: dict[str, Any] = {setting: value}
    with pytest.raises(ConfigurationError) as raised:
        Configuration(**given)
    assert "__init__: {" in frames_of(raised.value)
    assert shown(frames_of(raised.value)) == []


@pytest.mark.parametrize("other", [{"timeout": -1}, {"timeuot": 5}, {"site": "datadoghq.co"}, {"max_retries": None}])
@pytest.mark.parametrize(
    "credentials",
    [
        {"access_token": TOKEN},
        {"api_key": API_KEY, "app_key": APP_KEY},
        {"api_key": {"apiKeyAuth": API_KEY, "appKeyAuth": APP_KEY}},
        SETTINGS,
    ],
)
def test_no_frame_shows_a_key_beside_a_refused_setting(credentials: dict[str, Any], other: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Configuration(**credentials, **other)
    assert "__init__: {" in frames_of(raised.value)
    assert shown(frames_of(raised.value)) == []


@pytest.mark.parametrize("variable", ["DD_API_KEY", "DD_APP_KEY", "DD_BEARER_TOKEN"])
def test_no_frame_shows_a_refused_key_of_the_environment(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, f"{API_KEY}\nsecond line")
    with pytest.raises(ConfigurationError) as raised:
        Configuration()
    assert "_authenticate: {" in frames_of(raised.value)
    assert shown(everything(raised.value) + frames_of(raised.value)) == []


def test_a_secret_works_as_the_string_it_is() -> None:
    secret = Secret(API_KEY)
    assert (secret, len(secret), secret.encode(), "".join(secret)) == (API_KEY, len(API_KEY), API_KEY.encode(), API_KEY)
    assert Secret(secret) == API_KEY
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        copied = pickle.loads(pickle.dumps(secret, protocol))
        assert (copied, type(copied)) == (API_KEY, Secret)


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
        kinds.api_client(transport=ScriptedTransport())
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
    assert [line.split(": ")[0] for line in waits] == ["search_incidents", "search_incidents"]
    assert [line.split(": ")[1][:8] for line in waits] == ["waiting ", "waiting "]
    assert waits[0].startswith("search_incidents: waiting 3.0 s: ")
    assert shown(caplog.text) == []
    assert "acme" not in caplog.text


# ------------------------------------------------------------------------------------------ a service that repeats keys

ECHOES: list[Callable[[str], Any]] = [
    lambda secrets: {"errors": [f"not valid: {secrets}"]},
    lambda secrets: {"errors": [{"title": "Forbidden", "detail": secrets}], "request": {"headers": [secrets]}},
    lambda secrets: {"message": secrets},
    lambda secrets: f"<html><h1>Forbidden</h1><pre>{secrets}</pre></html>".encode(),
    lambda secrets: f"\xe9 {secrets}".encode("latin-1"),
]


@pytest.mark.parametrize("credentials", [{"access_token": TOKEN}, {"api_key": API_KEY, "app_key": APP_KEY}])
@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("status", [302, 403, 429, 503])
def test_an_error_does_not_repeat_what_the_service_repeats(
    echo: Callable[[str], Any], credentials: dict[str, str], status: int
) -> None:
    secrets = " ".join([*credentials.values(), HEADER_VALUE, "another-value"])
    refusal = reply(echo(secrets), status=status, reason=f"No {secrets}", X_Echo=secrets, X_Request_ID=secrets)
    stage = Stage(refusal, refusal, **credentials, **SETTINGS, max_retries=1)
    with pytest.raises(ApiException) as raised:
        stage.api.list_incidents(headers={"X-Other": "another-value"})
    error = raised.value
    assert "***" in str(error.body)
    assert "***" in str(error)
    assert "***" in error.reason
    assert error.headers["x-echo"] == error.request_id == " ".join(["***"] * len(secrets.split()))
    text = everything(error) + everything(vars(error)) + everything(dict(error.headers)) + everything(error.errors)
    assert shown(text) == []
    assert "another-value" not in text
    assert isinstance(error.body, str) is isinstance(echo(""), bytes)


@pytest.mark.parametrize("credentials", [{"access_token": TOKEN}, {"api_key": API_KEY, "app_key": APP_KEY}])
def test_an_unreadable_success_does_not_repeat_them_either(credentials: dict[str, str]) -> None:
    secrets = " ".join([*credentials.values(), HEADER_VALUE])
    answer = reply(f"<html>{secrets}</html>".encode())
    stage = Stage(*[answer] * 3, **credentials, **SETTINGS)
    for call in (
        lambda: stage.api.get_incident(INCIDENT_ID),
        lambda: list(stage.api.list_incidents_with_pagination()),
        lambda: stage.client.request("GET", "/api"),
    ):
        with pytest.raises(DecodeError, match=r"no JSON .*\*\*\*") as raised:
            call()
        assert shown(everything(raised.value) + everything(vars(raised.value)) + frames_of(raised.value)) == []


LONG = 70 * "x"


@pytest.mark.parametrize("before", ["", "'", LONG[:40], LONG, LONG * 7])
def test_a_success_that_does_not_fit_does_not_repeat_them_cut(before: str) -> None:
    """Wherever a text is cut, half a key would not be found any more."""
    unfit = incident(created=f"{before}{API_KEY}{before}")
    settings: dict[str, Any] = {"api_key": API_KEY, "app_key": APP_KEY, "strict_decoding": True}
    item: Call = lambda stage: list(stage.api.list_incidents_with_pagination())  # noqa: E731
    whole: Call = lambda stage: stage.api.get_incident(INCIDENT_ID)  # noqa: E731
    for call, document in ((whole, {"data": unfit}), (item, {"data": [unfit]})):
        stage = Stage(reply(document, x_request_id=f"{LONG * 3}{API_KEY}"), **settings)
        with pytest.raises(DecodeError, match=r"created: expected a timestamp") as raised:
            call(stage)
        text = everything(raised.value) + everything(vars(raised.value))
        assert not any(API_KEY[:length] in text for length in range(6, len(API_KEY)))
        assert len(str(raised.value)) < 1200


def test_what_did_not_fit_is_told_without_them() -> None:
    stage = Stage(reply({"data": incident(created=f"{LONG[:50]}{API_KEY}")}), api_key=API_KEY, app_key=APP_KEY)
    (told,) = stage.client.call(GET_INCIDENT, {"incident_id": INCIDENT_ID}).mismatches
    assert told.endswith(f"got '{LONG[:50]}***'")


def test_the_place_of_what_does_not_fit_is_told_without_them() -> None:
    fields = {API_KEY: {"type": "dropdown", "value": 5}}
    stage = Stage(reply({"data": incident(fields=fields)}), api_key=API_KEY, app_key=APP_KEY, strict_decoding=True)
    with pytest.raises(DecodeError) as raised:
        stage.api.get_incident(INCIDENT_ID)
    assert ".fields.***" in raised.value.path
    assert shown(everything(raised.value) + everything(vars(raised.value))) == []


def test_neither_log_nor_callback_repeats_them_as_the_name_of_a_request(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[Any] = []
    stage = Stage(reply({"data": []}, x_request_id=API_KEY), api_key=API_KEY, app_key=APP_KEY, on_response=told.append)
    stage.api.list_incidents()
    assert told[0].request_id == "***"
    assert shown(caplog.text) == []


def test_what_is_no_secret_is_repeated() -> None:
    document = {"errors": ["line 1 of the core", API_KEY.upper()], "code": 1}
    stage = Stage(reply(document, status=400, X_Code="1"), default_headers={"X-Version": "1", "X-Team": "core"})
    with pytest.raises(ApiException, match="line 1 of the core") as raised:
        stage.api.list_incidents()
    assert raised.value.body == document
    assert raised.value.headers["x-code"] == "1"


MARKED = Secret("ab/c=d&e'f\"g\\h<\xe9+0123456789")
WRITTEN: dict[str, bytes] = {
    "UTF-8": MARKED.encode(),
    "Latin-1": MARKED.encode("latin-1"),
    "JSON": json.dumps("".join(MARKED)).encode(),
    "JSON with escaped slashes": json.dumps("".join(MARKED)).replace("/", "\\/").encode(),
    "JSON with all escaped": "".join(f"\\u{ord(each):04X}" for each in MARKED).encode(),
    "JSON in JSON": json.dumps(json.dumps("".join(MARKED))).encode(),
    "URL": quote("".join(MARKED), safe="").encode(),
    "URL in a URL": quote(quote("".join(MARKED), safe=""), safe="").lower().encode(),
    "HTML": html.escape("".join(MARKED)).encode(),
    "HTML with numbers": "".join(f"&#{ord(each)};" for each in MARKED).encode(),
    "Python": ascii("".join(MARKED)).encode(),
    "Python's bytes": repr(MARKED.encode()).encode().removeprefix(b"b"),
    "JavaScript": "".join(f"\\u{{{ord(each):x}}}" for each in MARKED).encode(),
    "HTML in HTML": html.escape(html.escape("".join(MARKED))).encode(),
    "HTML with names": html.escape("".join(MARKED)).translate({61: "&equals;", 47: "&sol;", 43: "&plus;"}).encode(),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_secret_is_found_however_it_is_written(name: str) -> None:
    left = scrubbed(b"before " + WRITTEN[name] + b" after " + WRITTEN[name], [MARKED])
    assert left.replace(b"'", b"").replace(b'"', b"").replace(b"\\", b"") == b"before *** after ***"


def test_a_secret_is_found_in_wide_characters() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-be"):
        assert scrubbed("".join(MARKED).encode(encoding), [MARKED]).strip(b"\0") == b"***"
    beyond = Secret("pass-\U0001f511-word")
    assert scrubbed(json.dumps("".join(beyond)).encode(), [beyond]) == b'"***"'


@pytest.mark.parametrize("content", [b"\\" * 1_000_000, b"%25" * 300_000, b"&#0" * 300_000, b"ab" * 500_000])
def test_content_that_almost_is_a_secret_takes_no_time(content: bytes) -> None:
    began = time.process_time()
    assert scrubbed(content, [MARKED]) == content
    assert time.process_time() - began < 5


ESCAPED = Secret("abc/def=ghi+jkl")


@pytest.mark.parametrize("form", [r"abc\/def=ghi+jkl", r"abc/def\u003dghi\u002Bjkl", "abc%2Fdef%3Dghi%2Bjkl"])
@pytest.mark.parametrize("body", ['{"errors": ["not %s"], "sent": {"%s": ["%s"]}}', '{"errors": ["cut %s', "<p>%s</p>"])
def test_no_part_of_an_exception_has_what_was_decoded(form: str, body: str) -> None:
    content = body.replace("%s", form).encode()
    stage = Stage(reply(content, status=403, X_Echo=form), api_key=ESCAPED, app_key=APP_KEY, max_retries=0)
    with pytest.raises(ApiException) as raised:
        stage.api.list_incidents()
    error = raised.value
    for text in (str(error), str(error.body), str(error.errors), str(dict(error.headers)), str(vars(error))):
        assert not any(part in text for part in (ESCAPED[:], form, "abc", "jkl")), text


def test_secrets_of_a_transport_are_taken_out_as_well() -> None:
    """Such as those of a proxy, which only the transport knows; also of a page that a proxy passes off as a success."""
    page = b"<html>you sent another-secret</html>"
    for status in (200, 407):
        answer = replace(reply(page, status=status, X_Echo="another-secret"), secrets=("another-secret",))
        with pytest.raises(DatadogIncidentsError) as raised:
            Stage(answer, max_retries=0).api.get_incident(INCIDENT_ID)
        assert "***" in str(raised.value)
        assert b"another-secret" not in pickle.dumps(raised.value)


def test_a_failure_does_not_repeat_them_either() -> None:
    def fail() -> Any:
        raise TransportFailure(FailureKind.DROPPED, f"the proxy says: {API_KEY} and {'x' * 5000}")

    stage = Stage(fail, api_key=API_KEY, app_key=APP_KEY, max_retries=0)
    with pytest.raises(DatadogIncidentsError, match=r"the proxy says: \*\*\* and xxx") as raised:
        stage.api.list_incidents()
    assert len(str(raised.value)) < 700


@pytest.mark.parametrize(
    ("content", "values", "left"),
    [
        (b"a 01234567 b 01234567", [Secret("01234567")], b"a *** b ***"),
        (b"a 01234567", ["01234567"], b"a 01234567"),
        (b"a 0123456", [Secret("0123456")], b"a 0123456"),
        (b"a 01234567 Bearer", [Secret("Bearer 01234567")], b"a *** Bearer"),
        (b"a", [Secret(""), Secret(" ")], b"a"),
        ("v\xe4rde-89".encode("latin-1"), [Secret("v\xe4rde-89")], b"***"),
    ],
)
def test_scrubbing(content: bytes, values: list[str], left: bytes) -> None:
    assert scrubbed(content, words_of(values)) == left
