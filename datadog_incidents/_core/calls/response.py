"""What a call brings back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from datadog_incidents.rate_limit import RateLimit

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiResponse(Generic[_T]):
    """A response with all that came with it."""

    data: _T
    """What an `*Api` method returns: the model, or None where the response has no body."""
    status: int
    """The HTTP status."""
    headers: Mapping[str, str]
    """The response headers; names compare without regard to case."""
    request_id: str | None
    """The service's name for the request, for its support."""
    rate_limit: RateLimit | None
    """What the response said about the rate limit."""
    attempts: int
    """How many requests it took."""
    mismatches: tuple[str, ...] = ()
    """What did not fit the contract and was kept as it came, a line each with its path."""
