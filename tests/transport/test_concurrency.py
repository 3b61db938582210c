"""Threads, processes and interruptions, on real sockets."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import pytest
from urllib3.connectionpool import HTTPConnectionPool

from datadog_incidents import ApiConnectionError, DatadogIncidentsError
from datadog_incidents._core.transport.pools import open_pool

from .conftest import Authority
from .raw_server import client

PATIENCE = 10.0
"""Seconds after which a test fails instead of waiting."""


class EchoServer(ThreadingHTTPServer):
    """Answers each request with its method, path, body and key.

    Args:
        gate: called with the path before each answer.
        tls: makes it a server of https.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, gate: Callable[[str], object] = str, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Echo)
        self.gate = gate
        self.connections = 0
        self.ended = threading.Semaphore(0)
        """Released for each connection that ended."""
        self.paths: list[str] = []
        self.lock = threading.Lock()
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server_address[1]}"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away in the middle are what these tests are about."""


class _Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 3 * PATIENCE
    wbufsize = 65_536  # head and body in one packet

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as it is called there
        pass

    def setup(self) -> None:
        super().setup()
        assert isinstance(self.server, EchoServer)
        with self.server.lock:
            self.server.connections += 1

    def finish(self) -> None:
        assert isinstance(self.server, EchoServer)
        self.server.ended.release()
        super().finish()

    def do_GET(self) -> None:
        assert isinstance(self.server, EchoServer)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with self.server.lock:
            self.server.paths.append(self.path)
        self.server.gate(self.path)
        echo = {"method": self.command, "path": self.path, "body": body, "key": self.headers["DD-API-KEY"]}
        content = json.dumps(echo).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        self.do_GET()


def meeting(parties: int) -> Callable[[str], object]:
    """A gate that opens when so many requests are there, and then for as many more."""
    barrier = threading.Barrier(parties)
    return lambda _: barrier.wait(PATIENCE)


def in_threads(count: int, work: Callable[[int], Any]) -> list[Any]:
    """The results of so many threads that begin at the same time."""
    barrier = threading.Barrier(count)

    def begin(number: int) -> Any:
        barrier.wait(PATIENCE)
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(begin, number) for number in range(count)]]


# ---------------------------------------------------------------------------------------------------------- threads


@pytest.mark.parametrize("by_tls", [False, True])
def test_each_of_many_threads_gets_its_own_answers(authority: Authority, by_tls: bool) -> None:
    def work(number: int) -> int:
        for turn in range(8):
            path, body = f"/{number}/{turn}", {"number": number, "turn": turn}
            if turn % 2:
                got = api_client.request("POST", path, body=body).data
                assert (got["method"], got["path"], json.loads(got["body"])) == ("POST", path, body)
            else:
                got = api_client.request("GET", path).data
                assert (got["method"], got["path"], got["body"]) == ("GET", path, "")
        return number

    tls = authority.serving() if by_tls else None
    with EchoServer(tls=tls) as server, client(server.url, ssl_ca_cert=authority.file) as api_client:
        assert in_threads(32, work) == list(range(32))
        assert len(server.paths) == len(set(server.paths)) == 32 * 8
        assert server.connections <= 32


def test_as_many_connections_are_kept_as_there_are_threads(caplog: pytest.LogCaptureFixture) -> None:
    threads = 80
    with EchoServer(meeting(threads)) as server, client(server.url) as api_client:
        in_threads(threads, lambda number: api_client.request("GET", f"/{number}"))
        assert server.connections == threads
        in_threads(threads, lambda number: api_client.request("GET", f"/{number}"))
        assert server.connections == threads
    assert "full" not in caplog.text


def test_two_clients_with_different_keys_at_once() -> None:
    with (
        EchoServer() as server,
        client(server.url, api_key="the-key-0") as first,
        client(server.url, api_key="the-key-1") as second,
    ):
        clients = (first, second)

        def work(number: int) -> set[tuple[str, str]]:
            answers = [clients[number % 2].request("GET", f"/{number}/{turn}").data for turn in range(8)]
            return {(got["path"].split("/")[1], got["key"]) for got in answers}

        assert in_threads(16, work) == [{(str(number), f"the-key-{number % 2}")} for number in range(16)]


