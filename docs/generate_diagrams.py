"""Write `docs/diagrams/` from the tables of rules in the code, or with `--check` see whether it is fresh."""

from __future__ import annotations

import written_files
from diagram_drawing import drawing
from diagram_rules import tables


def diagrams() -> dict[str, str]:
    """The text of every diagram, by its file name."""
    return {f"{name}.svg": drawing(name, rules) for name, rules in tables().items()}


if __name__ == "__main__":
    written_files.main(__doc__, diagrams(), written_files.ROOT / "docs" / "diagrams", "docs")
