"""Checks of setting values: each takes the label of a setting and a value, and returns what to store or raises."""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.narrowing import is_collection, is_mapping
from datadog_incidents._core.settings.secret import Secret
from datadog_incidents.exceptions import ConfigurationError

_T = TypeVar("_T")

Check: TypeAlias = Callable[[str, Any], Any]

TimeoutSetting: TypeAlias = float | tuple[float | None, float | None] | None
"""Seconds for connecting and for reading, or a pair with one for each; None waits without limit."""

TokenProvider: TypeAlias = Callable[[], str] | Callable[[], Awaitable[str]]
"""Gives a new access token whenever it is called; for an AsyncApiClient it may be a coroutine function."""

_HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # a token, RFC 9110, 5.6.2


def given_or_new(label: str, given: _T | None, kind: type[_T]) -> _T:
    """The settings that were given, or else those of the environment.

    Raises:
        ConfigurationError: what was given is something else.
    """
    settings = kind() if given is None else given
    if not isinstance(settings, kind):
        raise ConfigurationError(
            f"{label}: expected a {kind.__name__}, such as {kind.__name__}(api_key=…), got {type(settings).__name__}"
        )
    return settings


def optional(check: Check) -> Check:
    """Allow None besides what the check allows."""
    return lambda label, value: None if value is None else check(label, value)


