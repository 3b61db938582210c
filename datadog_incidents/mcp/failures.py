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
        return (
            f"It is not known whether this was carried out. Do not repeat it: look first, with search_incidents or "
            f"get_incident, and tell the user. ({error})"
        )
    match error:
        case ForbiddenException():
            return _forbidden(error, configuration)
        case UnauthorizedException():
            return (
                f"The service at {_where(configuration)} does not accept the keys of this server. Do not repeat the "
                "call; the user has to check DD_API_KEY, DD_APP_KEY and DD_SITE where the server is configured."
            )
        case TooManyRequestsException():
            return f"The rate limit of the service is used up: repeat the call {_when(error, now)}."
        case NotFoundException():
            return f"There is no such thing, it was deleted, or the keys may not see it: check the reference. ({error})"
        case ApiTimeoutError() | ApiConnectionError():
            return f"No answer from {_where(configuration)}: try once more in a moment, then tell the user. ({error})"
        case ServiceException() | DecodeError():
            return f"The service failed, which no other arguments will change: try later. ({error})"
        case ApiException():
            return f"The service refused the request; correct what it names. ({error})"
        case DatadogIncidentsError() | Refused():
            return str(error)
        case _:
            _log.error("a tool failed", exc_info=error)
            return f"This server failed ({type(error).__name__}), which no other arguments will change: tell the user."


def _forbidden(error: ForbiddenException, configuration: Configuration) -> str:
    operation = operations().get(error.operation)
    permission = needed(operation) if operation else ""
    wanted = f"they need the permission {permission}" if permission else "they lack a permission"
    return (
        f"The keys may not do this at {_where(configuration)}: {wanted}, or the application key is wrong. Do not "
        f"repeat the call; the user can ask an administrator for it. ({error.operation}: 403)"
    )


def _when(error: TooManyRequestsException, now: datetime) -> str:
    seconds = error.rate_limit.reset if error.rate_limit else None
    if seconds is None:
        return "in a minute"
    return f"after {time_text(now + timedelta(seconds=seconds + 1))}, in {seconds:.0f} s"


def _where(configuration: Configuration) -> str:
    return configuration.host or f"the site {configuration.site}"
