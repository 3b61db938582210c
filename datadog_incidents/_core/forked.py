"""What a forked process must not inherit: locks that a thread left behind may hold, and counts of what it was doing."""

from __future__ import annotations

import os
from typing import Protocol, TypeVar
from weakref import WeakSet


class Renewable(Protocol):
    """Whatever has state that means something in one process alone."""

    def renew_in_child(self) -> None:
        """Become as new, in a child that was just forked: no lock held, nothing under way.

        No other thread runs at this time, and any lock may be held for ever: take none.
        """
        ...


_Thing = TypeVar("_Thing", bound=Renewable)

_renewables: WeakSet[Renewable] = WeakSet()


def renewed_in_child(thing: _Thing) -> _Thing:
    """Have a thing renewed in every process that is forked while it lives; it is not kept alive for that.

    Args:
        thing: something that is equal to itself alone.

    Returns:
        The thing.
    """
    _renewables.add(thing)
    return thing


def _renew() -> None:
    for thing in list(_renewables):
        thing.renew_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)
