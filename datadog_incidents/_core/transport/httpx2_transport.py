"""The native transport of the asynchronous client, over what httpx2 stands on: a cancelled request frees all it held.

httpx2's own pool looks at every connection for every request, and at each of those that are idle through the system;
with 64 of them that takes longer than the requests. So here each connection is one of httpcore2, kept in a list.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import ssl
import zlib
from collections.abc import AsyncIterable, Coroutine
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpcore2

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.settings.secret import scrubbed_text, words_of
from datadog_incidents._core.transport.bounds import AsyncTurns, seconds_for
from datadog_incidents._core.transport.failures import address_of, is_about_the_client, reason_of
from datadog_incidents._core.transport.framing import is_certain, told
from datadog_incidents._core.transport.proxies import SocksProxy, headers_for, proxy_for, socks_proxy_at
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents._core.transport.streams import Connection, OpenPool, Progress
from datadog_incidents._core.transport.tls import contexts_of


class Httpx2Transport:
    """Carries requests over kept-open connections, for the tasks of one event loop.

    Proxies, TLS, limits and failures are those of the transport over urllib3.

    Args:
        settings: what the connections are made with.

    Raises:
        ConfigurationError: the settings, or what the environment says, are of no use.
    """

    def __init__(self, settings: TransportSettings) -> None:
        base = urlsplit(settings.base_url)
        self._origin = httpcore2.URL(f"{base.scheme}://{base.netloc}").origin
        self._host = address_of(base.hostname, self._origin.port)
        self._host_header = base.netloc.encode("ascii")
        self._max_bytes = settings.max_response_bytes
        self._pool, self._proxy, self._socks, self._secrets = _pool_for(settings)
        most = settings.connection_pool_maxsize
        self._turns = None if most is None else AsyncTurns(most, "connection")
        self._idle: list[Connection] = []
        self._under_way: dict[asyncio.Future[None], Coroutine[Any, Any, Any]] = {}
        self._is_closed = False

    async def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `AsyncTransport`."""
        if self._is_closed:
            raise TransportFailure(FailureKind.CONNECT, "the connections were closed")
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        attempt = self._in_turn(request, timeout)
        try:
            self._under_way[over] = attempt
            outcome = await attempt
        finally:
            over.set_result(None)
            self._under_way.pop(over, None)
        if isinstance(outcome, TransportFailure):
            words = [*words_of(request.headers.values()), *self._secrets]
            # here, so that the frames of httpcore2, which hold the keys, are not in its traceback
            raise TransportFailure(outcome.kind, scrubbed_text(outcome.detail, words))
        return outcome

    async def aclose(self) -> None:
        """Wait for the requests that are under way, and close every connection."""
        self._is_closed = True
        try:
            while waiting := [over for over, attempt in self._under_way.items() if not _has_ended(over, attempt)]:
                await asyncio.wait(waiting)
        finally:
            idle, self._idle = self._idle, []
            for connection in idle:
                await connection.aclose()
            await asyncio.sleep(0)  # asyncio closes sockets in the next round of its loop

    async def _in_turn(self, request: Request, timeout: Timeout) -> Response | TransportFailure:
        if self._turns is None:
            return await self._attempt(request, timeout)
        timeout = await self._turns.take(timeout)
        try:
            return await self._attempt(request, timeout)
        finally:
            self._turns.give_back()

    async def _attempt(self, request: Request, timeout: Timeout) -> Response | TransportFailure:
        seconds = seconds_for(timeout)
        progress = Progress(timeout, seconds, has_body=request.body is not None)
        try:
            async with progress:
                return await self._answered(request, timeout, progress)
        except TransportFailure as failure:
            return failure.with_traceback(None)
        except TimeoutError as error:
            let_through(error)
            return self._too_late(progress, seconds if progress.is_up() else timeout.read or 0)
        except zlib.error as error:
            let_through(error)
            return self._failure(FailureKind.GARBLED, f"cannot be decoded from gzip: {error}")
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError, OSError, UnicodeError) as error:
            let_through(error)
            return self._judged(error, progress)

    async def _answered(self, request: Request, timeout: Timeout, progress: Progress) -> Response:
        headers = [(b"Host", self._host_header)]
        headers += [(name.encode(), str.__str__(value).encode("latin-1")) for name, value in request.headers.items()]
        if request.body is not None:
            headers.append((b"Content-Length", b"%d" % len(request.body)))
        target = request.target.encode("ascii")
        url = httpcore2.URL(scheme=self._origin.scheme, host=self._origin.host, port=self._origin.port, target=target)
        limits = {"timeout": {"read": timeout.read, "write": timeout.read}}
        message = httpcore2.Request(request.method, url, headers=headers, content=request.body, extensions=limits)
        connection = await self._connection()
        try:
            response = await connection.answer(message, progress)
            received = Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
            body = await _body(response.stream, received.get("content-encoding"), self._max_bytes)
            await response.aclose()
        except BaseException:
            await connection.aclose()
            raise
        codings, lengths = (told([received.get(name, "")]) for name in ("transfer-encoding", "content-length"))
        if is_certain(response.status, codings, lengths):
            self._idle.append(connection)
        else:
            await connection.aclose()
        reason: bytes = response.extensions.get("reason_phrase", b"")
        return Response(
            status=response.status,
            reason=reason.decode("latin-1"),
            headers=received,
            body=body,
            secrets=self._secrets,
        )

    async def _connection(self) -> Connection:
        """The connection that was used last and can be used again, or else another, which connects when it is used."""
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable():
                return connection
            await connection.aclose()
        return Connection(self._pool, self._origin, self._socks)

    def _judged(self, error: Exception, progress: Progress) -> TransportFailure:
        """The failure for what was raised: whether the request had been sent decides how bad it is."""
        root = _root_of(error)
        is_tls = isinstance(root, ssl.SSLError)
        if not progress.sent:
            reason = _reason(error, root)
            if progress.in_handshake and reason == _CLOSED:
                is_tls, reason = True, f"{_CLOSED} during the TLS handshake"
            return self._failure(FailureKind.TLS if is_tls else FailureKind.CONNECT, reason, self._place(progress))
        if is_tls and is_about_the_client(root):
            return self._failure(FailureKind.TLS, _reason(error, root))
        garbled = isinstance(error, httpcore2.RemoteProtocolError) and not _is_cut_short(root)
        return self._failure(FailureKind.GARBLED if garbled else FailureKind.DROPPED, _reason(error, root))

    def _too_late(self, progress: Progress, seconds: float) -> TransportFailure:
        if progress.sent:
            return TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {seconds:.3g} s")
        return self._failure(FailureKind.CONNECT_TIMEOUT, "no connection in time", self._place(progress))

    def _place(self, progress: Progress) -> str:
        """What could not be connected to: the proxy, or what is behind it once the proxy has been reached."""
        if self._proxy is None:
            return self._host
        return f"{self._host} through the proxy {self._proxy}" if progress.in_tunnel else f"the proxy {self._proxy}"

    def _failure(self, kind: FailureKind, detail: str, place: str | None = None) -> TransportFailure:
        return TransportFailure(kind, f"{place or self._host}: {detail}")


