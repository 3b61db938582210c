"""The one module that talks HTTP, through urllib3. It is loaded when the first request is made."""

from __future__ import annotations

import base64
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
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    PoolError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.secret import Secret, scrubbed
from datadog_incidents._core.setting import proxy_url
from datadog_incidents.exceptions import ConfigurationError

_CONNECTIONS = 32
"""Connections that are kept open, for as many threads."""
_LONGEST_ATTEMPT = 300.0
"""Seconds that an attempt may take without a deadline: a response that trickles in must not hold the caller forever."""
_EXCERPT = 80
"""Characters that a message shows of what is no HTTP."""


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
        self._opened: _Opened | None = None

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

    def _open(self) -> _Opened | ConfigurationError:
        """The connections of this process: a forked one must not share its parent's."""
        process = os.getpid()
        opened = self._opened
        if opened is not None and opened.process == process:
            return opened
        with self._lock:
            if self._opened is None or self._opened.process != process:
                try:
                    self._opened = _opened(self._settings, process)
                except ConfigurationError as error:
                    return error.with_traceback(None)
            return self._opened


@dataclass(frozen=True, slots=True)
class _Opened:
    """The connections of a process."""

    process: int
    pool: urllib3.HTTPConnectionPool
    origin: str
    """What goes before a target: a proxy for plain http wants whole URLs (RFC 9112, 3.2.2)."""
    secrets: tuple[str, ...]
    """What the proxy is told in confidence."""


def _opened(settings: TransportSettings, process: int) -> _Opened:
    secure = settings.base_url.startswith("https:")
    proxy = _proxy_for(settings)
    options: dict[str, Any] = {"maxsize": _CONNECTIONS, "block": False}
    if secure or (proxy or "").startswith("https:"):
        options.update(_tls(settings))
    secrets: tuple[str, ...] = ()
    try:
        manager = urllib3.PoolManager(1, **options)
        if proxy:
            headers, secrets = _proxy_headers(proxy, settings)
            manager = urllib3.ProxyManager(proxy, 1, proxy_headers=headers, **options)
        pool = manager.connection_from_url(settings.base_url)
    except LocationParseError:
        what = "host or proxy" if proxy else "host"
        raise ConfigurationError(f"{what}: no name that a connection could be made to") from None
    connection: Any = _TlsConnection if pool.scheme == "https" else _PlainConnection
    pool.ConnectionCls = connection
    origin = "" if secure or not proxy else f"http://{urlsplit(settings.base_url).netloc}"
    return _Opened(process, pool, origin, secrets)


def _tls(settings: TransportSettings) -> dict[str, Any]:
    variable = os.environ.get("SSL_CERT_FILE")
    label, given = ("ssl_ca_cert", settings.ssl_ca_cert) if settings.ssl_ca_cert else ("SSL_CERT_FILE", variable)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # only to see whether the files are any good
    options: dict[str, Any] = {"cert_reqs": "CERT_NONE"}
    if settings.verify_ssl:
        options = {"cert_reqs": "CERT_REQUIRED", "ca_certs": given or certifi.where()}
        if given:
            _check(label, "certificates", lambda: context.load_verify_locations(given))
    certificate, key = settings.cert_file, settings.key_file
    if certificate:
        load = partial(context.load_cert_chain, certificate, key, _no_password)
        _check("cert_file and key_file", "a certificate and its private key", load)
    elif key:
        raise ConfigurationError("key_file: is of no use without cert_file")
    return {**options, "cert_file": certificate, "key_file": key}


def _check(label: str, what: str, load: Callable[[], None]) -> None:
    try:
        load()
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{label}: expected {what} (PEM): {_reason(error)}") from None


def _no_password() -> str:
    raise ValueError("the private key is encrypted")  # OpenSSL would ask for the password at the terminal, and wait


def _proxy_for(settings: TransportSettings) -> str | None:
    """The URL of the proxy to use: the one that is set, else the environment's, unless the host is excepted."""
    parts = urlsplit(settings.base_url)
    library: Any = urllib.request  # typeshed leaves these two out
    environment: dict[str, str] = library.getproxies_environment()
    if settings.no_proxy is not None:
        environment["no"] = settings.no_proxy
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if library.proxy_bypass_environment(f"{_bracketed(parts.hostname or '')}:{port}", environment):
        return None
    for label, proxy in (
        ("proxy", settings.proxy),
        (f"{parts.scheme.upper()}_PROXY", environment.get(parts.scheme)),
        ("ALL_PROXY", environment.get("all")),
    ):
        if proxy:
            return _usable_proxy(label, proxy)
    return None


