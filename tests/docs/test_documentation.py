from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import pytest

from datadog_incidents import AsyncApiClient, Configuration, exceptions
from datadog_incidents.configuration import SITES, UnstableOperation
from datadog_incidents.emulator import Emulator

ROOT = Path(__file__).parents[2]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
NOT_RUN = re.compile(r"<!-- not run: \S.* -->\n\Z")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Block:
    """A block of Python in a page."""

    line: int
    code: str
    is_run: bool


def blocks_of(text: str) -> list[Block]:
    return [
        Block(
            line=text.count("\n", 0, fence.start(2)),
            code=fence.group(2),
            is_run=NOT_RUN.search(text[: fence.start()]) is None,
        )
        for fence in FENCE.finditer(text)
        if fence.group(1) == "python"
    ]


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_code_runs(path: Path, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "documentation"}
    for block in blocks_of(path.read_text(encoding="utf-8")):
        # Empty lines before it let a traceback point to the line in the page.
        compiled = compile("\n" * block.line + block.code, path, "exec", dont_inherit=True)
        if block.is_run:
            exec(compiled, names)
    for name, test in names.items():
        if name.startswith("test_"):
            with Emulator() as fresh:
                cast("Callable[..., None]", test)(**fixtures_of(test, fresh))


def fixtures_of(test: Callable[..., object], emulator: Emulator) -> dict[str, Any]:
    """What the pytest plugin would give a test of a page."""
    client = AsyncApiClient(emulator.configuration(), transport=emulator.transport)
    known = {"incidents_emulator": emulator, "incidents_async_client": client}
    return {name: known[name] for name in inspect.signature(test).parameters}


def test_guides_have_code() -> None:
    assert sum(len(blocks_of(path.read_text(encoding="utf-8"))) for path in GUIDES) >= 25


def test_a_block_can_be_marked_as_not_run() -> None:
    text = "```python\n1\n```\n<!-- not run: it would -->\n```python\n2\n```\n\n```text\n3\n```\n"
    assert blocks_of(text) == [Block(1, "1\n", is_run=True), Block(5, "2\n", is_run=False)]


def prose_of(path: Path) -> str:
    """A page without its code, in which brackets are no links."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    return re.sub(r"`[^`\n]*`", lambda code: "x" * len(code.group()), text)


def anchors_of(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]*)\)", prose_of(path)):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        goal = (path.parent / file) if file else path
        assert goal.exists(), f"{target} leads nowhere"
        is_on_site = (ROOT / "docs") in path.parents
        assert not is_on_site or goal.resolve().is_relative_to(ROOT / "docs"), f"{target} leads out of the site"
        if anchor:
            assert anchor in anchors_of(goal), f"{target}: no such heading"


def test_the_index_lists_every_guide() -> None:
    text = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for guide in sorted((ROOT / "docs").glob("*.md")):
        assert guide.name == "README.md" or f"{guide.name})" in text


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for name in set(inspect.signature(Configuration).parameters) - {"unknown"}:
        assert f"`{name}" in text


def test_every_site_and_unstable_operation_is_listed() -> None:
    sites, operations = (
        (ROOT / "docs" / name).read_text(encoding="utf-8")
        for name in ("authentication-and-sites.md", "unstable-operations.md")
    )
    assert [name for name in SITES if f"`{name}`" not in sites] == []
    assert [name for name in get_args(UnstableOperation) if f"`{name}`" not in operations] == []


def test_every_exception_is_explained() -> None:
    text = (ROOT / "docs" / "errors-and-retries.md").read_text(encoding="utf-8")
    for name, thing in vars(exceptions).items():
        if isinstance(thing, type) and issubclass(thing, exceptions.DatadogIncidentsError) and name != "CallError":
            assert f"`{name}`" in text


def test_every_fault_is_explained() -> None:
    text = (ROOT / "docs" / "emulator.md").read_text(encoding="utf-8")
    for name in set(Emulator.inject.__annotations__) - {"operation", "times", "return"}:
        assert f"`{name}`" in text


def test_the_license_and_the_makefile_are_as_the_pages_say() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"(?:^    |`)make ([a-z-]+)", text, re.MULTILINE)) <= targets
