"""What bounds a call as a whole: its own deadline, and the budgets of the blocks that it is made in."""

from __future__ import annotations

import math
import weakref
from contextvars import ContextVar
from types import TracebackType
from typing import NamedTuple

from datadog_incidents._core.calls.clock import Watch
from datadog_incidents._core.calls.options import checked_seconds


class Bound(NamedTuple):
    """A moment that a call must not last beyond."""

    ends_at: float
    """By the monotonic clock."""
    name: str
    """What it is, for messages."""


class Budget:
    """A time that calls share: those that the same client makes within a `with` block, also on other threads.

    It counts as long as its block lasts. A context holds it weakly: where an interruption prevents the end of the
    block from being told, it is gone with the block all the same.

    Args:
        seconds: how long the calls may take in all.
        clock: the client's, by which the client is known.

    Raises:
        InvalidArgumentError: the seconds are no number above 0.
    """

    def __init__(self, seconds: float, clock: Watch) -> None:
        self.clock = clock
        self.bound: Bound | None = None
        """None before and after the block."""
        self._seconds = checked_seconds("seconds", seconds)

    def __enter__(self) -> None:
        self.bound = Bound(self.clock.monotonic() + self._seconds, f"the budget of {self._seconds:g} s")
        _budgets.set((*(weakref.ref(budget) for budget in _running()), weakref.ref(self)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.bound = None


_budgets: ContextVar[tuple[weakref.ref[Budget], ...]] = ContextVar("datadog_incidents_budgets", default=())
"""Those of the blocks that the present code runs in, outermost first, and some that are over."""


def _running() -> list[Budget]:
    found = (reference() for reference in _budgets.get())
    return [budget for budget in found if budget is not None and budget.bound is not None]


def bound_of(deadline: float | None, clock: Watch) -> Bound:
    """The bound that is reached first by a call that begins now.

    Args:
        deadline: its own, in seconds; None for none.
        clock: the client's.
    """
    own = Bound(math.inf if deadline is None else clock.monotonic() + deadline, "the deadline")
    if not _budgets.get():
        return own
    shared = [budget.bound for budget in _running() if budget.clock is clock and budget.bound is not None]
    return min((own, *shared), key=lambda bound: bound.ends_at)
