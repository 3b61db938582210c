"""What the page about moving says of the official client, compared with that client."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from datadog_incidents._core.codec.schema import properties_of
from tests.all_models import CONCRETE, ENUMS, PUBLIC
from tests.all_operations import METHODS

PAGE = Path(__file__).parents[2] / "docs" / "moving-from-datadog-api-client.md"
SECTIONS = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
MODEL_ROW = re.compile(r"^\| \[`(\w+)`\]\(reference/models/\1\.md\) \| (.*) \|$", re.MULTILINE)


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


def test_every_class_of_the_operations_has_what_it_has_there() -> None:
    api: Any = import_module("datadog_api_client.v2.api.incidents_api").IncidentsApi
    used: set[str] = set()
    for method in METHODS:
        if hasattr(api, method):
            classes_used_by(str(inspect.signature(getattr(api, method))), used)
    assert len(used) > 60
    assert {name: missing for name in sorted(used) if (missing := missing_from(name))} == {}


def missing_from(name: str) -> object:
    """What a class of the official client has and ours of that name has not."""
    ours, theirs = PUBLIC.get(name), official(name)
    if ours is None:
        return "all of it"
    if ours in ENUMS:
        values = {member.value for member in ours}
        return (theirs.allowed_values ^ values) or [member for member in ours if not hasattr(theirs, member.name)]
    if ours in CONCRETE:
        return set(theirs.openapi_types) - {known.name for known in properties_of(ours)}
    return None


def test_what_is_otherwise_is_here() -> None:
    listed = [name for name, _ in MODEL_ROW.findall(section("Models and enums"))]
    assert len(listed) > 5
    assert set(listed) <= PUBLIC.keys()
    methods = re.findall(r"^\| `(\w+)`", section("Methods of IncidentsApi"), re.MULTILINE)
    assert len(methods) > 3
    assert set(methods) <= METHODS.keys()


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
