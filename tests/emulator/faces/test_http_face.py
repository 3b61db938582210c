"""The HTTP face: connections, threads, the WSGI application, and faults on the wire."""

from __future__ import annotations

import errno
import http.client
import io
import json
import socket
import socketserver
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, JSON, KEYS, Api, create_request, field

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def connection(emulator: Emulator) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(urlsplit(emulator.url).netloc, timeout=5)
    yield connection
    connection.close()


def post(connection: http.client.HTTPConnection, body: JSON = None) -> http.client.HTTPResponse:
    connection.request("POST", INCIDENTS, json.dumps(body or create_request()), KEYS)
    return connection.getresponse()


def connected(emulator: Emulator) -> socket.socket:
    address = urlsplit(emulator.url)
    return socket.create_connection((address.hostname or "", address.port or 0), timeout=5)


def raw_exchange(emulator: Emulator, *parts: bytes) -> bytes:
    """Send bytes and read until the server closes the connection."""
    with connected(emulator) as client:
        client.sendall(b"".join(parts))
        return b"".join(iter(lambda: client.recv(65536), b""))


HEAD = b"Host: localhost\r\nDD-API-KEY: k\r\nDD-APPLICATION-KEY: k\r\n"


class TestConnections:
    def test_are_kept_alive(self, connection: http.client.HTTPConnection) -> None:
        connection.connect()
        first = connection.sock
        for _ in range(3):
            connection.request("GET", INCIDENTS, headers=KEYS)
            response = connection.getresponse()
            assert (response.status, response.version) == (200, 11)
            response.read()
            assert connection.sock is first

    def test_are_closed_when_the_client_wants_that(self, emulator: Emulator) -> None:
        answer = raw_exchange(emulator, b"GET /api/v2/incidents HTTP/1.1\r\n", HEAD, b"Connection: close\r\n\r\n")

        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
        assert b"\r\nconnection: close\r\n" in answer

    def test_carry_requests_one_after_the_other(self, emulator: Emulator) -> None:
        body = json.dumps(create_request()).encode()
        post = b"POST /api/v2/incidents HTTP/1.1\r\n" + HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
        last = b"GET /api/v2/incidents HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n\r\n"

        assert raw_exchange(emulator, post, post, last).count(b"HTTP/1.1 2") == 3
        assert len(emulator.incidents) == 2

    def test_take_chunked_bodies(self, emulator: Emulator) -> None:
        body = json.dumps(create_request()).encode()
        head = b"POST /api/v2/incidents HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n"
        chunked = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)

        assert b"HTTP/1.1 201 Created" in raw_exchange(emulator, head, chunked)

    def test_ask_for_the_body_when_the_client_waits_for_that(self, emulator: Emulator) -> None:
        body = json.dumps(create_request()).encode()
        with connected(emulator) as client:
            client.sendall(b"POST /api/v2/incidents HTTP/1.1\r\n" + HEAD + b"Expect: 100-continue\r\n")
            client.sendall(b"Content-Length: %d\r\n\r\n" % len(body))
            assert client.recv(1024) == b"HTTP/1.1 100 Continue\r\n\r\n"
            client.sendall(body)
            assert client.recv(1024).startswith(b"HTTP/1.1 201 Created\r\n")

    def test_broken_off_within_a_body_are_no_harm(
        self, emulator: Emulator, api: Api, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with connected(emulator) as client:
            client.sendall(b"POST /api/v2/incidents HTTP/1.1\r\n" + HEAD + b'Content-Length: 1000\r\n\r\n{"data":')
            client.shutdown(socket.SHUT_WR)
            assert client.recv(1) == b""

        assert api.page().data == []
        assert capfd.readouterr() == ("", "")

    def test_end_with_the_emulator(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        connection.request("GET", INCIDENTS, headers=KEYS)
        connection.getresponse().read()
        emulator.close()

        assert connection.sock.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):
            http.client.HTTPConnection(connection.host, connection.port).connect()
        assert not [thread for thread in threading.enumerate() if thread.name == "incidents-emulator"]

    def test_that_cannot_be_accepted_are_tried_again_at_leisure(
        self, emulator: Emulator, connection: http.client.HTTPConnection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        attempts: list[float] = []
        accept = socketserver.TCPServer.get_request

        def accept_at_last(server: socketserver.TCPServer) -> object:
            attempts.append(time.monotonic())
            if len(attempts) < 4:
                raise OSError(errno.EMFILE, "Too many open files")
            return accept(server)

        monkeypatch.setattr(socketserver.TCPServer, "get_request", accept_at_last)
        connection.request("GET", INCIDENTS, headers=KEYS)

        assert connection.getresponse().status == 200
        assert attempts[-1] - attempts[0] >= 0.25  # seconds, in which the listener was ready all along


class TestAnswers:
    def test_are_the_same_as_in_process(
        self, emulator: Emulator, api: Api, connection: http.client.HTTPConnection
    ) -> None:
        emulator.seed(3)
        paths = (INCIDENTS, f"{INCIDENTS}/search?query=state%3A%2A+OR+x", f"{INCIDENTS}/x", "/api/v2/else?%ff=%ff")
        for path in paths:
            connection.request("GET", path, headers=KEYS)
            response, expected = connection.getresponse(), api.send("GET", path)
            assert (response.status, response.read()) == (expected.status, expected.body)
            assert response.headers["content-type"] == expected.headers["content-type"]
            assert response.headers["content-length"] == str(len(expected.body))

    def test_of_delete_have_no_body(self, emulator: Emulator, api: Api, connection: http.client.HTTPConnection) -> None:
        connection.request("DELETE", f"{INCIDENTS}/{api.create()['id']}", headers=KEYS)
        response = connection.getresponse()

        assert (response.status, response.read()) == (204, b"")
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert "content-length" not in response.headers

    def test_to_head_have_no_body(self, emulator: Emulator) -> None:
        answer = raw_exchange(emulator, b"HEAD /api/v2/incidents HTTP/1.1\r\n", HEAD, b"Connection: close\r\n\r\n")

        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
        assert answer.endswith(b"\r\n\r\n")

    def test_of_the_wsgi_application(self, emulator: Emulator) -> None:
        client = Client(emulator.wsgi_app)
        created = client.post(INCIDENTS, json=create_request(), headers=KEYS)
        assert (created.status_code, created.mimetype) == (201, "application/json")

        emulator.inject(reset=True)
        with pytest.raises(ConnectionResetError):
            client.get(INCIDENTS, headers=KEYS)

    def test_are_not_logged_unless_asked_for(
        self, connection: http.client.HTTPConnection, capfd: pytest.CaptureFixture[str]
    ) -> None:
        connection.request("GET", INCIDENTS, headers=KEYS)
        connection.getresponse().read()

        assert capfd.readouterr() == ("", "")

    def test_come_although_the_log_cannot_be_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Emulator(log=True) as emulator, monkeypatch.context() as patched:
            host, port = urlsplit(emulator.url).hostname, urlsplit(emulator.url).port
            connection = http.client.HTTPConnection(host or "", port)
            stderr = io.StringIO()
            stderr.close()
            patched.setattr(sys, "stderr", stderr)
            connection.request("GET", INCIDENTS, headers=KEYS)
            assert connection.getresponse().status == 200
            connection.close()

    def test_tell_that_the_emulator_failed(
        self,
        emulator: Emulator,
        connection: http.client.HTTPConnection,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr("datadog_incidents.emulator.store.store.Store.page", None)
        for _ in range(2):
            connection.request("GET", INCIDENTS, headers=KEYS)
            response = connection.getresponse()
            assert (response.status, json.loads(response.read())) == (500, {"errors": ["the emulator failed"]})
        assert capfd.readouterr().err.count("TypeError: 'NoneType' object is not callable") == 2


class TestThreads:
    def test_32_at_once_lose_nothing(self, emulator: Emulator) -> None:
        url = urlsplit(emulator.url).netloc
        started = threading.Barrier(32)
        shared = Api(emulator.transport).create("Shared")["id"]

        def work(number: int) -> list[int]:
            connection = http.client.HTTPConnection(url, timeout=10)
            started.wait()
            numbers: list[int] = []
            for step in range(5):
                connection.request("POST", INCIDENTS, json.dumps(create_request(f"{number}.{step}")), KEYS)
                numbers.append(json.loads(connection.getresponse().read())["data"]["attributes"]["public_id"])
                change = {"fields": {f"field_{number}_{step}": field("set", "textbox")}}
                update = {"data": {"type": "incidents", "id": shared, "attributes": change}}
                connection.request("PATCH", f"{INCIDENTS}/{shared}", json.dumps(update), KEYS)
                assert connection.getresponse().read()
                connection.request("GET", f"{INCIDENTS}/search?query={number}.{step}", headers=KEYS)
                assert json.loads(connection.getresponse().read())["data"]["attributes"]["total"] == 1
            connection.close()
            return numbers

        with ThreadPoolExecutor(32) as pool:
            numbers = sorted(number for each in pool.map(work, range(32)) for number in each)

        assert numbers == list(range(2, 162))
        assert [each["attributes"]["public_id"] for each in emulator.incidents] == list(range(1, 162))
        fields = emulator.incidents[0]["attributes"]["fields"]
        assert sum(name.startswith("field_") for name in fields) == 32 * 5


class TestFaults:
    @pytest.mark.parametrize("after_commit", [True, False])
    def test_a_reset(self, emulator: Emulator, connection: http.client.HTTPConnection, after_commit: bool) -> None:
        emulator.inject(reset=True, after_commit=after_commit)
        with pytest.raises(ConnectionResetError) as caught:
            post(connection)

        assert type(caught.value) is ConnectionResetError  # not RemoteDisconnected, which is a clean end
        assert len(emulator.incidents) == after_commit

    def test_a_truncated_answer(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        emulator.inject(truncate=True)
        response = post(connection)

        assert response.status == 201
        with pytest.raises(http.client.IncompleteRead) as caught:
            response.read()
        assert len(caught.value.partial) == int(response.headers["content-length"]) // 2
        assert len(emulator.incidents) == 1

    def test_an_answer_without_a_body_cannot_be_truncated(
        self, emulator: Emulator, connection: http.client.HTTPConnection
    ) -> None:
        emulator.seed_incident(id="3c2b1a00-0000-4000-8000-000000000000")
        emulator.inject("delete_incident", truncate=True)
        connection.request("DELETE", f"{INCIDENTS}/3c2b1a00-0000-4000-8000-000000000000", headers=KEYS)

        with pytest.raises(ConnectionResetError):
            connection.getresponse()

    def test_a_delay(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        emulator.inject(delay=0.05)
        started = time.monotonic()

        assert post(connection).status == 201
        assert time.monotonic() - started >= 0.05

    def test_a_client_that_hangs_up_leaves_nothing_behind(self, emulator: Emulator) -> None:
        emulator.inject("create_incident", delay=0.05)
        address = urlsplit(emulator.url)
        body = json.dumps(create_request()).encode()
        head = f"POST {INCIDENTS} HTTP/1.1\r\nHost: localhost\r\nDD-API-KEY: k\r\nDD-APPLICATION-KEY: k\r\n".encode()
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=5) as client:
            client.sendall(head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            client.shutdown(socket.SHUT_WR)
            assert client.recv(1) == b""  # the server has given up, too

        assert [(request.operation, request.status) for request in emulator.requests] == [("create_incident", None)]
        assert emulator.incidents == []

    def test_a_status_with_headers(self, emulator: Emulator, connection: http.client.HTTPConnection) -> None:
        emulator.inject(status=429, headers={"x-ratelimit-reset": "3"})
        response = post(connection)

        assert (response.status, response.headers["x-ratelimit-reset"]) == (429, "3")
        assert json.loads(response.read()) == {"errors": ["Too Many Requests"]}
        assert post(connection).status == 201  # on the same connection
