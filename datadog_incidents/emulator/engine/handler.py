"""An operation as the emulator carries it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datadog_incidents.emulator.engine.styles import JSON_API, Style

if TYPE_CHECKING:
    from datadog_incidents.emulator.engine.organization import Call
    from datadog_incidents.emulator.wire import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """What carries an operation out, and what is known of it.

    Args:
        carry_out: answers a call.
        style: how it answers, refusals among them.
        recorded: whether the operation's behaviour was recorded; else it follows the specification alone.
    """

    carry_out: Callable[[Call], Answer]
    style: Style = JSON_API
    recorded: bool = False
