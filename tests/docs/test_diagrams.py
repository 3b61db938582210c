"""The diagrams of the rules: as fresh as the tables in the code, and as right."""

from __future__ import annotations

import importlib
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
TABLE = '''"""A door.

    state  | event                   | what follows
    -------|-------------------------|------------------------
    shut   | a <friend> knocks       | open it, then open
    shut   | a stranger & co. knock  | {stranger}
    shut   | the house burns         | as open
    open   | somebody leaves         | open
    open   | it is night             | lock it, then end

After the table.
"""
'''


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(DOCS), *sys.path])
        yield importlib.import_module("generate_diagrams")


def module_with(folder: Path, table: str) -> Path:
    (folder / "wing").mkdir()
    (folder / "wing" / "door.py").write_text(table, encoding="utf-8")
    (folder / "plain.py").write_text('"""No table | here."""\n', encoding="utf-8")
    return folder


def test_the_diagrams_are_fresh(generator: ModuleType) -> None:
    assert generator.written_files.differences(generator.diagrams(), DOCS / "diagrams") == [], "run `make docs`"


def test_each_is_shown_where_the_library_is_explained(generator: ModuleType) -> None:
    shown = re.findall(
        r"!\[[^\]]{10,}\]\(diagrams/(\w+\.svg)\)", (DOCS / "architecture.md").read_text(encoding="utf-8")
    )
    assert sorted(shown) == sorted(generator.diagrams())
    assert {"exchange.svg", "walk.svg"} <= set(shown)


def test_a_table_is_read(generator: ModuleType, tmp_path: Path) -> None:
    found = generator.tables(module_with(tmp_path, TABLE.format(stranger="return")))
    assert found == {
        "door": [
            ("shut", "a <friend> knocks", "open it", "open"),
            ("shut", "a stranger & co. knock", "return", None),
            ("shut", "the house burns", "", "open"),
            ("open", "somebody leaves", "", "open"),
            ("open", "it is night", "lock it, then end", None),
        ]
    }


@pytest.mark.parametrize(
    ("stranger", "complaint"),
    [
        ("look, then opne", "door: 'look, then opne' leads to none of open, shut, and is no end"),
        ("raise | return", "door: not three cells: .* raise | return"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_told(
    generator: ModuleType, tmp_path: Path, stranger: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        generator.tables(module_with(tmp_path, TABLE.format(stranger=stranger)))


def test_a_drawing_says_all_that_the_table_says(generator: ModuleType, tmp_path: Path) -> None:
    rules = generator.tables(module_with(tmp_path, TABLE.format(stranger="return")))["door"]
    svg = ET.fromstring(generator.drawing("door", rules))
    space = {"svg": "http://www.w3.org/2000/svg"}
    texts = [text.text for text in svg.findall("svg:text", space)]
    assert texts[0] == "shut"
    assert set(texts) == {text for rule in rules for text in (rule.state, rule.event, rule.action) if text}
    assert svg.findtext("svg:title", namespaces=space) == "door"
    assert "shut, a <friend> knocks: open it, then open; " in (svg.findtext("svg:desc", namespaces=space) or "")


def test_a_line_of_a_drawing_leads_to_the_state_that_follows(generator: ModuleType, tmp_path: Path) -> None:
    rules = generator.tables(module_with(tmp_path, TABLE.format(stranger="return")))["door"]
    svg = ET.fromstring(generator.drawing("door", rules))
    space = {"svg": "http://www.w3.org/2000/svg"}
    height = {text.text: float(text.attrib["y"]) - 4.5 for text in svg.findall("svg:text", space)}
    lines = [path.attrib["d"] for path in svg.findall("svg:path[@class='line']", space)]
    ways = [[float(number) for number in re.findall(r"[\d.]+", line)] for line in lines]
    assert len(svg.findall("svg:circle", space)) == sum(rule.goal is None for rule in rules)
    for rule in rules:
        (way,) = (points for points in ways if points[1] == height[rule.event])
        assert way[-1] == (height[rule.event] if rule.goal is None else height[rule.goal])
    (entrance,) = (points for points in ways if points[1] == height["open"])
    assert entrance[-1] == height["open"]
