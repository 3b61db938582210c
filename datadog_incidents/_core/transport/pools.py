"""The pool of connections that a configuration asks for."""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection
from urllib3.exceptions import LocationParseError

from datadog_incidents._core.forked import renewed_in_child
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.transport.connections import PlainConnection, TlsConnection
from datadog_incidents._core.transport.proxies import SocksProxy, headers_for, proxy_for, socks_proxy_at
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents._core.transport.tls import contexts_of
from datadog_incidents.exceptions import ConfigurationError


@dataclass(frozen=True, slots=True)
class Pool:
    """The connections of a client."""

    pool: urllib3.HTTPConnectionPool
    origin: str
    """What goes before a target: a proxy for plain http wants whole URLs (RFC 9112, 3.2.2)."""
    secrets: tuple[str, ...]
    """What the proxy is told in confidence, a word each."""


class _Idle(queue.LifoQueue[Any]):
    """The connections that nobody uses just now: in the end as many as there were threads at once.

    It does without the lock of its class, which an interrupted call would leave behind, and for which the handler of a
    signal would wait for ever: a list needs none.
    """

    def __init__(self, _: int) -> None:
        super().__init__()
        renewed_in_child(self)

    def renew_in_child(self) -> None:
        """See `Renewable`: two processes must not speak over one connection."""
        for connection in self.queue:
            connection.close()
        self.queue.clear()

    def put(self, item: HTTPConnection | None, block: bool = True, timeout: float | None = None) -> None:  # noqa: ARG002  # as its class has it
        """Keep a connection. None is what urllib3 puts where there is none."""
        if item is not None:
            self.queue.append(item)

    def get(self, block: bool = True, timeout: float | None = None) -> HTTPConnection:  # noqa: ARG002  # too
        """The connection that was used last, since the service is the least likely to have closed that one."""
        try:
            connection: HTTPConnection = self.queue.pop()
        except IndexError:
            raise queue.Empty from None
        return connection

    def qsize(self) -> int:
        """How many there are."""
        return len(self.queue)


class _Ours:
    """The class of a pool's connections: ours, unless a recorder such as vcrpy has replaced urllib3's by its own."""

    def __init__(self, ours: type) -> None:
        self._ours = ours

    def __get__(self, _: object, kind: Any) -> Any:
        theirs = kind.__base__.ConnectionCls
        return self._ours if issubclass(self._ours, theirs) else theirs


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls: Any = _Ours(PlainConnection)
    QueueCls: Any = _Idle


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls: Any = _Ours(TlsConnection)
    QueueCls: Any = _Idle


_POOLS: dict[str, type[urllib3.HTTPConnectionPool]] = {"http": _PlainPool, "https": _TlsPool}


def open_pool(settings: TransportSettings) -> Pool:
    """The pool for a client's connections; none is made yet.

    Raises:
        ConfigurationError: the settings, or what the environment says, are of no use.
    """
    secure = settings.base_url.startswith("https:")
    proxy = proxy_for(settings)
    options: dict[str, Any] = {}
    to_proxy = None
    if secure or (proxy or "").startswith("https:"):
        options["ssl_context"], to_proxy = contexts_of(settings)
    if secure and settings.ssl_context is not None and not settings.ssl_context.check_hostname:
        options["assert_hostname"] = False  # urllib3 would look at the name after all
    headers, secrets = headers_for(proxy, settings) if proxy else ({}, ())
    socks = socks_proxy_at(proxy, settings) if proxy else None
    try:
        manager = urllib3.PoolManager(1, **options)
        if proxy and socks is None:
            manager = urllib3.ProxyManager(proxy, 1, proxy_headers=headers, proxy_ssl_context=to_proxy, **options)
        manager.pool_classes_by_scheme = _POOLS
        pool = manager.connection_from_url(settings.base_url)
    except LocationParseError as error:
        let_through(error)
        what = "host or proxy" if proxy else "host"
        raise ConfigurationError(f"{what}: no name that a connection could be made to") from None
    if socks is not None:
        _lead_through(pool, socks)
    origin = "" if secure or not proxy or socks else f"http://{urlsplit(settings.base_url).netloc}"
    return Pool(pool, origin, secrets)


def _lead_through(pool: urllib3.HTTPConnectionPool, proxy: SocksProxy) -> None:
    """Have the connections of a pool be made by a SOCKS proxy."""
    kind: Any = type(pool)

    def connection(**options: Any) -> Any:
        made = kind.ConnectionCls(**options)
        made.through = proxy
        return made

    pool.ConnectionCls = cast("Any", connection)  # urllib3 only calls it
