"""The emulator over HTTP: a WSGI application, and a threaded server on werkzeug's classes."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
import traceback
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Request, Response

from datadog_incidents.emulator.faces.admission import (
    MAX_BODY_BYTES,
    HeaderLines,
    admit,
    path_and_query,
    read_body,
    too_large,
)
from datadog_incidents.emulator.wire import Answer, Cut, Document, RefusedError, error_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import WSGIApplication

    from datadog_incidents.emulator.service.dispatch import Dispatcher
    from datadog_incidents.emulator.service.faults import Wait

_CLOSE_PATIENCE_SECONDS = 2.0
"""How long to wait for the threads of connections when the server closes."""
_LAST_WORDS_SECONDS = 2.0
"""For how long to hear out a client that was refused."""
_ACCEPT_PAUSE_SECONDS = 0.1
"""How long to wait after a connection could not be accepted."""
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
        request.max_content_length = MAX_BODY_BYTES
        try:
            body = request.get_data()
        except RequestEntityTooLarge:
            return _response(too_large())
        query = request.query_string.decode("latin-1")
        answer = dispatcher.handle(request.method, request.path, query, dict(request.headers.items()), body, wait=wait)
        if answer.cut is not None:
            raise ConnectionResetError("a fault breaks the connection")
        return _response(answer)

    return application


def _response(answer: Answer) -> Response:
    return Response(answer.body, answer.status, answer.headers)


class HttpServer(ThreadedWSGIServer):
    """Serves an emulator from a thread of its own, each connection in another one.

    Args:
        dispatcher: answers the requests.
        host: the address to listen on.
        port: the port to listen on; 0 picks a free one.
        names: further names that clients may know it by.
        log: whether each request writes a line to stderr.

    Raises:
        OSError: the address cannot be listened on.
    """

    def __init__(self, dispatcher: Dispatcher, host: str, port: int, *, names: Iterable[str], log: bool) -> None:
        self.dispatcher = dispatcher
        self.names: frozenset[str] = frozenset(name.lower() for name in (host, *names))
        self.logs_requests = log
        self.closing: threading.Event = threading.Event()
        self._connections: dict[threading.Thread, socket.socket] = {}
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
        """Where the server is, without a slash at the end; on this machine, if it is at every address."""
        host = _HERE.get(self.host, self.host)
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}:{self.port}"

    def get_request(self) -> tuple[Any, Any]:
        """Accept a connection.

        Raises:
            OSError: it cannot be accepted now. With all descriptors in use, the next attempt would come at once, and
                fail like this one; hence the pause.
        """
        try:
            return super().get_request()
        except OSError:
            self.closing.wait(_ACCEPT_PAUSE_SECONDS)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection on a thread of its own, and remember both, to be able to break and to await them."""
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self._connections = {each: its for each, its in self._connections.items() if each.is_alive()}
        self._connections[thread] = request
        thread.start()

    def close(self) -> None:
        """Stop listening, break what connections there are, and wait for their threads to end."""
        self.closing.set()
        self.shutdown()
        self._thread.join()
        for connection in self._connections.values():
            _hang_up(connection)
        until = time.monotonic() + _CLOSE_PATIENCE_SECONDS
        for thread in self._connections:
            thread.join(max(0.0, until - time.monotonic()))


_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  # the opposite: not to send anyone there


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
        self._stream = self.rfile
        self.resets = False

    def finish(self) -> None:
        """End a connection. Closed here, before the server says goodbye to the client, it can still be reset."""
        with suppress(OSError):  # the last bytes of an answer that nobody waits for any more
            super().finish()
        if self.resets:
            # The client may have been faster.
            with suppress(OSError):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_GOODBYE)
            self.connection.close()

    def parse_request(self) -> bool:
        """Read the head of a request; False says that it is refused."""
        self.rfile = cast("Any", HeaderLines(self._stream))
        try:
            return super().parse_request()
        except RefusedError as refusal:
            self._refuse(refusal.status, *refusal.errors)
            return False
        finally:
            self.rfile = self._stream

    def handle_expect_100(self) -> bool:
        """Put off asking for the body until the request is let in."""
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request."""
        self._refuse(code, message or explain or HTTPStatus(code).phrase)

    def run_wsgi(self) -> None:
        """Answer one request."""
        try:
            length = admit(self.request_version, self.path, self.headers, self.http_server.names)
            if self.headers.get("expect", "").lower() == "100-continue" and self.request_version >= "HTTP/1.1":
                self.send_response_only(HTTPStatus.CONTINUE)
                self.end_headers()
                self.wfile.flush()
            body = read_body(self._stream, length)
        except RefusedError as refusal:
            self._refuse(refusal.status, *refusal.errors)
            return
        answer = self._answered(body)
        if answer.cut is Cut.RESET or (answer.cut and not answer.body):
            self.resets = self.close_connection = True
        else:
            self._write(answer)

    def _answered(self, body: bytes) -> Answer:
        path, _, query = path_and_query(self.path).partition("?")
        path, headers = unquote(path.encode("latin-1")), dict(self.headers.items())
        try:
            return self.http_server.dispatcher.handle(self.command, path, query, headers, body, wait=self._wait)
        except ConnectionError:
            raise
        except Exception:  # noqa: BLE001  # whatever went wrong, the client is told that something did
            traceback.print_exc()
            return error_answer(500, "the emulator failed")

    def _refuse(self, status: int, *errors: str | Document) -> None:
        """Answer, end the connection, and hear the client out: closed upon unread bytes, it would lose the answer."""
        self.close_connection = True
        self.request_version = self.protocol_version  # which is unknown if it could not be read
        self._write(error_answer(status, *errors))
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_LAST_WORDS_SECONDS)
            ends_at = time.monotonic() + _LAST_WORDS_SECONDS
            while self._stream.read1(65536) and time.monotonic() < ends_at:
                pass

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
    connection.setblocking(False)
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    finally:
        connection.setblocking(True)


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
