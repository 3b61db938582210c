"""The native transport of the asynchronous client, over httpx2: a cancelled request frees all it held."""

from __future__ import annotations

import asyncio
import math
import ssl
import zlib
from collections.abc import AsyncIterable
from typing import Any
from urllib.parse import urlsplit

import httpx2

from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout, TransportFailure
from datadog_incidents._core.settings.secret import scrubbed_text, words_of
from datadog_incidents._core.transport.failures import address_of, is_about_the_client, reason_of
from datadog_incidents._core.transport.proxies import headers_for, proxy_for
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents._core.transport.tls import contexts_of

_LONGEST_ATTEMPT = 300.0
"""Seconds that an attempt may take without a deadline: a response that trickles in must not hold the caller forever."""
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
        self._transport = httpx2.AsyncHTTPTransport(
            verify=context,
            trust_env=False,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=_IDLE, keepalive_expiry=None),
            proxy=proxy,
        )

    async def send(self, request: Request, timeout: Timeout) -> Response:
        """Carry out one attempt; see `AsyncTransport`."""
        outcome = await self._attempt(request, timeout)
        if isinstance(outcome, TransportFailure):
            words = [*words_of(request.headers.values()), *self._secrets]
            # here, so that the frames of httpx2, which hold the keys, are not in its traceback
            raise TransportFailure(outcome.kind, scrubbed_text(outcome.detail, words))
        return outcome

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def _attempt(self, request: Request, timeout: Timeout) -> Response | TransportFailure:
        progress = _Progress()
        unbounded = _LONGEST_ATTEMPT if timeout.read is not None else math.inf
        total = timeout.total if timeout.total is not None else unbounded
        try:
            async with asyncio.timeout(None if total == math.inf else total):
                return await self._answered(request, timeout, progress)
        except TransportFailure as failure:
            return failure.with_traceback(None)
        except TimeoutError:
            if not progress.sent:
                return self._failure(FailureKind.CONNECT_TIMEOUT, "no connection in time")
            return TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {total:.3g} s")
        except httpx2.TransportError as error:
            return self._judged(error, progress, timeout)
        except zlib.error as error:
            return self._failure(FailureKind.GARBLED, f"cannot be decoded from gzip: {error}")

    async def _answered(self, request: Request, timeout: Timeout, progress: _Progress) -> Response:
        limits = {"connect": timeout.connect, "read": timeout.read, "write": timeout.read, "pool": timeout.connect}
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

    def _judged(self, error: httpx2.TransportError, progress: _Progress, timeout: Timeout) -> TransportFailure:
        """The failure for what httpx2 raised: whether the request had been sent decides how bad it is."""
        root = _root_of(error)
        if isinstance(root, ssl.SSLError) and (not progress.sent or is_about_the_client(root)):
            return self._failure(FailureKind.TLS, reason_of(root))
        if not progress.sent:
            if isinstance(error, httpx2.TimeoutException):
                return self._failure(FailureKind.CONNECT_TIMEOUT, "no connection in time")
            return self._failure(FailureKind.CONNECT, reason_of(root))
        if isinstance(error, httpx2.TimeoutException):
            return TransportFailure(FailureKind.READ_TIMEOUT, f"no whole response within {timeout.read or 0:.3g} s")
        garbled = isinstance(error, httpx2.RemoteProtocolError) and progress.answered
        return self._failure(FailureKind.GARBLED if garbled else FailureKind.DROPPED, reason_of(root))

    def _failure(self, kind: FailureKind, detail: str) -> TransportFailure:
        default = 443 if self._base.scheme == "https" else 80
        return TransportFailure(kind, f"{address_of(self._base.hostname, self._base.port or default)}: {detail}")


class _Progress:
    """How far an attempt came, as httpx2 tells it."""

    def __init__(self) -> None:
        self.sent = False
        """Whether sending began, so that the service may have carried it out."""
        self.answered = False
        """Whether something of an answer came."""

    async def note(self, event: str, _: object) -> None:
        """See the extension `trace` of httpx2."""
        self.sent = self.sent or event.endswith(".send_request_headers.started")
        self.answered = self.answered or event.endswith(".receive_response_headers.failed")


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


def _root_of(error: BaseException) -> BaseException:
    """What went wrong at first, below what httpx2 and what it stands on made of it."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error
