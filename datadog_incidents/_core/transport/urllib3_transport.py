"""The one place that talks HTTP, through urllib3. It is loaded when the first request is made."""

from __future__ import annotations

import math
import os
import threading
import time

import urllib3
from urllib3.exceptions import HTTPError, ReadTimeoutError

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.settings.secret import scrubbed
from datadog_incidents._core.transport.connections import attempt_ends
from datadog_incidents._core.transport.failures import failure_of
from datadog_incidents._core.transport.pools import Pool, TransportSettings, open_pool
from datadog_incidents.exceptions import ConfigurationError

_LONGEST_ATTEMPT = 300.0
"""Seconds that an attempt may take without a deadline: a response that trickles in must not hold the caller forever."""


class Urllib3Transport:
    """Carries requests over kept-open connections; may be used by many threads.

    Args:
        settings: what the connections are made with.
    """

    def __init__(self, settings: TransportSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._opened: Pool | None = None

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `Transport`."""
        opened = self._open()
        if isinstance(opened, ConfigurationError):
            raise opened  # here, as below
        outcome = _attempt(opened.pool, opened.origin, request, timeout, self._settings.max_response_bytes)
        if isinstance(outcome, TransportFailure):
            detail = scrubbed(outcome.detail.encode(), [*request.headers.values(), *opened.secrets]).decode()
            # here, so that the frames of urllib3, which hold the keys, are not in its traceback
            raise TransportFailure(outcome.kind, detail)
        return outcome

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.pool.close()

    def _open(self) -> Pool | ConfigurationError:
        """The connections of this process: a forked one must not share its parent's."""
        process = os.getpid()
        opened = self._opened
        if opened is not None and opened.process == process:
            return opened
        with self._lock:
            if self._opened is None or self._opened.process != process:
                try:
                    self._opened = open_pool(self._settings, process)
                except ConfigurationError as error:
                    return error.with_traceback(None)
            return self._opened


def _attempt(
    pool: urllib3.HTTPConnectionPool, origin: str, request: Request, timeout: Timeout, max_bytes: int
) -> Response | TransportFailure:
    response = None
    total = timeout.total if timeout.total is not None else _LONGEST_ATTEMPT if timeout.read is not None else math.inf
    attempt_ends.at = time.monotonic() + total
    try:
        response = pool.urlopen(
            request.method,
            origin + request.target,
            body=request.body,
            headers=request.headers,
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=urllib3.Timeout(total=timeout.total, connect=timeout.connect, read=timeout.read),
            preload_content=False,
        )
        body = response.read(_at_most(response, max_bytes), decode_content=True)
        if len(body) <= max_bytes:
            response.release_conn()
            headers = Headers(response.headers.items())
            return Response(status=response.status, reason=response.reason or "", headers=headers, body=body)
        failure = TransportFailure(FailureKind.TOO_LARGE, f"the response is larger than {max_bytes} bytes")
    except TransportFailure as connecting:
        failure = connecting.with_traceback(None)
    except (ReadTimeoutError, TimeoutError):
        limit = total if timeout.read is None or time.monotonic() >= attempt_ends.at else timeout.read
        failure = TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {limit:.3g} s")
    except (HTTPError, OSError) as error:
        failure = failure_of(pool, error)
    except ValueError as error:
        if response is None:
            raise
        failure = TransportFailure(FailureKind.GARBLED, str(error))  # such as a chunk with a negative length
    except BaseException:
        if response is not None:
            response.close()
        raise
    if response is not None:
        response.close()
    return failure


def _at_most(response: urllib3.BaseHTTPResponse, max_bytes: int) -> int | None:
    """How much of a body to read. All of one that says to be short enough: reading in parts costs more."""
    headers = response.headers
    length = headers.get("content-length", "")
    is_short = length.isdecimal() and int(length) <= max_bytes and "content-encoding" not in headers
    return None if is_short else max_bytes + 1