def _usable_proxy(label: str, proxy: str) -> str:
    """The URL of a proxy, made whole. What is wrong with it is not shown: it may hold a password."""
    try:
        url = proxy_url(label, proxy)
        if "@" in url and "@" not in urlsplit(url).netloc:
            raise ConfigurationError("a '/', '?' or '#' of the password has to be percent-encoded")
    except ConfigurationError:
        raise ConfigurationError(
            f"{label}: expected the URL of an http or https proxy, such as 'http://user:password@proxy.example.org:3128'"
            ", with the user and the password percent-encoded"
        ) from None
    return url


def _proxy_headers(proxy: str, settings: TransportSettings) -> tuple[dict[str, str], tuple[str, ...]]:
    """The headers for the proxy alone, and what of them and of its URL must not be seen."""
    parts = urlsplit(proxy)
    headers = dict(settings.proxy_headers)
    if parts.username is None:
        return headers, tuple(headers.values())
    password = parts.password or ""
    basic = base64.b64encode(unquote_to_bytes(f"{parts.username}:{password}")).decode()
    headers["Proxy-Authorization"] = Secret(f"Basic {basic}")
    return headers, (*headers.values(), Secret(password), Secret(unquote(password)))


_attempt_ends = threading.local()
"""When the attempt of this thread has to be over, by the monotonic clock: `at`."""


class _BoundedReader(io.RawIOBase):
    """Reads from a socket until the attempt has to be over; a socket's own timeout is for each read alone."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._patience = connection.gettimeout()
        self._raw = connection.makefile("rb", buffering=0)
        self._ends_at: float = _attempt_ends.at
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the response took too long")
        patience = left if self._patience is None else min(left, self._patience)
        self._socket.settimeout(None if patience == math.inf else patience)
        count = self._raw.readinto(buffer)
        self.ended = count == 0
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedResponse(http.client.HTTPResponse):
    """A response whose every read, of headers and body, minds when the attempt has to be over."""

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp.close()
        self._reader = _BoundedReader(sock)
        self.fp = io.BufferedReader(self._reader)

    def begin(self) -> None:
        super().begin()
        if self._reader.ended:  # which is taken for the end of the headers
            raise http.client.RemoteDisconnected("Remote end closed connection within the headers")


class _PlainConnection(HTTPConnection):
    response_class = _BoundedResponse

    def connect(self) -> None:
        _connect(self, super().connect)


class _TlsConnection(HTTPSConnection):
    response_class = _BoundedResponse

    def connect(self) -> None:
        _connect(self, super().connect)
        self.is_verified = True  # or verify_ssl=False said not to: urllib3 need not warn on every connection

    def send(self, data: Any) -> None:
        try:
            super().send(data)
        except ssl.SSLEOFError as error:
            raise BrokenPipeError from error  # as without TLS, where urllib3 goes on to read what the server said


def _connect(connection: HTTPConnection, connect: Callable[[], None]) -> None:
    """Connect, and turn whatever goes wrong into a failure that says: nothing was sent."""
    attributes: Any = vars(connection)
    tunnel = (attributes["_tunnel_host"], attributes["_tunnel_port"])  # which are gone when the proxy refuses
    failed: BaseException
    try:
        connect()
        return
    except NewConnectionError as error:
        kind, failed, detail = FailureKind.CONNECT, error, _reason(error.__cause__ or error)
    except (ConnectTimeoutError, TimeoutError) as error:
        kind, failed, detail = FailureKind.CONNECT_TIMEOUT, error, "no connection in time"
    except (HTTPError, OSError, http.client.HTTPException) as error:
        kind, failed, detail = FailureKind.TLS if _is_tls(error) else FailureKind.CONNECT, error, _reason(error)
    raise TransportFailure(kind, f"{_place(connection, tunnel, failed)}: {detail}")


def _is_tls(error: BaseException) -> bool:
    return isinstance(error, (ssl.SSLError, ssl.CertificateError, SSLError))


def _place(connection: HTTPConnection, tunnel: tuple[str | None, int | None], error: BaseException) -> str:
    """What could not be connected to: the proxy, or what is behind it once the proxy has been reached."""
    address = _address(connection.host, connection.port)
    if connection.proxy is None:
        return address
    reached = connection.has_connected_to_proxy or str(error).startswith("Tunnel connection failed")
    behind = f"{_address(*tunnel)} through " if tunnel[0] and reached else ""
    return f"{behind}the proxy {address}"


def _address(host: str | None, port: int | None) -> str:
    return f"{_bracketed(host or '')}:{port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"})
_NO_TRUST = frozenset({2, 18, 19, 20, 21})
"""The codes of OpenSSL for a certificate whose issuer is not among the trusted, or that nobody but itself signed."""


def _tls_reason(error: ssl.SSLError) -> str:
    """What went wrong with TLS, in words; those of OpenSSL stay where they say more."""
    words = re.sub(r"^\[[^]]*\] | \(_ssl\.c:\d+\)$", "", str(error.args[-1] if error.args else error))
    reason = error.reason or ""
    if isinstance(error, ssl.SSLCertVerificationError):
        hint = "; ssl_ca_cert sets the authorities to trust" if error.verify_code in _NO_TRUST else ""
        return f"its certificate is refused: {error.verify_message.rstrip('.')}{hint}"
    if "ALERT" in reason:
        hint = "; cert_file and key_file set the client certificate" if _is_about_the_client(error) else ""
        return f"the server refused the connection: {words}{hint}"
    if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return "the connection was closed during the TLS handshake"
    return f"the server does not speak TLS ({words})" if reason in _NO_TLS else words


def _is_about_the_client(error: BaseException | None) -> bool:
    """Whether the server refused the client's certificate, or the lack of one: then it carried out no request."""
    reason = (error.reason or "") if isinstance(error, ssl.SSLError) else ""
    return "ALERT" in reason and any(word in reason for word in ("CERTIFICATE", "UNKNOWN_CA", "HANDSHAKE_FAILURE"))


