"""Connections that mind the end of an attempt, and that tell a failure to connect from all later ones."""

from __future__ import annotations

import http.client
import io
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

# While vcrpy records, those of urllib3.connection are its own, and this module may be loaded just then.
from urllib3.connectionpool import HTTPConnection, HTTPSConnection  # type: ignore[attr-defined]  # pyright: ignore[reportPrivateImportUsage]
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from datadog_incidents._core.message import FailureKind, TransportFailure
from datadog_incidents._core.transport.failures import address_of, is_tls, reason_of

attempt_ends = threading.local()
"""When the attempt of this thread has to be over, by the monotonic clock: `at`."""


class _BoundedReader(io.RawIOBase):
    """Reads from a socket until the attempt has to be over; a socket's own timeout is for each read alone."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._patience = connection.gettimeout()
        self._raw = connection.makefile("rb", 0)
        self._ends_at: float = attempt_ends.at
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
        self._reader = _BoundedReader(sock)
        super().__init__(cast("socket.socket", self), *arguments, **options)

    def makefile(self, _: str) -> io.BufferedReader:
        """What the constructor asks of a socket, which is all that it asks."""
        return io.BufferedReader(self._reader)

    def begin(self) -> None:
        super().begin()
        if self._reader.ended:  # which is taken for the end of the headers
            raise http.client.RemoteDisconnected("Remote end closed connection within the headers")


class PlainConnection(HTTPConnection):
    response_class = _BoundedResponse

    def connect(self) -> None:
        _connect(self, super().connect)


class TlsConnection(HTTPSConnection):
    response_class = _BoundedResponse

    def set_tunnel(
        self, host: str, port: int | None = None, headers: Mapping[str, str] | None = None, scheme: str = "http"
    ) -> None:
        # From Python 3.13 on, http.client formats these headers rather than encode them, and a Secret formats as `***`.
        plain = {name: str.__str__(value) for name, value in (headers or {}).items()}
        super().set_tunnel(host, port, plain, scheme)

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
        kind, failed, detail = FailureKind.CONNECT, error, reason_of(error.__cause__ or error)
    except (ConnectTimeoutError, TimeoutError) as error:
        kind, failed, detail = FailureKind.CONNECT_TIMEOUT, error, "no connection in time"
    except (HTTPError, OSError, http.client.HTTPException) as error:
        kind, failed, detail = FailureKind.TLS if is_tls(error) else FailureKind.CONNECT, error, reason_of(error)
    raise TransportFailure(kind, f"{_place(connection, tunnel, failed)}: {detail}")


def _place(connection: HTTPConnection, tunnel: tuple[str | None, int | None], error: BaseException) -> str:
    """What could not be connected to: the proxy, or what is behind it once the proxy has been reached."""
    address = address_of(connection.host, connection.port)
    if connection.proxy is None:
        return address
    reached = connection.has_connected_to_proxy or str(error).startswith("Tunnel connection failed")
    behind = f"{address_of(*tunnel)} through " if tunnel[0] and reached else ""
    return f"{behind}the proxy {address}"
