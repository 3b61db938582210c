"""What a forked process must not inherit: locks that a thread left behind may hold, and counts of what it was doing."""

from __future__ import annotations

import os
import sys
from typing import Any, Protocol, TypeVar
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


def _wait_for_imports() -> None:
    """Wait for the modules that other threads import just now, as the first call of a client does.

    In a child nobody would end these imports, and whoever wants such a module would wait for ever.
    """
    machinery: Any = sys.modules.get("_frozen_importlib")
    for name in list(getattr(machinery, "_module_locks", ())):
        machinery._lock_unlock_module(name)  # noqa: SLF001  # as import does; there is no public way to wait without importing


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_wait_for_imports, after_in_child=_renew)
