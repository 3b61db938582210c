"""Code that is written at run time for a class, once, and runs for each of its objects.

It is straight-line code: no dispatch on the types of fields is left to run time. Its source is registered with
`linecache`, so that tracebacks and debuggers show it.
"""

from __future__ import annotations

import linecache
from collections.abc import Callable
from typing import Any, Never

from datadog_incidents._core.codec.structure import Structure

namespace: dict[str, Any] = {}
"""What compiled code can name. Its functions find each other here, so each is compiled when it is first called."""


def odd() -> Never:
    """Leave it to code that takes its time: something is not as quick code expects it."""
    raise ValueError("not as it should be")


namespace["odd"] = odd


def compiled(verb: str, cls: type[Structure], source: str) -> Any:
    """The function that a source defines.

    Args:
        verb: what the function does, such as `decode`.
        cls: the class that it does it for.
        source: a module with that one function in it, called as `name_of` says.
    """
    filename = f"<{verb} {cls.__module__}.{cls.__qualname__}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    local: dict[str, Any] = {}
    exec(compile(source, filename, "exec"), namespace, local)  # noqa: S102  # source of our own making
    return local[name_of(verb, (cls,))]


def name_of(verb: str, models: tuple[type[Structure], ...]) -> str:
    """The name that compiled code knows a function by; for two classes of one name there are two."""
    base = f"{verb}_{'_or_'.join(cls.__name__ for cls in models)}"
    owner = namespace.setdefault(f"owner_of_{base}", models)
    return base if owner == models else f"{base}_{id(models[0])}"


def refer(name: str, value: Any) -> str:
    """Make a value known to compiled code, by that name or one like it."""
    return name if namespace.setdefault(name, value) is value else refer(f"{name}_{id(value)}", value)


def call(verb: str, models: tuple[type[Structure], ...], find: Callable[[tuple[type[Structure], ...]], Any]) -> str:
    """The name of a function that may not be compiled yet; until its first call it stands for one that sees to that."""
    name = name_of(verb, models)
    if name not in namespace:

        def compile_and_call(*arguments: Any) -> Any:
            return find(models)(*arguments)

        namespace[name] = compile_and_call
    return name
