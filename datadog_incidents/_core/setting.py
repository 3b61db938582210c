"""Checks of setting values: each takes the label of a setting and a value, and returns what to store or raises."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast
from urllib.parse import urlsplit

from datadog_incidents._core.secret import Secret
from datadog_incidents.exceptions import ConfigurationError

Check: TypeAlias = Callable[[str, Any], Any]

_HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # a token, RFC 9110, 5.6.2


def optional(check: Check) -> Check:
    """Allow None besides what the check allows."""
    return lambda label, value: None if value is None else check(label, value)


def flag(label: str, value: Any) -> bool:
    """True or False, nothing that only acts like it."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{label}: expected True or False, got {value!r}")
    return value


def number(*, at_least: float | None = None, above: float | None = None) -> Check:
    """A finite number within a bound."""

    def check(label: str, value: Any) -> float:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not abs(value) < float("inf"):
            raise ConfigurationError(f"{label}: expected a number, got {value!r}")
        if at_least is not None and value < at_least:
            raise ConfigurationError(f"{label}: must be {at_least:g} or more, got {value!r}")
        if above is not None and value <= above:
            raise ConfigurationError(f"{label}: must be more than {above:g}, got {value!r}")
        return value

    return check


def integer(*, at_least: int) -> Check:
    """A whole number within a bound."""

    def check(label: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
            raise ConfigurationError(f"{label}: expected a whole number, {at_least} or more, got {value!r}")
        return value

    return check


_seconds = optional(number(above=0))


def timeout(label: str, value: Any) -> Any:
    """Seconds, or a pair of seconds for connecting and reading."""
    if isinstance(value, (tuple, list)):
        pair = tuple(cast("tuple[Any, ...]", value))
        if len(pair) != 2:
            raise ConfigurationError(f"{label}: expected seconds or a pair (connect, read), got {value!r}")
        return (_seconds(f"{label}[0]", pair[0]), _seconds(f"{label}[1]", pair[1]))
    return _seconds(label, value)


def text(label: str, value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise ConfigurationError(f"{label}: expected a string, got {type(value).__name__}")
    return value


def header_value(label: str, value: Any) -> str:
    """A string that can stand in a header (RFC 9110, 5.5). The value itself is not shown: it may be a key."""
    value = text(label, value)
    if not value.strip():
        raise ConfigurationError(f"{label}: must not be empty")
    if not all(character == "\t" or " " <= character <= "ÿ" and character != "\x7f" for character in value):
        raise ConfigurationError(
            f"{label}: holds a line break, control or non-latin character, which no header can carry"
        )
    return value


def secret(label: str, value: Any) -> Secret:
    """A key or token: a header value that is never shown."""
    return Secret(header_value(label, value).strip())


def headers(label: str, value: Any) -> dict[str, str]:
    """Header names and values. Values are kept as secrets, since they may carry credentials."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{label}: expected a mapping of header names to values, got {type(value).__name__}")
    checked: dict[str, str] = {}
    for name, content in cast("Mapping[Any, Any]", value).items():
        if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
            raise ConfigurationError(f"{label}: {name!r} is no header name")
        checked[name] = Secret(header_value(f"{label}[{name!r}]", content))
    return checked


def base_url(label: str, value: Any) -> str:
    """The base of URLs: scheme and host, perhaps a port and a path; https where no scheme is given."""
    value = text(label, value).strip().rstrip("/")
    if "://" not in value:
        value = f"https://{value}"
    try:
        parts = urlsplit(value)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        valid, parts = False, urlsplit("")
    if not valid or parts.query or parts.fragment or "@" in parts.netloc or re.search(r"[\s\x00-\x1f\x7f]", value):
        raise ConfigurationError(f"{label}: expected a URL such as 'https://api.datadoghq.com', got {_shown(value)!r}")
    return value


def proxy_url(label: str, value: Any) -> Secret:
    """The URL of a proxy, a secret since it may hold a user and a password."""
    value = text(label, value).strip()
    credentials, at, _ = value.partition("@")
    base_url(label, value.replace(f"{credentials.partition('://')[2]}@", "") if at else value)
    return Secret(value if "://" in value else f"http://{value}")


def _shown(url: str) -> str:
    """A URL without its user and password."""
    return re.sub(r"//[^/@]*@", "//***@", url)


def file(label: str, value: Any) -> str:
    """A path to a file that exists."""
    try:
        path = os.fspath(value)
    except TypeError:
        raise ConfigurationError(f"{label}: expected a path, got {type(value).__name__}") from None
    if not os.path.isfile(path):  # noqa: PTH113  # pathlib is slow to import, and this is all that is wanted of it
        raise ConfigurationError(f"{label}: there is no file {path!r}")
    return str(path)
