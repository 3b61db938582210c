"""One call through all its attempts, without a socket or a clock: a generator that says what to do next.

It yields `Send` and is sent the outcome, yields `Wait` and is resumed when the time has passed, and returns the final
response or raises the exception that the caller is to see. Whoever drives it decides how to send and to wait.

    state   | event                                                    | what follows
    --------|----------------------------------------------------------|---------------------------------
    asking  | no time is left until the bound                          | raise ApiTimeoutError
    asking  | the rate limit is used up until after the bound          | raise ApiTimeoutError
    asking  | the rate limit is used up                                | wait for the reset, then asking
    asking  | the rate limit lets a request through                    | send, then sent
    sent    | a 2xx                                                    | return it
    sent    | 404, to a DELETE that may have been carried out before   | return it
    sent    | anything else, and no retry is left                      | raise its exception
    sent    | anything else, and repeating it could do harm            | raise its exception
    sent    | anything else, and the pause would pass the bound        | raise its exception
    sent    | anything else                                            | wait as asked to, then asking

The bound is the call's deadline, or the budget of a block that it is made in, whichever ends first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from typing import NamedTuple, TypeAlias

from datadog_incidents._core.calls.budget import Bound, bound_of
from datadog_incidents._core.calls.clock import Present, Watch
from datadog_incidents._core.calls.failures import advice, failure_of
from datadog_incidents._core.calls.limit_headers import rate_limit_of, seconds_until
from datadog_incidents._core.calls.rate_limiter import Answer, Permission, RateLimiter
from datadog_incidents._core.calls.retry import (
    Outcome,
    RetryPolicy,
    backoff,
    is_success,
    may_repeat,
    outcome_is_unknown,
)
from datadog_incidents._core.message import Request, Response, Timeout
from datadog_incidents.exceptions import ApiTimeoutError, CallError
from datadog_incidents.rate_limit import RateLimit


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
    operation: str, request: Request, terms: Terms, limiter: RateLimiter, clock: Watch, jitter: Callable[[], float]
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
    bound = bound_of(terms.deadline, clock)
    present = Present(clock)
    attempt = 0
    unknown = False  # whether an attempt so far may have been carried out
    while True:
        permission = Permission(operation)
        try:
            yield from _pass_limit(permission, attempt, unknown, terms, limiter, present, bound)
            attempt += 1
            outcome = yield Send(request.copied(), _within(terms.timeout, bound.ends_at - present.now()), attempt)
            answer = _answer_of(outcome, clock, present)
            if answer is not None:
                limiter.learn(permission, answer)
        finally:
            permission.is_over = True
        assert outcome is not None, "whoever drives an exchange answers Send with an outcome"  # noqa: S101

        rate_limit = answer.rate_limit if answer else None
        if isinstance(outcome, Response):
            gone = request.method == "DELETE" and outcome.status == 404 and unknown
            if is_success(outcome) or gone:
                return Exchanged(request, outcome, attempt, rate_limit)

        unknown = unknown or outcome_is_unknown(request.method, outcome)
        failure = failure_of(operation, outcome, attempt, unknown, rate_limit)
        now = present.now()
        if isinstance(failure, ApiTimeoutError) and now >= bound.ends_at:
            raise _out_of_time(operation, attempt, bound, str(outcome), unknown)
        if attempt > terms.retry.max_retries:
            raise failure
        if not may_repeat(request.method, outcome, unsafe=terms.retry.unsafe):
            raise failure
        pause = _asked_pause(outcome, rate_limit, clock.epoch()) or backoff(terms.retry, attempt, jitter())
        if now + pause > bound.ends_at:
            raise failure
        yield Wait(pause, str(failure), attempt, failure)
        present.pass_at_least(now + pause)


def _answer_of(outcome: Outcome | None, clock: Watch, present: Present) -> Answer | None:
    """What the limiter learns from an outcome; None where there is no response."""
    if not isinstance(outcome, Response):
        return None
    rate_limit = rate_limit_of(outcome.headers, clock.epoch())
    return Answer(rate_limit, refused=outcome.status == 429, at=present.now())


def _pass_limit(
    permission: Permission,
    attempts: int,
    unknown: bool,
    terms: Terms,
    limiter: RateLimiter,
    present: Present,
    bound: Bound,
) -> Generator[Wait, Outcome | None, None]:
    """Wait until the rate limit lets another request through, if the bound allows it."""
    operation = permission.operation
    while True:
        now = present.now()
        left = bound.ends_at - now
        if left <= 0:
            raise _out_of_time(operation, attempts, bound, "no time is left", unknown)
        wait = limiter.enter(permission, now, patient=terms.retry.max_retries > 0)
        if wait == 0:
            return
        if wait > left:
            raise _out_of_time(operation, attempts, bound, f"the rate limit resets in {wait:.0f} s", unknown)
        yield Wait(wait, "the rate limit is used up", attempts)
        present.pass_at_least(now + wait)


def _asked_pause(outcome: Outcome, rate_limit: RateLimit | None, now: float) -> float | None:
    """Seconds that the service asks to wait, if it does: the reset of a 429, else Retry-After."""
    if not isinstance(outcome, Response):
        return None
    if outcome.status == 429:
        return rate_limit.reset if rate_limit else None
    return seconds_until(outcome.headers.get("retry-after"), now)


def _within(timeout: Timeout, left: float) -> Timeout:
    """The timeout of an attempt, cut to what is left until the bound."""
    if left == math.inf:
        return timeout
    return Timeout(
        left if timeout.connect is None else min(left, timeout.connect),
        left if timeout.read is None else min(left, timeout.read),
        left,
    )


def _out_of_time(operation: str, attempts: int, bound: Bound, why: str, unknown: bool) -> ApiTimeoutError:
    message = f"{operation}: {bound.name} would be passed: {why}{advice(unknown, attempts)}"
    return ApiTimeoutError(message, operation=operation, attempts=attempts, outcome_unknown=unknown)
