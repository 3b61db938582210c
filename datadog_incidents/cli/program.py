"""The name of the program, and what it says where a module of the extra is missing."""

from __future__ import annotations

from typing import Final

PROGRAM: Final = "datadog-incidents"


def missing(error: ImportError) -> str:
    """What to say about a module that is not there: for those of the extra, how to install it."""
    package = (error.name or "").partition(".")[0]
    needed = package in {"click", "rich", "typer"}
    return f"{package} is missing: pip install 'datadog-incidents[cli]'" if needed else str(error)
