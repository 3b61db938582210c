"""Telling those who listen what a call is doing: the callbacks of a configuration, and the log."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from datadog_incidents._core.calls.exchange import Send, Wait
from datadog_incidents._core.calls.failures import request_id_of
from datadog_incidents._core.calls.prepared import CallSettings
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.message import Response
from datadog_incidents.rate_limit import rate_limit_of

if TYPE_CHECKING:
    from datadog_incidents._core.calls.events import Callback, Event, ResponseEvent

_logger = logging.getLogger("datadog_incidents")


def tell_of_request(settings: CallSettings, operation: str, step: Send) -> None:
    """A request is about to be sent."""
    if settings.on_request is None:
        return
    from datadog_incidents._core.calls.events import RequestEvent  # loaded for those who listen

    path = step.request.target.partition("?")[0]
    event = RequestEvent(operation=operation, method=step.request.method, path=path, attempt=step.attempt)
    _report(settings.on_request, event)


def tell_of_outcome(
    settings: CallSettings, operation: str, step: Send, outcome: Outcome, seconds: float, now: float
) -> None:
    """An attempt ended.

    Args:
        settings: who listens.
        operation: its name.
        step: what was sent.
        outcome: what came of it, fit to be shown.
        seconds: how long it took.
        now: the present, in seconds since the epoch.
    """
    if settings.on_response is None and not _logger.isEnabledFor(logging.DEBUG):
        return
    from datadog_incidents._core.calls.events import ResponseEvent

    response = outcome if isinstance(outcome, Response) else None
    event = ResponseEvent(
        operation=operation,
        method=step.request.method,
        path=step.request.target.partition("?")[0],
        attempt=step.attempt,
        status=response.status if response else None,
        failure=None if response else str(outcome),
        seconds=seconds,
        request_id=request_id_of(response) if response else None,
        rate_limit=rate_limit_of(response.headers, now) if response else None,
    )
    _log(event)
    _report(settings.on_response, event)


def tell_of_wait(settings: CallSettings, operation: str, step: Wait) -> None:
    """The client is about to wait."""
    from datadog_incidents._core.calls.events import RetryEvent, WaitEvent

    _logger.info("%s: waiting %.1f s: %s", operation, step.seconds, step.reason)
    if step.error is not None:
        retry = RetryEvent(operation=operation, attempt=step.attempt, seconds=step.seconds, error=step.error)
        _report(settings.on_retry, retry)
    _report(settings.on_wait, WaitEvent(operation=operation, seconds=step.seconds, reason=step.reason))


def _report(callback: Callback, event: Event) -> None:
    """Tell a callback; one that raises must not cost its caller the response."""
    if callback is None:
        return
    before = sys.exception()
    try:
        callback(event)
        return
    except Exception as error:
        from datadog_incidents._core.signals import raised_by_handler  # loaded when something failed

        interruption = raised_by_handler(error, before)
        if interruption is None:
            _logger.exception("a callback failed on %s", type(event).__name__)
    if interruption is not None:
        raise interruption


def _log(event: ResponseEvent) -> None:
    _logger.debug(
        "%s %s: %s in %.0f ms, attempt %d%s",
        event.method,
        event.path,
        event.status or event.failure,
        event.seconds * 1000,
        event.attempt,
        f", request id {event.request_id}" if event.request_id else "",
    )
