"""Connections that mind the end of an attempt, and are used again only where the last answer ended beyond doubt."""

from __future__ import annotations

import http.client
import io
import math
import re
import socket
import ssl
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, NamedTuple, cast

import urllib3.util.connection

# While vcrpy records, those of urllib3.connection are its own, and this module may be loaded just then.
from urllib3.connectionpool import HTTPConnection, HTTPSConnection  # type: ignore[attr-defined]  # pyright: ignore[reportPrivateImportUsage]
from urllib3.exceptions import HTTPError, ProtocolError

from datadog_incidents._core.interruption import is_interruption, let_through
from datadog_incidents._core.message import FailureKind, TransportFailure
from datadog_incidents._core.transport.failures import address_of, is_timeout, is_tls, reason_of, root_of
from datadog_incidents._core.transport.framing import is_certain, is_clear, told
from datadog_incidents._core.transport.proxies import SocksProxy, handshake

_PIECE = 65_536
"""Bytes that are sent at once: each such part has its own timeout."""

_IPV4 = re.compile(r"\d{1,3}(\.\d{1,3}){3}")


class Limits(NamedTuple):
    """What bounds an attempt; a socket's own timeout is for each step alone."""

    step: float | None
    """Seconds for each step: an address that is tried, a part that is sent or received; None for no limit."""
    ends_at: float
    """When the attempt has to be over, by the monotonic clock; infinite for never."""

    def left(self, shares: int = 1) -> float | None:
        """Seconds for the next step, or None, as a socket takes them.

        Args:
            shares: how many steps have to share the time that is left.

        Raises:
            TimeoutError: there is none left.
        """
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the attempt took too long")
        seconds = min(left / shares, math.inf if self.step is None else self.step)
        return None if seconds == math.inf else seconds


limits: ContextVar[Limits] = ContextVar("datadog_incidents_limits")
"""Those of the attempt that is under way here; a signal's handler may make another in the midst of it."""


class _BoundedReader(io.RawIOBase):
    """Reads from a socket as long as the attempt may last."""

    _raw: io.RawIOBase | None = None  # until it is made, should an interruption come first

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._raw = connection.makefile("rb", 0)  # by position, as the sockets of mocket want it
        self._limits = limits.get()
        self.is_over = False
        """Whether the answer has been read, so that whatever comes is none of it."""
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.is_over:
            return None
        self._socket.settimeout(self._limits.left())
        count = cast("io.RawIOBase", self._raw).readinto(buffer)
        self.ended = count == 0
        return count

    def close(self) -> None:
        if self._raw is not None:
            self._raw.close()
        super().close()


class _Buffered(io.BufferedReader):
    """What has been read from a socket; tells when it is closed whether there was more than the answer."""

    has_more = False

    def __init__(self, reader: _BoundedReader) -> None:
        super().__init__(reader)
        self._reader = reader

    def close(self) -> None:
        if not self.closed:
            self._reader.is_over = True
            self.has_more = bool(self.peek())
        super().close()


class _Answer(http.client.HTTPResponse):
    """The final answer to a request, whose every read, of headers and body, minds when the attempt has to be over."""

    fp: Any = None  # as above

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        self._reader = _BoundedReader(sock)
        self._buffered = _Buffered(self._reader)
        super().__init__(cast("socket.socket", self), *arguments, **options)

    def makefile(self, _: str) -> io.BufferedReader:
        """What the constructor asks of a socket, which is all that it asks."""
        return self._buffered

    def begin(self) -> None:
        """Read the status and the headers, past all interim answers (RFC 9110, 15.2)."""
        super().begin()
        while 100 <= self.status < 200 and self.status != http.HTTPStatus.SWITCHING_PROTOCOLS:
            self.headers = cast("Any", None)  # as before the first one
            super().begin()
        if self._reader.ended:  # which is taken for the end of the headers
            raise http.client.RemoteDisconnected("Remote end closed connection within the headers")
        if self.status == http.HTTPStatus.SWITCHING_PROTOCOLS:
            raise http.client.HTTPException("the server switched to another protocol")
        codings, lengths = (told(self.headers.get_all(name, [])) for name in ("transfer-encoding", "content-length"))
        if not is_clear(codings, lengths):
            raise http.client.HTTPException(f"no way to tell where the response ends: {', '.join(codings or lengths)}")
        if self.status in (http.HTTPStatus.NO_CONTENT, http.HTTPStatus.NOT_MODIFIED):  # which have no body
            self.chunked = False
        self.will_close = self.will_close or not is_certain(self.status, codings, lengths)

    @property
    def is_over(self) -> bool:
        """Whether it was read to its end, and nothing came after it."""
        return self.isclosed() and not self._buffered.has_more


