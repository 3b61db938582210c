"""When an attempt may be repeated, and after how long: pure decisions."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from datadog_incidents._core.message import FailureKind, Response, TransportFailure

Outcome: TypeAlias = Response | TransportFailure
"""How an attempt ended."""

_UNSENT = frozenset({FailureKind.CONNECT, FailureKind.CONNECT_TIMEOUT, FailureKind.TLS})
_PASSING_STATUSES = frozenset({500, 502, 503, 504})
_LONGEST_BACKOFF = 30.0
"""Seconds."""


class RetryPolicy(NamedTuple):
    """How a call is tried again."""

    max_retries: int
    backoff_factor: float
    """Seconds before the first retry at the most; doubles with each."""
    unsafe: bool
    """Whether writes are repeated even when it is unknown whether they were carried out."""


def is_success(outcome: Outcome) -> bool:
    """Whether the attempt brought what was asked for."""
    return isinstance(outcome, Response) and 200 <= outcome.status < 300


def outcome_is_unknown(method: str, outcome: Outcome) -> bool:
    """Whether a write may have been carried out although no answer says so: sent, and lost or answered with a 5xx.

    An interim answer (1xx) is none.
    """
    if method == "GET":
        return False
    if isinstance(outcome, TransportFailure):
        return outcome.kind not in _UNSENT
    return outcome.status >= 500 or outcome.status < 200


def may_repeat(method: str, outcome: Outcome, *, unsafe: bool) -> bool:
    """Whether a failed attempt may be repeated, the number of attempts aside.

    A 429 and whatever failed before anything was sent may be for every method. What failed in passing may be only
    where repeating is harmless: GET and DELETE, or any method if `unsafe`.
    """
    if isinstance(outcome, TransportFailure):
        if outcome.kind in _UNSENT:
            return True
        passing = outcome.kind is not FailureKind.TOO_LARGE
    elif outcome.status == 429:
        return True
    else:
        passing = outcome.status in _PASSING_STATUSES
    return passing and (unsafe or method in ("GET", "DELETE"))


def backoff(policy: RetryPolicy, attempt: int, jitter: float) -> float:
    """Seconds to wait before repeating an attempt: exponential with full jitter, capped.

    Args:
        policy: gives the factor.
        attempt: the number of attempts so far, from 1.
        jitter: a random number from 0 to 1.
    """
    exponent = min(attempt - 1, 32)  # enough to pass any cap, and no overflow
    return jitter * min(_LONGEST_BACKOFF, policy.backoff_factor * 2.0**exponent)
