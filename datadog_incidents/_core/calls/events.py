"""What a client reports while it works, for metrics and progress. None of it holds a key or a body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from datadog_incidents.exceptions import CallError
    from datadog_incidents.rate_limit import RateLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent:
    """A request is about to be sent."""

    operation: str
    method: str
    path: str
    """Without the query."""
    attempt: int
    """The number of the attempt, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseEvent:
    """An attempt ended, with a response or without."""

    operation: str
    method: str
    path: str
    attempt: int
    status: int | None
    """The HTTP status; None when no response came."""
    failure: str | None
    """Why no response came; None when one did."""
    seconds: float
    """From sending the request to having the response."""
    request_id: str | None
    rate_limit: RateLimit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryEvent:
    """An attempt failed and is going to be repeated."""

    operation: str
    attempt: int
    """The number of the attempt that failed."""
    seconds: float
    """How long the client waits before it tries again."""
    error: CallError
    """What the call would have raised, had it not been repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEvent:
    """The client is about to wait: for a rate limit, or before it tries again."""

    operation: str
    seconds: float
    reason: str
    for_rate_limit: bool
    """Whether it lasts until a rate limit is reset; otherwise an attempt failed in another way."""


Event: TypeAlias = RequestEvent | ResponseEvent | RetryEvent | WaitEvent
Callback: TypeAlias = Callable[[Any], object] | None
