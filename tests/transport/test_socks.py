"""SOCKS proxies: what they are told, and what happens when they do not do their work."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, Self

import pytest

from datadog_incidents import ApiTimeoutError, Configuration, ConfigurationError

from .conftest import Authority
from .raw_server import Connection, RawServer, answer, client, closing, silent, then
from .test_proxies import PASSWORD, QUOTED, closed_port, failing, has_secret, relay

pytestmark = pytest.mark.usefixtures("carrier")

ADDRESS = b"\x05\x00\x00\x01\x7f\x00\x00\x01\x04\x38"
NAME = b"\x05\x00\x00\x03\x0bexample.org\x04\x38"
"""Replies that tell where it connects from."""


class SocksServer(ThreadingTCPServer):
    """A proxy (RFC 1928) that takes every name for the machine it runs on.

    Args:
        port: where it connects to, whatever port it is asked for.
        user: the user and the password that it insists on.
        reply: what it says once it has connected.
        at_once: how many bytes of its replies it sends at a time.
    """

    daemon_threads = False

    def __init__(
        self,
        port: int,
        *,
        user: tuple[bytes, bytes] | None = None,
        reply: bytes = ADDRESS,
        at_once: int = 64,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _SocksHandler)
        self.target = port
        self.user = user
        self.reply = reply
        self.at_once = at_once
        self.asked: list[tuple[bytes | str, int]] = []
        """The names or addresses, and the ports, that it was asked for."""
        self.carried = bytearray()
        self.where = f"127.0.0.1:{self.server_address[1]}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever breaks a connection is of no interest."""


class _SocksHandler(StreamRequestHandler):
    timeout = 5

    def handle(self) -> None:
        proxy = self.server
        assert isinstance(proxy, SocksServer)
        version, count = self.rfile.read(2)
        method = 2 if proxy.user else 0
        assert version == 5
        self.say(proxy, bytes([5, method if method in self.rfile.read(count) else 255]))
        if proxy.user:
            assert self.rfile.read(1) == b"\x01"
            given = self.rfile.read(self.rfile.read(1)[0]), self.rfile.read(self.rfile.read(1)[0])
            self.say(proxy, b"\x01\x00" if given == proxy.user else b"\x01\x01")
        _, command, _, kind = self.rfile.read(4)
        assert command == 1
        host: bytes | str
        if kind == 3:
            host = self.rfile.read(self.rfile.read(1)[0])
        else:
            host = socket.inet_ntop(*{1: (socket.AF_INET, self.rfile.read(4))}[kind])
        proxy.asked.append((host, int.from_bytes(self.rfile.read(2), "big")))
        with socket.create_connection(("127.0.0.1", proxy.target), 5) as upstream:
            self.say(proxy, proxy.reply)
            relay(self.connection, upstream, proxy.carried)

    def say(self, proxy: SocksServer, content: bytes) -> None:
        for start in range(0, len(content), proxy.at_once):
            self.wfile.write(content[start : start + proxy.at_once])


def settings_of(authority: Authority, proxy: str, **more: Any) -> dict[str, Any]:
    return {"ssl_ca_cert": authority.file, "retry_backoff_factor": 0, "proxy": proxy, **more}


