"""What is written from the other kind of client: fresh, and told of where it is not."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(params=["generate_async_api", "generate_shortcuts"])
def generator(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(DOCS), *sys.path])
    return importlib.import_module(request.param)


def folders_of(generator: ModuleType) -> tuple[str, str]:
    """The names of the folders that a generator reads and writes."""
    if generator.__name__ == "generate_async_api":
        return "API", "ASYNC_API"
    return "ASYNC_SHORTCUTS", "SHORTCUTS"


def test_they_are_fresh(generator: ModuleType) -> None:
    written: Path = getattr(generator, folders_of(generator)[1])
    for name, text in generator.files().items():
        assert (written / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("change", ["docstring", "name"])
def test_a_source_that_was_edited_makes_them_stale(
    generator: ModuleType, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, written = folders_of(generator)
    name, method = ("incidents.py", "get_incident") if source == "API" else ("finding.py", "find_incident")
    edited = shutil.copytree(getattr(generator, source), tmp_path / "source")
    monkeypatch.setattr(generator, source, edited)
    before, after = ("Args:", "Arguments:") if change == "docstring" else (f"def {method}(", f"def fetch_{method}(")
    text = (edited / name).read_text(encoding="utf-8")
    assert before in text
    (edited / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit, match=rf"`make async` writes it anew\nstale: {name}$"):
        importlib.import_module("written_files").main("", generator.files(), getattr(generator, written), "async")
