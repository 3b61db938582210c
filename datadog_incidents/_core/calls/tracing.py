"""Spans of OpenTelemetry for calls: one for an operation, and one below it for each attempt.

They are made around the steps of a call, so that both kinds of client have them, and nothing is done without a tracer.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer

from datadog_incidents._core.calls.exchange import Ask, Exchanged, Send, Steps, Wait
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.message import Response
from datadog_incidents._core.operations.operation import Operation
from datadog_incidents.exceptions import CallError


def traced(tracer: Tracer, operation: Operation[Any], base_url: str, steps: Steps) -> Steps:
    """The steps of a call, with spans for what comes of them.

    Args:
        tracer: begins the spans; what is current where the call is driven is their parent.
        operation: what is called.
        base_url: where the API is.
        steps: those of the call.
    """
    about = _about(operation, base_url)
    name = f"incidents.{operation.name}" if "url.template" in about else "incidents.request"
    with _span(tracer, name, SpanKind.INTERNAL, about) as span:
        try:
            exchanged = yield from _followed(tracer, span, about, base_url, steps)
        finally:
            steps.close()
        _tell_attempts(span, exchanged.attempts)
        span.set_attribute("http.response.status_code", exchanged.response.status)
        return exchanged


def _followed(tracer: Tracer, span: Span, about: Mapping[str, Any], base_url: str, steps: Steps) -> Steps:
    """The steps, with a span for each attempt, and an event for whatever else takes time."""
    answer: Any = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as finished:
            exchanged: Exchanged = finished.value
            return exchanged
        except CallError as error:
            _tell_attempts(span, error.attempts)
            if (status := getattr(error, "status", None)) is not None:
                span.set_attribute("http.response.status_code", status)
            span.record_exception(error)
            raise
        if isinstance(step, Send):
            answer = yield from _attempt(tracer, about, base_url, step)
        else:
            span.add_event(*_event(step))
            answer = yield step


def _attempt(tracer: Tracer, about: Mapping[str, Any], base_url: str, step: Send) -> Generator[Send, Outcome, Outcome]:
    request = step.request
    template = about.get("url.template")
    parts = urlsplit(base_url)
    attributes = {
        **about,
        "url.full": f"{parts.scheme}://{parts.netloc}{request.target.partition('?')[0]}",
        "user_agent.original": request.headers.get("User-Agent", ""),
    }
    name = f"{request.method} {template}" if template else request.method
    with _span(tracer, name, SpanKind.CLIENT, attributes) as span:
        _tell_attempts(span, step.attempt)
        outcome = yield step
        if not isinstance(outcome, Response):
            span.set_attribute("error.type", outcome.kind.value)
            span.set_status(StatusCode.ERROR, str(outcome))
            return outcome
        span.set_attribute("http.response.status_code", outcome.status)
        if outcome.status >= 400:
            span.set_attribute("error.type", str(outcome.status))
            span.set_status(StatusCode.ERROR)
        return outcome


@contextmanager
def _span(tracer: Tracer, name: str, kind: SpanKind, attributes: Mapping[str, Any]) -> Generator[Span]:
    """A span that is current until it ends. Of an error that is not ours it has the class: who knows what it says."""
    with tracer.start_as_current_span(
        name, kind=kind, attributes=attributes, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except BaseException as error:
            reason = error.__context__ if isinstance(error, GeneratorExit) else error
            span.set_attribute("error.type", type(reason or error).__name__)
            span.set_status(StatusCode.ERROR, str(reason) if isinstance(reason, CallError) else None)
            raise


def _about(operation: Operation[Any], base_url: str) -> dict[str, Any]:
    """What the semantic conventions for HTTP clients want to be told of a request in advance."""
    parts = urlsplit(base_url)
    template = {"url.template": operation.path} if operation.name.isidentifier() else {}
    return {
        "http.request.method": operation.method,
        "server.address": parts.hostname or "",
        "server.port": parts.port or (443 if parts.scheme == "https" else 80),
        **template,
    }


def _tell_attempts(span: Span, attempts: int) -> None:
    if attempts > 1:
        span.set_attribute("http.request.resend_count", attempts - 1)


def _event(step: Wait | Ask) -> tuple[str, dict[str, Any]]:
    if isinstance(step, Ask):
        return "access token asked for", {}
    return "wait", {"datadog_incidents.wait.seconds": step.seconds, "datadog_incidents.wait.reason": step.reason}
