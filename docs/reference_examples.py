"""The examples of the reference: the script of an operation, or a few lines made of its signature."""

from __future__ import annotations

import ast
import builtins
import datetime
import inspect
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from reference_source import PAGED, ApiMethod, docstring_of, joined

from datadog_incidents import models
from datadog_incidents._core.by_name import model_named
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.operations.operation import Parameter
from datadog_incidents._core.operations.parameters import Body, Choice, Flag, Integer

EXAMPLES = Path(__file__).parent.parent / "examples"


def example_of(method: ApiMethod, methods: Iterable[ApiMethod]) -> str:
    """The script that comes with the package for a method, else a short one made of what the code says of it.

    Args:
        method: the method.
        methods: all methods of its class, one of which may get what this one changes.
    """
    script = EXAMPLES / f"{method.name}.py"
    return script.read_text(encoding="utf-8") if script.exists() else made_of(method, methods)


def made_of(method: ApiMethod, methods: Iterable[ApiMethod]) -> str:
    """A short script that calls a method.

    Args:
        method: the method.
        methods: all methods of its class.
    """
    return "\n".join(_lines(method, {each.name: each for each in methods})).lstrip() + "\n"


def _lines(method: ApiMethod, methods: Mapping[str, ApiMethod]) -> Iterator[str]:
    body = _body_of(method)
    names = sorted({node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)} - set(vars(builtins)))
    resources = [name for name in names if not hasattr(models, name) and not hasattr(datetime, name)]
    getter = methods.get(f"get_{method.name.partition('_')[2]}")
    before = {name: getter for name in resources if getter and getter.name.endswith(f"_{name}")}
    given = {p.name: _value_of(p) for p in _required(method) if p.location != "body"}
    given |= {name: f'os.environ["{name.upper()}_ID"]' for name in resources if name not in before}
    yield from ["import os"] if any("os." in value for value in given.values()) else []
    yield from _from("datetime", [name for name in names if hasattr(datetime, name)])
    yield ""
    yield "from datadog_incidents import ApiClient, Configuration"
    yield "from datadog_incidents.api.incidents_api import IncidentsApi"
    yield from _from(models.__name__, [name for name in names if hasattr(models, name)])
    yield ""
    yield "# DD_SITE, DD_API_KEY and DD_APP_KEY come from the environment."
    yield "configuration = Configuration()"
    operations = {each.operation.name: each.operation for each in (*before.values(), method)}
    yield from (
        f'configuration.unstable_operations["{name}"] = True' for name in operations if operations[name].unstable
    )
    yield ""
    yield from (f"{name} = {value}" for name, value in given.items())
    yield from [""] if given else []
    yield "with ApiClient(configuration) as api_client:"
    yield "    api_instance = IncidentsApi(api_client)"
    yield from (f"    {name} = {_call(getter)}.data" for name, getter in before.items())
    yield from [f"    body = {body}"] if body else []
    yield from (f"    {line}" for line in _use(method))


def _from(module: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"from {module} import {', '.join(names)}"


def _required(method: ApiMethod) -> list[Parameter]:
    return [known for known, given in method.parameters if given.default is inspect.Parameter.empty]


def _body_of(method: ApiMethod) -> str:
    """What makes the body, as the example of its `build` has it; empty where there is no body."""
    for parameter in _required(method):
        if isinstance(parameter.kind, Body):
            build = getattr(model_named(parameter.kind.model), "build", None)
            return joined(docstring_of(build).sections["Example"]).strip("`") if build else f"{parameter.kind.model}()"
    return ""


def _value_of(parameter: Parameter) -> str:
    """An argument for a parameter."""
    match parameter.kind:
        case Flag():
            return "True"
        case Integer(minimum):
            return str(minimum)
        case Choice(enum):
            return repr(next(iter(cast("type[OpenEnum]", model_named(enum)))).value)
        case _:
            return f'os.environ["{parameter.name.upper()}"]'


def _call(method: ApiMethod) -> str:
    return f"api_instance.{method.name}({', '.join(parameter.name for parameter in _required(method))})"


def _use(method: ApiMethod) -> list[str]:
    """The lines that call a method and show what comes of it."""
    if method.operation.response is None:
        return [_call(method)]
    if method.name.endswith(PAGED):
        return [f"for item in {_call(method)}:", "    print(item)"]
    return [f"print({_call(method)})"]
