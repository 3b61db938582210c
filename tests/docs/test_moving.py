"""What the page about moving says of the official client, compared with that client."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import pytest

from datadog_incidents import IncidentsApi, models
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.open_enum import OpenEnum
from datadog_incidents._core.codec.schema import properties_of, variants_of

PAGE = Path(__file__).parents[2] / "docs" / "moving-from-datadog-api-client.md"
SECTIONS = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
MODEL_ROW = re.compile(r"^\| \[`(\w+)`\]\(reference/models/\1\.md\) \| (.*) \|$", re.MULTILINE)

METHODS = [name for name in dir(IncidentsApi) if not name.startswith("_") and name != "with_raw_response"]


def section(title: str) -> str:
    return next(text for text in SECTIONS if text.startswith(f"{title}\n"))


def official(name: str) -> Any:
    """A model or enum of the official client, by its name; None where there is none."""
    module = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    try:
        return getattr(import_module(f"datadog_api_client.v2.model.{module}"), name)
    except ModuleNotFoundError:
        return None


def public_names(thing: object) -> set[str]:
    return {name for name in vars(thing) if not name.startswith("_")}


def classes_used_by(annotation: str, known: set[str]) -> set[str]:
    """The classes that an annotation leads to, through their properties and variants."""
    for name in set(re.findall(r"\b[A-Z]\w+", annotation)) - known:
        if (cls := official(name)) is not None:
            known.add(name)
            variants = cls._composed_schemas.get("oneOf", ()) if hasattr(cls, "_composed_schemas") else ()
            classes_used_by(f"{variants} {getattr(cls, 'openapi_types', '')}", known)
    return known


@pytest.fixture(scope="module")
def used() -> set[str]:
    api: Any = import_module("datadog_api_client.v2.api.incidents_api").IncidentsApi
    found: set[str] = set()
    for method in METHODS:
        classes_used_by(str(inspect.signature(getattr(api, method))), found)
    return found


def test_every_class_of_the_operations_is_listed_and_is_here(used: set[str]) -> None:
    assert len(used) > 60
    listed = {name for name, _ in MODEL_ROW.findall(section("Models and enums"))}
    assert used <= listed
    assert listed <= set(cast("list[str]", vars(models)["__all__"]))


@pytest.mark.parametrize(("name", "here"), MODEL_ROW.findall(section("Models and enums")))
def test_a_class_is_what_its_row_says(name: str, here: str) -> None:
    ours, theirs = getattr(models, name), official(name)
    if isinstance(ours, type) and issubclass(ours, OpenEnum):
        assert here == "the same members; open for others"
        assert {member.value for member in ours} == theirs.allowed_values
        assert all(hasattr(theirs, member.name) for member in ours)
    elif isinstance(ours, type) and issubclass(ours, Model) and variants_of(ours) == (ours,):
        assert here.startswith("the same")
        names = {known.name for known in properties_of(ours)}
        assert set(theirs.openapi_types) <= names
        assert [more for more in names - set(theirs.openapi_types) if f"`{more}`" not in here] == []


def test_every_method_is_listed() -> None:
    assert [name for name in METHODS if f"| `{name}` |" not in section("Methods of IncidentsApi")] == []


def test_every_setting_is_listed() -> None:
    configuration: Any = import_module("datadog_api_client").Configuration
    names = public_names(configuration()) | public_names(configuration)
    assert {name for name in names if f"`{name}" not in section("Settings of Configuration")} == set()


def test_every_exception_is_listed() -> None:
    exceptions = import_module("datadog_api_client.exceptions")
    names = {name for name in public_names(exceptions) if isinstance(vars(exceptions)[name], type)}
    assert {name for name in names if f"`{name}`" not in section("Exceptions, name by name")} == set()


def test_every_client_and_its_methods_are_listed() -> None:
    package: Any = import_module("datadog_api_client")
    plumbing = {name for name in public_names(package.ApiClient) if name.startswith(("parameters_", "select_"))}
    names = {*package.__all__, *public_names(package.ApiClient)} - plumbing - {"Configuration", "files_parameters"}
    assert {name for name in names if f"`{name}" not in section("Clients")} == set()
