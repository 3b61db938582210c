"""What a release writes, and what it refuses before it writes anything."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Wings.\n\n## [0.1.0] - 2025-01-31\n\n- All.\n"


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, for a repository of its own."""
    found = importlib.util.spec_from_file_location("release", ROOT / "tools" / "release.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    for name, path in {"ROOT": ".", "VERSION_FILE": "version.py", "CHANGELOG": "CHANGELOG.md", "DIST": "dist"}.items():
        monkeypatch.setattr(module, name, tmp_path / path)
    (tmp_path / "version.py").write_text('__version__ = "0.1.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    git(tmp_path, "tag", "v0.1.0")
    return module


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, timeout=60)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")


def test_the_entries_get_a_version_and_a_date_and_the_next_have_room(release: ModuleType) -> None:
    assert release.with_release(CHANGELOG, "0.2.0", "2026-01-31") == (
        "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-31\n\n### Added\n\n- Wings.\n\n"
        "## [0.1.0] - 2025-01-31\n\n- All.\n"
    )


def test_the_first_release_has_nothing_below_it(release: ModuleType) -> None:
    first = "# Changelog\n\n## [Unreleased]\n\n- All.\n"
    assert release.with_release(first, "0.1.0", "2026-01-31") == (
        "# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-01-31\n\n- All.\n"
    )


def test_the_version_is_written_to_its_one_place(release: ModuleType) -> None:
    assert release.with_version('"""One."""\n\n__version__ = "0.1.0"\n', "0.2.0") == (
        '"""One."""\n\n__version__ = "0.2.0"\n'
    )
    written = (ROOT / "datadog_incidents" / "_core" / "version.py").read_text(encoding="utf-8")
    assert '__version__ = "9.9.9"' in release.with_version(written, "9.9.9")


@pytest.mark.parametrize("text", ["", "1.2", "v1.2.0", "1.2.0rc1", "01.2.0", "1.2.0.0"])
def test_what_is_no_version_is_refused(release: ModuleType, text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"is no version; expected three numbers, such as 1\.2\.0"):
        release.checked_version(text)


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9"])
def test_a_version_that_is_not_greater_is_refused(release: ModuleType, version: str) -> None:
    with pytest.raises(SystemExit, match=f"release: {version} is not greater than the last release"):
        release.require_order(version)
    release.require_order("0.1.10")


def test_uncommitted_files_are_refused(release: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("new", encoding="utf-8")
    with pytest.raises(SystemExit, match="release: there are uncommitted files"):
        release.require_order("0.2.0")


def test_another_branch_is_refused(release: ModuleType, tmp_path: Path) -> None:
    git(tmp_path, "switch", "--quiet", "--create", "wings")
    with pytest.raises(SystemExit, match="release: releases are made from the branch main"):
        release.require_order("0.2.0")


def test_a_release_of_nothing_is_refused(release: ModuleType) -> None:
    nothing = CHANGELOG.replace("### Added\n\n- Wings.\n\n", "")
    with pytest.raises(SystemExit, match=r"release: CHANGELOG\.md has nothing under Unreleased"):
        release.with_release(nothing, "0.2.0", "2026-01-31")


def test_a_failing_check_leaves_everything_as_it_was(
    release: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Makefile").write_text("check:\n\t@cat version.py CHANGELOG.md >.git/seen; exit 3\n", encoding="utf-8")
    commit(tmp_path)
    monkeypatch.setattr(sys, "argv", ["release.py", "0.2.0"])
    with pytest.raises(SystemExit, match="release: make ended with 2"):
        release.main()
    seen = (tmp_path / ".git" / "seen").read_text(encoding="utf-8")
    assert '__version__ = "0.2.0"' in seen
    assert "## [0.2.0] - 20" in seen
    release.require_order("0.2.0")
    assert (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8") == CHANGELOG
