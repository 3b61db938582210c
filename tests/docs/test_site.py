"""The documentation site, built as `make docs` builds it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LOADED = re.compile(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]*)"|<link\b[^>]*\bhref="([^"]*)"')
"""What a browser fetches of itself; links in the text are for people to follow."""


def copied(folder: Path) -> Path:
    """A folder with what the site is made of; the generator writes within its project only."""
    shutil.copy(ROOT / "zensical.toml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def build(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning: every link leads somewhere."""
    project = copied(tmp_path_factory.mktemp("project"))
    finished = build(project)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return project / "site"


def entries_of(navigation: Iterable[dict[str, Any]]) -> Iterator[str]:
    for entry in navigation:
        for goal in entry.values():
            yield from [goal] if isinstance(goal, str) else entries_of(goal)


def test_every_page_has_its_place_in_the_navigation() -> None:
    navigation = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert sorted(entries_of(navigation)) == sorted(page for page in pages if not page.startswith("reference/models/"))


def test_every_page_is_on_the_site_and_nothing_else(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    pages = {page.with_name("index.html") if page.name == "README.html" else page for page in pages}
    assert {path.relative_to(site) for path in site.rglob("*.html")} == {*pages, Path("404.html")}
    assert [path for path in site.rglob("*") if path.suffix in {".py", ".txt"}] == []


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    sources = {"".join(found) for page in site.rglob("*.html") for found in LOADED.findall(page.read_text("utf-8"))}
    assert any(source.endswith("site.css") for source in sources)
    assert {source for source in sources if re.match(r"(?:\w+:)?//", source)} == set()
    assert "fonts.googleapis" not in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[gone](no-such-page.md)", "no-such-page.md"),
        ("[gone](paging.md#no-such-heading)", "no-such-heading"),
    ],
)
def test_a_broken_link_fails_the_build(tmp_path: Path, text: str, complaint: str) -> None:
    project = copied(tmp_path)
    with (project / "docs" / "typing.md").open("a", encoding="utf-8") as page:
        page.write(f"\n[there](paging.md#paging), {text}\n")
    finished = build(project)
    assert finished.returncode != 0
    told = re.sub(r"\x1b\[[\d;]*m", "", finished.stderr)
    assert told.count("Warning: ") == 1
    assert complaint in told
