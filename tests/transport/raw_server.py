"""A server that sends exactly the bytes of its script, for the ways in which HTTP goes wrong."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from typing import Any, Self, TypeAlias

from datadog_incidents import ApiClient, Configuration
from tests import kinds

Step: TypeAlias = bytes | Callable[["Connection"], None]


class Connection:
    """One accepted connection."""

    def __init__(self, server: RawServer, connected: socket.socket) -> None:
        self.server = server
        self.socket = connected
        self.buffered = b""

    def request(self) -> bytes:
        """The next request, head and body; empty when the client has gone."""
        while b"\r\n\r\n" not in self.buffered:
            if not self._receive():
                return b""
            if self.buffered.startswith(b"\x16"):  # a TLS handshake, which has no end that is known here
                return self.buffered
        head, _, rest = self.buffered.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        while len(rest) < length and self._receive():
            rest = self.buffered.partition(b"\r\n\r\n")[2]
        self.buffered = rest[length:]
        return head + b"\r\n\r\n" + rest[:length]

    def _receive(self) -> bool:
        received = self.socket.recv(65_536)
        self.buffered += received
        return bool(received)

    def reset(self) -> None:
        """Close with a TCP reset instead of an orderly end."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


class RawServer:
    """Answers each request with the next step of its script; a connection that has been closed costs no step.

    Args:
        script: bytes to send, or functions that do as they please with the connection.
        forever: a step for every request after those of the script.
        tls: makes it a server of https.
        lingering: whether a connection whose handshake failed is closed only with the server.
    """

    def __init__(
        self,
        *script: Step,
        forever: Step | None = None,
        tls: ssl.SSLContext | None = None,
        lingering: bool = False,
    ) -> None:
        self.script = list(script)
        self.forever = forever
        self.tls = tls
        self.lingering = lingering
        self.requests: list[bytes] = []
        self.connections = 0
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._open: list[Connection] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)
            connection.socket.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, work: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connected, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(Connection(self, connected))
            self._start(self._serve, self._open[-1])

    def _serve(self, connection: Connection) -> None:
        with contextlib.suppress(OSError):
            if self.tls:
                at_once = not self.lingering
                connection.socket = secure = self.tls.wrap_socket(
                    connection.socket, server_side=True, do_handshake_on_connect=at_once
                )
                secure.do_handshake()
            while request := connection.request():
                with self._lock:
                    self.requests.append(request)
                    step = self.script.pop(0) if self.script else self.forever
                if step is None:
                    return
                if isinstance(step, bytes):
                    connection.socket.sendall(step)
                else:
                    step(connection)


def answer(body: bytes = b'{"data": []}', *headers: str, status: str = "200 OK") -> bytes:
    """A well-formed response, with its Content-Length."""
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def closing(connection: Connection) -> None:
    """Close without a word."""
    connection.socket.close()


def silent(connection: Connection) -> None:
    """Say nothing until the server is stopped."""
    connection.server.stopped.wait(timeout=10)


def then(sent: bytes, after: Callable[[Connection], None]) -> Callable[[Connection], None]:
    """Send bytes, then do something with the connection."""

    def step(connection: Connection) -> None:
        connection.socket.sendall(sent)
        after(connection)

    return step


def client(host: str, **settings: Any) -> ApiClient:
    """A client of a host, of the kind that a test asked for, which does not retry unless told to."""
    given: dict[str, Any] = {"api_key": "the-api-key", "app_key": "the-app-key", "max_retries": 0, "timeout": 5}
    return kinds.api_client(Configuration(host=host, **{**given, **settings}))
