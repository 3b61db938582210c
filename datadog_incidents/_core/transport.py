"""The one module that talks HTTP: urllib3, loaded when the first request is made."""

from __future__ import annotations

import os
import re
import threading
from typing import TYPE_CHECKING, Any, Protocol

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.setting import proxy_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    import urllib3

_CONNECTIONS = 32
"""Connections that are kept open, for as many threads."""


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
    from urllib.parse import urlsplit

    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class PlainConnection(HTTPConnection):
        def connect(self) -> None:
            _connect(super().connect)

    class TlsConnection(HTTPSConnection):
        def connect(self) -> None:
            _connect(super().connect)

    secure = settings.base_url.startswith("https:")
    options: dict[str, Any] = {"maxsize": _CONNECTIONS, "block": False, **(_tls(settings) if secure else {})}
    proxy = _proxy_for(settings)
    manager = _proxied(proxy, settings, options) if proxy else urllib3.PoolManager(1, **options)
    pool = manager.connection_from_url(settings.base_url)
    connection: Any = TlsConnection if secure else PlainConnection
    pool.ConnectionCls = connection
    return pool, "" if secure or not proxy else f"http://{urlsplit(settings.base_url).netloc}"


def _tls(settings: TransportSettings) -> dict[str, Any]:
    if settings.verify_ssl:
        import certifi

        trusted = settings.ssl_ca_cert or os.environ.get("SSL_CERT_FILE") or certifi.where()
        options = {"cert_reqs": "CERT_REQUIRED", "ca_certs": trusted}
    else:
        options = {"cert_reqs": "CERT_NONE"}
    return {**options, "cert_file": settings.cert_file, "key_file": settings.key_file}


def _proxy_for(settings: TransportSettings) -> str | None:
    """The URL of the proxy to use: the one that is set, else the environment's, unless the host is excepted."""
    import urllib.request
    from urllib.parse import urlsplit

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
    from urllib.parse import unquote, urlsplit

    import urllib3

    credentials = urlsplit(proxy)
    headers = dict(settings.proxy_headers)
    if credentials.username is not None:
        basic = f"{unquote(credentials.username)}:{unquote(credentials.password or '')}"
        headers.update(urllib3.make_headers(proxy_basic_auth=basic))
    return urllib3.ProxyManager(proxy, 1, proxy_headers=headers, **options)


def _connect(connect: Any) -> None:
    """Connect, and turn whatever goes wrong into a failure that says: nothing was sent."""
    from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

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
    import ssl

    from urllib3.exceptions import SSLError

    return isinstance(error, (ssl.SSLError, ssl.CertificateError, SSLError))


def _plain(error: BaseException) -> str:
    """What an exception says, without the object that urllib3 puts in front of it."""
    return re.sub(r"^<?[\w.]*(Connection|HTTPS?Connection)[^:]*: ", "", str(error)) or type(error).__name__


def _attempt(
    pool: urllib3.HTTPConnectionPool, origin: str, request: Request, timeout: Timeout, max_bytes: int
) -> Response | TransportFailure:
    from urllib3 import Timeout as Urllib3Timeout
    from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError

    response = None
    try:
        response = pool.urlopen(
            request.method,
            origin + request.target,
            body=request.body,
            headers=request.headers,
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=Urllib3Timeout(connect=timeout.connect, read=timeout.read),
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
        failure = TransportFailure(FailureKind.READ_TIMEOUT, f"no response within {timeout.read} s")
    except DecodeError as error:
        failure = TransportFailure(FailureKind.GARBLED, _plain(error))
    except (HTTPError, OSError) as error:
        failure = TransportFailure(FailureKind.DROPPED, _plain(error))
    except BaseException:
        if response is not None:
            response.close()
        raise
    if response is not None:
        response.close()
    return failure
