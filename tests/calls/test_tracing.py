"""Spans of OpenTelemetry: which there are, below which, and what they say."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from datadog_incidents import (
    ApiConnectionError,
    AsyncApiClient,
    Configuration,
    ConfigurationError,
    ForbiddenException,
    InvalidArgumentError,
)
from datadog_incidents._core.calls import tracing
from datadog_incidents._core.calls.exchange import Wait
from datadog_incidents._core.message import FailureKind, Request, Response, Timeout
from datadog_incidents.api.incidents import LIST_INCIDENTS
from datadog_incidents.emulator import Emulator
from tests import kinds
from tests.scripted import API_KEY, INCIDENT_ID, Stage, incident, reply

GOOD = reply({"data": []})


class Traced:
    """A tracer, and the spans that it made."""

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        provider = TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.tracer = provider.get_tracer("tests")

    @property
    def spans(self) -> Sequence[ReadableSpan]:
        """Those that ended, in the order of their beginning."""
        return sorted(self.exporter.get_finished_spans(), key=lambda span: span.start_time or 0)

    def named(self, name: str) -> ReadableSpan:
        (span,) = (each for each in self.spans if each.name == name)
        return span

    def below(self, span: ReadableSpan) -> list[ReadableSpan]:
        """The spans whose parent is this one."""
        return [each for each in self.spans if each.parent and each.parent == span.context]

    @property
    def said(self) -> str:
        return "".join(span.to_json() for span in self.spans)


@pytest.fixture
def traced() -> Traced:
    return Traced()


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


@pytest.mark.usefixtures("kind")
def test_a_call_has_a_span_and_one_below_it_for_its_attempt(traced: Traced) -> None:
    stage = Stage(reply({"data": incident()}), tracer=traced.tracer, host="https://example.org:8443/gateway")
    stage.api.get_incident(INCIDENT_ID, include=["users"])
    operation, attempt = traced.spans
    assert (operation.name, operation.kind) == ("incidents.get_incident", trace.SpanKind.INTERNAL)
    assert operation.parent is None
    assert traced.below(operation) == [attempt]
    assert (attempt.name, attempt.kind) == ("GET /api/v2/incidents/{incident_id}", trace.SpanKind.CLIENT)
    about = {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "example.org",
        "server.port": 8443,
        "url.template": "/api/v2/incidents/{incident_id}",
    }
    assert attributes(operation) == about
    assert attributes(attempt) == {
        **about,
        "url.full": f"https://example.org:8443/gateway/api/v2/incidents/{INCIDENT_ID}",
        "user_agent.original": stage.transport.requests[0].headers["User-Agent"],
    }
    assert {span.status.status_code for span in traced.spans} == {trace.StatusCode.UNSET}
    assert {name.lower() for name in stage.transport.requests[0].headers}.isdisjoint({"traceparent", "tracestate"})


@pytest.mark.usefixtures("kind")
def test_each_attempt_has_one_and_each_wait_is_an_event(traced: Traced) -> None:
    script: list[Any] = [reply(status=429, X_RateLimit_Reset="3"), FailureKind.DROPPED, GOOD]
    stage = Stage(*script, tracer=traced.tracer, retry_backoff_factor=0)
    stage.api.list_incidents()
    operation = traced.named("incidents.list_incidents")
    attempts = traced.below(operation)
    assert [attributes(each).get("http.request.resend_count") for each in attempts] == [None, 1, 2]
    assert [attributes(each).get("http.response.status_code") for each in attempts] == [429, None, 200]
    assert [attributes(each).get("error.type") for each in attempts] == ["429", "dropped", None]
    assert [each.status.status_code.name for each in attempts] == ["ERROR", "ERROR", "UNSET"]
    assert attempts[1].status.description == "dropped: as the script says"
    events = [(event.name, dict(event.attributes or {})) for event in operation.events]
    assert [name for name, _ in events] == ["wait", "wait"]
    assert events[0][1]["datadog_incidents.wait.seconds"] == 3.0
    assert "429" in str(events[0][1]["datadog_incidents.wait.reason"])
    assert attributes(operation)["http.request.resend_count"] == 2
    assert operation.status.status_code is trace.StatusCode.UNSET


@pytest.mark.usefixtures("kind")
def test_an_error_is_recorded_without_keys(traced: Traced) -> None:
    stage = Stage(reply(f"no {API_KEY}".encode(), status=403), tracer=traced.tracer)
    with pytest.raises(ForbiddenException) as raised:
        stage.api.get_incident(INCIDENT_ID)
    operation, attempt = traced.spans
    assert attributes(operation)["error.type"] == "ForbiddenException"
    assert attributes(operation)["http.response.status_code"] == 403
    assert operation.status.description == str(raised.value)
    assert [event.name for event in operation.events] == ["exception"]
    assert attributes(attempt)["error.type"] == "403"
    assert "no ***" in traced.said
    assert "the-api-key" not in traced.said


@pytest.mark.usefixtures("kind")
def test_the_provider_of_a_token_is_an_event_and_its_error_tells_its_class(traced: Traced) -> None:
    class LockedError(Exception):
        """What a provider raises, with who knows what in it."""

    def provide() -> str:
        with traced.tracer.start_as_current_span("of the provider"):
            if given:
                raise LockedError("the-client-secret")
            given.append("the-token-1")
            return given[0]

    given: list[str] = []
    stage = Stage(GOOD, reply(status=401), tracer=traced.tracer, access_token=provide)
    stage.api.list_incidents()
    first = traced.named("incidents.list_incidents")
    assert [event.name for event in first.events] == ["access token asked for"]
    assert [each.name for each in traced.below(first)] == ["of the provider", "GET /api/v2/incidents"]
    with pytest.raises(LockedError):
        stage.client.request("GET", "/second")
    second = traced.named("incidents.request")
    assert attributes(second)["error.type"] == "LockedError"
    assert second.status.status_code is trace.StatusCode.ERROR
    assert "the-client-secret" not in second.to_json()
    assert "the-token-1" not in traced.said


@pytest.mark.usefixtures("kind")
def test_an_endpoint_that_is_no_operation_has_no_template(traced: Traced) -> None:
    stage = Stage(GOOD, tracer=traced.tracer)
    stage.client.request("GET", f"/api/v2/{INCIDENT_ID}", query={"q": "what-was-asked"})
    operation, attempt = traced.spans
    assert (operation.name, attempt.name) == ("incidents.request", "GET")
    assert "url.template" not in attributes(operation) | attributes(attempt)
    assert attributes(attempt)["url.full"] == f"https://api.datadoghq.com/api/v2/{INCIDENT_ID}"
    assert "what-was-asked" not in traced.said


@pytest.mark.usefixtures("kind")
def test_what_is_refused_before_it_is_sent_has_no_span(traced: Traced) -> None:
    with pytest.raises(InvalidArgumentError):
        Stage(tracer=traced.tracer).api.list_incidents(page_size=0)
    assert traced.spans == []


@pytest.mark.usefixtures("kind")
def test_the_span_of_an_attempt_is_current_while_it_lasts_and_none_afterwards(traced: Traced) -> None:
    current: list[Any] = []

    def look() -> Response:
        current.append(trace.get_current_span())
        return GOOD

    stage = Stage(look, tracer=traced.tracer)
    stage.api.list_incidents()
    assert current[0].get_span_context() == traced.named("GET /api/v2/incidents").context
    assert not trace.get_current_span().get_span_context().is_valid


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("prefetch", [0, 3])
def test_pages_are_below_what_they_are_fetched_in(traced: Traced, prefetch: int) -> None:
    with Emulator() as emulator:
        emulator.seed(30)
        api = kinds.incidents_api(kinds.emulated(emulator, tracer=traced.tracer))
        if isinstance(api, kinds.Face):
            found = api.loop.run(_collect(api.thing, traced, prefetch))
        else:
            with traced.tracer.start_as_current_span("the export"):
                found = len(list(api.list_incidents_with_pagination(page_size=7, prefetch=prefetch)))
    assert found == 30
    pages = traced.below(traced.named("the export"))
    assert {page.name for page in pages} == {"incidents.list_incidents"}
    assert len(pages) >= 5
    assert all(len(traced.below(page)) == 1 for page in pages)


async def _collect(api: Any, traced: Traced, prefetch: int) -> int:
    with traced.tracer.start_as_current_span("the export"):
        return len([each async for each in api.list_incidents_with_pagination(page_size=7, prefetch=prefetch)])


def test_a_task_that_is_cancelled_ends_its_spans(traced: Traced) -> None:
    class Silent:
        async def send(self, request: Request, timeout: Timeout) -> Response:
            await asyncio.Event().wait()
            return GOOD

        async def aclose(self) -> None:
            """Nothing."""

    async def main() -> None:
        configuration = Configuration(api_key="a key", app_key="another", tracer=traced.tracer)
        async with AsyncApiClient(configuration, transport=Silent()) as api_client:
            call = asyncio.ensure_future(api_client.request("GET", "/"))
            await asyncio.sleep(0)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call

    asyncio.run(main())
    assert [(span.name, attributes(span)["error.type"]) for span in traced.spans] == [
        ("incidents.request", "CancelledError"),
        ("GET", "CancelledError"),
    ]


@pytest.mark.usefixtures("kind")
def test_a_call_that_fails_for_good_names_what_was_behind_it(traced: Traced) -> None:
    stage = Stage(FailureKind.CONNECT, tracer=traced.tracer, max_retries=0)
    with pytest.raises(ApiConnectionError):
        stage.client.request("POST", "/", body={})
    assert [attributes(span)["error.type"] for span in traced.spans] == ["ApiConnectionError", "connect"]


def test_a_call_that_is_given_up_is_given_up_at_once(traced: Traced) -> None:
    def steps() -> Any:
        yield Wait(1.0, "for no reason", 0)

    call = steps()
    followed = tracing.traced(traced.tracer, LIST_INCIDENTS, "https://example.org", call)
    next(followed)
    followed.close()
    assert call.gi_frame is None
    assert [span.name for span in traced.spans] == ["incidents.list_incidents"]


@pytest.mark.parametrize("given", ["a name", trace, TracerProvider(shutdown_on_exit=False)])
def test_what_is_no_tracer_is_refused(given: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^tracer: expected a tracer of OpenTelemetry, such as .*, got "):
        Configuration(tracer=given)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch, traced: Traced) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    with pytest.raises(ConfigurationError) as raised:
        Configuration(tracer=traced.tracer)
    assert str(raised.value) == "tracer: OpenTelemetry is missing: pip install 'datadog-incidents[otel]'"


def test_nothing_of_opentelemetry_is_loaded_without_a_tracer() -> None:
    code = """
import sys
from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
with Emulator() as emulator, ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
    IncidentsApi(api_client).list_incidents(allow_unstable=True)
print([name for name in sys.modules if name.startswith("opentelemetry") or name == "socksio"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
