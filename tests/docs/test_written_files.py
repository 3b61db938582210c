"""Folders that are written from the code: told and mended where they are not fresh."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
WANTED = {"README.md": "index", "models/A.md": "a", "models/B.md": "b"}


@pytest.fixture
def written_files(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(DOCS), *sys.path])
    return importlib.import_module("written_files")


def test_tells_and_mends_what_is_not_fresh(written_files: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("old")
    (tmp_path / "Gone.md").write_text("gone")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "A.md").write_text("a")
    assert written_files.differences(WANTED, tmp_path) == [
        "superfluous: Gone.md",
        "stale: README.md",
        "missing: models/B.md",
    ]
    written_files.write(WANTED, tmp_path)
    assert written_files.differences(WANTED, tmp_path) == []
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == ["A.md", "B.md", "README.md"]


def test_the_command_checks_without_writing(
    written_files: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit, match=r"`make docs` writes it anew\nmissing: README\.md"):
        written_files.main("Write.", WANTED, tmp_path, "docs")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(sys, "argv", ["generate.py"])
    written_files.main("Write.", WANTED, tmp_path, "docs")
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    written_files.main("Write.", WANTED, tmp_path, "docs")
