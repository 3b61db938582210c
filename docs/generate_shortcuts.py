"""Write `datadog_incidents/shortcuts/` from `async_shortcuts/`, or with `--check` see whether it is fresh.

A short cut makes several calls, so that its source is the asynchronous one: without `await` it is the other.
"""

from __future__ import annotations

import re
from pathlib import Path

import written_files

ASYNC_SHORTCUTS = Path(__file__).parent.parent / "datadog_incidents" / "async_shortcuts"
SHORTCUTS = ASYNC_SHORTCUTS.parent / "shortcuts"
NOTICE = "# Written by docs/generate_shortcuts.py from async_shortcuts/{name}: edit that, and run `make async`.\n"

RULES = (
    (r"\basync (def|for|with)\b", r"\1"),
    (r"\(await ((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)\.", r"\1."),
    (r"\bawait ", ""),
    (r"\.total\(\)", ".total"),
    (r"\bAsync(IncidentsApi|Pager|Iterator)\b", r"\1"),
    (r"\basync_pager\b", "pager"),
    (r"\basync_(api|shortcuts)\b", r"\1"),
    (r"a coroutine function over", "a plain function over"),
)
"""What makes the synchronous sibling: a pattern and what takes its place."""


def files() -> dict[str, str]:
    """The text of each file, by its name within `shortcuts/`."""
    return {path.name: sibling(path.read_text(encoding="utf-8"), path.name) for path in ASYNC_SHORTCUTS.glob("*.py")}


def sibling(text: str, name: str) -> str:
    """The synchronous sibling of a module."""
    for pattern, instead in RULES:
        text = re.sub(pattern, instead, text)
    return written_files.formatted(NOTICE.format(name=name) + text, SHORTCUTS / name)


if __name__ == "__main__":
    written_files.main(__doc__, files(), SHORTCUTS, "async")