def _is_garbled(error: BaseException) -> bool:
    """Whether bytes came that are no HTTP response, rather than too few."""
    cause = error.args[1] if len(error.args) > 1 else None
    too_few = (http.client.RemoteDisconnected, http.client.IncompleteRead)
    return isinstance(error, DecodeError) or (
        isinstance(cause, http.client.HTTPException) and not isinstance(cause, too_few)
    )


def _reason(error: BaseException) -> str:
    """What an exception says, without the wrapping of urllib3 and the numbers of OpenSSL and the system."""
    if (
        isinstance(error, (ProtocolError, ProxyError, SSLError))
        and error.args
        and isinstance(error.args[-1], Exception)
    ):
        error = error.args[-1]
    if isinstance(error, ssl.SSLError):
        return _tls_reason(error)
    if isinstance(error, http.client.BadStatusLine) and not isinstance(error, http.client.RemoteDisconnected):
        return f"no HTTP response, but {str(error.args[0])[:_EXCERPT].strip()!r}"
    said = error.strerror if isinstance(error, OSError) else None
    return said or str(error) or type(error).__name__


def _broken(pool: urllib3.HTTPConnectionPool, error: BaseException) -> TransportFailure:
    """The failure for whatever went wrong once there was a connection, or while one was taken from the pool."""
    if isinstance(error, PoolError):  # which happens when another thread has closed the client
        return TransportFailure(FailureKind.CONNECT, "the connections were closed")
    cause = error.args[-1] if isinstance(error, SSLError) and error.args else None
    kind = FailureKind.GARBLED if _is_garbled(error) else FailureKind.DROPPED
    if _is_about_the_client(cause):
        kind = FailureKind.TLS
    return TransportFailure(kind, f"{_address(pool.host, pool.port)}: {_reason(error)}")


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
        limit = total if timeout.read is None or time.monotonic() >= _attempt_ends.at else timeout.read
        failure = TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {limit:.3g} s")
    except (HTTPError, OSError) as error:
        failure = _broken(pool, error)
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
