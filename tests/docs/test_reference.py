from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from datadog_incidents import CallOptions, Configuration, exceptions
from datadog_incidents._core.codec.model import Model, OneOf
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from datadog_incidents._core.codec.schema import properties_of, variants_of
from tests.all_models import CONCRETE, ENUMS, PUBLIC
from tests.all_operations import METHODS, OPERATIONS
from tests.contract.specified import SCHEMAS, specified

DOCS = Path(__file__).parents[2] / "docs"
MAKERS = [name for name, public in PUBLIC.items() if inspect.isfunction(public)]
MODELS = [name for name in PUBLIC if name not in (*MAKERS, "UNSET")]
PLAIN = [cls for cls in CONCRETE if not issubclass(cls, OneOf)]


@pytest.fixture(scope="module")
def scripts() -> Iterator[None]:
    """Make the modules in `docs/` importable, as they are when the generator runs as a script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(DOCS), *sys.path])
        yield


@pytest.fixture(scope="module")
def written_files(scripts: None) -> ModuleType:
    return importlib.import_module("written_files")


@pytest.fixture(scope="module")
def pages(scripts: None) -> dict[str, str]:
    return cast("dict[str, str]", importlib.import_module("reference_pages").pages())


@pytest.fixture(scope="module")
def source(scripts: None) -> ModuleType:
    return importlib.import_module("reference_source")


def test_the_reference_is_fresh(written_files: ModuleType, pages: dict[str, str]) -> None:
    assert written_files.differences(pages, DOCS / "reference") == [], "run `make docs`"


@pytest.mark.parametrize("method", METHODS)
def test_every_operation_has_all_its_parts(pages: dict[str, str], method: str) -> None:
    assert f"#{method})" in pages["README.md"]
    section = pages["IncidentsApi.md"].split(f"\n## **{method}**\n")[1].split("\n## ")[0]
    for heading in (
        "Example",
        "Parameters",
        "Return type",
        "Authorization",
        "HTTP request headers",
        "HTTP response details",
        "Exceptions",
    ):
        assert f"\n### {heading}\n" in section
    operation = OPERATIONS[method.removesuffix("_with_pagination")]
    assert (f'unstable_operations["{operation.name}"]' in section) == operation.unstable
    assert f"| {operation.success} |" in section
    script = DOCS.parent / "examples" / f"{method}.py"
    if script.exists():
        assert f"```python\n{script.read_text(encoding='utf-8')}```" in section


def test_parameters_tell_what_is_required_and_allowed(pages: dict[str, str]) -> None:
    text = pages["IncidentsApi.md"]
    assert "> [IncidentSearchResponse](models/IncidentSearchResponse.md) **search_incidents**(query)" in text
    assert "> **delete_incident**(incident_id)" in text
    rows = {line.split(" | ")[0]: line for line in text.split("## **search_incidents_with_pagination**")[1].split("\n")}
    assert "| required |" in rows["| **query**"]
    assert "| optional; allowed: `created`, `-created` |" in rows["| **sort**"]
    assert "| optional, default `100`; 1 to 100; `page[size]` on the wire |" in rows["| **page_size**"]


def test_statuses_name_their_exceptions(pages: dict[str, str]) -> None:
    create, delete = (
        pages["IncidentsApi.md"].split(f"## **{name}_incident**")[1].split("\n## ")[0] for name in ("create", "delete")
    )
    assert "| 201 | Created |" in create
    assert "| 204 | No Content |" in delete
    assert "| 429 | The rate limit is used up" in delete
    assert "[TooManyRequestsException](README.md#exceptions)" in delete


@pytest.mark.parametrize("name", MODELS)
def test_every_model_has_a_page_with_all_there_is_in_it(pages: dict[str, str], name: str) -> None:
    assert f"(models/{name}.md)" in pages["README.md"]
    text, thing = pages[f"models/{name}.md"], PUBLIC[name]
    assert re.fullmatch(r"[A-Z].*\w.*\.", text.split("\n\n")[1]), "no description"
    if thing in ENUMS:
        for member in thing:
            assert f"| `{member.name}` | `{member.value}` |" in text
    elif isinstance(thing, type) and issubclass(thing, Model):
        for variant in variants_of(thing):
            assert variant is thing or f"[{variant.__name__}]" in text
        rows = [line.strip("| ").split(" | ") for line in text.split("\n") if line.startswith("| **")]
        assert [row[0] for row in rows] == [f"**{known.name}**" for known in properties_of(thing)]
        assert all(len(cell) > 1 for row in rows for cell in row), "an empty cell"


@pytest.mark.parametrize("cls", PLAIN)
def test_what_is_not_in_the_contract_says_so(pages: dict[str, str], cls: type[Model]) -> None:
    text = pages[f"models/{cls.__name__}.md"]
    if cls.__name__ not in SCHEMAS:
        assert "Not in the contract." in text.split("\n## ")[0]
        return
    rows = {line.split("**")[1]: line for line in text.split("\n") if line.startswith("| **")}
    marked = {name for name, row in rows.items() if "Not in the contract." in row}
    assert marked == rows.keys() - specified(cls.__name__).keys()


@pytest.mark.parametrize("cls", [cls for cls in PLAIN if hasattr(cls, "build")])
def test_what_makes_a_body_is_told_with_its_arguments(pages: dict[str, str], cls: type[Model]) -> None:
    section = pages[f"models/{cls.__name__}.md"].split("\n## build\n")[1]
    for name, parameter in inspect.signature(getattr(cls, "build")).parameters.items():  # noqa: B009  # not of every model
        (row,) = (line for line in section.split("\n") if line.startswith(f"| `{name}` |"))
        required = parameter.default is inspect.Parameter.empty
        is_member = isinstance(parameter.default, OpenEnum | OpenIntEnum)
        shown = f"{type(parameter.default).__name__}.{parameter.default.name}" if is_member else repr(parameter.default)
        assert row.endswith("| required |" if required else f"| optional, default `{shown}` |")
    assert f"Example: `{cls.__name__}.build(" in section
    assert "Raises [InvalidArgumentError](../README.md#exceptions): " in section


@pytest.mark.parametrize("cls", PLAIN)
def test_what_a_model_answers_beside_its_json_is_told(pages: dict[str, str], cls: type[Model]) -> None:
    text = pages[f"models/{cls.__name__}.md"]
    known = {name for name in dir(cls) if not name.startswith("_")}
    beyond = known - set(dir(Model)) - {p.name for p in properties_of(cls)} - {"attach", "build"}
    _, _, section = text.partition("\n## Methods and further properties\n")
    rows = [line for line in section.split("\n## ")[0].split("\n") if line.startswith("| `")]
    assert sorted(row.split("`")[1].partition("(")[0] for row in rows) == sorted(beyond)
    assert ("\n## build\n" in text) == hasattr(cls, "build")


def test_an_answer_is_told_with_its_type_and_arguments(pages: dict[str, str]) -> None:
    assert "| `display_name` | str |" in pages["models/IncidentUserData.md"]
    assert "| `field(name)` | str \\| list\\[str\\] \\| None |" in pages["models/IncidentResponseData.md"]


@pytest.mark.parametrize("maker", MAKERS)
def test_every_maker_of_a_field_is_in_the_index(pages: dict[str, str], maker: str) -> None:
    assert f"| `{maker}(value" in pages["README.md"].split("## Makers of fields")[1].split("\n## ")[0]


def test_properties_tell_what_none_means(pages: dict[str, str]) -> None:
    assert "required; None is sent as null" in pages["models/NullableRelationshipToUser.md"]
    assert "default `UNSET`, which leaves it out; None is sent as null" in pages["models/IncidentUpdateAttributes.md"]
    assert "`documentUrl` in JSON" in pages["models/AttachmentDataAttributesAttachment.md"]
    assert "required, default `incidents`" in pages["models/IncidentCreateData.md"]
    assert (
        "dict\\[str, [IncidentFieldAttributes](IncidentFieldAttributes.md)\\]"
        in (pages["models/IncidentCreateAttributes.md"])
    )


def test_the_index_lists_settings_options_and_exceptions(pages: dict[str, str]) -> None:
    index = pages["README.md"]
    for name in set(inspect.signature(Configuration).parameters) - {"unknown"}:
        assert f"| `{name}` |" in index.split("## Configuration")[1].split("\n## ")[0]
    for name in CallOptions.__annotations__:
        assert f"| `{name}` |" in index.split("## CallOptions")[1].split("\n## ")[0]
    for name, thing in vars(exceptions).items():
        if isinstance(thing, type) and issubclass(thing, exceptions.DatadogIncidentsError):
            assert name in index.split("## Exceptions")[1].split("\n## ")[0]


def test_a_docstring_is_taken_apart(source: ModuleType) -> None:
    text = (
        "Do it,\nall of it.\n\nSlowly,\nif need be.\n\nArgs:\n    pace: how\n        fast: slowly.\n    who: you.\n\n"
    )
    docstring = source.taken_apart(text + "Returns:\n    What was done.")
    assert docstring.summary == "Do it, all of it."
    assert docstring.details == "Slowly, if need be."
    assert docstring.entries("Args") == {"pace": "How fast: slowly.", "who": "You."}
    assert docstring.entries("Raises") == {}
    assert docstring.sections["Returns"] == "What was done."
