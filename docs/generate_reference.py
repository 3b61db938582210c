"""Write `docs/reference/` from what the code says about itself, or with `--check` see whether it is fresh."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from reference_pages import pages

REFERENCE = Path(__file__).parent / "reference"


def differences(wanted: Mapping[str, str], folder: Path) -> list[str]:
    """What is not as it should be in a folder, a line for each file."""
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    found = dict.fromkeys(present.keys() - wanted.keys(), "superfluous")
    found |= dict.fromkeys(wanted.keys() - present.keys(), "missing")
    for name in wanted.keys() & present.keys():
        if present[name].read_text(encoding="utf-8") != wanted[name]:
            found[name] = "stale"
    return [f"{state}: {name}" for name, state in sorted(found.items())]


def write(wanted: Mapping[str, str], folder: Path) -> None:
    """Make a folder hold these pages and nothing else."""
    for line in differences(wanted, folder):
        state, _, name = line.partition(": ")
        path = folder / name
        if state == "superfluous":
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8", newline="\n")


def main() -> None:
    """Write the reference, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is not fresh")
    if not parser.parse_args().check:
        write(pages(), REFERENCE)
    elif found := differences(pages(), REFERENCE):
        sys.exit("\n".join(["docs/reference is not fresh; `make docs` writes it anew", *found]))


if __name__ == "__main__":
    main()