@pytest.fixture
def known_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that this machine looks up; `api.example.org` is at an address of its own."""
    looked_up: list[str] = []
    original = socket.getaddrinfo

    def look_up(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        looked_up.append(host)
        return original("192.0.2.7" if host == "api.example.org" else host, port, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return looked_up


@pytest.mark.parametrize("at_once", [1, 64])
@pytest.mark.parametrize("reply", [ADDRESS, NAME])
@pytest.mark.parametrize("user", [None, (b"the user", PASSWORD.encode())])
def test_https_goes_through_it(
    authority: Authority, known_names: list[str], user: tuple[bytes, bytes] | None, reply: bytes, at_once: int
) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("api.example.org")) as server,
        SocksServer(server.port, user=user, reply=reply, at_once=at_once) as proxy,
    ):
        url = f"socks5h://{f'the%20user:{QUOTED}@' if user else ''}{proxy.where}"
        with client("https://api.example.org", **settings_of(authority, url)) as api_client:
            assert not has_secret(repr(api_client.configuration))
            assert api_client.request("GET", "/api").status == 200
            assert api_client.request("POST", "/api", body={}).status == 200
        assert proxy.asked == [(b"api.example.org", 443)]
        assert "api.example.org" not in known_names
        assert proxy.carried.startswith(b"\x16\x03")  # a TLS handshake
        assert b"\r\nDD-API-KEY: the-api-key\r\n" in server.requests[1]


def test_a_name_that_this_machine_looks_up(authority: Authority, known_names: list[str]) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("api.example.org")) as server,
        SocksServer(server.port) as proxy,
        client("https://api.example.org", **settings_of(authority, f"socks5://{proxy.where}")) as api_client,
    ):
        assert api_client.request("GET", "/api").status == 200
        assert proxy.asked == [("192.0.2.7", 443)]


def test_plain_http_goes_through_it_as_it_is() -> None:
    with (
        RawServer(forever=answer()) as server,
        SocksServer(server.port) as proxy,
        client("http://api.example.org:8080", proxy=f"socks5h://{proxy.where}", allow_insecure_http=True) as api_client,
    ):
        assert api_client.request("GET", "/api/v2").status == 200
        assert proxy.asked == [(b"api.example.org", 8080)]
        assert server.requests[0].startswith(b"GET /api/v2 HTTP/1.1\r\n")


@pytest.mark.parametrize("variable", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
def test_one_of_the_environment(monkeypatch: pytest.MonkeyPatch, authority: Authority, variable: str) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("api.example.org")) as server,
        SocksServer(server.port) as proxy,
    ):
        monkeypatch.setenv(variable, f"socks5h://{proxy.where}")
        with client("https://api.example.org", ssl_ca_cert=authority.file) as api_client:
            assert api_client.request("GET", "/api").status == 200
        assert len(proxy.asked) == 1


# ------------------------------------------------------------------------------------------- what goes wrong with it

GREETED = b"\x05\x00"
WITH_USER = b"\x05\x02"


@pytest.mark.parametrize(
    ("script", "user", "reason"),
    [
        ([b"\x05\xff"], "", "the proxy wants a user and a password"),
        ([b"\x05\xff"], f"the%20user:{QUOTED}@", "the proxy refuses the user"),
        ([WITH_USER], "", "the proxy wants a user and a password"),
        ([WITH_USER, b"\x01\x01"], f"the%20user:{QUOTED}@", "the proxy refuses the user or the password"),
        ([GREETED, b"\x05\x02\x00\x01\x00"], "", "the proxy does not allow it"),
        ([GREETED, b"\x05\x05\x00\x01\x00"], "", "Connection refused"),
        ([GREETED, b"\x05\x63\x00\x01\x00"], "", "the proxy refuses, with the code 99"),
        ([GREETED, b"\x05\x00\x00\x09\x00"], "", "it does not speak SOCKS 5"),
        ([b"\x04\x00"], "", "it does not speak SOCKS 5"),
        ([b"HTTP/1.1 400 Bad Request\r\n\r\n"], "", "it does not speak SOCKS 5"),
        ([closing], "", "the proxy closed the connection"),
        ([then(b"\x05", closing)], "", "the proxy closed the connection"),
        ([GREETED, then(b"\x05\x00\x00\x01\x7f\x00", closing)], "", "the proxy closed the connection"),
    ],
)
def test_one_that_does_not_connect(script: list[Any], user: str, reason: str) -> None:
    steps = iter([*script, *script])

    def converse(connection: Connection) -> None:
        for _ in script:
            step = next(steps)
            step(connection) if callable(step) else connection.socket.sendall(step)
            with contextlib.suppress(OSError):
                connection.socket.recv(1024)

    with SpokenTo(converse) as proxy:
        url = f"socks5h://{user}127.0.0.1:{proxy.port}"
        message = failing(client("https://api.example.org", proxy=url, max_retries=1, retry_backoff_factor=0))
        place = f"api.example.org:443 through the proxy 127.0.0.1:{proxy.port}"
        assert message == f"POST /api: connect: {place}: {reason}; tried 2 times"


class SpokenTo(RawServer):
    """A server that speaks with each connection as a function says, without waiting for requests of HTTP."""

    def __init__(self, converse: Any) -> None:
        super().__init__()
        self._converse = converse

    def _serve(self, connection: Connection) -> None:
        with contextlib.suppress(OSError):
            connection.socket.recv(1024)
            self._converse(connection)
            connection.socket.close()


def test_one_that_keeps_everybody_waiting() -> None:
    with SpokenTo(then(b"\x05", silent)) as proxy:
        api_client = client("https://api.example.org", proxy=f"socks5h://127.0.0.1:{proxy.port}", timeout=(0.1, 5))
        message = failing(api_client, ApiTimeoutError)
        place = f"api.example.org:443 through the proxy 127.0.0.1:{proxy.port}"
        assert message == f"POST /api: connect timeout: {place}: no connection in time"


def test_the_deadline_holds_while_it_dawdles() -> None:
    def dawdle(connection: Connection) -> None:
        connection.socket.sendall(GREETED)
        connection.socket.recv(1024)
        for byte in b"\x05\x00\x00\x03\xff" + bytes(255):
            connection.socket.sendall(bytes([byte]))
            if connection.server.stopped.wait(0.02):
                return

    with SpokenTo(dawdle) as proxy:
        api_client = client("https://api.example.org", proxy=f"socks5h://127.0.0.1:{proxy.port}", deadline=0.2)
        assert "the deadline would be passed" in failing(api_client, ApiTimeoutError)


def test_one_that_is_not_there() -> None:
    port = closed_port()
    message = failing(client("https://api.example.org", proxy=f"socks5h://the%20user:{QUOTED}@127.0.0.1:{port}"))
    assert message == f"POST /api: connect: the proxy 127.0.0.1:{port}: Connection refused"


def test_a_host_behind_it_has_to_prove_who_it_is(authority: Authority) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("impostor.example.org")) as server,
        SocksServer(server.port) as proxy,
    ):
        url = f"socks5h://{proxy.where}"
        message = failing(client("https://api.example.org", **settings_of(authority, url)))
        place = f"api.example.org:443 through the proxy {proxy.where}"
        assert message.startswith(f"POST /api: tls: {place}: its certificate is refused: Hostname mismatch")


# -------------------------------------------------------------------------------------------- what is refused at once


def unusable(**settings: Any) -> str:
    return failing(client("https://api.example.org", **settings), ConfigurationError)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    expected = "proxy: a SOCKS proxy needs socksio, which is missing: pip install 'datadog-incidents[socks]'"
    assert unusable(proxy=f"socks5h://the%20user:{QUOTED}@127.0.0.1:1") == expected
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    assert unusable() == expected


def test_what_it_cannot_be_told_is_refused() -> None:
    told = unusable(proxy="socks5://127.0.0.1:1", proxy_headers={"Proxy-Authorization": PASSWORD})
    assert told == "proxy_headers: a SOCKS proxy takes none; a user and a password go into its URL"
    told = unusable(proxy=f"socks5://user:{'pass-w' * 50}@127.0.0.1:1")
    assert told == "proxy: SOCKS has room for 255 bytes of a user or a password"


@pytest.mark.parametrize("scheme", ["socks", "socks4", "socks4a", "socks5s"])
def test_other_versions_are_refused(scheme: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^proxy: expected the URL of .* socks5h proxy"):
        Configuration(proxy=f"{scheme}://127.0.0.1:1080")
