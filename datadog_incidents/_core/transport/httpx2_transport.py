"""The native transport of the asynchronous client, over httpx2: a cancelled request frees all it held."""

from __future__ import annotations

import asyncio
import math
import os
import re
import ssl
import zlib
from collections.abc import AsyncIterable, Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import anyio
import httpx2

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.settings.secret import scrubbed_text, words_of
from datadog_incidents._core.transport.bounds import seconds_for
from datadog_incidents._core.transport.failures import address_of, is_about_the_client, reason_of
from datadog_incidents._core.transport.proxies import headers_for, proxy_for
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents._core.transport.tls import contexts_of

_IDLE = 64
"""Connections that are kept open while nobody uses them."""


class Httpx2Transport:
    """Carries requests over kept-open connections, for the tasks of one event loop.

    Proxies, TLS, limits and failures are those of the transport over urllib3.

    Args:
        settings: what the connections are made with.

    Raises:
        ConfigurationError: the settings, or what the environment says, are of no use.
    """

    def __init__(self, settings: TransportSettings) -> None:
        self._base = urlsplit(settings.base_url)
        self._host = address_of(self._base.hostname, self._base.port or (443 if self._base.scheme == "https" else 80))
        self._proxy: str | None = None
        self._max_bytes = settings.max_response_bytes
        self._secrets: tuple[str, ...] = ()
        proxy_url = proxy_for(settings)
        context, to_proxy = _contexts(settings, proxy_url)
        proxy = None
        if proxy_url is not None:
            headers, self._secrets = headers_for(proxy_url, settings)
            parts = urlsplit(proxy_url)
            address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
            plain = {name: str.__str__(value) for name, value in headers.items()}
            is_secure = parts.scheme == "https"
            proxy = httpx2.Proxy(address, headers=plain, ssl_context=to_proxy if is_secure else None)
            self._proxy = address_of(parts.hostname, parts.port or (443 if is_secure else 80))
        self._transport = httpx2.AsyncHTTPTransport(
            verify=context,
            trust_env=False,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=_IDLE, keepalive_expiry=None),
            proxy=proxy,
        )

        self._under_way: set[asyncio.Future[None]] = set()
        self._is_closed = False

    async def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `AsyncTransport`."""
        if self._is_closed:
            raise TransportFailure(FailureKind.CONNECT, "the connections were closed")
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._under_way.add(over)
        try:
            outcome = await self._attempt(request, timeout)
        finally:
            self._under_way.discard(over)
            over.set_result(None)
        if isinstance(outcome, TransportFailure):
            words = [*words_of(request.headers.values()), *self._secrets]
            # here, so that the frames of httpx2, which hold the keys, are not in its traceback
            raise TransportFailure(outcome.kind, scrubbed_text(outcome.detail, words))
        return outcome

    async def aclose(self) -> None:
        """Wait for the requests that are under way, and close every connection."""
        self._is_closed = True
        try:
            while self._under_way:
                await asyncio.wait(self._under_way)
        finally:
            await self._transport.aclose()

    async def _attempt(self, request: Request, timeout: Timeout) -> Response | TransportFailure:
        seconds = seconds_for(timeout)
        try:
            async with _Progress(timeout.connect, seconds) as progress:
                return await self._answered(request, timeout, progress)
        except TransportFailure as failure:
            return failure.with_traceback(None)
        except TimeoutError:
            return self._too_late(progress, seconds)
        except httpx2.TimeoutException:
            return self._too_late(progress, timeout.read or 0)
        except zlib.error as error:
            return self._failure(FailureKind.GARBLED, f"cannot be decoded from gzip: {error}")
        except (httpx2.TransportError, OSError) as error:
            return self._judged(error, progress)

    async def _answered(self, request: Request, timeout: Timeout, progress: _Progress) -> Response:
        limits = {"connect": None, "read": timeout.read, "write": timeout.read, "pool": None}
        message = httpx2.Request(
            request.method,
            f"{self._base.scheme}://{self._base.netloc}{request.target}",
            headers=[(name, str.__str__(value)) for name, value in request.headers.items()],
            content=request.body,
            extensions={"timeout": limits, "trace": progress.note},
        )
        response = await self._transport.handle_async_request(message)
        try:
            headers = Headers((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
            stream: Any = response.stream
            body = await _body(stream, headers.get("content-encoding"), self._max_bytes)
        finally:
            await response.aclose()
        reason: bytes = response.extensions.get("reason_phrase", b"")
        return Response(
            status=response.status_code,
            reason=reason.decode("latin-1"),
            headers=headers,
            body=body,
            secrets=self._secrets,
        )

    def _judged(self, error: Exception, progress: _Progress) -> TransportFailure:
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
        garbled = isinstance(error, httpx2.RemoteProtocolError) and not _is_cut_short(root)
        return self._failure(FailureKind.GARBLED if garbled else FailureKind.DROPPED, _reason(error, root))

    def _too_late(self, progress: _Progress, seconds: float) -> TransportFailure:
        if progress.sent:
            return TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {seconds:.3g} s")
        return self._failure(FailureKind.CONNECT_TIMEOUT, "no connection in time", self._place(progress))

    def _place(self, progress: _Progress) -> str:
        """What could not be connected to: the proxy, or what is behind it once the proxy has been reached."""
        if self._proxy is None:
            return self._host
        return f"{self._host} through the proxy {self._proxy}" if progress.in_tunnel else f"the proxy {self._proxy}"

    def _failure(self, kind: FailureKind, detail: str, place: str | None = None) -> TransportFailure:
        return TransportFailure(kind, f"{place or self._host}: {detail}")


class _Progress:
    """How far an attempt came, as httpx2 tells it, and the time that it may take until there and as a whole.

    Args:
        connect: seconds until the request is being sent; None for no limit.
        total: seconds for all of it; infinite for no limit.
    """

    sent = False
    """Whether sending began, so that the service may have carried it out."""
    in_tunnel = False
    """Whether the proxy was reached."""
    in_handshake = False
    """Whether TLS is being agreed upon."""

    def __init__(self, connect: float | None, total: float) -> None:
        now = asyncio.get_running_loop().time()
        self._ends_at = None if total == math.inf else now + total
        first = math.inf if connect is None else connect
        self._timer = asyncio.timeout_at(None if min(first, total) == math.inf else now + min(first, total))

    async def __aenter__(self) -> Self:
        await self._timer.__aenter__()
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self._timer.__aexit__(*raised)

    async def note(self, event: str, told: Mapping[str, Any]) -> None:
        """See the extension `trace` of httpx2."""
        _, name, moment = event.split(".")
        if name == "start_tls":
            self.in_handshake = moment != "complete"
        elif name == "send_request_headers" and moment == "started":
            self.in_tunnel = told["request"].method == b"CONNECT"
            self.sent = not self.in_tunnel
            if self.sent:
                self._timer.reschedule(self._ends_at)


def _contexts(settings: TransportSettings, proxy: str | None) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    if settings.base_url.startswith("https:") or (proxy or "").startswith("https:"):
        return contexts_of(settings)
    unused = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # without authorities, which take some 20 ms to load
    return unused, unused


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
    """What went wrong at first, below what httpx2 and what it stands on made of it."""
    while True:
        several = isinstance(error, BaseExceptionGroup) and error.exceptions
        cause = several[-1] if several else error.__cause__ or error.__context__
        if cause is None:
            return error
        error = cause


def _reason(error: Exception, root: BaseException) -> str:
    if isinstance(error, httpx2.ProxyError):
        return f"Tunnel connection failed: {error}"
    if isinstance(root, ConnectionError) and root.errno:
        return os.strerror(root.errno)  # asyncio's own words have the address in them
    if isinstance(root, (anyio.BrokenResourceError, anyio.EndOfStream)):
        return _CLOSED
    if str(root).startswith(_NOTHING_CAME):
        return "Remote end closed connection without response"
    return re.sub(r"^illegal status line: bytearray\(b(.*)\)$", r"no HTTP response, but \1", reason_of(root))
