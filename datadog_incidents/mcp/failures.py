"""What a model is told of a call that failed: one line that says what to do."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from datadog_incidents.exceptions import (
    ApiConnectionError,
    ApiException,
    ApiTimeoutError,
    CallError,
    DatadogIncidentsError,
    DecodeError,
    ForbiddenException,
    NotFoundException,
    ServiceException,
    TooManyRequestsException,
    UnauthorizedException,
)
from datadog_incidents.mcp.operations import needed, operations
from datadog_incidents.mcp.room import time_text
from datadog_incidents.mcp.words import cut, words

if TYPE_CHECKING:
    from datadog_incidents.configuration import Configuration

_LONGEST: Final = 1_000
"""Characters of a line."""

_log: Final = logging.getLogger(__name__)


class Refused(Exception):
    """A tool call ends here, with a line of its own: nothing was sent.

    Args:
        message: what happened and what to do.
    """


def line_of(error: Exception, configuration: Configuration, now: datetime) -> str:
    """What to tell a model.

    Args:
        error: what went wrong.
        configuration: says which service it was.
        now: the present.
    """
    return cut(words(_line(error, configuration, now)), _LONGEST)


def _line(error: Exception, configuration: Configuration, now: datetime) -> str:
    if isinstance(error, CallError) and error.outcome_unknown:
        return _UNKNOWN.format(error=error)
    if isinstance(error, ForbiddenException):
        return _forbidden(error, configuration)
    if isinstance(error, TooManyRequestsException):
        return _limited(error.rate_limit.reset if error.rate_limit else None, now)
    if isinstance(error, ApiTimeoutError) and error.reset is not None:
        return _limited(error.reset, now)
    for kinds, line in _LINES:
        if isinstance(error, kinds):
            return line.format(error=error, at=_where(configuration))
    _log.error("a tool failed", exc_info=error)
    return f"This server failed ({type(error).__name__}), which no other arguments will change: tell the user."


_UNKNOWN: Final = (
    "It is not known whether this was carried out. Do not repeat it: look first, with search_incidents or "
    "get_incident, and tell the user. ({error})"
)
_LINES: Final[tuple[tuple[tuple[type[Exception], ...], str], ...]] = (
    (
        (UnauthorizedException,),
        (
            "The service at {at} does not accept the keys of this server. Do not repeat the call; the user has to "
            "check DD_API_KEY, DD_APP_KEY and DD_SITE where the server is configured."
        ),
    ),
    (
        (NotFoundException,),
        "There is no such thing, it was deleted, or the keys may not see it: check the reference. ({error})",
    ),
    (
        (ApiTimeoutError, ApiConnectionError),
        "No answer from {at}: try once more in a moment, then tell the user. ({error})",
    ),
    ((ServiceException, DecodeError), "The service failed, which no other arguments will change: try later. ({error})"),
    ((ApiException,), "The service refused the request; correct what it names. ({error})"),
    ((DatadogIncidentsError, Refused), "{error}"),
)
"""What to say of each kind of error; the first that fits counts."""


def _forbidden(error: ForbiddenException, configuration: Configuration) -> str:
    operation = operations().get(error.operation)
    permission = needed(operation) if operation else ""
    wanted = f"they need the permission {permission}" if permission else "they lack a permission"
    return (
        f"The keys may not do this at {_where(configuration)}: {wanted}, or the application key is wrong. Do not "
        f"repeat the call; the user can ask an administrator for it. ({error.operation}: 403)"
    )


def _limited(seconds: float | None, now: datetime) -> str:
    when = "in a minute" if seconds is None else f"after {time_text(now + timedelta(seconds=seconds + 1))}"
    return f"The rate limit of the service is used up: repeat the call {when}."


def _where(configuration: Configuration) -> str:
    return configuration.host or f"the site {configuration.site}"
