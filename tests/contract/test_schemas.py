"""Every schema of the contract is a model, an enum or a union of that name, and says what the contract says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.codec.open_enum import OpenEnum, OpenIntEnum
from tests.all_models import PUBLIC
from tests.contract.otherwise import OTHERWISE
from tests.contract.specified import SCHEMAS, Facts, form_of_schema, form_of_union, held, sent, specified

OBJECTS = [name for name, schema in SCHEMAS.items() if schema["kind"] == "object"]
ENUMS = [name for name, schema in SCHEMAS.items() if schema["kind"] == "enum"]
OTHERS = sorted(SCHEMAS.keys() - {*OBJECTS, *ENUMS})


def test_everything_is_there() -> None:
    assert sorted(SCHEMAS.keys() - PUBLIC.keys()) == []


def differences(name: str) -> Iterator[str]:
    """What is not as the contract says, each as the property and which of its facts."""
    if name in OTHERS:
        if form_of_union(PUBLIC[name]) != form_of_schema(name):
            yield f"{name} form"
        return
    ours = held(PUBLIC[name])
    for known, wanted in specified(name).items():
        if known not in ours:
            yield f"{name}.{known}"
            continue
        yield from (
            f"{name}.{known} {fact}"
            for fact in Facts._fields
            if getattr(ours[known], fact) != getattr(wanted, fact) and matters(name, fact, wanted)
        )


def matters(schema: str, fact: str, wanted: Facts) -> bool:
    """Whether a difference is one: what is only read is nullable throughout, and has no need of read-only marks."""
    match fact:
        case "read_only":
            return schema in sent()
        case "nullable":
            return wanted.required or (schema in sent() and not wanted.read_only)
        case _:
            return True


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_has_its_properties(name: str) -> None:
    assert issubclass(PUBLIC[name], Model)
    assert [difference for difference in differences(name) if difference not in OTHERWISE] == []


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_needs_what_is_required(name: str) -> None:
    required = {known for known, facts in specified(name).items() if facts.required and facts.default is None}
    needed = {known for known in required if f"{name}.{known} required" not in OTHERWISE}
    PUBLIC[name](**dict.fromkeys(needed))
    for missing in needed:
        with pytest.raises(TypeError, match=f"'{missing}'"):
            PUBLIC[name](**dict.fromkeys(needed - {missing}))


@pytest.mark.parametrize("name", ENUMS)
def test_an_enum_has_its_members(name: str) -> None:
    enum, names, values = PUBLIC[name], SCHEMAS[name]["names"], SCHEMAS[name]["values"]
    members: dict[str, Any] = {member.name: member.value for member in enum}
    assert issubclass(enum, OpenIntEnum if isinstance(values[0], int) else OpenEnum)
    assert sorted(members) == sorted(names)
    assert sorted(members.values()) == values
    if isinstance(values[0], int):
        assert list(members) == names
    else:  # the two are not listed in one order, but nearly all are named after their values
        named = {value.upper().replace("-", "_"): value for value in values}
        assert {name: members[name] for name in named if name in names} == {
            name: value for name, value in named.items() if name in names
        }


@pytest.mark.parametrize("name", OTHERS)
def test_a_union_or_a_list_is_of_what_it_says(name: str) -> None:
    assert [difference for difference in differences(name) if difference not in OTHERWISE] == []


def test_the_contract_does_not_say_by_now_what_is_done_otherwise() -> None:
    found = {difference for name in {*OBJECTS, *OTHERS} for difference in differences(name)}
    assert OTHERWISE.keys() - found == set()
