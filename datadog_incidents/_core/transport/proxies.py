"""Which proxy a configuration and the environment lead to, and what it is told in confidence."""

from __future__ import annotations

import base64
import os
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.settings.secret import Secret, words_of
from datadog_incidents._core.settings.setting import is_this_machine, proxy_url
from datadog_incidents._core.transport.failures import bracketed
from datadog_incidents._core.transport.settings import TransportSettings
from datadog_incidents.exceptions import ConfigurationError

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
    if parts.username is None:
        return headers, tuple(words_of(headers.values()))
    password = unquote(parts.password or "")
    basic = base64.b64encode(unquote_to_bytes(f"{parts.username}:{parts.password or ''}")).decode()
    headers["Proxy-Authorization"] = Secret(f"Basic {basic}")
    passwords = [Secret(password)] if len(password) >= _SHORTEST_PASSWORD else []
    return headers, (*words_of(headers.values()), *passwords)
