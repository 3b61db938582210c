"""The one place that talks HTTP, through urllib3. It is loaded when the first request is made."""

from __future__ import annotations

import time

import urllib3
from urllib3.exceptions import HTTPError

from datadog_incidents._core.interruption import interruption_of
from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.settings.secret import scrubbed_text, words_of
from datadog_incidents._core.transport.bounds import Turns, seconds_for
from datadog_incidents._core.transport.connections import Limits, limits
from datadog_incidents._core.transport.failures import failure_of
from datadog_incidents._core.transport.pools import Pool, open_pool
from datadog_incidents._core.transport.settings import TransportSettings

_ONCE = urllib3.Retry.from_int(False, redirect=False)
"""urllib3's own retries, turned off: what `False` means to it, made once."""


class Urllib3Transport:
    """Carries requests over kept-open connections; may be used by many threads.

    Args:
        settings: what the connections are made with.

    Raises:
        ConfigurationError: the settings, or what the environment says, are of no use.
    """

    def __init__(self, settings: TransportSettings) -> None:
        self._settings = settings
        self._opened = open_pool(settings)
        most = settings.connection_pool_maxsize
        self._turns = None if most is None else Turns(most)

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `Transport`."""
        if self._turns is None:
            outcome = _attempt(self._opened, request, timeout, self._settings.max_response_bytes)
        else:
            turn, timeout = self._turns.take(timeout)
            with turn:
                outcome = _attempt(self._opened, request, timeout, self._settings.max_response_bytes)
        if isinstance(outcome, Response):
            return outcome
        if isinstance(outcome, TransportFailure):
            words = [*words_of(request.headers.values()), *self._opened.secrets]
            # here, so that the frames of urllib3, which hold the keys, are not in its traceback
            raise TransportFailure(outcome.kind, scrubbed_text(outcome.detail, words))
        try:
            raise outcome
        finally:
            del outcome  # as above; and its traceback has this frame, so that all would wait for the collector

    def close(self) -> None:
        """Close every connection."""
        self._opened.pool.close()


def _attempt(opened: Pool, request: Request, timeout: Timeout, max_bytes: int) -> Response | BaseException:
    """What came of an attempt; what the handler of a signal raised meanwhile is left as it is."""
    outcome: Response | BaseException
    response = None
    total = seconds_for(timeout)
    ends_at = time.monotonic() + total
    before = limits.set(Limits(timeout.read, ends_at))
    try:
        response = opened.pool.urlopen(
            request.method,
            opened.origin + request.target,
            body=request.body,
            headers=request.headers,
            retries=_ONCE,
            redirect=False,
            assert_same_host=False,
            timeout=urllib3.Timeout(connect=timeout.connect, read=timeout.read),
            preload_content=False,
        )
        body = response.read(_at_most(response, max_bytes), decode_content=True)
        if len(body) <= max_bytes:
            response.release_conn()
            return Response(
                status=response.status,
                reason=response.reason or "",
                headers=Headers(response.headers.items()),
                body=body,
                secrets=opened.secrets,
            )
        outcome = TransportFailure(FailureKind.TOO_LARGE, f"the response is larger than {max_bytes} bytes")
    except TransportFailure as connecting:
        outcome = connecting.with_traceback(None)
    except (HTTPError, OSError, ValueError) as error:
        interruption = interruption_of(error)
        if interruption is not None:
            outcome = interruption
        else:
            if response is None and not isinstance(error, (HTTPError, OSError)):
                raise
            limit = total if timeout.read is None or time.monotonic() >= ends_at else timeout.read
            outcome = failure_of(opened.pool, error, limit)
    except BaseException:
        if response is not None:
            response.close()
        raise
    finally:
        limits.reset(before)
    if response is not None:
        response.close()
    return outcome


def _at_most(response: urllib3.BaseHTTPResponse, max_bytes: int) -> int | None:
    """How much of a body to read. All of one that is sure to be short enough: reading in parts costs more."""
    headers = response.headers
    length = headers.get("content-length", "")
    is_plain = "content-encoding" not in headers and "transfer-encoding" not in headers
    return None if is_plain and length.isdecimal() and int(length) <= max_bytes else max_bytes + 1
