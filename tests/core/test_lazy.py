"""What an import costs and offers, seen from a fresh interpreter."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest

HEAVY = ("urllib3", "dateutil", "certifi", "http", "ssl", "emulator", "werkzeug", "sqlite3")
PACKAGES = ("datadog_incidents", "datadog_incidents.api", "datadog_incidents.models", "datadog_incidents.report")


def modules_after(statement: str) -> set[str]:
    """The modules that are loaded after a statement, in an interpreter that loaded nothing else."""
    program = f"import sys; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    command = [sys.executable, "-I", "-c", program]
    return set(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import datadog_incidents",
        "import datadog_incidents.models",
        "from datadog_incidents import ApiClient, Configuration, IncidentsApi",
        "from datadog_incidents.api import incidents_api",
        "from datadog_incidents.query import state; state('active') & ~state('resolved')",
        "import datadog_incidents.shortcuts",
        "import datadog_incidents.transport",
        "import datadog_incidents._core.transport.holder",
        "from datadog_incidents import *",
        "from datadog_incidents import *; ApiClient(Configuration(api_key='a', app_key='b'))",
    ],
)
def test_an_import_loads_no_model_and_nothing_heavy(statement: str) -> None:
    loaded = modules_after(statement)
    if "*" in statement:
        loaded -= modules_after("import asyncio")  # which AsyncApiClient needs, one of all names
    assert "datadog_incidents" in loaded
    assert {name for name in loaded if name.startswith("datadog_incidents.models.")} == set()
    assert {name for name in loaded if name.partition(".")[0] in HEAVY or ".emulator" in name} == set()


def test_a_client_for_threads_loads_no_asyncio() -> None:
    statement = "from datadog_incidents import ApiClient, Configuration, IncidentsApi"
    make = "IncidentsApi(ApiClient(Configuration(api_key='a', app_key='b')))"
    assert "asyncio" not in modules_after(f"{statement}; {make}")


def test_the_package_alone_loads_nothing() -> None:
    assert modules_after("import datadog_incidents") - modules_after("import typing") == {"datadog_incidents"}


def test_what_a_transport_is_made_of_loads_nothing_else() -> None:
    loaded = modules_after("import datadog_incidents.transport")
    assert {name for name in loaded if name.startswith("datadog_incidents")} == {
        "datadog_incidents",
        "datadog_incidents._core",
        "datadog_incidents._core.message",
        "datadog_incidents.transport",
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there(package: str) -> None:
    module = import_module(package)
    assert len(set(module.__all__)) == len(module.__all__)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert set(module.__all__) <= set(dir(module))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there_for_type_checkers_too(package: str) -> None:
    """The lazy names are listed twice: once for the interpreter, once as imports that only type checkers see."""
    import ast
    from pathlib import Path

    module = import_module(package)
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    (branch,) = (node for node in tree.body if isinstance(node, ast.If))
    seen: set[str] = {"__version__"} & set(module.__all__)
    for statement in branch.body:
        assert isinstance(statement, ast.ImportFrom)
        for alias in statement.names:
            source = import_module(statement.module or "")
            public = getattr(source, "__all__", None) or [
                name
                for name, value in vars(source).items()
                if isinstance(value, type) and value.__module__ == source.__name__
            ]
            seen |= set(public) if alias.name == "*" else {alias.name}
    assert seen == set(module.__all__)


def test_every_exception_is_public() -> None:
    from datadog_incidents import exceptions

    defined = {
        name for name, value in vars(exceptions).items() if isinstance(value, type) and issubclass(value, Exception)
    }
    assert defined <= set(import_module("datadog_incidents").__all__)
    assert defined - {"CallError"} <= set(re.findall(r"\w+", exceptions.__doc__ or ""))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_does_not_exist(package: str) -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = import_module(package).Nothing
