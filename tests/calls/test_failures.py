from __future__ import annotations

import pickle
from contextlib import nullcontext
from typing import Any

import pytest

import datadog_incidents
from datadog_incidents import (
    ApiClient,
    ApiConnectionError,
    ApiException,
    ApiTimeoutError,
    BadRequestException,
    CallError,
    Configuration,
    ConfigurationError,
    ConflictException,
    DatadogIncidentsError,
    DecodeError,
    ForbiddenException,
    InvalidArgumentError,
    NotFoundException,
    RateLimit,
    ServiceException,
    TooManyRequestsException,
    UnauthorizedException,
    UnprocessableEntityException,
)
from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout
from datadog_incidents._core.narrowing import is_object
from tests.scripted import INCIDENT_ID, ScriptedTransport, Stage, incident, reply

pytestmark = pytest.mark.usefixtures("kind")


def error_of(document: Any, status: int = 400, **headers: Any) -> ApiException:
    stage = Stage(reply(document, status=status, reason="Reason", **headers), max_retries=0)
    with pytest.raises(ApiException) as raised:
        stage.api.get_incident(INCIDENT_ID)
    return raised.value


@pytest.mark.parametrize(
    ("status", "exception"),
    [
        (302, ApiException),
        (400, BadRequestException),
        (401, UnauthorizedException),
        (403, ForbiddenException),
        (404, NotFoundException),
        (405, ApiException),
        (409, ConflictException),
        (418, ApiException),
        (422, UnprocessableEntityException),
        (429, TooManyRequestsException),
        (500, ServiceException),
        (503, ServiceException),
        (599, ServiceException),
    ],
)
def test_an_exception_for_each_status(status: int, exception: type[ApiException]) -> None:
    error = error_of({"errors": ["text"]}, status, x_request_id="abc", x_other="y")
    assert type(error) is exception
    assert (error.status, error.reason, error.operation, error.attempts) == (status, "Reason", "get_incident", 1)
    assert error.headers["X-Other"] == "y"
    assert str(error) == f"get_incident: {status} Reason: text (request id abc)"


NESTED = b"[" * 100_000
BODIES: list[tuple[Any, Any, tuple[str, ...]]] = [  # what came, and the body and the errors of the exception
    ({"errors": ["incident ID not found"]}, {"errors": ["incident ID not found"]}, ("incident ID not found",)),
    ({"errors": ["one", "two"]}, {"errors": ["one", "two"]}, ("one", "two")),
    ({"errors": [{"title": "Generic Error", "detail": "why"}]}, ..., ("Generic Error: why",)),
    ({"errors": [{"status": "404", "title": "Not Found"}]}, ..., ("Not Found",)),
    ({"errors": [{"detail": "why"}]}, ..., ("why",)),
    ({"errors": [{"title": None, "detail": 5}]}, ..., ("5",)),
    ({"errors": [None, 5, {}, [], ""]}, ..., ()),
    ({"errors": []}, {"errors": []}, ()),
    ({"errors": "text"}, {"errors": "text"}, ()),
    ({"message": "Forbidden"}, {"message": "Forbidden"}, ()),
    ([1], [1], ()),
    (b"null", None, ()),
    (b"", "", ()),
    (b"plain text", "plain text", ("plain text",)),
    (b"<html>\n<h1>403 Forbidden</h1>\n</html>", "<html>\n<h1>403 Forbidden</h1>\n</html>", ("403 Forbidden",)),
    (b"caf\xe9", "caf\N{REPLACEMENT CHARACTER}", ("caf\N{REPLACEMENT CHARACTER}",)),
    (b'{"errors": ["cut', '{"errors": ["cut', ('{"errors": ["cut',)),
    (NESTED, NESTED.decode(), ("[" * 200,)),
]


@pytest.mark.parametrize(("document", "body", "errors"), BODIES, ids=lambda value: repr(value)[:40])
def test_what_the_service_said(document: Any, body: Any, errors: tuple[str, ...]) -> None:
    error = error_of(document)
    assert error.body == (document if body is ... else body)
    assert error.errors == errors
    assert "\n" not in str(error)


