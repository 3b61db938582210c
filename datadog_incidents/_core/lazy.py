"""Names of a package that are imported when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any


def find(package: str, exports: Mapping[str, tuple[str, ...]], name: str) -> Any:
    """A public name of a package, imported now and found without a detour from now on.

    A package calls this in its `__getattr__` and imports it there, too: one that imports from below itself while it is
    being imported can deadlock with a thread that begins below. Type checkers take a module with a `__getattr__` to
    have any name, so it is defined where they do not look:

        if TYPE_CHECKING:
            from datadog_incidents.models.users import *
        else:
            _exports = {".users": ("IncidentUserData",)}
            __all__ = [name for names in _exports.values() for name in names]

            def __getattr__(name):
                from datadog_incidents._core.lazy import find

                return find(__name__, _exports, name)

    Args:
        package: the name of the package, its `__name__`.
        exports: for each module the names that it defines; the module as in a relative import, such as `.users`.
        name: what is looked for.

    Raises:
        AttributeError: the package has no such name.
    """
    for module, names in exports.items():
        if name in names:
            value = getattr(import_module(module, package), name)
            setattr(sys.modules[package], name, value)
            return value
    raise AttributeError(f"module {package!r} has no attribute {name!r}")
