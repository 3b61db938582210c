"""Every operation of the contract is a constant and a method, and takes and gives what the contract says."""

from __future__ import annotations

import inspect
import re
from typing import Any, get_args

import pytest

from datadog_incidents._core.operations.operation import Parameter
from datadog_incidents._core.operations.parameters import (
    Body,
    Choice,
    Choices,
    Flag,
    Identifier,
    Integer,
    ParameterKind,
    SearchQuery,
    Text,
    Texts,
)
from datadog_incidents.unstable_operations import UnstableOperation
from tests.all_operations import CONSTANTS, METHODS
from tests.all_operations import OPERATIONS as HELD
from tests.contract.specified import OPERATIONS

ANNOTATIONS: dict[type, str] = {
    Body: r"\w+Request",
    Choice: r"[A-Z]\w+",
    Choices: r"Sequence\[[A-Z]\w+\]",
    Flag: r"bool",
    Identifier: r"str",
    Integer: r"int",
    SearchQuery: r"str",
    Text: r"str( \| UUID)?",
    Texts: r"str|(str \| )?Sequence\[str\]|Sequence\[str\] \| str",
}
"""How a parameter of a kind is annotated, apart from `| None`."""


def test_all_of_them_are_there_and_no_others() -> None:
    assert sorted(HELD) == sorted(OPERATIONS)
    assert {name: operation.name.upper() for name, operation in CONSTANTS.items()} == {name: name for name in CONSTANTS}
    assert sorted(name for name in METHODS if not name.endswith("_with_pagination")) == sorted(OPERATIONS)
    assert {name.removesuffix("_with_pagination") for name in METHODS} == set(OPERATIONS)


def test_the_unstable_ones_can_be_opted_in_to() -> None:
    assert sorted(get_args(UnstableOperation)) == sorted(
        name for name, facts in OPERATIONS.items() if facts["unstable"]
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_what_the_contract_says(name: str) -> None:
    operation, facts = HELD[name], OPERATIONS[name]
    assert (operation.method, operation.path) == (facts["method"], facts["path"])
    assert [operation.success] == facts["success"]
    assert operation.response == facts.get("response", {}).get("ref")
    assert operation.unstable == facts["unstable"]
    assert bool(operation.deprecated) == facts.get("deprecated", False)
    assert sorted(operation.permissions) == sorted(facts.get("permissions", []))
    if len(operation.permissions) > 1:
        assert operation.all_permissions == (facts["permission_operator"] == "AND")


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_takes_what_the_contract_says(name: str) -> None:
    held = {p.name: (p.location, p.wire or p.name, p.required) for p in HELD[name].parameters}
    facts = OPERATIONS[name]["params"]
    assert held == {
        known: (shape["in"], shape.get("wire", known), shape.get("required", False)) for known, shape in facts.items()
    }
    for parameter in HELD[name].parameters:
        assert takes(parameter.kind, facts[parameter.name]), f"{parameter} against {facts[parameter.name]}"


def takes(kind: ParameterKind, shape: dict[str, Any]) -> bool:
    """Whether a parameter takes what the contract says. It may be narrower only where that names no bounds."""
    match shape:
        case {"in": "path"}:
            return isinstance(kind, Identifier)
        case {"in": "body", "ref": model}:
            return kind == Body(model)
        case {"ref": enum}:
            return kind == Choice(enum)
        case {"array": {"ref": enum}}:
            return kind == Choices(enum)
        case {"type": "boolean"}:
            return isinstance(kind, Flag)
        case {"type": "integer"}:
            return isinstance(kind, Integer) and (
                shape.get("minimum") in (None, kind.minimum) and shape.get("maximum") in (None, kind.maximum)
            )
        case {"type": "uuid"}:
            return isinstance(kind, Text)
        case _:
            return isinstance(kind, (SearchQuery, Text, Texts))


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_method_takes_what_its_operation_takes(name: str) -> None:
    *_, options = given = list(inspect.signature(METHODS[name]).parameters.values())[1:]
    assert (options.name, options.annotation) == ("options", "Unpack[CallOptions]")
    known = {parameter.name: parameter for parameter in HELD[name].parameters}
    assert sorted(known) == sorted(each.name for each in given[:-1])
    for each in given[:-1]:
        assert is_given_as(each, known[each.name]), f"{each} for {known[each.name]}"
    assert inspect.signature(METHODS[name]).return_annotation == str(HELD[name].response)


def is_given_as(given: inspect.Parameter, parameter: Parameter) -> bool:
    """Whether a method takes a parameter as it should: by position what is required, by name what may be left out."""
    annotation = rf"({ANNOTATIONS[type(parameter.kind)]})"
    if parameter.required:
        by_position = given.kind is given.POSITIONAL_OR_KEYWORD and given.default is given.empty
        return by_position and re.fullmatch(annotation, given.annotation) is not None
    by_name = given.kind is given.KEYWORD_ONLY and given.default is None
    return by_name and re.fullmatch(rf"{annotation} \| None", given.annotation) is not None


@pytest.mark.parametrize("name", METHODS)
def test_a_method_tells_what_its_caller_has_to_be_allowed(name: str) -> None:
    operation = HELD[name.removesuffix("_with_pagination")]
    told = re.search(r"Permissions?: (.*?)\.", " ".join((METHODS[name].__doc__ or "").split()))
    joined = " and " if operation.all_permissions else " or "
    assert (told[1] if told else "") == joined.join(f"`{permission}`" for permission in operation.permissions)
