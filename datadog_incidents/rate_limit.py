"""What a response says about the rate limit that it counted against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What a response says about the rate limit that it counted against."""

    limit: int | None
    """Requests allowed in a window."""
    period: int | None
    """Length of the window, in seconds."""
    remaining: int | None
    """Requests left in this window."""
    reset: float | None
    """Seconds until the next window."""
    name: str | None
    """The name of the limit; operations can share one."""
