"""The emulator over HTTP: a WSGI application, and a threaded server on werkzeug's classes."""

from __future__ import annotations

import select
import socket
import struct
import sys
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from werkzeug.exceptions import ClientDisconnected
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Request, Response

from datadog_incidents.emulator.wire import Answer, Cut

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from datadog_incidents.emulator.service.dispatch import Dispatcher
    from datadog_incidents.emulator.service.faults import Wait

_CLOSE_PATIENCE_SECONDS = 5.0
_SHUTDOWN_POLL_SECONDS = 0.02


def wsgi_application(dispatcher: Dispatcher, wait: Wait) -> WSGIApplication:
    """The emulator as a WSGI application, for any WSGI server or test client.

    An application has no hold of the socket: where a fault breaks the connection, it raises ConnectionResetError.

    Args:
        dispatcher: answers the requests.
        wait: lets seconds pass, for a delay.
    """

    @Request.application
    def application(request: Request) -> Response:
        answer = answer_to(request, dispatcher, wait)
        if answer.cut is not None:
            raise ConnectionResetError("a fault breaks the connection")
        return Response(answer.body, answer.status, answer.headers)

    return application


def answer_to(request: Request, dispatcher: Dispatcher, wait: Wait) -> Answer:
    """Hand a werkzeug request to the dispatcher.

    Args:
        request: the request.
        dispatcher: answers it.
        wait: lets seconds pass, for a delay.
    """
    headers = dict(request.headers.items())
    query = request.query_string.decode("latin-1")
    return dispatcher.handle(request.method, request.path, query, headers, request.get_data(), wait=wait)


class HttpServer(ThreadedWSGIServer):
    """Serves an emulator from a thread of its own, each connection in another one.

    Args:
        dispatcher: answers the requests.
        host: the address to listen on.
        port: the port to listen on; 0 picks a free one.
        log: whether each request writes a line to stderr.

    Raises:
        OSError: the address cannot be listened on.
    """

    def __init__(self, dispatcher: Dispatcher, host: str, port: int, *, log: bool) -> None:
        self.dispatcher = dispatcher
        self.logs_requests = log
        self.closing: threading.Event = threading.Event()
        self._connections: set[socket.socket] = set()
        self._connections_changed = threading.Condition()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Listening here, rather than in werkzeug, turns a port in use into an exception instead of an exit.
        with socket.create_server((host, port), family=family) as listener:
            application = wsgi_application(dispatcher, time.sleep)
            super().__init__(host, port, application, _RequestHandler, fd=listener.fileno())
        self._thread = threading.Thread(
            target=self.serve_forever, args=(_SHUTDOWN_POLL_SECONDS,), name="incidents-emulator", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where the server is, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, to be able to break it."""
        with self._connections_changed:
            self._connections.add(connection)

    def ended(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._connections_changed:
            self._connections.discard(connection)
            self._connections_changed.notify_all()

    def close(self) -> None:
        """Stop listening, break what connections there are, and wait for their threads to end."""
        self.closing.set()
        self.shutdown()
        self._thread.join()
        with self._connections_changed:
            for connection in self._connections:
                _hang_up(connection)
            self._connections_changed.wait_for(lambda: not self._connections, _CLOSE_PATIENCE_SECONDS)


class _RequestHandler(WSGIRequestHandler):
    """Reads a request and writes its answer.

    Werkzeug's own way of doing this closes the connection after each answer; here connections are kept alive.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    @property
    def http_server(self) -> HttpServer:
        """The server that this belongs to."""
        return cast("HttpServer", self.server)

    def setup(self) -> None:
        """Begin with a connection."""
        super().setup()
        self.resets = False
        self.http_server.opened(self.connection)

    def finish(self) -> None:
        """End a connection. Closed here, before the server says goodbye to the client, it can still be reset."""
        super().finish()
        if self.resets:
            # The client may have been faster.
            with suppress(OSError):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_GOODBYE)
            self.connection.close()
        self.http_server.ended(self.connection)

    def run_wsgi(self) -> None:
        """Answer one request."""
        self.wfile.flush()  # "100 Continue", if the client asked for it
        try:
            answer = answer_to(Request(self.make_environ()), self.http_server.dispatcher, self._wait)
        except ClientDisconnected:
            self.close_connection = True
            return
        if answer.cut is Cut.RESET or (answer.cut and not answer.body):
            self.resets = self.close_connection = True
        else:
            self._write(answer)

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NO_CONTENT:
            self.send_header("content-length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()
        if answer.cut is Cut.TRUNCATED:
            self.close_connection = True
            self.wfile.write(answer.body[: len(answer.body) // 2])
        elif self.command != "HEAD" and answer.status != HTTPStatus.NO_CONTENT:
            self.wfile.write(answer.body)
        self.wfile.flush()

    def _wait(self, seconds: float) -> None:
        """Let time pass; a client that hangs up meanwhile is not served any more."""
        closing = self.http_server.closing.wait(seconds)
        if closing or _has_hung_up(self.connection):
            self.close_connection = True
            raise ConnectionAbortedError("the client has gone")

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write a line to stderr, if the server logs requests."""
        if self.http_server.logs_requests:
            with suppress(OSError, ValueError):  # nobody reads it any more, which is no reason to fail
                sys.stderr.write(f"{self.log_date_time_string()} {self.requestline!r} {code} {size}\n")


_NO_GOODBYE = struct.pack("ii", 1, 0)
"""A linger time of no seconds: closing the socket resets the connection."""


def _has_hung_up(connection: socket.socket) -> bool:
    readable, _, _ = select.select([connection], [], [], 0)
    return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
