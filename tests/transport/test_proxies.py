"""Proxies: which one is used, what it gets to see, and what happens when it does not do its work."""

from __future__ import annotations

import base64
import contextlib
import http.client
import logging
import pickle
import re
import select
import socket
import ssl
import threading
import traceback
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import pytest

from datadog_incidents import (
    ApiClient,
    ApiConnectionError,
    ApiException,
    ApiTimeoutError,
    ConfigurationError,
    DecodeError,
)
from datadog_incidents._core.message import Headers

from .conftest import Authority
from .raw_server import Connection, RawServer, answer, client, closing, silent, then

pytestmark = pytest.mark.usefixtures("carrier")

PASSWORD = "pass-w\u00f6rd/of:the@proxy"
QUOTED = "pass-w%C3%B6rd%2Fof%3Athe%40proxy"
BASIC = "Basic " + base64.b64encode(f"the user:{PASSWORD}".encode()).decode()


class Proxy(ThreadingHTTPServer):
    """A proxy that takes every name for the machine it runs on.

    Args:
        authorization: the Proxy-Authorization it insists on.
        port: where it connects to, whatever port it is asked for.
        tls: makes it one that is reached by TLS.
    """

    daemon_threads = False

    def __init__(self, port: int, *, authorization: str | None = None, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _ProxyHandler)
        self.target = port
        self.authorization = authorization
        self.seen: list[tuple[str, Mapping[str, str]]] = []
        """The request line and the headers of each request."""
        self.carried = bytearray()
        """What went through its tunnels towards the service."""
        self.where = f"127.0.0.1:{self.server_address[1]}"
        self.url = f"{'https' if tls else 'http'}://{self.where}"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()  # and waits for the threads of its connections

    def with_user(self, user: str = f"the%20user:{QUOTED}") -> str:
        return self.url.replace("://", f"://{user}@")

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever breaks a connection is of no interest."""


class _ProxyHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as it is called there
        pass

    def _refused(self, proxy: Proxy) -> bool:
        proxy.seen.append((self.requestline, Headers(self.headers.items())))
        if proxy.authorization in (None, self.headers.get("Proxy-Authorization")):
            return False
        self.send_response(407)
        self.send_header("Proxy-Authenticate", 'Basic realm="proxy"')
        self.send_header("Content-Length", "0")
        self.end_headers()
        return True

    def do_CONNECT(self) -> None:
        proxy = self.server
        assert isinstance(proxy, Proxy)
        self.close_connection = True
        if self._refused(proxy):
            return
        with socket.create_connection(("127.0.0.1", proxy.target), 5) as upstream:
            self.send_response(200)
            self.end_headers()
            relay(self.connection, upstream, proxy.carried)

    def do_GET(self) -> None:
        proxy = self.server
        assert isinstance(proxy, Proxy)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self._refused(proxy):
            return
        target = re.sub("^http://[^/]*", "", self.path)
        headers = {name: value for name, value in self.headers.items() if not name.lower().startswith("proxy-")}
        upstream = http.client.HTTPConnection("127.0.0.1", proxy.target, timeout=5)
        with contextlib.closing(upstream):
            upstream.request(self.command, target, body or None, headers)
            response = upstream.getresponse()
            self.wfile.write(answer(response.read(), status=f"{response.status} {response.reason}"))

    def do_POST(self) -> None:
        self.do_GET()


def relay(client: socket.socket, upstream: socket.socket, carried: bytearray) -> None:
    """Carry bytes both ways until either side ends; in one thread, since two must not use a TLS connection at once."""
    with contextlib.suppress(OSError):
        while True:
            unread = isinstance(client, ssl.SSLSocket) and client.pending()
            ready: list[socket.socket] = [client] if unread else select.select([client, upstream], [], [], 5)[0]
            if not ready:
                return
            for source in ready:
                data = source.recv(65_536)
                if not data:
                    return
                if source is client:
                    carried.extend(data)
                    upstream.sendall(data)
                else:
                    client.sendall(data)


def settings_of(authority: Authority, **more: Any) -> dict[str, Any]:
    return {"ssl_ca_cert": authority.file, "retry_backoff_factor": 0, **more}


def has_secret(text: str) -> bool:
    parts = ("the-api-key", "the-app-key", PASSWORD, QUOTED, BASIC.removeprefix("Basic "), "pass-w", "of:the")
    return any(part in text for part in parts)


def failing(api_client: ApiClient, kind: type[Exception] = ApiConnectionError) -> str:
    """What a create is told that did not get through to the service, with a look at all that could tell too much."""
    with api_client, pytest.raises(kind) as raised:
        api_client.request("POST", "/api", body={})
    told = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert not has_secret("".join(told.format()))
    assert not has_secret(f"{raised.value!r} {vars(raised.value)} {api_client!r} {api_client.configuration!r}")
    assert not getattr(raised.value, "outcome_unknown", False)
    return str(raised.value)


# ------------------------------------------------------------------------------------------------ through a tunnel


@pytest.mark.parametrize("credentials", ["none", "in the URL", "in a header"])
@pytest.mark.parametrize("by_tls", [False, True])
def test_https_goes_through_a_tunnel(authority: Authority, credentials: str, by_tls: bool) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("api.example.org")) as server,
        Proxy(
            server.port,
            authorization=None if credentials == "none" else BASIC,
            tls=authority.serving() if by_tls else None,
        ) as proxy,
    ):
        headers = {"X-For-The-Proxy": "yes"}
        if credentials == "in a header":
            headers["Proxy-Authorization"] = BASIC
        url = proxy.with_user() if credentials == "in the URL" else proxy.url
        settings = settings_of(authority, proxy=url, proxy_headers=headers)
        with client("https://api.example.org", **settings) as api_client:
            assert api_client.request("GET", "/api").status == 200
            assert api_client.request("POST", "/api", body={}).status == 200
        (seen,) = proxy.seen
        assert seen[0].startswith("CONNECT api.example.org:443 HTTP/1.")
        assert seen[1]["X-For-The-Proxy"] == "yes"
        assert "the-a" not in f"{seen}"
        assert b"the-a" not in proxy.carried
        assert proxy.carried.startswith(b"\x16\x03")  # a TLS handshake
        assert len(server.requests) == 2
        for request in server.requests:
            assert b"\r\nDD-API-KEY: the-api-key\r\n" in request
            assert b"proxy" not in request.lower()


def test_each_host_behind_the_proxy_has_to_prove_who_it_is(authority: Authority) -> None:
    with (
        RawServer(forever=answer(), tls=authority.serving("impostor.example.org")) as server,
        Proxy(server.port) as proxy,
    ):
        message = failing(client("https://api.example.org", **settings_of(authority, proxy=proxy.url)))
        assert message == (
            f"POST /api: tls: api.example.org:443 through the proxy {proxy.where}: its certificate is refused: "
            f"Hostname mismatch, certificate is not valid for 'api.example.org'"
        )
        assert server.requests == []


@pytest.mark.parametrize("user", ["", "the%20user:wrong@", f"somebody:{QUOTED}@"])
def test_wrong_credentials(authority: Authority, user: str) -> None:
    with RawServer() as server, Proxy(server.port, authorization=BASIC) as proxy:
        url = proxy.url.replace("://", f"://{user}")
        message = failing(client("https://api.example.org", **settings_of(authority, proxy=url, max_retries=2)))
        assert message == (
            f"POST /api: connect: api.example.org:443 through the proxy {proxy.where}: "
            f"Tunnel connection failed: 407 Proxy Authentication Required; tried 3 times"
        )
        assert (len(proxy.seen), server.connections) == (3, 0)


def response(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()


def closing_after_more(connection: Connection) -> None:
    connection.socket.recv(65_536)
    closing(connection)


THROUGH = "connect: api.example.org:443 through the proxy"


@pytest.mark.parametrize(
    ("step", "kind", "reason"),
    [
        (response("403 Forbidden"), THROUGH, "Tunnel connection failed: 403 Forbidden"),
        (response("502 Bad Gateway"), THROUGH, "Tunnel connection failed: 502 Bad Gateway"),
        (response(f"407 not {BASIC}"), THROUGH, "Tunnel connection failed: 407 not Basic ***"),
        (response(f"407 not {QUOTED}"), THROUGH, "Tunnel connection failed: 407 not ***"),
        (response("407 not the-api-key"), THROUGH, "Tunnel connection failed: 407 not ***"),
        (closing, THROUGH, "Remote end closed connection without response"),
        (Connection.reset, THROUGH, "Connection reset by peer"),
        (b"<html>\r\nno\r\n\r\n", THROUGH, "no HTTP response, but '<html>'"),
        (then(b"<" * 300 + b"\r\n\r\n", closing), THROUGH, f"no HTTP response, but '{'<' * 300}'"),
        (
            then(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 170_000 + b"\r\n\r\n", closing),
            THROUGH,
            ("got more than 65536 bytes when reading header line", "Receive buffer too long"),
        ),
        (
            then(b"HTTP/1.1 200 OK\r\n\r\n", closing_after_more),
            THROUGH.replace("connect", "tls"),
            "the connection was closed during the TLS handshake",
        ),
    ],
)
def test_a_proxy_that_opens_no_tunnel(step: Any, kind: str, reason: str | tuple[str, ...]) -> None:
    with RawServer(forever=step) as proxy:
        url = f"http://the%20user:{QUOTED}@127.0.0.1:{proxy.port}"
        message = failing(client("https://api.example.org", proxy=url, max_retries=1, retry_backoff_factor=0))
        reasons = (reason,) if isinstance(reason, str) else reason
        assert message in [f"POST /api: {kind} 127.0.0.1:{proxy.port}: {each}; tried 2 times" for each in reasons]
        for request in proxy.requests:
            assert request.startswith(b"CONNECT api.example.org:443 HTTP/1.")
            assert b"the-a" not in request
        assert len(proxy.requests) == 2


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: y", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_proxy_that_keeps_everybody_waiting(sent: bytes) -> None:
    with RawServer(forever=then(sent, silent)) as proxy:
        api_client = client("https://api.example.org", proxy=proxy.url, timeout=(0.1, 5))
        message = failing(api_client, ApiTimeoutError)
    place = f"api.example.org:443 through the proxy 127.0.0.1:{proxy.port}"
    assert message == f"POST /api: connect timeout: {place}: no connection in time"


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there(scheme: str) -> None:
    port = closed_port()
    proxy = f"http://the%20user:{QUOTED}@127.0.0.1:{port}"
    message = failing(client(f"{scheme}://api.example.org", proxy=proxy, allow_insecure_http=True))
    assert message == f"POST /api: connect: the proxy 127.0.0.1:{port}: Connection refused"
    message = failing(client(f"{scheme}://api.example.org", proxy="no-such-proxy.invalid", allow_insecure_http=True))
    assert message.startswith("POST /api: connect: the proxy no-such-proxy.invalid:80: ")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_nobody_vouches_for(authority: Authority, scheme: str) -> None:
    with RawServer() as server, Proxy(server.port, tls=authority.serving()) as proxy:
        message = failing(client(f"{scheme}://api.example.org", proxy=proxy.with_user(), allow_insecure_http=True))
        assert message.startswith(f"POST /api: tls: the proxy {proxy.where}: its certificate is refused: ")
        assert proxy.seen == []


# -------------------------------------------------------------------------------------------------- plain http


@pytest.mark.parametrize("by_tls", [False, True])
@pytest.mark.parametrize("authorization", [None, BASIC])
def test_plain_http_is_forwarded(authority: Authority, authorization: str | None, by_tls: bool) -> None:
    with (
        RawServer(forever=answer()) as server,
        Proxy(server.port, authorization=authorization, tls=authority.serving() if by_tls else None) as proxy,
    ):
        url = proxy.with_user() if authorization else proxy.url
        settings = settings_of(authority, proxy=url, allow_insecure_http=True, proxy_headers={"X-For-The-Proxy": "yes"})
        with client("http://api.example.org:8080", **settings) as api_client:
            assert api_client.request("GET", "/api/v2", query={"a": "b c"}).status == 200
            assert api_client.request("POST", "/api", body={"a": 1}).status == 200
        assert [line for line, _ in proxy.seen] == [
            "GET http://api.example.org:8080/api/v2?a=b%20c HTTP/1.1",
            "POST http://api.example.org:8080/api HTTP/1.1",
        ]
        for _, headers in proxy.seen:
            assert headers["Host"] == "api.example.org:8080"
            assert headers["X-For-The-Proxy"] == "yes"
            assert headers.get("Proxy-Authorization") == authorization
        assert server.requests[1].endswith(b'\r\n\r\n{"a":1}')
        if by_tls:
            assert server.requests[0].startswith(b"GET /api/v2?a=b%20c HTTP/1.1\r\n")


def test_a_forwarding_proxy_that_wants_credentials() -> None:
    with RawServer() as server, Proxy(server.port, authorization=BASIC) as proxy:
        message = failing(client("http://api.example.org", proxy=proxy.url, allow_insecure_http=True), ApiException)
        assert message == "POST /api: 407 Proxy Authentication Required: no explanation in the body"
        assert server.connections == 0


# ---------------------------------------------------------------------------------------------------- which proxy


@pytest.mark.parametrize(
    ("scheme", "variable"),
    [
        (scheme, variable)
        for scheme in ("http", "https")
        for variable in (f"{scheme.upper()}_PROXY", f"{scheme}_proxy", "ALL_PROXY", "all_proxy")
    ],
)
@pytest.mark.parametrize("form", ["http://", ""])
def test_a_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch, scheme: str, variable: str, form: str) -> None:
    with RawServer(response("403 Forbidden")) as proxy, RawServer() as other:
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            if "ALL" not in variable.upper():
                monkeypatch.setenv(name, other.url)
        monkeypatch.setenv("ALL_PROXY" if "ALL" not in variable.upper() else "FTP_PROXY", other.url)
        monkeypatch.setenv(variable, f"{form}127.0.0.1:{proxy.port}")
        api_client = client(f"{scheme}://api.example.org", allow_insecure_http=True)
        with api_client, pytest.raises((ApiConnectionError, ApiException), match="403 Forbidden"):
            api_client.request("GET", "/api")
        assert (len(proxy.requests), other.connections) == (1, 0)


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "http_proxy", "all_proxy"])
def test_the_setting_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    with RawServer(response("403 Forbidden")) as proxy, RawServer() as other:
        monkeypatch.setenv(variable, other.url)
        failing(client("https://api.example.org", proxy=proxy.url))
        assert (len(proxy.requests), other.connections) == (1, 0)


HOST = "api.example.test"


@pytest.fixture
def everything_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name is one of this machine."""
    original: Any = socket.getaddrinfo

    def resolve(host: str, *arguments: Any, **options: Any) -> Any:
        return original("127.0.0.1", *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.usefixtures("everything_is_here")
@pytest.mark.parametrize("source", ["setting", "NO_PROXY", "no_proxy"])
@pytest.mark.parametrize(
    ("excepted", "directly"),
    [
        ("*", True),
        (HOST, True),
        (HOST.upper(), True),
        ("example.test", True),
        (".example.test", True),
        ("other.example, example.test ", True),
        (f"{HOST}:PORT", True),
        ("example.test:PORT", True),
        ("", False),
        ("ple.test", False),
        (f"www.{HOST}", False),
        (f"{HOST}:1", False),
        ("api.exampleXtest", False),
        ("127.0.0.1", False),
    ],
)
def test_hosts_that_need_no_proxy(monkeypatch: pytest.MonkeyPatch, source: str, excepted: str, directly: bool) -> None:
    with RawServer(answer()) as server, RawServer(answer()) as proxy:
        excepted = excepted.replace("PORT", str(server.port))
        settings: dict[str, Any] = {"proxy": proxy.url, "allow_insecure_http": True}
        if source == "setting":
            settings["no_proxy"] = excepted
        else:
            monkeypatch.setenv(source, excepted)
        with client(f"http://{HOST}:{server.port}", **settings) as api_client:
            assert api_client.request("GET", "/api").status == 200
        assert (server.connections, proxy.connections) == ((1, 0) if directly else (0, 1))


@pytest.mark.parametrize("excepted", ["api.example.org:443", "example.org:443", "*"])
def test_the_port_of_https_need_not_be_in_the_url(excepted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Any:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    message = failing(client("https://api.example.org", proxy="http://127.0.0.1:1", no_proxy=excepted))
    assert message == "POST /api: connect: api.example.org:443: Connection refused"


def test_an_exception_of_the_setting_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with RawServer(answer()) as proxy, RawServer() as server:
        with client(server.url, proxy=proxy.url, no_proxy="") as api_client:
            assert api_client.request("GET", "/api").status == 200
        assert (proxy.connections, server.connections) == (1, 0)


# ---------------------------------------------------------------------------------------- proxies that nobody can use


@pytest.mark.parametrize(
    ("host", "excepted", "directly"),
    [
        ("192.0.2.7", "192.0.2.0/24", True),
        ("192.0.2.7", "10.0.0.0/8, 192.0.0.0/16", True),
        ("192.0.2.7", "192.0.2.7/32", True),
        ("192.0.2.7", "192.0.2.9/24", True),
        ("192.0.2.7", "10.0.0.0/8,2001:db8::/32", False),
        ("192.0.2.7", "192.0.2.0/33,x/8,/,", False),
        ("192.0.2.7", "2.0/24", False),
        ("[2001:db8::7]", "2001:db8::/32", True),
        ("[2001:db8::7]", "[2001:db8::7]", True),
        ("[2001:db8::7]", "2001:db8::7", True),
        ("[2001:db8::7]", "2001:db9::/32", False),
        (HOST, "*.example.test", True),
        (HOST, "*.ample.test", False),
        (HOST, "0.0.0.0/0", False),
    ],
)
@pytest.mark.parametrize("source", ["setting", "environment"])
def test_networks_that_need_no_proxy(
    monkeypatch: pytest.MonkeyPatch, source: str, host: str, excepted: str, directly: bool
) -> None:
    """Whether the proxy is used, for an address that leads nowhere: only a look at which is tried."""
    tried: list[Any] = []

    def refuse(self: socket.socket, address: Any) -> None:
        tried.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")

    original: Any = socket.getaddrinfo

    def resolve(name: str | bytes, *arguments: Any, **options: Any) -> Any:
        return original("198.51.100.1" if name in (HOST, HOST.encode()) else name, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    settings: dict[str, Any] = {"proxy": "http://198.51.100.2:3128"}
    if source == "setting":
        settings["no_proxy"] = excepted
    else:
        monkeypatch.setenv("NO_PROXY", excepted)
    failing(client(f"https://{host}", **settings))
    assert (tried == ["198.51.100.2"]) is not directly


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
@pytest.mark.parametrize("proxy", ["http://192.0.2.1:3128", "socks5h://127.0.0.1:1", "nonsense://"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1.2.3"])
def test_a_host_on_this_machine_is_reached_past_the_proxies_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variable: str, proxy: str, host: str
) -> None:
    monkeypatch.setenv(variable, proxy)
    with RawServer(answer()) as server, client(f"http://{host}:{server.port}") as api_client:
        monkeypatch.setattr(socket.socket, "connect", only_here(socket.socket.connect))
        assert api_client.request("GET", "/api").status == 200


def only_here(original: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> None:
        assert address[0].startswith("127.")
        original(self, ("127.0.0.1", address[1]))

    return connect


def test_a_proxy_elsewhere_is_not_sent_the_keys_for_a_host_on_this_machine() -> None:
    """To send them to this machine unencrypted does no harm; to a proxy on another it would."""
    elsewhere = {"proxy": "http://user:pass-word@192.0.2.1:3128"}
    message = failing(client("http://127.0.0.1:8126", **elsewhere), ConfigurationError)
    assert message.startswith("proxy: would be sent the keys unencrypted")
    with RawServer(answer()) as server, client(server.url, **elsewhere, no_proxy="127.0.0.0/8") as api_client:
        assert api_client.request("GET", "/api").status == 200
    with RawServer(answer()) as proxy, client("http://127.0.0.1:8126", proxy=proxy.url) as api_client:
        assert api_client.request("GET", "/api").status == 200


@pytest.mark.parametrize("status", ["407 Proxy Authentication Required", "403 Forbidden", "200 OK"])
@pytest.mark.parametrize("told", [BASIC, BASIC.removeprefix("Basic "), PASSWORD, QUOTED])
@pytest.mark.parametrize("headers", [{}, {"Proxy-Authorization": BASIC}], ids=["in the URL", "in a header"])
def test_what_a_proxy_repeats_of_its_credentials_is_not_shown(headers: dict[str, str], status: str, told: str) -> None:
    body = f"<html><p>you sent {told}</p></html>".encode()
    with RawServer(answer(body, f"X-Echo: {told}", status=status)) as proxy:
        user = "" if headers else f"the%20user:{QUOTED}@"
        url = f"http://{user}127.0.0.1:{proxy.port}"
        api_client = client("http://api.example.org", proxy=url, proxy_headers=headers, allow_insecure_http=True)
        with api_client, pytest.raises((ApiException, DecodeError)) as raised:
            api_client.request("GET", "/api")
    assert "you sent" in str(raised.value)
    assert "***" in str(raised.value)
    pickled = pickle.dumps(raised.value)
    for text in (f"{raised.value!r} {vars(raised.value)}", pickled.decode(errors="replace"), pickled.decode("latin-1")):
        assert not has_secret(text)


@pytest.mark.parametrize(
    "password",
    [
        "S3cret/Passw0rd",
        "S3cret#Passw0rd",
        "S3cret?Passw0rd",
        "S3cret@Pass/w0rd",
        "S3cret Passw0rd",
        "S3cret\nPass",
        "S3cret[Passw0rd",
        "S3cret]@[w0rd",
    ],
)
@pytest.mark.parametrize("setting", ["proxy", "host"])
def test_a_password_that_is_not_encoded_is_refused_and_not_shown(setting: str, password: str) -> None:
    given: dict[str, Any] = {setting: f"http://ada:{password}@proxy.example.org:3128"}
    with pytest.raises(ConfigurationError, match=f"^{setting}: expected ") as raised:
        client(**{"host": "https://api.example.org", **given})
    assert "S3cret" not in str(raised.value)
    assert "w0rd" not in str(raised.value)


@pytest.mark.usefixtures("everything_is_here")
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize(
    "url",
    [
        f"socks4://the%20user:{QUOTED}@127.0.0.1:1",
        f"http://the%20user:{QUOTED}@127.0.0.1:no-port",
        f"http://the%20user:{QUOTED}@127.0.0.1:99999",
        f"http://the%20user:{QUOTED}@",
        "http://the%20user:pass-w/ord@127.0.0.1:1",
        "http://the%20user:1#pass-w@127.0.0.1:1",
        "http://the%20user:1?pass-w@127.0.0.1:1",
        "http://[::1",
        " ",
    ],
)
def test_a_proxy_of_the_environment_that_nobody_can_use(
    monkeypatch: pytest.MonkeyPatch, variable: str, url: str
) -> None:
    """It is refused by each call, before anything is sent: the environment counts when the first connection is made."""
    monkeypatch.setenv(variable, url)
    with RawServer() as server:
        sent: list[object] = []
        api_client = client(f"https://{HOST}:{server.port}", max_retries=3, on_response=sent.append)
        message = failing(api_client, ConfigurationError)
        assert message.startswith(
            f"{variable.upper()}: expected the URL of an http, https, socks5 or socks5h proxy, such as 'http://"
        )
        assert (server.connections, sent) == (0, [])


@pytest.mark.parametrize("port", ["1#pass-w", "1?pass-w"])
def test_a_setting_of_a_proxy_that_only_looks_usable(port: str) -> None:
    """`http://user:1#password@host` is a proxy named `user`, were it not for the `@` that comes too late."""
    with pytest.raises(ConfigurationError, match=r"^proxy: expected ") as raised:
        client("https://api.example.org", proxy=f"http://127.0.0.1:{port}@proxy.example.org")
    assert "pass-w" not in str(raised.value)


@pytest.mark.usefixtures("everything_is_here")
def test_a_proxy_of_the_environment_can_be_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "socks4://127.0.0.1:1")
    with (
        RawServer(answer()) as server,
        client(f"http://{HOST}:{server.port}", allow_insecure_http=True) as api_client,
    ):
        with pytest.raises(ConfigurationError, match=r"^HTTP_PROXY: "):
            api_client.request("GET", "/api")
        monkeypatch.delenv("HTTP_PROXY")
        assert api_client.request("GET", "/api").status == 200


def test_no_log_line_has_the_credentials(authority: Authority, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with (
        RawServer(forever=answer(), tls=authority.serving("api.example.org")) as server,
        Proxy(server.port, authorization=BASIC) as proxy,
    ):
        settings = settings_of(authority, max_retries=1)
        with client("https://api.example.org", proxy=proxy.with_user(), **settings) as api_client:
            api_client.request("GET", "/api")
        failing(client("https://api.example.org", proxy=proxy.with_user("someone:pass-word"), **settings))
    assert "407" in caplog.text
    assert not has_secret(caplog.text)
