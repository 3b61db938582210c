"""Which proxy a configuration and the environment lead to, and what it is told in confidence.

To a SOCKS proxy (RFC 1928) something is said before it carries anything. Nothing here sends or receives: each transport
does what the steps of a `handshake` say, on the sockets that it has.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from urllib.parse import unquote_to_bytes, urlsplit

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.settings.secret import Secret, words_of
from datadog_incidents._core.settings.setting import is_this_machine, proxy_url
from datadog_incidents._core.transport.failures import address_of, bracketed
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents.exceptions import ConfigurationError

_T = TypeVar("_T")

_SOCKS_PORT = 1080
_LONGEST_OF_SOCKS = 255
"""Bytes of a user and of a password, each of which has its length in one byte (RFC 1929)."""

_Asking: TypeAlias = Generator[tuple[bytes, int], bytes, _T]
"""Yields what to send and how many bytes to receive after that at the most; is sent what was received."""

_SHORTEST_PASSWORD = 4
"""Characters of the shortest that is taken out of what a proxy says: to take out shorter ones would garble it."""


def proxy_for(settings: TransportSettings) -> str | None:
    """The URL of the proxy to use: the one that is set, else the environment's, unless the host is excepted.

    A host on this machine needs no proxy of the environment, which might be on another and could not reach it.

    Raises:
        ConfigurationError: the URL is of no use, or the proxy would be sent the keys unencrypted.
    """
    parts = urlsplit(settings.base_url)
    host = parts.hostname or ""
    is_here = is_this_machine(host)
    if settings.proxy is None and (is_here or not any(name.lower().endswith("_proxy") for name in os.environ)):
        return None
    import urllib.request  # slow to load, and few have a proxy

    library: Any = urllib.request  # typeshed leaves these two out
    environment: dict[str, str] = library.getproxies_environment()
    exceptions = environment.get("no", "") if settings.no_proxy is None else settings.no_proxy
    environment["no"] = ",".join(exception.strip().removeprefix("*.") for exception in exceptions.split(","))
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if _is_in_network(host, exceptions) or library.proxy_bypass_environment(f"{bracketed(host)}:{port}", environment):
        return None
    candidates = (
        ("proxy", settings.proxy),
        (f"{parts.scheme.upper()}_PROXY", environment.get(parts.scheme)),
        ("ALL_PROXY", environment.get("all")),
    )
    label, found = next(((label, proxy) for label, proxy in candidates if proxy), ("", None))
    proxy = None if found is None else proxy_url(label, found)
    is_exposed = parts.scheme == "http" and is_here and not is_this_machine(urlsplit(proxy or "").hostname or host)
    if is_exposed and not settings.allow_insecure_http:
        raise ConfigurationError(
            "proxy: would be sent the keys unencrypted, since the host is one on this machine; "
            "except it by no_proxy, or use allow_insecure_http=True"
        )
    return proxy


def _is_in_network(host: str, exceptions: str) -> bool:
    """Whether a host that is given by its address is in a network that is excepted, such as `10.0.0.0/8`."""
    from ipaddress import ip_address, ip_network

    try:
        address = ip_address(host)
    except ValueError as error:
        let_through(error)
        return False
    for exception in exceptions.split(","):
        try:
            if address in ip_network(exception.strip().strip("[]"), strict=False):
                return True
        except ValueError as error:
            let_through(error)
    return False


def headers_for(proxy: str, settings: TransportSettings) -> tuple[dict[str, str], tuple[str, ...]]:
    """The headers for the proxy alone, and the words of them and of its URL that must not be seen."""
    parts = urlsplit(proxy)
    headers = dict(settings.proxy_headers)
    if parts.username is not None:
        basic = base64.b64encode(unquote_to_bytes(f"{parts.username}:{parts.password or ''}")).decode()
        headers["Proxy-Authorization"] = Secret(f"Basic {basic}")
    passwords = (Secret(password) for password in map(_password_in, headers.values()))
    return headers, (*words_of(headers.values()), *(each for each in passwords if len(each) >= _SHORTEST_PASSWORD))


def _password_in(value: str) -> str:
    """The password in a header of the scheme Basic (RFC 7617), which a proxy may repeat as it is; else nothing."""
    scheme, _, encoded = str.__str__(value).partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(encoded).decode(errors="replace").partition(":")[2]
    except ValueError as error:
        let_through(error)
        return ""


@dataclass(frozen=True, slots=True)
class SocksProxy:
    """A SOCKS proxy, and who asks it."""

    host: str
    port: int
    looks_up: bool
    """Whether it looks up the names of hosts (`socks5h`), rather than this machine (`socks5`)."""
    user: bytes = field(repr=False)
    password: bytes = field(repr=False)

    @property
    def address(self) -> str:
        """Its host and port, for messages."""
        return address_of(self.host, self.port)


def socks_proxy_at(url: str, settings: TransportSettings) -> SocksProxy | None:
    """The SOCKS proxy of a URL; None if it is one of http.

    Raises:
        ConfigurationError: the extra is not installed, or there is more to tell the proxy than SOCKS can.
    """
    parts = urlsplit(url)
    if not parts.scheme.startswith("socks"):
        return None
    try:
        import socksio as socksio
    except ModuleNotFoundError:
        raise ConfigurationError(
            "proxy: a SOCKS proxy needs socksio, which is missing: pip install 'datadog-incidents[socks]'"
        ) from None
    if settings.proxy_headers:
        raise ConfigurationError("proxy_headers: a SOCKS proxy takes none; a user and a password go into its URL")
    user, password = (unquote_to_bytes(part or "") for part in (parts.username, parts.password))
    if max(len(user), len(password)) > _LONGEST_OF_SOCKS:
        raise ConfigurationError(f"proxy: SOCKS has room for {_LONGEST_OF_SOCKS} bytes of a user or a password")
    return SocksProxy(parts.hostname or "", parts.port or _SOCKS_PORT, parts.scheme == "socks5h", user, password)


def handshake(proxy: SocksProxy, host: str, port: int) -> _Asking[None]:
    """Have a proxy connect to a host, given by its name or its address.

    Raises:
        OSError: it does not.
    """
    from socksio.exceptions import ProtocolError
    from socksio.socks5 import (
        SOCKS5AuthMethod,
        SOCKS5AuthMethodsRequest,
        SOCKS5AuthReply,
        SOCKS5Command,
        SOCKS5CommandRequest,
        SOCKS5UsernamePasswordReply,
        SOCKS5UsernamePasswordRequest,
    )

    methods = [SOCKS5AuthMethod.NO_AUTH_REQUIRED, SOCKS5AuthMethod.USERNAME_PASSWORD][: 2 if proxy.user else 1]
    reply = yield from _answered(SOCKS5AuthMethodsRequest(methods).dumps(), 2)
    try:
        method = SOCKS5AuthReply.loads(reply).method
    except ProtocolError:
        raise OSError("it does not speak SOCKS 5") from None
    if reply[:1] != b"\x05":
        raise OSError("it does not speak SOCKS 5")
    if method not in methods:
        raise OSError("the proxy refuses the user" if proxy.user else "the proxy wants a user and a password")
    if method is SOCKS5AuthMethod.USERNAME_PASSWORD:
        reply = yield from _answered(SOCKS5UsernamePasswordRequest(proxy.user, proxy.password).dumps(), 2)
        if not SOCKS5UsernamePasswordReply.loads(reply).success:
            raise OSError("the proxy refuses the user or the password")
    head = yield from _answered(SOCKS5CommandRequest.from_address(SOCKS5Command.CONNECT, (host, port)).dumps(), 5)
    if head[1]:
        raise OSError(_REFUSALS.get(head[1], f"the proxy refuses, with the code {head[1]}"))
    lengths = {1: 4, 3: 1 + head[4], 4: 16}  # of the address that the proxy connects from, by its type
    if head[3] not in lengths:
        raise OSError("it does not speak SOCKS 5")
    yield from _answered(b"", lengths[head[3]] - 1 + 2)


def _answered(content: bytes, count: int) -> _Asking[bytes]:
    """Send something, and give so many bytes of what comes: all that follows belongs to the host."""
    received = b""
    while len(received) < count:
        part = yield content, count - len(received)
        if not part:
            raise OSError("the proxy closed the connection")
        content, received = b"", received + part
    return received


_REFUSALS = {
    1: "the proxy failed",
    2: "the proxy does not allow it",
    3: "Network is unreachable",
    4: "No route to host",
    5: "Connection refused",
    6: "the proxy gave up on the way",
    7: "the proxy makes no connections",
    8: "the proxy knows no such address",
}
"""What the codes of its reply mean (RFC 1928, 6)."""
