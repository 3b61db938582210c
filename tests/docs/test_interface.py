"""The record of the public interface: that it is fresh, and that what matters to users is in it."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

import griffe
import pytest

DOCS = Path(__file__).parents[2] / "docs"
SAMPLE = '''
from dataclasses import dataclass
from typing import Final, TypeAlias, overload

Name: TypeAlias = str | int
LIMIT: Final = 5
__version__ = "1.0"

@dataclass(frozen=True)
class Pair(Base):
    """Two things."""

    first: Name
    second: int = 2
    _hidden: int = 3

    def __init__(self) -> None:
        self.total: int = compute()

    @property
    def swapped(self) -> "Pair": ...
    @swapped.setter
    def swapped(self, value: "Pair") -> None: ...
    @classmethod
    def of(cls, *names: Name, strict: bool = False) -> "Pair": ...
    def __len__(self) -> int: ...
    def _secret(self) -> None: ...

@overload
def read(name: str) -> str: ...
@overload
def read(name: int) -> int: ...
def read(name): ...
async def write(name: str = "a", /) -> None: ...
'''


@pytest.fixture(scope="module")
def interface() -> Iterator[ModuleType]:
    """The generator, imported as it is when it runs as a script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(DOCS), *sys.path])
        yield importlib.import_module("generate_interface")


@pytest.fixture(scope="module")
def files(interface: ModuleType) -> dict[str, str]:
    return cast("dict[str, str]", interface.files())


def test_the_record_is_fresh(files: dict[str, str]) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "interface").iterdir()}
    assert {name for name in files.keys() | written.keys() if files.get(name) != written.get(name)} == set()


def test_every_public_name_is_recorded(files: dict[str, str], interface: ModuleType) -> None:
    for module in interface.public_modules():
        text = files[f"{module}.txt"]
        for name in vars(importlib.import_module(module)).get("__all__", ()):
            assert re.search(rf"^(?:@.* )?(?:class |async )?{name}\b", text, re.MULTILINE), f"{module}.{name}"


def test_what_public_names_lead_to_is_recorded_and_nothing_private(files: dict[str, str]) -> None:
    assert "\nclass Model(" in files["beneath.txt"]
    assert "\nclass Mismatch(" in files["beneath.txt"]
    assert "\n_" not in files["beneath.txt"]
    assert "    _" not in "".join(files.values()).replace("    __", "")


def test_a_line_tells_what_can_be_called_and_how(interface: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(SAMPLE, encoding="utf-8")
    known = griffe.load("sample", search_paths=[tmp_path]).members
    assert [line for name in known if not known[name].is_alias for line in interface.lines(known[name], name)] == [
        "Name: TypeAlias = str | int",
        "LIMIT: Final = 5",
        "__version__",
        "@dataclass(frozen=True) class Pair(Base)",
        "    first: Name",
        "    second: int = 2",
        "    total: int",
        "    writable property swapped: Pair",
        "    classmethod of(*names: Name, strict: bool = False) -> Pair",
        "    __len__() -> int",
        "read(name: str) -> str",
        "read(name: int) -> int",
        "async write(name: str = 'a', /) -> None",
    ]


def test_commands_and_their_options_are_recorded(files: dict[str, str]) -> None:
    _, _, create = files["command-line.txt"].partition("datadog-incidents create\n")
    options = create.partition("\ndatadog-incidents")[0].split("\n")
    assert options[0] == "    title, required"
    assert "    --field, repeatable" in options
    assert "    --output or -o = table" in options
