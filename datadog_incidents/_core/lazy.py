"""Names of a package that are imported when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_exports(
    package: str, exports: Mapping[str, tuple[str, ...]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package that imports its public names on first use.

    Type checkers take a module with a `__getattr__` to have any name, so call this where they do not look:

        if TYPE_CHECKING:
            from datadog_incidents.models.users import *
        else:
            _exports = {".users": ("IncidentUserData",)}
            __all__ = [name for names in _exports.values() for name in names]
            __getattr__, __dir__ = lazy_exports(__name__, _exports)

    Args:
        package: the name of the package, its `__name__`.
        exports: for each module the names that it defines; the module as in a relative import, such as `.users`.
    """
    module_of = {name: module for module, names in exports.items() for name in names}

    def find(name: str) -> Any:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(module_of[name], package), name)
        setattr(sys.modules[package], name, value)  # found without a detour from now on
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *module_of})

    return find, names