SAID: list[tuple[Any, str]] = [
    ({"errors": ["one", " two\nlines "]}, "one; two lines"),
    ({"errors": [{"title": "Generic Error", "detail": "why"}, "text"]}, "Generic Error: why; text"),
    ({"errors": []}, '{"errors": []}'),
    ({"errors": [None, {}]}, '{"errors": [null, {}]}'),
    ({"errors": "text"}, '{"errors": "text"}'),
    ({"message": "Forbidden"}, '{"message": "Forbidden"}'),
    ([1], "[1]"),
    (b"null", "null"),
    (b"", "no explanation in the body"),
    (b" \n", "no explanation in the body"),
    (b"plain text", "plain text"),
    (b"<html>\n<h1>403 Forbidden</h1>\n</html>", "403 Forbidden"),
    (b"<TITLE>No</TITLE>\n<style>h1 > a { color: red }</style>\n<h1>No</h1><script>a < b\n</script> nginx", "No nginx"),
    (NESTED, "[" * 200),
]


@pytest.mark.parametrize(("document", "said"), SAID, ids=lambda value: repr(value)[:40])
def test_what_the_message_says(document: Any, said: str) -> None:
    assert str(error_of(document)) == f"get_incident: 400 Reason: {said}"


def test_a_message_stays_readable_whatever_the_body() -> None:
    error = error_of(b"<!DOCTYPE html><style>x</style>" + b"<p>word</p>\r\n" * 10_000)
    assert "<" not in str(error)
    assert len(str(error)) < 300
    assert len(error.body) > 100_000


ENDLESS: list[tuple[Any, dict[str, Any]]] = [
    ({"errors": ["x" * 50] * 100_000}, {}),
    ({"errors": ["x" * 5_000_000]}, {}),
    ({"errors": [{"title": "t" * 100_000, "detail": "d" * 100_000}]}, {}),
    ({"message": "x" * 1_000_000}, {}),
    (b"x" * 1_000_000, {}),
    ({"errors": ["no"]}, {"x_request_id": "i" * 60_000}),
]


@pytest.mark.parametrize(("document", "headers"), ENDLESS)
def test_a_message_is_as_short_as_a_line_and_the_whole_stays(document: Any, headers: dict[str, Any]) -> None:
    error = error_of(document, **headers)
    assert len(str(error)) < 800
    assert "…" in str(error) or len(str(error)) < 300
    assert error.body == (document if is_object(document) else document.decode())
    assert error.request_id == headers.get("x_request_id")
    given: list[Any] = document.get("errors", []) if is_object(document) else []
    assert not given or len(error.errors) == len(given)
    assert sum(map(len, error.errors)) >= sum(len(each) for each in given if isinstance(each, str))


def test_an_endless_reason_is_cut_as_well() -> None:
    stage = Stage(reply({"errors": ["no"]}, status=400, reason="r" * 60_000), max_retries=0)
    with pytest.raises(BadRequestException, match=r": no$") as raised:
        stage.api.get_incident(INCIDENT_ID)
    assert (len(str(raised.value)) < 300, len(raised.value.reason)) == (True, 60_000)


@pytest.mark.parametrize("status", [100, 101, 103, 199])
def test_after_an_interim_answer_the_outcome_of_a_write_is_unknown(status: int) -> None:
    stage = Stage(reply(status=status), reply(status=status), max_retries=3)
    with pytest.raises(ApiException) as raised:
        stage.client.request("POST", "/", body={})
    assert (raised.value.outcome_unknown, raised.value.attempts) == (True, 1)
    with pytest.raises(ApiException) as raised:
        stage.client.request("GET", "/")
    assert not raised.value.outcome_unknown


def test_what_is_written_into_the_headers_of_an_attempt_goes_with_no_other() -> None:
    """Tracers write their own into the mapping that they see."""
    seen: list[str | None] = []

    class Traced(ScriptedTransport):
        def send(self, request: Request, timeout: Timeout) -> Response:
            headers: Any = request.headers
            seen.append(headers.get("x-trace-id"))
            headers["x-trace-id"] = f"{len(seen)}"
            return super().send(request, timeout)

    traced = Traced(FailureKind.DROPPED, reply({}), reply({}))
    configuration = Configuration(api_key="a", app_key="b", retry_backoff_factor=0)
    with ApiClient(configuration, transport=traced) as api_client:
        api_client.request("GET", "/first")
        api_client.request("GET", "/second")
    assert seen == [None, None, None]


