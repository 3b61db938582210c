from __future__ import annotations

import socket
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, ConfigurationError

from .raw_server import RawServer, answer, client


@pytest.mark.parametrize("source", ["setting", "environment", "environment without a scheme"])
def test_a_proxy_for_plain_http(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    with RawServer(forever=answer()) as proxy:
        settings: dict[str, Any] = {"allow_insecure_http": True, "proxy_headers": {"X-Proxy": "yes"}}
        if source == "setting":
            settings["proxy"] = f"http://user:pass%40word@127.0.0.1:{proxy.port}"
        else:
            monkeypatch.setenv("HTTP_PROXY", proxy.url if source == "environment" else f"127.0.0.1:{proxy.port}")
        with client("http://api.example.org", **settings) as api_client:
            api_client.request("GET", "/api/v2", query={"a": "b c"})
        (request,) = proxy.requests
        assert request.startswith(b"GET http://api.example.org/api/v2?a=b%20c HTTP/1.1\r\n")
        assert b"\r\nX-Proxy: yes\r\n" in request
        assert b"\r\nHost: api.example.org" in request
        if source == "setting":
            assert b"\r\nproxy-authorization: Basic dXNlcjpwYXNzQHdvcmQ=\r\n" in request


def test_a_proxy_for_https_is_asked_for_a_tunnel_without_the_keys() -> None:
    refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    with RawServer(refusal) as proxy:
        api_client = client("https://api.example.org", proxy=proxy.url)
        with api_client, pytest.raises(ApiConnectionError, match="407") as raised:
            api_client.request("POST", "/api", body={})
        assert not raised.value.outcome_unknown
        (request,) = proxy.requests
        assert request.startswith(b"CONNECT api.example.org:443 ")
        assert b"the-a" not in request


@pytest.mark.parametrize("no_proxy", ["127.0.0.1", "*", "example.org,127.0.0.1"])
@pytest.mark.parametrize("source", ["setting", "environment"])
def test_hosts_that_need_no_proxy(monkeypatch: pytest.MonkeyPatch, source: str, no_proxy: str) -> None:
    settings: dict[str, Any] = {}
    if source == "setting":
        settings["no_proxy"] = no_proxy
    else:
        monkeypatch.setenv("NO_PROXY", no_proxy)
    with RawServer() as proxy, RawServer(answer()) as server:
        with client(server.url, proxy=proxy.url, **settings) as api_client:
            assert api_client.request("GET", "/api").status == 200
        assert (proxy.connections, server.connections) == (0, 1)


def test_a_setting_of_no_proxy_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with RawServer(answer()) as proxy, RawServer() as server:
        with client(server.url, proxy=proxy.url, no_proxy="") as api_client:
            assert api_client.request("GET", "/api").status == 200
        assert (proxy.connections, server.connections) == (1, 0)


def test_a_proxy_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    api_client = client("https://api.example.org", proxy=f"http://user:secret@127.0.0.1:{port}")
    with api_client, pytest.raises(ApiConnectionError, match="connect: ") as raised:
        api_client.request("GET", "/api")
    assert "secret" not in str(raised.value)


def test_a_proxy_of_the_environment_that_nobody_can_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://user:secret@127.0.0.1:1")
    api_client = client("https://api.example.org")
    with api_client, pytest.raises(ConfigurationError, match=r"^proxy: .*socks5://") as raised:
        api_client.request("GET", "/api")
    assert "secret" not in str(raised.value)
