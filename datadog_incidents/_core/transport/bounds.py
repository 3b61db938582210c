"""How long an attempt may take as a whole, whatever carries it."""

from __future__ import annotations

import math

from datadog_incidents._core.message import Timeout

LONGEST_ATTEMPT = 300.0
"""Seconds that an attempt may take without a deadline: a response that trickles in must not hold the caller forever."""


def seconds_for(timeout: Timeout) -> float:
    """Seconds for an attempt; infinite where neither a deadline nor a read timeout is asked for."""
    if timeout.total is not None:
        return timeout.total
    return math.inf if timeout.read is None else LONGEST_ATTEMPT
