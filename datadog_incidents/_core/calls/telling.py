"""Telling those who listen what a call is doing: the callbacks of a configuration, and the log.

What there is to tell is made here for both kinds of client, and told by whoever drives the call.
"""

from __future__ import annotations

import logging
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, NamedTuple

from datadog_incidents._core.calls.exchange import Send, Wait
from datadog_incidents._core.calls.failures import request_id_of, secrets_of
from datadog_incidents._core.calls.prepared import CallSettings
from datadog_incidents._core.calls.retry import Outcome
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.limit_headers import rate_limit_of
from datadog_incidents._core.message import Response
from datadog_incidents._core.settings.secret import scrubbed_text
from datadog_incidents.exceptions import TooManyRequestsException

if TYPE_CHECKING:
    from collections.abc import Callable

    from datadog_incidents._core.calls.events import Event, ResponseEvent

_logger = logging.getLogger("datadog_incidents")


class Told(NamedTuple):
    """What there is to tell, and whom."""

    callback: Callable[[Any], object]
    event: Event


def told_of_request(settings: CallSettings, operation: str, step: Send) -> Told | None:
    """A request is about to be sent."""
    if settings.on_request is None:
        return None
    from datadog_incidents._core.calls.events import RequestEvent  # loaded for those who listen

    path = step.request.target.partition("?")[0]
    event = RequestEvent(operation=operation, method=step.request.method, path=path, attempt=step.attempt)
    return Told(settings.on_request, event)


def told_of_outcome(
    settings: CallSettings, operation: str, step: Send, outcome: Outcome, seconds: float, now: float
) -> Told | None:
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
        return None
    from datadog_incidents._core.calls.events import ResponseEvent

    response = outcome if isinstance(outcome, Response) else None
    identity = request_id_of(response) if response else None
    event = ResponseEvent(
        operation=operation,
        method=step.request.method,
        path=step.request.target.partition("?")[0],
        attempt=step.attempt,
        status=response.status if response else None,
        failure=None if response else str(outcome),
        seconds=seconds,
        request_id=scrubbed_text(identity, secrets_of(step.request, response)) if response and identity else None,
        rate_limit=rate_limit_of(response.headers, now) if response else None,
    )
    _log(event)
    return None if settings.on_response is None else Told(settings.on_response, event)


def told_of_wait(settings: CallSettings, operation: str, step: Wait) -> list[Told]:
    """The client is about to wait."""
    from datadog_incidents._core.calls.events import RetryEvent, WaitEvent

    _logger.info("%s: waiting %.1f s: %s", operation, step.seconds, step.reason)
    told: list[Told] = []
    if step.error is not None and settings.on_retry is not None:
        retry = RetryEvent(operation=operation, attempt=step.attempt, seconds=step.seconds, error=step.error)
        told.append(Told(settings.on_retry, retry))
    if settings.on_wait is not None:
        error = step.error
        limited = error is None or (isinstance(error, TooManyRequestsException) and error.rate_limit is not None)
        wait = WaitEvent(operation=operation, seconds=step.seconds, reason=step.reason, for_rate_limit=limited)
        told.append(Told(settings.on_wait, wait))
    return told


def tell(told: Told | None) -> None:
    """Tell a callback; one that raises must not cost its caller the response."""
    if told is None:
        return
    try:
        told.callback(told.event)
    except Exception as error:  # noqa: BLE001  # it is told, below
        _failed(told, error)


async def tell_async(told: Told | None) -> None:
    """Tell a callback, which may be a coroutine function; see `tell`."""
    if told is None:
        return
    try:
        result = told.callback(told.event)
        if isawaitable(result):
            await result
    except Exception as error:  # noqa: BLE001  # it is told, below
        _failed(told, error)


def _failed(told: Told, error: Exception) -> None:
    """Log what a callback raised, unless it is what a signal's handler raised meanwhile, which goes on its way."""
    let_through(error)
    _logger.exception("a callback failed on %s", type(told.event).__name__)


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