@pytest.mark.parametrize(
    ("headers", "request_id"),
    [({"x_request_id": "a"}, "a"), ({"DD_Request_ID": "b"}, "b"), ({"x_request_id": "a", "dd_request_id": "b"}, "a")],
)
def test_the_request_id(headers: dict[str, Any], request_id: str) -> None:
    assert error_of({}, **headers).request_id == request_id
    assert error_of({}).request_id is None


# ---------------------------------------------------------------------------------------- as exceptions among others


@pytest.mark.parametrize(
    ("exception", "bases"),
    [
        (ConfigurationError, (DatadogIncidentsError, ValueError)),
        (InvalidArgumentError, (DatadogIncidentsError, ValueError)),
        (ApiConnectionError, (CallError, ConnectionError)),
        (ApiTimeoutError, (CallError, TimeoutError)),
        (DecodeError, (CallError,)),
        (ApiException, (CallError,)),
        (CallError, (DatadogIncidentsError,)),
    ],
)
def test_builtin_bases(exception: type[Exception], bases: tuple[type[Exception], ...]) -> None:
    assert issubclass(exception, bases)
    assert all(issubclass(exception, base) for base in bases)


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (FailureKind.CONNECT, ConnectionError),
        (FailureKind.TLS, ConnectionError),
        (FailureKind.DROPPED, ConnectionError),
        (FailureKind.GARBLED, ConnectionError),
        (FailureKind.TOO_LARGE, ConnectionError),
        (FailureKind.CONNECT_TIMEOUT, TimeoutError),
        (FailureKind.READ_TIMEOUT, TimeoutError),
    ],
)
def test_no_response_raises_a_builtin_error_too(kind: FailureKind, builtin: type[Exception]) -> None:
    stage = Stage(kind, max_retries=0)
    with pytest.raises(builtin, match="list_incidents") as raised:
        stage.api.list_incidents()
    assert isinstance(raised.value, DatadogIncidentsError)


EXCEPTIONS = sorted(
    (
        value
        for value in (getattr(datadog_incidents, name) for name in dir(datadog_incidents))
        if isinstance(value, type) and issubclass(value, Exception)
    ),
    key=lambda exception: exception.__name__,
)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("exception", EXCEPTIONS)
def test_every_exception_survives_pickling(exception: type[DatadogIncidentsError], protocol: int) -> None:
    context: dict[str, Any] = {}
    if issubclass(exception, CallError):
        context = {"operation": "create_incident", "attempts": 3, "request_id": "abc", "outcome_unknown": True}
    if issubclass(exception, ApiException):
        limit = RateLimit(limit=1, period=2, remaining=0, reset=1.5, name="x")
        headers = Headers([("X-A", "b")])
        context |= {"status": 418, "reason": "r", "body": {"a": [1]}, "errors": ("e",), "rate_limit": limit}
        context |= {"headers": headers}
    if issubclass(exception, DecodeError):
        context |= {"status": 200, "path": "data.id"}
    error = exception("the message", **context)
    copied = pickle.loads(pickle.dumps(error, protocol))
    assert type(copied) is exception
    assert str(copied) == "the message"
    for name, value in context.items():
        found = getattr(copied, name)
        assert (dict(found), found["x-a"]) == (dict(value), "b") if name == "headers" else found == value


def test_a_raised_exception_survives_pickling() -> None:
    error = error_of({"errors": ["text"]}, 429, x_ratelimit_reset="3")
    copied = pickle.loads(pickle.dumps(error))
    assert (str(copied), copied.status, copied.errors) == (str(error), 429, ("text",))
    assert copied.headers["X-RateLimit-Reset"] == "3"
    assert copied.rate_limit == error.rate_limit


