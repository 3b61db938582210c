"""The emulator without a socket: a transport for the client that hands requests straight to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents.emulator.faces.admission import MAX_BODY_BYTES, too_large
from datadog_incidents.emulator.wire import Cut

if TYPE_CHECKING:
    from datadog_incidents.emulator.clock import Clock
    from datadog_incidents.emulator.service.dispatch import Dispatcher

_CUT_DETAILS = {
    Cut.RESET: "connection reset by the emulator",
    Cut.TRUNCATED: "response cut short by the emulator",
}


class InProcessTransport:
    """Carries requests to an emulator in the same process.

    Args:
        dispatcher: answers the requests.
        clock: on a stopped clock a delay moves the clock, and nobody waits.
    """

    def __init__(self, dispatcher: Dispatcher, clock: Clock) -> None:
        self._dispatcher = dispatcher
        self._clock = clock

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt.

        Args:
            request: what to send.
            timeout: limits in seconds; the read limit is held against delays, without waiting for it.

        Raises:
            TransportFailure: a fault broke the connection, or delayed the answer for too long.
        """

        def wait(seconds: float) -> None:
            if timeout.read is not None and seconds > timeout.read:
                raise TransportFailure(FailureKind.READ_TIMEOUT, f"no response within {timeout.read} seconds")
            self._clock.sleep(seconds)

        path, _, query = request.target.partition("?")
        body = request.body or b""
        if len(body) > MAX_BODY_BYTES:
            answer = too_large()
        else:
            answer = self._dispatcher.handle(request.method, unquote(path), query, request.headers, body, wait=wait)
        if answer.cut is not None:
            raise TransportFailure(FailureKind.DROPPED, _CUT_DETAILS[answer.cut])
        return Response(
            status=answer.status,
            reason=_reason(answer.status),
            headers=Headers(answer.headers.items()),
            body=answer.body,
        )

    def close(self) -> None:
        """Do nothing: there is no connection to let go of."""


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
