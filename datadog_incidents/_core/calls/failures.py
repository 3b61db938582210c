"""What an outcome that is no success is to the caller: an exception, with what the service said and no secret."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from datadog_incidents._core.calls.retry import Outcome, is_success
from datadog_incidents._core.codec.json_text import read_json
from datadog_incidents._core.interruption import let_through
from datadog_incidents._core.message import FailureKind, Headers, Request, Response, TransportFailure
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.one_line import in_short
from datadog_incidents._core.settings.secret import scrubbed, scrubbed_text, words_of
from datadog_incidents.exceptions import (
    ApiConnectionError,
    ApiException,
    ApiTimeoutError,
    BadRequestException,
    CallError,
    ConflictException,
    ForbiddenException,
    NotFoundException,
    ServiceException,
    TooManyRequestsException,
    UnauthorizedException,
    UnprocessableEntityException,
)
from datadog_incidents.rate_limit import RateLimit

_EXCEPTIONS: dict[int, type[ApiException]] = {
    400: BadRequestException,
    401: UnauthorizedException,
    403: ForbiddenException,
    404: NotFoundException,
    409: ConflictException,
    422: UnprocessableEntityException,
    429: TooManyRequestsException,
}
_REQUEST_ID_HEADERS = ("x-request-id", "dd-request-id")
_MARKUP = r"(?is)<(title|style|script)\b.*?</\1\s*>|<[^>]*>"
_EXCERPT = 200
"""Characters of a body that is no JSON that a message shows."""


def failure_of(
    operation: str, outcome: Outcome, attempts: int, unknown: bool, rate_limit: RateLimit | None = None
) -> CallError:
    """The exception for an attempt that did not succeed; `unknown`: this or one before it may have been carried out."""
    if isinstance(outcome, Response):
        return _status_error(operation, outcome, attempts, unknown, rate_limit)
    in_time = outcome.kind not in (FailureKind.CONNECT_TIMEOUT, FailureKind.READ_TIMEOUT)
    error = ApiConnectionError if in_time else ApiTimeoutError
    message = f"{operation}: {in_short(str(outcome))}{advice(unknown, attempts)}"
    return error(message, operation=operation, attempts=attempts, outcome_unknown=unknown)


def _status_error(
    operation: str, response: Response, attempts: int, unknown: bool, rate_limit: RateLimit | None
) -> ApiException:
    status = response.status
    cls = _EXCEPTIONS.get(status, ServiceException if status >= 500 else ApiException)
    body, errors = error_body(response.body)
    said = in_short("; ".join(errors)) or excerpt_of(response.body) or "no explanation in the body"
    reason = f"{status} {in_short(response.reason, _EXCERPT)}"
    return cls(
        f"{operation}: {reason}: {said}{reference_of(request_id_of(response))}{advice(unknown, attempts)}",
        status=status,
        reason=response.reason,
        body=body,
        headers=response.headers,
        errors=errors,
        rate_limit=rate_limit,
        operation=operation,
        attempts=attempts,
        request_id=request_id_of(response),
        outcome_unknown=unknown,
    )


def advice(unknown: bool, attempts: int) -> str:
    """The end of a message: how often it was tried, and whether it may have been carried out."""
    tried = f"; tried {attempts} times" if attempts > 1 else ""
    return tried + ("; it is unknown whether the service carried it out" if unknown else "")


def request_id_of(response: Response) -> str | None:
    """The service's name for the request, if it gave one."""
    return next((response.headers[name] for name in _REQUEST_ID_HEADERS if name in response.headers), None)


def reference_of(identity: str | None) -> str:
    """What a message says of the service's name for a request."""
    return f" (request id {in_short(identity, _EXCERPT)})" if identity else ""


def error_body(body: bytes) -> tuple[Any, tuple[str, ...]]:
    """The body of an error, as JSON or else as text, and the texts of its errors in either of the API's two styles."""
    try:
        document = read_json(body)
    except (ValueError, RecursionError) as error:
        let_through(error)
        excerpt = excerpt_of(body)
        return body.decode("utf-8", errors="replace"), (excerpt,) if excerpt else ()
    errors = document.get("errors") if is_object(document) else None
    return document, tuple(filter(None, map(_error_text, errors))) if is_list(errors) else ()


def excerpt_of(body: bytes) -> str:
    """The beginning of a body that is no JSON, on one line and without tags, title, styles and scripts."""
    text = body[: 20 * _EXCERPT].decode("utf-8", errors="replace")
    return re.sub(r"\s+", " ", re.sub(_MARKUP, " ", text)).strip()[:_EXCERPT]


def _error_text(error: Any) -> str:
    if isinstance(error, str):
        return " ".join(error.split())
    return ": ".join(str(error[name]) for name in ("title", "detail") if error.get(name)) if is_object(error) else ""


def without_secrets(outcome: Outcome, request: Request) -> Outcome:
    """What came back, fit to be shown: some proxies repeat the request that they refuse. A success is left as it is."""
    if isinstance(outcome, TransportFailure):
        words = [*words_of(request.headers.values()), *request.secrets]
        return TransportFailure(outcome.kind, scrubbed_text(outcome.detail, words))
    if is_success(outcome):
        return outcome
    words = secrets_of(request, outcome)
    headers = Headers((name, scrubbed_text(value, words)) for name, value in outcome.headers.items())
    return replace(
        outcome,
        reason=scrubbed_text(outcome.reason, words),
        headers=headers,
        body=scrubbed(outcome.body, words),
    )


def secrets_of(request: Request, response: Response) -> list[str]:
    """What must not be seen of an exchange."""
    return [*words_of(request.headers.values()), *request.secrets, *response.secrets]
