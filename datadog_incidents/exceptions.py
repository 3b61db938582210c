"""Every exception that the library raises.

    DatadogIncidentsError
    ├── ConfigurationError              a setting is missing, misspelt or impossible          (also a ValueError)
    ├── InvalidArgumentError            an argument of a call is wrong; nothing was sent      (also a ValueError)
    ├── UnstableOperationError          the operation needs an opt-in first; nothing was sent
    ├── ApiConnectionError              no response: name, refusal, TLS, reset, cut short     (also a ConnectionError)
    ├── ApiTimeoutError                 no response in time, or the deadline would be passed  (also a TimeoutError)
    ├── NoMatchError                    what a short cut looks for is not there, or not alone (also a LookupError)
    ├── DecodeError                     a response came, but it is not what the API promises
    └── ApiException                    the service answered with an error status
        ├── BadRequestException             400
        ├── UnauthorizedException           401
        ├── ForbiddenException              403
        ├── NotFoundException               404                                           (also a LookupError)
        ├── ConflictException               409
        ├── UnprocessableEntityException    422
        ├── TooManyRequestsException        429
        └── ServiceException                5xx

All of them can be pickled, none holds a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datadog_incidents.rate_limit import RateLimit


class DatadogIncidentsError(Exception):
    """The base of everything that the library raises.

    Args:
        message: one line that says what happened and what to do.
    """

    outcome_unknown: bool = False
    """True when a write was sent and no answer tells whether the service carried it out: look before repeating it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


class ConfigurationError(DatadogIncidentsError, ValueError):
    """A setting is missing, misspelt or impossible."""


class InvalidArgumentError(DatadogIncidentsError, ValueError):
    """An argument of a call is wrong. Nothing was sent."""


class UnstableOperationError(DatadogIncidentsError):
    """The operation is marked unstable by the API and was not opted in to. Nothing was sent."""


class NoMatchError(DatadogIncidentsError, LookupError):
    """What a short cut looks for is not there, or there are several of it."""


class CallError(DatadogIncidentsError):
    """The base of what can go wrong with a call after its arguments were accepted.

    Args:
        message: one line that says what happened.
        operation: the operation, such as `create_incident`.
        attempts: how many requests were sent.
        request_id: the service's name for the request, for its support; None without one.
        outcome_unknown: whether a write may have been carried out.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str = "",
        attempts: int = 0,
        request_id: str | None = None,
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.attempts = attempts
        self.request_id = request_id
        self.outcome_unknown = outcome_unknown


class ApiConnectionError(CallError, ConnectionError):
    """No response came: the name, the connection, TLS or the transfer failed."""


class ApiTimeoutError(CallError, TimeoutError):
    """No response came in time, or waiting for a retry would have passed the deadline.

    Args:
        message: one line that says what happened.
        reset: seconds until the rate limit lets a request through, where that is what there was no time to wait for.
        context: as for `CallError`.
    """

    def __init__(self, message: str, *, reset: float | None = None, **context: Any) -> None:
        super().__init__(message, **context)
        self.reset = reset


class DecodeError(CallError):
    """A response came, but its body is not what the API promises.

    Args:
        message: one line that says what is wrong, and where.
        status: the HTTP status.
        path: where in the document, such as `data.attributes.created`; empty when it is the document as a whole.
        context: as for `CallError`.
    """

    def __init__(self, message: str, *, status: int = 0, path: str = "", **context: Any) -> None:
        super().__init__(message, **context)
        self.status = status
        self.path = path


class ApiException(CallError):
    """The service answered with an error status.

    Args:
        message: one line with the status and what the service said.
        status: the HTTP status.
        reason: the HTTP reason phrase.
        body: the decoded JSON of the body, or its text where it is none.
        headers: the response headers.
        errors: what the service said, one text an error, whichever of its two styles it used.
        rate_limit: the limit that the response reported, if it did.
        context: as for `CallError`.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        reason: str = "",
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        errors: tuple[str, ...] = (),
        rate_limit: RateLimit | None = None,
        **context: Any,
    ) -> None:
        super().__init__(message, **context)
        self.status = status
        self.reason = reason
        self.body = body
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.errors = errors
        self.rate_limit = rate_limit


class BadRequestException(ApiException):
    """400: the service refused the request as malformed."""


class UnauthorizedException(ApiException):
    """401: the API key or the token is missing or wrong."""


class ForbiddenException(ApiException):
    """403: the keys are valid, but lack the permission, or the application key is missing or wrong."""


class NotFoundException(ApiException, LookupError):
    """404: there is no such incident, or it was deleted."""


class ConflictException(ApiException):
    """409: the request clashes with the state of the resource."""


class UnprocessableEntityException(ApiException):
    """422: the request is well-formed, but its content is refused."""


class TooManyRequestsException(ApiException):
    """429: the rate limit is used up, and retrying did not help or was not allowed; see `rate_limit`."""


class ServiceException(ApiException):
    """5xx: the service or something in front of it failed."""
