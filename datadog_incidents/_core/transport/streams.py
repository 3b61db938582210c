"""The connections of the native transport: those of asyncio, which know how far the attempt that uses them has come."""

from __future__ import annotations

import asyncio
import math
import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Self, TypeAlias

import httpcore2

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.message import Timeout
from datadog_incidents._core.transport.proxies import SocksProxy, handshake


class Progress:
    """How far an attempt came, and the time that it may take until it is sent and as a whole.

    Args:
        timeout: the seconds for connecting.
        total: seconds for all of it; infinite for no limit.
        has_body: whether a body follows the head of the request.
    """

    sent = False
    """Whether sending began, so that the service may have carried it out."""
    in_tunnel = False
    """Whether the proxy was reached, and asked to connect to the service."""
    in_handshake = False
    """Whether TLS is being agreed upon."""

    def __init__(self, timeout: Timeout, total: float, *, has_body: bool) -> None:
        now = asyncio.get_running_loop().time()
        self._ends_at = now + total
        connected_at = now + (math.inf if timeout.connect is None else timeout.connect)
        self._connected_at = min(connected_at, self._ends_at)
        self._timer = asyncio.timeout_at(_moment(self._connected_at))
        self._head: bytes | None = b"" if has_body else None

    async def __aenter__(self) -> Self:
        await self._timer.__aenter__()
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self._timer.__aexit__(*raised)

    def share(self, shares: int) -> float | None:
        """Seconds for one of so many addresses that have to share the time until there is a connection."""
        if self._connected_at == math.inf:
            return None
        return (self._connected_at - asyncio.get_running_loop().time()) / shares

    def is_up(self) -> bool:
        """Whether the time for all of it is up."""
        return asyncio.get_running_loop().time() >= self._ends_at

    def to_send(self, content: bytes) -> bytes:
        """What to send now that this is to be sent: nothing yet of a head that a body follows, in the same packet."""
        if content.startswith(b"CONNECT ") and not self.sent:
            self.in_tunnel = True
            return content
        if self._head == b"":
            self._head = content
            return b""
        content, self._head = (self._head or b"") + content, None
        if not self.sent:
            self.sent, self.in_tunnel = True, False
            self._timer.reschedule(_moment(self._ends_at))
        return content


def _moment(ends_at: float) -> float | None:
    return None if ends_at == math.inf else ends_at


OpenPool: TypeAlias = Callable[..., httpcore2.AsyncConnectionPool]


class Connection:
    """A connection, with what tells how far the attempt that uses it has come.

    Args:
        pool: opens what connections are made by; takes the network to make them in.
        origin: where to connect to.
        proxy: the SOCKS proxy to connect through, if there is one.
    """

    def __init__(self, pool: OpenPool, origin: httpcore2.Origin, proxy: SocksProxy | None) -> None:
        self._network = _Network(proxy)
        self._connection = pool(network_backend=self._network).create_connection(origin)

    async def answer(self, message: httpcore2.Request, progress: Progress) -> Any:
        """The answer to a request, up to where its body begins: a `httpcore2.Response`."""
        self._network.progress = progress
        return await self._connection.handle_async_request(message)

    def is_usable(self) -> bool:
        """Whether the last answer ended beyond doubt, and nothing came after it."""
        return self._connection.is_idle() and not self._connection.has_expired() and not _has_more(self._connection)

    async def aclose(self) -> None:
        """Close it."""
        await self._connection.aclose()


def _has_more(connection: object) -> bool:
    """Whether something that came after the last answer would be taken for the next one."""
    if (inner := getattr(connection, "_connection", None)) is not None:
        return _has_more(inner)
    parser = getattr(connection, "_h11_state", None)
    return parser is None or bool(parser.trailing_data[0])


class _Network(httpcore2.AsyncNetworkBackend):
    """Makes the connection that one attempt after the other uses."""

    progress: Progress
    """That of the attempt which is under way."""

    def __init__(self, proxy: SocksProxy | None) -> None:
        self._proxy = proxy

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the timer of the attempt counts
        local_address: str | None = None,  # noqa: ARG002  # as httpcore2 has it
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002  # too
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of a host that answers, each of which has its share of the time.

        asyncio can try them beside each other, but in Python 3.11 it loses a socket that is cancelled just then.
        """
        proxy = self._proxy
        addresses = await _addresses_of(host, port) if proxy is None else await _addresses_of(proxy.host, proxy.port)
        failed = OSError("the name has no address")
        for number, (family, address) in enumerate(addresses):
            try:
                async with asyncio.timeout(self.progress.share(len(addresses) - number)):
                    return await self._connected(family, address, host, port)
            except OSError as error:
                let_through(error)
                failed = error
        raise failed

    async def _connected(self, family: int, address: Any, host: str, port: int) -> httpcore2.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        reader = _Reader(loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        connected = socket.socket(family, socket.SOCK_STREAM)
        try:
            connected.setblocking(False)
            await loop.sock_connect(connected, address)
            if self._proxy is not None:
                await self._ask(connected, self._proxy, host, port)
            transport, _ = await loop.create_connection(lambda: protocol, sock=connected)
        except BaseException:
            connected.close()
            raise
        return _Stream(self, reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    async def _ask(self, connected: socket.socket, proxy: SocksProxy, host: str, port: int) -> None:
        """Have a SOCKS proxy connect to the host."""
        self.progress.in_tunnel = True
        loop = asyncio.get_running_loop()
        steps = handshake(proxy, host if proxy.looks_up else (await _addresses_of(host, port))[0][1][0], port)
        content, count = next(steps)
        with suppress(StopIteration):
            while True:
                await loop.sock_sendall(connected, content)
                content, count = steps.send(await loop.sock_recv(connected, count))


async def _addresses_of(host: str, port: int) -> list[tuple[int, Any]]:
    """The families and addresses of a host."""
    if host.rpartition(".")[2].isdigit():  # an address, for which there is nothing to be looked up
        return [(socket.AF_INET, (host, port))]
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, address) for family, *_, address in found]


class _Reader(asyncio.StreamReader):
    """What came over a connection; knows how much of it nobody has read."""

    unread = 0

    def feed_data(self, data: Any) -> None:
        self.unread += len(data)
        super().feed_data(data)

    async def read(self, n: int = -1) -> bytes:
        data = await super().read(n)
        self.unread -= len(data)
        return data


class _Stream(httpcore2.AsyncNetworkStream):
    """A connection of asyncio, as httpcore2 wants it."""

    def __init__(self, network: _Network, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        self._network = network
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        async with asyncio.timeout(timeout):
            return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        content = buffer and self._network.progress.to_send(buffer)
        if not content:
            return
        self._writer.write(content)
        try:
            async with asyncio.timeout(timeout):
                await self._writer.drain()
        except TimeoutError:
            raise
        except OSError as error:
            let_through(error)
            raise httpcore2.WriteError(error) from error  # whereupon httpcore2 reads what the server said

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002  # as above
    ) -> httpcore2.AsyncNetworkStream:
        self._network.progress.in_handshake = True
        try:
            await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            await self.aclose()
            raise
        self._network.progress.in_handshake = False
        return self

    async def aclose(self) -> None:
        self._writer.transport.abort()

    def get_extra_info(self, info: str) -> Any:
        """What httpcore2 asks before it uses a connection again: whether it has ended, or has more than the answer."""
        if info != "is_readable":
            return None
        return self._reader.at_eof() or self._reader.unread > 0 or self._writer.is_closing()
