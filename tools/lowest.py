"""Print the lowest version of each dependency that `pyproject.toml` allows, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from itertools import chain
from pathlib import Path


def lowest() -> dict[str, str]:
    """The lowest version of each package that the library or one of its extras needs."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, str] = {}
    for needed in chain(project["dependencies"], *project["optional-dependencies"].values()):
        name, _, version = needed.partition(">=")
        if version:
            found[name] = version
        elif not re.match(rf"{project['name']}\[", needed):
            sys.exit(f"{needed}: say the lowest version that works, as in {name}>=1.0")
    return found


if __name__ == "__main__":
    for name, version in lowest().items():
        print(f"{name}=={version}")
