"""What the HTTP face lets in: requests that are well formed, meant for it, and not too large."""

from __future__ import annotations

import json
import socket
import struct
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, KEYS, Api, create_request

if TYPE_CHECKING:
    from collections.abc import Iterator

POST = b"POST /api/v2/incidents HTTP/1.1\r\n"
KEY_LINES = b"DD-API-KEY: k\r\nDD-APPLICATION-KEY: k\r\n"
HEAD = b"Host: localhost\r\n" + KEY_LINES
LAST = b"GET /api/v2/incidents HTTP/1.1\r\n" + HEAD + b"Connection: close\r\n\r\n"
BODY = json.dumps(create_request()).encode()
LARGEST = 1 << 20
TOO_LARGE = ["the body is larger than 1048576 bytes"]


@pytest.fixture
def client(emulator: Emulator) -> Iterator[socket.socket]:
    address = urlsplit(emulator.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as client:
        yield client


def said(client: socket.socket, *parts: bytes) -> bytes:
    """All that is answered to these bytes until the server closes the connection."""
    client.sendall(b"".join(parts))
    return b"".join(iter(lambda: client.recv(65536), b""))


def statuses(answers: bytes) -> list[int]:
    return [int(each[:3]) for each in answers.split(b"HTTP/1.1 ")[1:]]


def errors(answer: bytes) -> list[str]:
    told: list[str] = json.loads(answer.partition(b"\r\n\r\n")[2])["errors"]
    return told


MALFORMED = [
    b"Content-Length: abc\r\n",
    b"Content-Length: -5\r\n",
    b"Content-Length: +7\r\n",
    b"Content-Length: 1_0\r\n",
    b"Content-Length: 0x10\r\n",
    b"Content-Length: 5, 5\r\n",
    b"Content-Length:\r\n",
    b"Content-Length: \xb2\r\n",
    b"Content-Length: 0\r\nContent-Length: 0\r\n",
    b"Content-Length: 0\r\ncontent-length: 5\r\n",
    b"Content-Length : 5\r\n",
    b"Content-Length: 5\r\n 0\r\n",
    b"X: a\rContent-Length: 5\r\n",
    b"no header\r\nContent-Length: 5\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n",
    b"Transfer-Encoding: xchunked\r\n",
    b"Transfer-Encoding: identity\r\n",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: \x0bchunked\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
]


@pytest.mark.parametrize("head", MALFORMED)
def test_a_body_of_unclear_length_is_refused(emulator: Emulator, client: socket.socket, head: bytes) -> None:
    answers = said(client, POST, HEAD, head, b"\r\n", LAST)

    assert statuses(answers) == [400]
    assert errors(answers)
    assert list(emulator.requests) == []


CHUNKS = [
    b"+5\r\nabcde\r\n0\r\n\r\n",
    b"-1\r\n",
    b"0x1\r\na\r\n0\r\n\r\n",
    b"\r\na\r\n",
    b"1 1\r\na\r\n",
    b"5\nabcde\r\n0\r\n\r\n",
    b"1\r\nabc\r\n0\r\n\r\n",
    b"0\r\nX : a\r\n\r\n",
    b"0\r\n" + b"X: a\r\n" * 101 + b"\r\n",
    b"1" + b"0" * 5000 + b"\r\n",
]


@pytest.mark.parametrize("chunks", CHUNKS)
def test_malformed_chunks_are_refused(emulator: Emulator, client: socket.socket, chunks: bytes) -> None:
    answers = said(client, POST, HEAD, b"Transfer-Encoding: chunked\r\n\r\n", chunks, LAST)

    assert statuses(answers) == [400]
    assert list(emulator.requests) == []


def test_chunks_may_have_extensions_and_trailers(emulator: Emulator, client: socket.socket) -> None:
    middle = len(BODY) // 2
    chunks = [b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in (BODY[:middle], BODY[middle:])]
    answers = said(client, POST, HEAD, b"Transfer-Encoding: Chunked\r\n\r\n", *chunks, b"0\r\nX: a\r\n\r\n", LAST)

    assert statuses(answers) == [201, 200]
    assert len(emulator.incidents) == 1


@pytest.mark.parametrize(
    "sent",
    [POST + HEAD, POST + HEAD + b"Content-Length: 1", b"DELETE /api/v2/incidents/x HTTP/1.1\r\n" + HEAD],
)
def test_half_a_head_is_not_carried_out(emulator: Emulator, client: socket.socket, sent: bytes) -> None:
    client.sendall(sent)
    client.shutdown(socket.SHUT_WR)
    assert client.recv(65536)[9:12] in (b"", b"400")

    assert list(emulator.requests) == []


class TestSize:
    @pytest.mark.parametrize(
        "body",
        [
            b"Content-Length: %d\r\n\r\n" % (LARGEST + 1),
            b"Content-Length: %s\r\n\r\n" % (b"9" * 5000),
            b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % (LARGEST + 1),
            b"Transfer-Encoding: chunked\r\n\r\n" + b"10000\r\n%b\r\n" % (b" " * 65536) * 16 + b"1\r\n",
        ],
    )
    def test_a_large_body_is_refused_before_it_is_read_and_without_a_key(
        self, emulator: Emulator, client: socket.socket, body: bytes
    ) -> None:
        answers = said(client, POST, b"Host: localhost\r\n", body)

        assert (statuses(answers), errors(answers)) == ([413], TOO_LARGE)
        assert list(emulator.requests) == []

    def test_the_largest_one_is_read(self, emulator: Emulator, client: socket.socket) -> None:
        lengths = b"Connection: close\r\nContent-Length: 00%d\r\n\r\n" % LARGEST

        assert statuses(said(client, POST, HEAD, lengths, BODY.ljust(LARGEST))) == [201]

    def test_a_client_that_sends_it_all_hears_why_not(self, client: socket.socket) -> None:
        """Closing a connection with unread bytes in it would reset it, and the answer might be lost."""
        client.sendall(POST + HEAD + b"Content-Length: %d\r\n\r\n" % (50 << 20))
        for _ in range(50):
            client.sendall(bytes(1 << 20))

        assert client.recv(65536).startswith(b"HTTP/1.1 413 ")

    def test_a_client_that_asks_first_need_not_send_it(self, client: socket.socket) -> None:
        asking = b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % (LARGEST + 1)

        assert statuses(said(client, POST, HEAD, asking)) == [413]

    def test_is_the_same_in_process_and_through_wsgi(self, emulator: Emulator, api: Api) -> None:
        answer = api.send("POST", INCIDENTS, body=b" " * (LARGEST + 1))
        assert (answer.status, answer.errors) == (413, TOO_LARGE)

        through_wsgi = Client(emulator.wsgi_app).post(INCIDENTS, data=b" " * (LARGEST + 1), headers=KEYS)
        assert (through_wsgi.status_code, json.loads(through_wsgi.data)["errors"]) == (413, TOO_LARGE)


def ask(client: socket.socket, *lines: bytes, target: bytes = b"/api/v2/incidents") -> int:
    (status,) = statuses(said(client, b"GET %b HTTP/1.1\r\n" % target, KEY_LINES, *lines, b"Connection: close\r\n\r\n"))
    return status


FOREIGN = [
    b"evil.example",
    b"evil.example:8126",
    b"evil.example.",
    b"localhost.evil.example",
    b"127.0.0.1.evil.example",
]
OWN = [
    b"127.0.0.1:1",
    b"127.0.0.7",
    b"[::1]:8126",
    b"LOCALHOST",
    b"emulator:8126",
    b"a.localhost",
    b"host.docker.internal",
]


class TestNames:
    @pytest.mark.parametrize("name", [*FOREIGN, b"", b"user@localhost", b"localhost/", b"a b"])
    def test_a_name_that_a_web_page_could_have_is_refused(self, client: socket.socket, name: bytes) -> None:
        assert ask(client, b"Host: %b\r\n" % name) == 403

    @pytest.mark.parametrize("name", FOREIGN)
    def test_nor_does_it_get_in_by_the_target(self, client: socket.socket, name: bytes) -> None:
        assert ask(client, b"Host: localhost\r\n", target=b"http://%b/api/v2/incidents" % name) == 403

    @pytest.mark.parametrize("origin", [*(b"https://" + name for name in FOREIGN), b"null", b"evil.example", b""])
    def test_nor_a_page_from_elsewhere(self, client: socket.socket, origin: bytes) -> None:
        assert ask(client, b"Host: localhost\r\nOrigin: %b\r\n" % origin) == 403

    @pytest.mark.parametrize("name", OWN)
    def test_a_name_that_no_web_page_has_is_let_in(self, client: socket.socket, name: bytes) -> None:
        origin = b"Origin: http://%b\r\n" % name

        assert ask(client, b"Host: %b\r\n" % name, origin, target=b"http://%b/api/v2/incidents" % name) == 200

    @pytest.mark.parametrize("lines", [b"", b"Host: localhost\r\nHost: localhost\r\n"])
    def test_it_is_required_once(self, client: socket.socket, lines: bytes) -> None:
        assert ask(client, lines) == 400

    def test_further_ones_can_be_allowed(self) -> None:
        with Emulator(allowed_hosts=["Incidents.Example.org"]) as emulator:
            address = urlsplit(emulator.url)
            for name, status in ((b"incidents.example.org:80", 200), (b"other.example.org", 403)):
                with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as client:
                    assert ask(client, b"Host: %b\r\n" % name) == status


def test_what_is_no_request_is_refused_in_the_same_way(
    client: socket.socket, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = said(client, b"nonsense\r\n\r\n")

    assert statuses(answer) == [400]
    assert "nonsense" in errors(answer)[0]
    assert capfd.readouterr() == ("", "")


def test_a_client_that_resets_the_connection_is_no_harm(
    client: socket.socket, api: Api, capfd: pytest.CaptureFixture[str]
) -> None:
    client.sendall(POST + HEAD + b"Content-Length: x\r\n\r\n")
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()

    assert api.page().status == 200
    assert capfd.readouterr() == ("", "")