# ------------------------------------------------------------------------------------- responses that make no sense


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "an empty body"),
        (b"<html><b>Welcome</b></html>", "no JSON .*Welcome"),
        (b"OK", "no JSON .*OK"),
        (b'{"data": ', "no JSON"),
        (b"[]", "expected an object, got list"),
        (b'"text"', "expected an object, got str"),
        (b"null", "expected an object, got NoneType"),
        (NESTED, "no JSON"),
        (b'{"a":' * 100_000, "no JSON"),
        ('{"data": "é"}'.encode("latin-1"), "no JSON"),
        (b"\x1f\x8b\x08\x00", "no JSON"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_success_that_cannot_be_read(document: bytes, message: str) -> None:
    stage = Stage(reply(document, x_request_id="abc"))
    with pytest.raises(DecodeError, match=message) as raised:
        stage.api.get_incident(INCIDENT_ID)
    error = raised.value
    assert str(error).startswith("get_incident: the service answered 200")
    assert (error.operation, error.status, error.attempts, error.request_id) == ("get_incident", 200, 1, "abc")
    assert len(str(error)) < 400


def test_a_raw_call_that_cannot_be_read() -> None:
    with pytest.raises(DecodeError, match=r"^GET /x: .*no JSON"):
        Stage(reply(b"<html>")).client.request("GET", "/x")


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"data": incident(created="soon")}, "data.attributes.created"),
        ({"data": incident(public_id="5")}, "data.attributes.public_id"),
        ({"data": incident(fields={"a": {"type": "dropdown", "value": 5}})}, "data.attributes.fields.a.value"),
        (
            {"data": incident(notification_handles=[{}, {"handle": 5}])},
            "data.attributes.notification_handles[1].handle",
        ),
        ({"data": {"type": "incidents"}}, "data.id"),
        ({"data": "text"}, "data"),
        ({}, "data"),
    ],
)
def test_strict_decoding_names_the_path(document: Any, path: str) -> None:
    with pytest.raises(DecodeError) as raised:
        Stage(reply(document), strict_decoding=True).api.get_incident(INCIDENT_ID)
    assert raised.value.path == path
    assert f" {path}: expected " in str(raised.value)
    Stage(reply(document)).api.get_incident(INCIDENT_ID)


def test_values_that_do_not_fit_are_kept_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    from datadog_incidents.api.incidents_api import GET_INCIDENT

    stage = Stage(reply({"data": incident(created="soon", public_id=5.5)}))
    response = stage.client.call(GET_INCIDENT, {"incident_id": INCIDENT_ID})
    assert response.data.data.attributes is not None
    kept: Any = response.data.data.attributes
    assert (kept.created, kept.public_id) == ("soon", 5.5)
    assert [line.partition(":")[0] for line in response.mismatches] == [
        "data.attributes.created",
        "data.attributes.public_id",
    ]
    assert "does not fit the contract" in caplog.text


@pytest.mark.parametrize(
    ("document", "missing"),
    [
        ({}, ["data: expected IncidentResponseData, got nothing"]),
        ({"data": {"type": "incidents"}}, ["data.id: expected a string, got nothing"]),
        ({"data": {"id": "x"}}, ["data.type: expected one of incidents, got nothing"]),
        (
            {"data": {"id": "x", "type": "incidents", "attributes": {}}},
            ["data.attributes.title: expected a string, got"],
        ),
        ({"data": incident(notification_handles=[{}])}, []),
        ({"data": incident()}, []),
    ],
)
def test_missing_required_properties_are_reported(
    document: Any, missing: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    from datadog_incidents.api.incidents_api import GET_INCIDENT

    response = Stage(reply(document)).client.call(GET_INCIDENT, {"incident_id": INCIDENT_ID})
    assert len(response.mismatches) == len(missing)
    assert all(line.startswith(start) for line, start in zip(response.mismatches, missing, strict=True))
    assert ("does not fit the contract" in caplog.text) is bool(missing)
    with pytest.raises(DecodeError) if missing else nullcontext():
        Stage(reply(document), strict_decoding=True).client.call(GET_INCIDENT, {"incident_id": INCIDENT_ID})


def test_missing_required_properties_of_a_page_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    item = Stage(reply({"data": [{"id": "x"}]})).api.list_incidents_with_pagination().first()
    assert item is not None
    assert item.mismatches() == ["type: expected one of incidents, got nothing"]
    assert "does not fit the contract: IncidentResponseData.type" in caplog.text
