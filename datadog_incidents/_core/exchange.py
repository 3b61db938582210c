"""One call through all its attempts, without a socket or a clock: a generator that says what to do next.

It yields `Send` and is sent the outcome, yields `Wait` and is resumed when the time has passed, and returns the final
response or raises the exception that the caller is to see. Whoever drives it decides how to send and to wait.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from datadog_incidents._core.clock import Clock
from datadog_incidents._core.json_text import read_json
from datadog_incidents._core.message import FailureKind, Headers, Request, Response, Timeout
from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.rate_limit import Answer, RateLimit, RateLimiter, rate_limit_of, seconds_until
from datadog_incidents._core.retry import Outcome, RetryPolicy, backoff, is_success, may_repeat, outcome_is_unknown
from datadog_incidents._core.secret import scrubbed
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


class Send(NamedTuple):
    """Send the request and bring back its outcome."""

    request: Request
    timeout: Timeout
    attempt: int
    """The number of this attempt, from 1."""


class Wait(NamedTuple):
    """Wait before going on."""

    seconds: float
    reason: str
    attempt: int
    """How many attempts there were so far."""
    error: CallError | None = None
    """Why the attempt before has to be repeated; None when it is not a retry that waits."""


class Exchanged(NamedTuple):
    """The result of a call that succeeded."""

    request: Request
    response: Response
    attempts: int
    rate_limit: RateLimit | None


class Terms(NamedTuple):
    """What a call is carried out under."""

    timeout: Timeout
    deadline: float | None
    """Seconds for the call as a whole."""
    retry: RetryPolicy


Steps: TypeAlias = Generator[Send | Wait, Outcome | None, Exchanged]


def exchange(
    operation: str, request: Request, terms: Terms, limiter: RateLimiter, clock: Clock, jitter: Callable[[], float]
) -> Steps:
    """Carry out one call.

    Args:
        operation: its name.
        request: what to send.
        terms: timeouts, deadline and retries.
        limiter: knows which limits are used up.
        clock: tells the time; waiting is left to whoever drives.
        jitter: gives a random number from 0 to 1.

    Returns:
        The response, a 2xx. (Or the 404 of a DELETE that may have been carried out before: it is gone, as asked for.)

    Raises:
        ApiException: the service answered with an error status.
        ApiConnectionError: no response came.
        ApiTimeoutError: no response came in time.
    """
    ends_at = math.inf if terms.deadline is None else clock.monotonic() + terms.deadline
    attempt = 0
    unknown = False  # whether an attempt so far may have been carried out
    while True:
        yield from _pass_limit(operation, attempt, unknown, terms, limiter, clock, ends_at)
        attempt += 1
        answer = None
        try:
            left = ends_at - clock.monotonic()
            outcome = yield Send(request, _within(terms.timeout, left), attempt)
            answer = _answer_of(outcome, clock)
        finally:
            limiter.leave(operation, answer)
        assert outcome is not None, "whoever drives an exchange answers Send with an outcome"  # noqa: S101

        rate_limit = answer.rate_limit if answer else None
        if isinstance(outcome, Response):
            gone = request.method == "DELETE" and outcome.status == 404 and unknown
            if is_success(outcome) or gone:
                return Exchanged(request, outcome, attempt, rate_limit)

        unknown = unknown or outcome_is_unknown(request.method, outcome)
        failure = failure_of(operation, outcome, attempt, unknown, rate_limit)
        if attempt > terms.retry.max_retries:
            raise failure
        if not may_repeat(request.method, outcome, unsafe=terms.retry.unsafe):
            raise failure
        pause = _asked_pause(outcome, rate_limit, clock.epoch()) or backoff(terms.retry, attempt, jitter())
        if clock.monotonic() + pause > ends_at:
            raise failure
        yield Wait(pause, str(failure), attempt, failure)


def _answer_of(outcome: Outcome | None, clock: Clock) -> Answer | None:
    """What the limiter learns from an outcome; None where there is no response."""
    if not isinstance(outcome, Response):
        return None
    rate_limit = rate_limit_of(outcome.headers, clock.epoch())
    return Answer(rate_limit, refused=outcome.status == 429, at=clock.monotonic())


def _pass_limit(
    operation: str,
    attempts: int,
    unknown: bool,
    terms: Terms,
    limiter: RateLimiter,
    clock: Clock,
    ends_at: float,
) -> Generator[Wait, Outcome | None, None]:
    """Wait until the rate limit lets another request through, if the deadline allows it."""
    while True:
        now = clock.monotonic()
        left = ends_at - now
        if left <= 0:
            raise _passed_deadline(operation, attempts, "no time is left", unknown)
        wait = limiter.enter(operation, now, patient=terms.retry.max_retries > 0)
        if wait == 0:
            return
        if wait > left:
            raise _passed_deadline(operation, attempts, f"the rate limit resets in {wait:.0f} s", unknown)
        yield Wait(wait, "the rate limit is used up", attempts)


def _asked_pause(outcome: Outcome, rate_limit: RateLimit | None, now: float) -> float | None:
    """Seconds that the service asks to wait, if it does: the reset of a 429, else Retry-After."""
    if not isinstance(outcome, Response):
        return None
    if outcome.status == 429:
        return rate_limit.reset if rate_limit else None
    return seconds_until(outcome.headers.get("retry-after"), now)


def without_secrets(outcome: Outcome, request: Request) -> Outcome:
    """What came back, fit to be shown: some proxies repeat the request that they refuse. A success is left as it is."""
    if not isinstance(outcome, Response) or is_success(outcome):
        return outcome
    values = list(request.headers.values())
    headers = ((name, scrubbed(value.encode(), values).decode()) for name, value in outcome.headers.items())
    reason = scrubbed(outcome.reason.encode(), values).decode()
    return replace(outcome, reason=reason, headers=Headers(headers), body=scrubbed(outcome.body, values))


def _within(timeout: Timeout, left: float) -> Timeout:
    """The timeout of an attempt, cut to what is left until the deadline."""
    if left == math.inf:
        return timeout
    return Timeout(
        left if timeout.connect is None else min(left, timeout.connect),
        left if timeout.read is None else min(left, timeout.read),
        left,
    )


def _passed_deadline(operation: str, attempts: int, why: str, unknown: bool) -> ApiTimeoutError:
    message = f"{operation}: the deadline would be passed: {why}{_advice(unknown, attempts)}"
    return ApiTimeoutError(message, operation=operation, attempts=attempts, outcome_unknown=unknown)


# ------------------------------------------------------------------------------------------------ judging an outcome


def failure_of(
    operation: str, outcome: Outcome, attempts: int, unknown: bool, rate_limit: RateLimit | None = None
) -> CallError:
    """The exception for an attempt that did not succeed; `unknown`: this or one before it may have been carried out."""
    if isinstance(outcome, Response):
        return _status_error(operation, outcome, attempts, unknown, rate_limit)
    in_time = outcome.kind not in (FailureKind.CONNECT_TIMEOUT, FailureKind.READ_TIMEOUT)
    error = ApiConnectionError if in_time else ApiTimeoutError
    message = f"{operation}: {outcome}{_advice(unknown, attempts)}"
    return error(message, operation=operation, attempts=attempts, outcome_unknown=unknown)


def _status_error(
    operation: str, response: Response, attempts: int, unknown: bool, rate_limit: RateLimit | None
) -> ApiException:
    status = response.status
    cls = _EXCEPTIONS.get(status, ServiceException if status >= 500 else ApiException)
    body, errors = error_body(response.body)
    said = "; ".join(errors) or excerpt_of(response.body) or "no explanation in the body"
    identity = request_id_of(response)
    reference = f" (request id {identity})" if identity else ""
    return cls(
        f"{operation}: {status} {response.reason}: {said}{reference}{_advice(unknown, attempts)}",
        status=status,
        reason=response.reason,
        body=body,
        headers=response.headers,
        errors=errors,
        rate_limit=rate_limit,
        operation=operation,
        attempts=attempts,
        request_id=identity,
        outcome_unknown=unknown,
    )


def _advice(unknown: bool, attempts: int) -> str:
    tried = f"; tried {attempts} times" if attempts > 1 else ""
    return tried + ("; it is unknown whether the service carried it out" if unknown else "")


def request_id_of(response: Response) -> str | None:
    """The service's name for the request, if it gave one."""
    return next((response.headers[name] for name in _REQUEST_ID_HEADERS if name in response.headers), None)


def error_body(body: bytes) -> tuple[Any, tuple[str, ...]]:
    """The body of an error, as JSON or else as text, and the texts of its errors in either of the API's two styles."""
    try:
        document = read_json(body)
    except (ValueError, RecursionError):
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
