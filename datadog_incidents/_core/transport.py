"""The one module that talks HTTP, through urllib3. It is loaded when the first request is made."""

from __future__ import annotations

import http.client
import io
import math
import os
import re
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.setting import proxy_url

_CONNECTIONS = 32
"""Connections that are kept open, for as many threads."""
_LONGEST_ATTEMPT = 300.0
"""Seconds that an attempt may take without a deadline: a response that trickles in must not hold the caller forever."""


class TransportSettings(Protocol):
    """What connections are made with: the part of a Configuration that concerns them."""

    @property
    def base_url(self) -> str: ...  # each is documented where it is set, in Configuration
    @property
    def proxy(self) -> str | None: ...
    @property
    def proxy_headers(self) -> Mapping[str, str]: ...
    @property
    def no_proxy(self) -> str | None: ...
    @property
    def ssl_ca_cert(self) -> str | os.PathLike[str] | None: ...
    @property
    def verify_ssl(self) -> bool: ...
    @property
    def cert_file(self) -> str | os.PathLike[str] | None: ...
    @property
    def key_file(self) -> str | os.PathLike[str] | None: ...
    @property
    def max_response_bytes(self) -> int: ...


class Urllib3Transport:
    """Carries requests over kept-open connections; may be used by many threads.

    Args:
        settings: what the connections are made with.
    """

    def __init__(self, settings: TransportSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._pool: urllib3.HTTPConnectionPool | None = None
        self._origin = ""
        self._process = 0

    def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `Transport`."""
        pool = self._connected_pool()
        outcome = _attempt(pool, self._origin, request, timeout, self._settings.max_response_bytes)
        if isinstance(outcome, TransportFailure):
            raise outcome  # here, so that the frames of urllib3, which hold the keys, are not in its traceback
        return outcome

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    def _connected_pool(self) -> urllib3.HTTPConnectionPool:
        """The connections of this process: a forked one must not share its parent's."""
        process = os.getpid()
        pool = self._pool
        if pool is None or self._process != process:
            with self._lock:
                if self._pool is None or self._process != process:
                    self._pool, self._origin = _pool(self._settings)
                    self._process = process
                pool = self._pool
        return pool


def _pool(settings: TransportSettings) -> tuple[urllib3.HTTPConnectionPool, str]:
    """The connections, and what goes before a target: a proxy for plain http wants whole URLs (RFC 9112, 3.2.2)."""
    secure = settings.base_url.startswith("https:")
    options: dict[str, Any] = {"maxsize": _CONNECTIONS, "block": False, **(_tls(settings) if secure else {})}
    proxy = _proxy_for(settings)
    manager = _proxied(proxy, settings, options) if proxy else urllib3.PoolManager(1, **options)
    pool = manager.connection_from_url(settings.base_url)
    connection: Any = _TlsConnection if secure else _PlainConnection
    pool.ConnectionCls = connection
    return pool, "" if secure or not proxy else f"http://{urlsplit(settings.base_url).netloc}"


def _tls(settings: TransportSettings) -> dict[str, Any]:
    if settings.verify_ssl:
        trusted = settings.ssl_ca_cert or os.environ.get("SSL_CERT_FILE") or certifi.where()
        options = {"cert_reqs": "CERT_REQUIRED", "ca_certs": trusted}
    else:
        options = {"cert_reqs": "CERT_NONE"}
    return {**options, "cert_file": settings.cert_file, "key_file": settings.key_file}


def _proxy_for(settings: TransportSettings) -> str | None:
    """The URL of the proxy to use: the one that is set, else the environment's, unless the host is excepted."""
    parts = urlsplit(settings.base_url)
    library: Any = urllib.request  # typeshed leaves these two out
    environment: dict[str, str] = library.getproxies_environment()
    if settings.no_proxy is not None:
        environment["no"] = settings.no_proxy
    if library.proxy_bypass_environment(parts.netloc, environment):
        return None
    proxy = settings.proxy or environment.get(parts.scheme) or environment.get("all")
    return proxy_url("proxy", proxy) if proxy else None


def _proxied(proxy: str, settings: TransportSettings, options: dict[str, Any]) -> urllib3.ProxyManager:
    credentials = urlsplit(proxy)
    headers = dict(settings.proxy_headers)
    if credentials.username is not None:
        basic = f"{unquote(credentials.username)}:{unquote(credentials.password or '')}"
        headers.update(urllib3.make_headers(proxy_basic_auth=basic))
    return urllib3.ProxyManager(proxy, 1, proxy_headers=headers, **options)


_attempt_ends = threading.local()
"""When the attempt of this thread has to be over, by the monotonic clock: `at`."""


class _BoundedReader(io.RawIOBase):
    """Reads from a socket until the attempt has to be over; a socket's own timeout is for each read alone."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._patience = connection.gettimeout()
        self._raw = connection.makefile("rb", buffering=0)
        self._ends_at: float = _attempt_ends.at

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the response took too long")
        self._socket.settimeout(left if self._patience is None else min(left, self._patience))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedResponse(http.client.HTTPResponse):
    """A response whose every read, of headers and body, minds when the attempt has to be over."""

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp.close()
        self.fp = io.BufferedReader(_BoundedReader(sock))


class _PlainConnection(HTTPConnection):
    response_class = _BoundedResponse

    def connect(self) -> None:
        _connect(super().connect)


class _TlsConnection(HTTPSConnection):
    response_class = _BoundedResponse

    def connect(self) -> None:
        _connect(super().connect)
        self.is_verified = True  # or verify_ssl=False said not to: urllib3 need not warn on every connection


def _connect(connect: Callable[[], None]) -> None:
    """Connect, and turn whatever goes wrong into a failure that says: nothing was sent."""
    try:
        connect()
        return
    except NewConnectionError as error:
        kind, detail = FailureKind.CONNECT, _plain(error)
    except (ConnectTimeoutError, TimeoutError):
        kind, detail = FailureKind.CONNECT_TIMEOUT, "no connection in time"
    except (HTTPError, OSError) as error:
        kind, detail = FailureKind.TLS if _is_tls(error) else FailureKind.CONNECT, _plain(error)
    raise TransportFailure(kind, detail)


def _is_tls(error: BaseException) -> bool:
    return isinstance(error, (ssl.SSLError, ssl.CertificateError, SSLError))


def _is_garbled(error: BaseException) -> bool:
    """Whether bytes came that are no HTTP response, rather than too few."""
    cause = error.args[1] if len(error.args) > 1 else None
    too_few = (http.client.RemoteDisconnected, http.client.IncompleteRead)
    return isinstance(error, DecodeError) or (
        isinstance(cause, http.client.HTTPException) and not isinstance(cause, too_few)
    )


def _plain(error: BaseException) -> str:
    """What an exception says, without the object that urllib3 puts in front of it."""
    return re.sub(r"^<?[\w.]*(Connection|HTTPS?Connection)[^:]*: ", "", str(error)) or type(error).__name__


def _attempt(
    pool: urllib3.HTTPConnectionPool, origin: str, request: Request, timeout: Timeout, max_bytes: int
) -> Response | TransportFailure:
    response = None
    total = timeout.total if timeout.total is not None else _LONGEST_ATTEMPT if timeout.read is not None else math.inf
    _attempt_ends.at = time.monotonic() + total
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
        body = response.read(max_bytes + 1, decode_content=True)
        if len(body) <= max_bytes:
            response.release_conn()
            headers = Headers(response.headers.items())
            return Response(status=response.status, reason=response.reason or "", headers=headers, body=body)
        failure = TransportFailure(FailureKind.TOO_LARGE, f"the response is larger than {max_bytes} bytes")
    except TransportFailure as connecting:
        failure = connecting.with_traceback(None)
    except (ReadTimeoutError, TimeoutError):
        limit = timeout.read if timeout.read is not None else total
        failure = TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {limit:.3g} s")
    except (HTTPError, OSError) as error:
        kind = FailureKind.GARBLED if _is_garbled(error) else FailureKind.DROPPED
        failure = TransportFailure(kind, _plain(error))
    except BaseException:
        if response is not None:
            response.close()
        raise
    if response is not None:
        response.close()
    return failure
