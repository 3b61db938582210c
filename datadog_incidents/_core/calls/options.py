"""What any call can be told beyond its own arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from datadog_incidents._core.narrowing import is_mapping
from datadog_incidents._core.settings import setting
from datadog_incidents._core.settings.former import hint_at_setting
from datadog_incidents.exceptions import ConfigurationError, InvalidArgumentError


class CallOptions(TypedDict, total=False):
    """Options of a single call; what is not given is as the Configuration says."""

    timeout: float | tuple[float | None, float | None] | None
    """Seconds for connecting and for each part of the response, or a pair with one for each; None for no limit."""
    deadline: float | None
    """Seconds for the call with all its retries and waits; None for no limit."""
    max_retries: int
    """How often it is tried again at the most."""
    headers: Mapping[str, str]
    """Headers to add to the request."""
    allow_unstable: bool
    """Opt in to the operation for this call alone."""


_CHECKS: dict[str, setting.Check] = {
    "timeout": setting.timeout,
    "deadline": setting.optional(setting.number(above=0)),
    "max_retries": setting.integer(at_least=0),
    "headers": setting.headers,
    "allow_unstable": setting.flag,
}


def checked(options: CallOptions, arguments: Iterable[str] = ()) -> CallOptions:
    """The options with every value checked.

    Args:
        options: what was given.
        arguments: the names of the arguments, which what is no option may be meant for.

    Raises:
        InvalidArgumentError: there is no such option, or its value is impossible.
    """
    known: CallOptions = {}
    for name, value in options.items():
        if name not in _CHECKS:
            raise InvalidArgumentError(f"there is no option {name!r}; {hint_at_setting(name, (*_CHECKS, *arguments))}")
        known[name] = _passed(_CHECKS[name], name, value)  # type: ignore[literal-required]  # the names are the checks' own
    return known


def checked_seconds(name: str, value: float) -> float:
    """An argument that is a time, checked.

    Raises:
        InvalidArgumentError: it is no number above 0.
    """
    seconds: float = _passed(setting.number(above=0), name, value)
    return seconds


def combined(options: CallOptions, others: CallOptions) -> CallOptions:
    """Options, and others that take their place where both are given; headers do so by name."""
    if not options or not others:
        return others or options
    both: CallOptions = {**options, **others}
    if "headers" in options and is_mapping(headers := others.get("headers")):
        both["headers"] = with_headers(options["headers"], headers)
    return both


def with_headers(headers: Mapping[str, str], others: Mapping[str, str]) -> Mapping[str, str]:
    """The headers with others added, which replace those of their name, in whatever case it is written."""
    if not others:
        return headers
    names = {name.lower() for name in others}
    return {**{name: value for name, value in headers.items() if name.lower() not in names}, **others}


def _passed(check: setting.Check, name: str, value: object) -> Any:
    try:
        return check(name, value)
    except ConfigurationError as error:
        raise InvalidArgumentError(str(error)) from None
