"""The pool of connections that a configuration asks for: TLS, and the proxy if there is one."""

from __future__ import annotations

import base64
import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import certifi
import urllib3
from urllib3.exceptions import LocationParseError

from datadog_incidents._core.settings.secret import Secret
from datadog_incidents._core.settings.setting import proxy_url
from datadog_incidents._core.transport.connections import PlainConnection, TlsConnection
from datadog_incidents._core.transport.failures import bracketed, reason_of
from datadog_incidents.exceptions import ConfigurationError

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


@dataclass(frozen=True, slots=True)
class Pool:
    """The connections of a process."""

    process: int
    pool: urllib3.HTTPConnectionPool
    origin: str
    """What goes before a target: a proxy for plain http wants whole URLs (RFC 9112, 3.2.2)."""
    secrets: tuple[str, ...]
    """What the proxy is told in confidence."""


class _Ours:
    """The class of a pool's connections: ours, unless a recorder such as vcrpy has replaced urllib3's by its own."""

    def __init__(self, ours: type) -> None:
        self._ours = ours

    def __get__(self, _: object, kind: Any) -> Any:
        theirs = kind.__base__.ConnectionCls
        return self._ours if theirs is self._ours.__base__ else theirs


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls: Any = _Ours(PlainConnection)


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls: Any = _Ours(TlsConnection)


_POOLS: dict[str, type[urllib3.HTTPConnectionPool]] = {"http": _PlainPool, "https": _TlsPool}


def open_pool(settings: TransportSettings, process: int) -> Pool:
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
        manager.pool_classes_by_scheme = _POOLS
        pool = manager.connection_from_url(settings.base_url)
    except LocationParseError:
        what = "host or proxy" if proxy else "host"
        raise ConfigurationError(f"{what}: no name that a connection could be made to") from None
    origin = "" if secure or not proxy else f"http://{urlsplit(settings.base_url).netloc}"
    return Pool(process, pool, origin, secrets)


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
        raise ConfigurationError(f"{label}: expected {what} (PEM): {reason_of(error)}") from None


def _no_password() -> str:
    raise ValueError("the private key is encrypted")  # OpenSSL would ask for the password at the terminal, and wait


def _proxy_for(settings: TransportSettings) -> str | None:
    """The URL of the proxy to use: the one that is set, else the environment's, unless the host is excepted."""
    if settings.proxy is None and not any(name.lower().endswith("_proxy") for name in os.environ):
        return None
    import urllib.request  # slow to load, and few have a proxy

    parts = urlsplit(settings.base_url)
    library: Any = urllib.request  # typeshed leaves these two out
    environment: dict[str, str] = library.getproxies_environment()
    if settings.no_proxy is not None:
        environment["no"] = settings.no_proxy
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if library.proxy_bypass_environment(f"{bracketed(parts.hostname or '')}:{port}", environment):
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