def flag(label: str, value: object) -> bool:
    """True or False, nothing that only acts like it."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{label}: expected True or False, got {value!r}")
    return value


_LONGEST = 86_400.0
"""Seconds; far beyond what a call can take, and within what sockets take for a timeout."""


def number(*, at_least: float | None = None, above: float | None = None) -> Check:
    """A number of seconds within bounds, a day at the most."""

    def check(label: str, value: object) -> float:
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not abs(value) < float("inf"):
            raise ConfigurationError(f"{label}: expected a number, got {value!r}")
        if at_least is not None and value < at_least:
            raise ConfigurationError(f"{label}: must be {at_least:g} or more, got {value!r}")
        if above is not None and value <= above:
            raise ConfigurationError(f"{label}: must be more than {above:g}, got {value!r}")
        if value > _LONGEST:
            raise ConfigurationError(f"{label}: must be {_LONGEST:g} or less, got {value!r}")
        return value

    return check


def integer(*, at_least: int) -> Check:
    """A whole number within a bound."""

    def check(label: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
            raise ConfigurationError(f"{label}: expected a whole number, {at_least} or more, got {value!r}")
        return value

    return check


_seconds = optional(number(above=0))


def timeout(label: str, value: object) -> Any:
    """Seconds, or a pair of seconds for connecting and reading."""
    if is_collection(value):
        pair = tuple(value)
        if len(pair) != 2:
            raise ConfigurationError(f"{label}: expected seconds or a pair (connect, read), got {value!r}")
        return (_seconds(f"{label}[0]", pair[0]), _seconds(f"{label}[1]", pair[1]))
    return _seconds(label, value)


def function(label: str, value: object) -> Callable[..., object]:
    """Something to call."""
    if not callable(value):
        raise ConfigurationError(f"{label}: expected a function, got {type(value).__name__}")
    return value


def tracer(label: str, value: object) -> Any:
    """A tracer of OpenTelemetry."""
    try:
        from opentelemetry.trace import Tracer  # which few have
    except ModuleNotFoundError:
        raise ConfigurationError(f"{label}: OpenTelemetry is missing: pip install 'datadog-incidents[otel]'") from None
    if not isinstance(value, Tracer):
        raise ConfigurationError(
            f"{label}: expected a tracer of OpenTelemetry, such as opentelemetry.trace.get_tracer('my-program'), got "
            f"{type(value).__name__}"
        )
    return value


def text(label: str, value: object) -> str:
    """A string."""
    if not isinstance(value, str):
        raise ConfigurationError(f"{label}: expected a string, got {type(value).__name__}")
    return value


def header_value(label: str, value: object) -> str:
    """A string that can stand in a header (RFC 9110, 5.5). The value itself is not shown: it may be a key."""
    content = text(label, value)
    if not content.strip():
        raise ConfigurationError(f"{label}: must not be empty")
    if not all(character == "\t" or (" " <= character <= "ÿ" and character != "\x7f") for character in content):
        raise ConfigurationError(
            f"{label}: holds a line break, control or non-latin character, which no header can carry"
        )
    return content


def secret(label: str, value: object) -> Secret:
    """A key or token: a header value that is never shown."""
    content = Secret(text(label, value).strip())  # a secret already for the check, whose frames can be in a traceback
    header_value(label, content)
    return content


def secret_or_provider(label: str, value: object) -> Any:
    """A token, or a function that gives one."""
    if callable(value):
        return value
    if not isinstance(value, str):
        raise ConfigurationError(f"{label}: expected a string, or a function that gives it, got {type(value).__name__}")
    return secret(label, value)


def headers(label: str, value: object) -> Mapping[str, str]:
    """Header names and values. Values are kept as secrets, since they may carry credentials."""
    if value is None:
        return MappingProxyType({})
    if not is_mapping(value):
        raise ConfigurationError(f"{label}: expected a mapping of header names to values, got {type(value).__name__}")
    checked: dict[str, str] = {}
    for name, content in value.items():
        if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
            raise ConfigurationError(f"{label}: {name!r} is no header name")
        checked[name] = Secret(header_value(f"{label}[{name!r}]", content))
    return MappingProxyType(checked)


_THIS_MACHINE = re.compile(r"localhost|::1|127(\.\d{1,3}){3}")


def is_this_machine(host: str) -> bool:
    """Whether a host, in lower case and without brackets, is the machine that the client runs on."""
    return _THIS_MACHINE.fullmatch(host) is not None


def base_url(label: str, value: object) -> str:
    """The base of URLs: scheme and host, perhaps a port and a path.

    Where no scheme is given it is https, for this machine http. What belongs to the path of each call is left out.
    """
    url = text(label, value).strip()
    if "://" not in url:
        url = f"https://{url}"
        if _is_base_url(url) and is_this_machine(urlsplit(url).hostname or ""):
            url = url.replace("https:", "http:", 1)
    if not _is_base_url(url):
        raise ConfigurationError(f"{label}: expected a URL such as 'https://api.datadoghq.com', got {_shown(url)!r}")
    return re.sub(r"(/+api(/+v\d+(/.*)?)?)?/*$", "", url)


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        let_through(error)
        return False
    beyond = parts.query or parts.fragment or "@" in parts.netloc or re.search(r"[\s\x00-\x1f\x7f]", url)
    return valid and not beyond


def _shown(url: str) -> str:
    """A URL without its user and password, in which there may be any character."""
    return re.sub(r"//.*@", "//***@", url, flags=re.DOTALL)


def proxy_url(label: str, value: object) -> Secret:
    """The URL of a proxy, a secret since it may hold a user and a password: what is wrong with it is not shown."""
    url = Secret(text(label, value).strip())
    if "://" not in url:
        url = Secret("http://" + url)
    if not _is_proxy_url(url):
        raise ConfigurationError(
            f"{label}: expected the URL of an http, https, socks5 or socks5h proxy, such as "
            "'http://user:password@proxy.example.org:3128', with the user and the password percent-encoded"
        )
    return url


def _is_proxy_url(url: str) -> bool:
    scheme, _, rest = url.partition("://")
    user, _, host = rest.rstrip("/").rpartition("@")
    scheme = "http" if scheme in ("socks5", "socks5h") else scheme
    return _is_base_url(f"{scheme}://{host}") and not re.search(r"[/?#\[\]\\\s\x00-\x1f\x7f]", user) and "/" not in host


def file(label: str, value: object) -> str:
    """A path to a file that exists."""
    if not isinstance(value, (str, os.PathLike)):
        raise ConfigurationError(f"{label}: expected a path, got {type(value).__name__}")
    path: str | bytes = os.fspath(value)
    if not os.path.isfile(path):  # noqa: PTH113  # pathlib is slow to import, and this is all that is wanted of it
        raise ConfigurationError(f"{label}: there is no file {path!r}")
    return str(path)
