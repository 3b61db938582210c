"""Folders of files that are written from the code and kept beside it: written anew, or checked for freshness."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent


def differences(wanted: Mapping[str, str], folder: Path) -> list[str]:
    """What is not as it should be in a folder, a line for each file."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    present = {path.relative_to(folder).as_posix(): path for path in files}
    found = dict.fromkeys(present.keys() - wanted.keys(), "superfluous")
    found |= dict.fromkeys(wanted.keys() - present.keys(), "missing")
    for name in wanted.keys() & present.keys():
        if present[name].read_text(encoding="utf-8") != wanted[name]:
            found[name] = "stale"
    return [f"{state}: {name}" for name, state in sorted(found.items())]


def write(wanted: Mapping[str, str], folder: Path) -> None:
    """Make a folder hold these files and nothing else."""
    for line in differences(wanted, folder):
        state, _, name = line.partition(": ")
        path = folder / name
        if state == "superfluous":
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8", newline="\n")


def formatted(text: str, path: Path) -> str:
    """The source of a module in the project's format, without what it imports in vain.

    Args:
        text: the source.
        path: where it is going to be.
    """
    for command in (["check", "--quiet", "--fix-only", "--select", "I,F401", "-"], ["format", "--quiet", "-"]):
        ran = subprocess.run(  # noqa: S603  # our own tool on our own text
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(path)],
            input=text,
            capture_output=True,
            check=True,
            text=True,
        )
        text = ran.stdout
    return text


def main(description: str | None, wanted: Mapping[str, str], folder: Path, target: str) -> None:
    """Write a folder, or with `--check` exit with what is not fresh in it.

    Args:
        description: what the command does, for its help.
        wanted: the text of each file, by its path within the folder.
        folder: where the files are.
        target: the target of `make` that writes them.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is not fresh")
    if not parser.parse_args().check:
        write(wanted, folder)
    elif found := differences(wanted, folder):
        name = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
        sys.exit("\n".join([f"{name} is not fresh; `make {target}` writes it anew", *found]))