class PlainConnection(HTTPConnection):
    """A connection of http, and what it has in common with one of https."""

    _answer: _Answer | None = None
    _unsent: list[bytes] | None = None
    """The head and the body of a request while it is put together."""
    through: SocksProxy | None = None
    is_through = False
    """Whether the SOCKS proxy was reached."""

    def response_class(self, *arguments: Any, **options: Any) -> _Answer:  # type: ignore[override]  # it is only called  # pyright: ignore[reportIncompatibleVariableOverride]
        self._answer = _Answer(*arguments, **options)
        return self._answer

    @property
    def is_connected(self) -> bool:
        """What urllib3 asks before it uses a connection again."""
        return super().is_connected and (self._answer is None or self._answer.is_over) and not _has_unread(self.sock)

    def connect(self) -> None:
        """Connect, and turn whatever goes wrong into a failure that says: nothing was sent."""
        attributes: Any = vars(self)
        tunnel = (attributes["_tunnel_host"], attributes["_tunnel_port"])  # which are gone when the proxy refuses
        before = limits.set(limits.get()._replace(step=self.timeout))
        try:
            super().connect()
            return
        except (HTTPError, OSError, http.client.HTTPException, UnicodeError) as error:
            let_through(error)
            root = root_of(error)
        finally:
            limits.reset(before)
        kind = FailureKind.TLS if is_tls(root) else FailureKind.CONNECT
        detail = reason_of(root)
        if is_timeout(root):
            kind, detail = FailureKind.CONNECT_TIMEOUT, "no connection in time"
        raise TransportFailure(kind, f"{_place(self, tunnel, root)}: {detail}")

    def _new_conn(self) -> socket.socket:
        """A socket for the first address of the host that answers, each of which has its share of the time."""
        proxy = self.through
        host, port = (self._dns_host.strip("[]"), self.port) if proxy is None else (proxy.host, proxy.port)
        addresses = _addresses_of(host, port)
        failed = OSError("the name has no address")
        for number, (*kind, _, address) in enumerate(addresses):
            try:
                connected = self._connected(kind, address, len(addresses) - number)
            except OSError as error:
                let_through(error)
                failed = error
            else:
                sys.audit("http.client.connect", self, self.host, self.port)
                return connected
        raise failed

    def _connected(self, kind: list[Any], address: Any, shares: int) -> socket.socket:
        connected = socket.socket(*kind)
        try:
            for option in self.socket_options or ():
                connected.setsockopt(*option)
            connected.settimeout(limits.get().left(shares))
            self.is_through = False
            connected.connect(address)
            if self.through is not None:
                self._ask(connected, self.through)
            connected.settimeout(limits.get().left())  # for a handshake, which has one timeout as a whole
        except BaseException:
            connected.close()
            raise
        return connected

    def _ask(self, connected: socket.socket, proxy: SocksProxy) -> None:
        """Have a SOCKS proxy connect to the host."""
        self.is_through = True
        host = self._dns_host.strip("[]")
        steps = handshake(proxy, host if proxy.looks_up else _addresses_of(host, self.port)[0][4][0], self.port)
        content, count = next(steps)
        with suppress(StopIteration):
            while True:
                connected.settimeout(limits.get().left())
                connected.sendall(content)
                content, count = steps.send(connected.recv(count))

    def _tunnel(self) -> None:
        tunnel: Any = super()
        tunnel._tunnel()  # noqa: SLF001  # a hook of http.client, though it is called so
        self.sock.settimeout(limits.get().left())  # for the handshake that follows

    def close(self) -> None:
        self._unsent = None
        super().close()

    def request(self, *arguments: Any, **options: Any) -> None:
        """Send a request, if it is small all at once."""
        unsent = self._unsent = list[bytes]()
        try:
            super().request(*arguments, **options)
            self._unsent = None
            for part in [b"".join(unsent)] if sum(map(len, unsent)) <= _PIECE else unsent:
                self.send(part)
        except ssl.SSLEOFError as error:
            raise BrokenPipeError from error  # as without TLS, where urllib3 goes on to read what the server said
        except OSError as error:
            if is_interruption(error):
                raise ProtocolError("interrupted", error) from error  # else urllib3 might go on to read
            raise

    def send(self, data: Any) -> None:
        """Send bytes, part by part."""
        if self._unsent is not None:
            self._unsent.append(data)
            return
        if self.sock is None:
            self.connect()
        connected: Any = self.sock
        for start in range(0, len(data), _PIECE):
            connected.settimeout(limits.get().left())
            super().send(data[start : start + _PIECE])


class TlsConnection(PlainConnection, HTTPSConnection):  # pyright: ignore[reportIncompatibleVariableOverride]  # as above
    """A connection of https."""

    def set_tunnel(
        self, host: str, port: int | None = None, headers: Mapping[str, str] | None = None, scheme: str = "http"
    ) -> None:
        # From Python 3.13 on, http.client formats these headers rather than encode them, and a Secret formats as `***`.
        plain = {name: str.__str__(value) for name, value in (headers or {}).items()}
        super().set_tunnel(host, port, plain, scheme)

    def connect(self) -> None:
        super().connect()
        self.is_verified = True  # or verify_ssl=False said not to: urllib3 need not warn on every connection


def _addresses_of(host: str, port: int) -> list[Any]:
    """Those of a host, as `socket.getaddrinfo` gives them."""
    if _IPV4.fullmatch(host):  # for which there is nothing to be looked up
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (host, port))]
    return socket.getaddrinfo(host, port, urllib3.util.connection.allowed_gai_family(), socket.SOCK_STREAM)


def _has_unread(connected: Any) -> bool:
    """Whether TLS holds something that came after the answer; at the socket itself urllib3 looks."""
    layer = getattr(connected, "sslobj", connected)  # of TLS within TLS
    return bool(getattr(layer, "pending", int)())


def _place(connection: PlainConnection, tunnel: tuple[str | None, int | None], error: BaseException) -> str:
    """What could not be connected to: the proxy, or what is behind it once the proxy has been reached."""
    address = address_of(connection.host, connection.port)
    if connection.through is not None:
        return f"{address} through " * connection.is_through + f"the proxy {connection.through.address}"
    if connection.proxy is None:
        return address
    reached = connection.has_connected_to_proxy or str(error).startswith("Tunnel connection failed")
    behind = f"{address_of(*tunnel)} through " if tunnel[0] and reached else ""
    return f"{behind}the proxy {address}"
