"""One call through all its attempts, without a socket or a clock: a generator that says what to do next.

It yields `Send` and is sent the outcome, yields `Ask` and is sent the token, yields `Wait` and is resumed when the time
has passed, and returns the final response or raises the exception that the caller is to see. Whoever drives it decides
how to send, to ask and to wait. Without a provider of tokens it begins with asking for a place within the rate limit.

    state   | event                                                    | what follows
    --------|----------------------------------------------------------|---------------------------------
    bearing | there is a token that was not refused                    | asking
    bearing | another call asks the provider, and no time is left      | raise ApiTimeoutError
    bearing | another call asks the provider                           | wait a little, then bearing
    bearing | nobody asks the provider                                 | ask it, then asking
    asking  | no time is left until the bound                          | raise ApiTimeoutError
    asking  | the rate limit is used up until after the bound          | raise ApiTimeoutError
    asking  | the rate limit is used up                                | wait for the reset, then asking
    asking  | the rate limit lets a request through                    | send, then sent
    sent    | a 2xx                                                    | return it
    sent    | 404, to a DELETE that may have been carried out before   | return it
    sent    | 401, to the first token of this call from a provider     | bearing
    sent    | anything else, and no retry is left                      | raise its exception
    sent    | anything else, and repeating it could do harm            | raise its exception
    sent    | anything else, and the pause would pass the bound        | raise its exception
    sent    | anything else                                            | wait as asked to, then asking

The bound is the call's deadline, or the budget of a block that it is made in, whichever ends first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from typing import Any, NamedTuple, TypeAlias

from datadog_incidents._core.calls.budget import Bound, bound_of
from datadog_incidents._core.calls.clock import Present, Watch
from datadog_incidents._core.calls.failures import advice, failure_of
from datadog_incidents._core.calls.rate_limiter import Answer, Permission, RateLimiter
from datadog_incidents._core.calls.retry import (
    Outcome,
    RetryPolicy,
    backoff,
    is_success,
    may_repeat,
    outcome_is_unknown,
)
from datadog_incidents._core.limit_headers import rate_limit_of, seconds_until
from datadog_incidents._core.message import Request, Response, Timeout
from datadog_incidents._core.settings.secret import Secret
from datadog_incidents._core.settings.setting import TokenProvider
from datadog_incidents._core.settings.tokens import Tokens
from datadog_incidents.exceptions import ApiTimeoutError, CallError, UnauthorizedException
from datadog_incidents.rate_limit import RateLimit

_FIRST_LOOK, _LAST_LOOK = 0.02, 1.0
"""Seconds between looks at whether the token that another call asks for has come: doubles with each."""


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


class Ask(NamedTuple):
    """Ask for a token and bring it back."""

    provider: TokenProvider


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


Steps: TypeAlias = Generator[Send | Wait | Ask, Any, Exchanged]
"""Is sent the `Outcome` of a `Send` and the token for an `Ask`, a `Secret`; and None otherwise."""


def exchange(
    operation: str,
    request: Request,
    terms: Terms,
    limiter: RateLimiter,
    clock: Watch,
    jitter: Callable[[], float],
    tokens: Tokens | None = None,
) -> Steps:
    """Carry out one call.

    Args:
        operation: its name.
        request: what to send.
        terms: timeouts, deadline and retries.
        limiter: knows which limits are used up.
        clock: tells the time; waiting is left to whoever drives.
        jitter: gives a random number from 0 to 1.
        tokens: has the token to send; None where the request has all it needs.

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
    token: Secret | None = None
    renewals = 0
    while True:
        if tokens is not None:
            token = yield from _token(operation, tokens, token, attempt, unknown, present, bound)
            request = tokens.borne_by(request, token)
        permission = Permission(operation)
        try:
            yield from _pass_limit(permission, attempt, unknown, terms, limiter, present, bound)
            attempt += 1
            timeout = _within(terms.timeout, bound.ends_at - present.now())
            outcome: Outcome = yield Send(request.copied(), timeout, attempt)
            answer = _answer_of(outcome, clock, present)
            if answer is not None:
                limiter.learn(permission, answer)
        finally:
            permission.is_over = True

        rate_limit = answer.rate_limit if answer else None
        if isinstance(outcome, Response):
            gone = request.method == "DELETE" and outcome.status == 404 and unknown
            if is_success(outcome) or gone:
                return Exchanged(request, outcome, attempt, rate_limit)

        unknown = unknown or outcome_is_unknown(request.method, outcome)
        failure = failure_of(operation, outcome, attempt, unknown, rate_limit)
        if tokens is not None and renewals == 0 and isinstance(failure, UnauthorizedException):
            renewals = 1
            yield Wait(0.0, str(failure), attempt, failure)
            continue
        now = present.now()
        if isinstance(failure, ApiTimeoutError) and now >= bound.ends_at:
            raise _out_of_time(operation, attempt, bound, str(outcome), unknown)
        pause = _pause(request.method, outcome, attempt - renewals, terms.retry, rate_limit, clock, jitter)
        if pause is None or now + pause > bound.ends_at:
            raise failure
        yield Wait(pause, str(failure), attempt, failure)
        present.pass_at_least(now + pause)


def _token(
    operation: str,
    tokens: Tokens,
    refused: Secret | None,
    attempts: int,
    unknown: bool,
    present: Present,
    bound: Bound,
) -> Generator[Wait | Ask, Any, Secret]:
    """A token that was not refused: what the provider gave to another call, or gives when it is asked."""
    wait = _FIRST_LOOK
    while not isinstance(found := tokens.enter(refused, present.now()), Secret):
        if found is not None:
            try:
                token: Secret = yield Ask(tokens.provider)
                tokens.learn(found, token)
            finally:
                found.is_over = True
            return token
        now = present.now()
        if now >= bound.ends_at:
            raise _out_of_time(operation, attempts, bound, "another call asks for the access token", unknown)
        wait = min(wait, bound.ends_at - now)
        yield Wait(wait, "another call asks for the access token", attempts)
        present.pass_at_least(now + wait)
        wait = min(2 * wait, _LAST_LOOK)
    return found


def _answer_of(outcome: Outcome, clock: Watch, present: Present) -> Answer | None:
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
            raise _out_of_time(operation, attempts, bound, f"the rate limit resets in {wait:.0f} s", unknown, wait)
        yield Wait(wait, "the rate limit is used up", attempts)
        present.pass_at_least(now + wait)


def _pause(
    method: str,
    outcome: Outcome,
    tried: int,
    policy: RetryPolicy,
    rate_limit: RateLimit | None,
    clock: Watch,
    jitter: Callable[[], float],
) -> float | None:
    """Seconds to wait before an attempt that failed is repeated; None where it must not be."""
    if tried > policy.max_retries or not may_repeat(method, outcome, unsafe=policy.unsafe):
        return None
    return _asked_pause(outcome, rate_limit, clock.epoch()) or backoff(policy, tried, jitter())


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


def _out_of_time(
    operation: str, attempts: int, bound: Bound, why: str, unknown: bool, reset: float | None = None
) -> ApiTimeoutError:
    message = f"{operation}: {bound.name} would be passed: {why}{advice(unknown, attempts)}"
    return ApiTimeoutError(message, reset=reset, operation=operation, attempts=attempts, outcome_unknown=unknown)
