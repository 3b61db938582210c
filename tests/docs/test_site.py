"""The documentation site, built as `make docs` builds it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOADED = re.compile(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]*)"|<link\b[^>]*\bhref="([^"]*)"')
"""What a browser fetches of itself; links in the text are for people to follow."""


def build(project: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning: every page is in the navigation, and every link leads somewhere."""
    folder = tmp_path_factory.mktemp("site")
    finished = build(ROOT, folder)
    assert finished.returncode == 0, finished.stderr
    return folder


def test_every_page_is_on_the_site_and_nothing_else(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    pages = {page.with_name("index.html") if page.name == "README.html" else page for page in pages}
    assert {path.relative_to(site) for path in site.rglob("*.html")} == {*pages, Path("404.html")}
    assert list(site.rglob("*.py*")) == []


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
        ("[outside](../README.md)", "../README.md"),
        ("[outside](../examples)", "../examples"),
    ],
)
def test_a_broken_link_fails_the_build(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    configuration = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[0]
    (tmp_path / "mkdocs.yml").write_text(f"{configuration}\nnav: [README.md, paging.md]\n", encoding="utf-8")
    (tmp_path / "docs" / "paging.md").write_text("# Paging\n", encoding="utf-8")
    (tmp_path / "docs" / "README.md").write_text(f"# Home\n\n[there](paging.md#paging), {text}\n", encoding="utf-8")
    finished = build(tmp_path, tmp_path / "site")
    assert finished.returncode != 0
    assert finished.stderr.count("WARNING") == 1
    assert complaint in finished.stderr