# ------------------------------------------------------------------------------------------------------------ closing


def test_use_after_close() -> None:
    with EchoServer() as server:
        api_client = client(server.url)
        assert api_client.request("GET", "/").status == 200
        api_client.close()
        api_client.close()
        with pytest.raises(DatadogIncidentsError, match="the ApiClient is closed"):
            api_client.request("GET", "/")
        assert server.paths == ["/"]


def test_calls_that_are_under_way_when_the_client_is_closed_succeed() -> None:
    arrived, closed = threading.Barrier(9), threading.Event()

    def gate(_: str) -> None:
        arrived.wait(PATIENCE)
        assert closed.wait(PATIENCE)

    with EchoServer(gate) as server, ThreadPoolExecutor(8) as pool:
        api_client = client(server.url)
        futures = [pool.submit(api_client.request, "POST", f"/{number}", body={}) for number in range(8)]
        arrived.wait(PATIENCE)
        api_client.close()
        closed.set()
        assert [future.result(PATIENCE).data["path"] for future in futures] == [f"/{number}" for number in range(8)]


def test_closing_amid_many_calls_ends_them_all() -> None:
    begun = threading.Semaphore(0)

    def work(number: int) -> tuple[int, DatadogIncidentsError]:
        done = 0
        while True:
            try:
                data = api_client.request("POST", f"/{number}/{done}", body={}).data
            except DatadogIncidentsError as error:
                return done, error
            assert data["path"] == f"/{number}/{done}"
            done += 1
            begun.release()

    with EchoServer() as server, ThreadPoolExecutor(16) as pool:
        api_client = client(server.url)
        futures = [pool.submit(work, number) for number in range(16)]
        for _ in range(64):
            assert begun.acquire(timeout=PATIENCE)
        api_client.close()
        ended = [future.result(PATIENCE) for future in futures]
        assert sum(done for done, _ in ended) == len(server.paths)  # closing breaks no call that was sent
        assert not any(getattr(error, "outcome_unknown", False) for _, error in ended)


@pytest.mark.parametrize("max_retries", [0, 2])
def test_a_call_that_finds_the_connections_closed_has_sent_nothing(
    monkeypatch: pytest.MonkeyPatch, max_retries: int
) -> None:
    original: Any = HTTPConnectionPool.urlopen

    def close_first(self: HTTPConnectionPool, *arguments: Any, **options: Any) -> Any:
        api_client.close()
        return original(self, *arguments, **options)

    with EchoServer() as server, client(server.url, max_retries=max_retries, retry_backoff_factor=0) as api_client:
        monkeypatch.setattr(HTTPConnectionPool, "urlopen", close_first)
        with pytest.raises(DatadogIncidentsError, match="closed") as raised:
            api_client.request("POST", "/", body={})
        assert server.paths == []
        if max_retries == 0:
            assert isinstance(raised.value, ApiConnectionError)
            assert str(raised.value) == "POST /: connect: the connections were closed"
            assert not raised.value.outcome_unknown