def _pool_for(settings: TransportSettings) -> tuple[OpenPool, str | None, SocksProxy | None, tuple[str, ...]]:
    """What makes connections; the address of the proxy that they go through, it if it is one of SOCKS; its secrets."""
    url = proxy_for(settings)
    context, to_proxy = _contexts(settings, url)
    directly = partial(httpcore2.AsyncConnectionPool, ssl_context=context)
    if url is None:
        return directly, None, None, ()
    headers, secrets = headers_for(url, settings)
    if (socks := socks_proxy_at(url, settings)) is not None:
        return directly, socks.address, socks, secrets
    parts = urlsplit(url)
    is_secure = parts.scheme == "https"
    pool = partial(
        httpcore2.AsyncHTTPProxy,
        f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        proxy_headers=[(name.encode(), str.__str__(value).encode("latin-1")) for name, value in headers.items()],
        proxy_ssl_context=to_proxy if is_secure else None,
        ssl_context=context,
    )
    return pool, address_of(parts.hostname, parts.port or (443 if is_secure else 80)), None, secrets


def _contexts(settings: TransportSettings, proxy: str | None) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    if settings.base_url.startswith("https:") or (proxy or "").startswith("https:"):
        return contexts_of(settings)
    unused = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # without authorities, which take some 20 ms to load
    return unused, unused


def _has_ended(over: asyncio.Future[None], attempt: Coroutine[Any, Any, Any]) -> bool:
    """Whether an attempt has ended: it shows by itself where an interruption kept it from being told."""
    return over.done() or inspect.getcoroutinestate(attempt) == inspect.CORO_CLOSED


async def _body(stream: AsyncIterable[bytes], encoding: str | None, max_bytes: int) -> bytes:
    """A whole body, decoded.

    Raises:
        TransportFailure: it is larger than allowed, or encoded as nobody asked for.
        zlib.error: it cannot be decoded.
    """
    named = (encoding or "identity").strip().lower()
    if named not in ("identity", "gzip", "x-gzip", "deflate"):
        raise TransportFailure(FailureKind.GARBLED, f"the response is encoded as {named!r}, which was not asked for")
    decoder = None if named == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    parts: list[bytes] = []
    size = 0
    async for chunk in stream:
        part = chunk if decoder is None else decoder.decompress(chunk, max_bytes + 1 - size)
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise TransportFailure(FailureKind.TOO_LARGE, f"the response is larger than {max_bytes} bytes")
    if decoder is not None and not decoder.eof and size:
        raise zlib.error("incomplete")
    return b"".join(parts)


_CLOSED = "the connection was closed"
_NOTHING_CAME = "Server disconnected"
_CUT_SHORT = (_NOTHING_CAME, "peer closed connection", "peer unexpectedly closed")
"""How what httpx2 stands on begins to say that an answer ended too early, rather than that it is none."""


def _is_cut_short(root: BaseException) -> bool:
    return str(root).startswith(_CUT_SHORT)


def _root_of(error: BaseException) -> BaseException:
    """What went wrong at first, below what httpcore2 made of it. Its context may be a matter of the caller's own."""
    while (cause := error.__cause__) is not None:
        error = cause
    return error


def _reason(error: Exception, root: BaseException) -> str:
    if isinstance(error, httpcore2.ProxyError):
        return f"Tunnel connection failed: {error}"
    if isinstance(root, ConnectionError):  # asyncio's own words have the address in them, or there are none
        return os.strerror(root.errno) if root.errno else _CLOSED
    if str(root).startswith(_NOTHING_CAME):
        return "Remote end closed connection without response"
    return re.sub(r"^illegal status line: bytearray\(b(.*)\)$", r"no HTTP response, but \1", reason_of(root))
