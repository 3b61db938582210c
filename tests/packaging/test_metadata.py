"""What a package index shows of the project, and what the project says of itself in several places."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def metadata() -> dict[str, Any]:
    """The metadata, as they will be in the packages."""
    finished = subprocess.run(
        [sys.executable, "-m", "hatchling", "metadata"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return cast("dict[str, Any]", json.loads(finished.stdout))


def test_the_links_of_the_readme_lead_somewhere_on_a_package_index(metadata: dict[str, Any]) -> None:
    files = f"{metadata['urls']['Source']}/blob/v{metadata['version']}/"
    targets = re.findall(r"\]\(([^)]*)\)", metadata["readme"]["text"])
    assert sum(target.startswith(files) for target in targets) > 20
    for target in targets:
        assert target.startswith("https://")
        assert not target.startswith(files) or (ROOT / target.removeprefix(files)).exists()


def test_all_addresses_of_the_project_are_below_its_source() -> None:
    assert {url for url in PROJECT["urls"].values() if not url.startswith(PROJECT["urls"]["Source"])} == set()
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert f"({PROJECT['urls']['Source']}/security)" in security


def test_the_lowest_version_of_each_dependency_is_told() -> None:
    finished = subprocess.run(
        [sys.executable, "tools/lowest.py"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    lowest = dict(line.split("==") for line in finished.stdout.split())
    needed = re.findall(r'"([\w-]+)>=', json.dumps([PROJECT["dependencies"], PROJECT["optional-dependencies"]]))
    assert sorted(lowest) == sorted(needed)
    assert {"urllib3", "python-dateutil", "certifi"} <= lowest.keys()


def test_the_makefile_knows_the_supported_pythons() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "all-pythons"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    supported = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert f"for version in {' '.join(supported)};" in listed.stdout
    assert PROJECT["requires-python"] == f">={supported[0]}"