# ---------------------------------------------------------------------------------------------------------- processes


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("by_tls", [False, True])
def test_a_forked_child_shares_no_connection(authority: Authority, by_tls: bool) -> None:
    tls = authority.serving() if by_tls else None
    with EchoServer(tls=tls) as server, client(server.url, ssl_ca_cert=authority.file) as api_client:

        def call(who: str) -> bool:
            return all(api_client.request("GET", f"/{who}/{n}").data["path"] == f"/{who}/{n}" for n in range(20))

        assert call("before")
        child = os.fork()
        if child == 0:
            good = False
            try:
                signal.alarm(int(PATIENCE))
                good = call("child")
            finally:
                os._exit(0 if good else 1)  # a child must not return into the test run
        assert call("parent")
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert call("after")
        assert server.connections == 2
        assert len(server.paths) == 80


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_that_is_forked_while_the_connections_are_set_up_sets_up_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(settings: Any) -> Any:
        if os.getpid() == parent:
            begun.set()
            assert go_on.wait(PATIENCE)
        return open_pool(settings)

    parent = os.getpid()
    monkeypatch.setattr("datadog_incidents._core.transport.urllib3_transport.open_pool", slowly)
    with EchoServer() as server, client(server.url) as api_client, ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(api_client.request, "GET", "/parent")
        assert begun.wait(PATIENCE)
        child = os.fork()
        if child == 0:
            good = False
            try:
                signal.alarm(int(PATIENCE))
                good = api_client.request("GET", "/child").data["path"] == "/child"
            finally:
                os._exit(0 if good else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        go_on.set()
        assert under_way.result(PATIENCE).data["path"] == "/parent"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_lets_go_of_the_connections_of_its_parent() -> None:
    """Else the service would see them open as long as the child lives."""
    with EchoServer() as server, client(server.url) as api_client:
        api_client.request("GET", "/parent")
        ready, release = os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            os.write(ready[1], b".")
            os.read(release[0], 1)
            os._exit(0)
        os.read(ready[0], 1)
        api_client.close()
        assert server.ended.acquire(timeout=PATIENCE)
        os.write(release[1], b".")
        os.waitpid(child, 0)
        for descriptor in (*ready, *release):
            os.close(descriptor)


INTERRUPTED = """
import sys
from datadog_incidents import ApiClient, Configuration

with ApiClient(Configuration(host=sys.argv[1], api_key="a key", app_key="another", timeout=10)) as api_client:
    api_client.request("GET", "/before")
    try:
        api_client.request(sys.argv[2], "/interrupted", body={} if sys.argv[2] == "POST" else None)
    except KeyboardInterrupt:
        print("interrupted")
    for turn in range(3):
        print(api_client.request("GET", f"/after/{turn}").data["path"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are different there")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_call_that_the_user_interrupts(method: str) -> None:
    arrived, ended = threading.Event(), threading.Event()

    def gate(path: str) -> None:
        if path == "/interrupted":
            arrived.set()
            ended.wait(PATIENCE)

    with EchoServer(gate) as server:
        command = [sys.executable, "-c", INTERRUPTED, server.url, method]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        with process:
            try:
                assert arrived.wait(PATIENCE)
                process.send_signal(signal.SIGINT)
                said, _ = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
                ended.set()
        assert said.splitlines() == ["interrupted", "/after/0", "/after/1", "/after/2"]
        assert process.returncode == 0
        assert server.connections == 2  # the one in the middle of a call was not used again


@pytest.mark.parametrize("moment", ["connecting", "sending", "receiving", "reading"])
def test_an_interruption_at_any_moment(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    import http.client

    import urllib3

    place: tuple[Any, str] = {
        "connecting": (socket.socket, "connect"),
        "sending": (http.client.HTTPConnection, "send"),
        "receiving": (http.client.HTTPConnection, "getresponse"),
        "reading": (urllib3.HTTPResponse, "read"),
    }[moment]

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with EchoServer() as server, client(server.url) as api_client:
        if moment != "connecting":
            api_client.request("GET", "/before")
        with monkeypatch.context() as patched:
            patched.setattr(*place, interrupt)
            with pytest.raises(KeyboardInterrupt) as raised:
                api_client.request("POST", "/interrupted", body={})
        assert moment == "connecting" or server.ended.acquire(timeout=PATIENCE)
        assert raised.tb is not None  # which holds on to all that was there, and still the connection was closed
        answers = in_threads(8, lambda number: api_client.request("GET", f"/after/{number}").data["path"])
        assert answers == [f"/after/{number}" for number in range(8)]
