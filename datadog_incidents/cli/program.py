"""The name of the program, and what it says on stderr: all but help, questions and the progress bar."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

from datadog_incidents._core.one_line import one_line

PROGRAM: Final = "datadog-incidents"


def say(message: str) -> None:
    """Write a line to stderr that begins with the name of the program."""
    tell(f"{PROGRAM}: {message}")


def tell(line: str) -> None:
    """Write a line to stderr; that nobody reads it is no reason to fail."""
    with suppress(OSError):
        sys.stderr.write(f"{one_line(line)}\n")
        sys.stderr.flush()


_EXTRAS: Final = {"click": "cli", "rich": "cli", "mcp": "mcp"}
"""The extra that each package comes with."""


def missing(error: ImportError) -> str:
    """What to say about a module that is not there: for those of an extra, how to install it."""
    package = (error.name or "").partition(".")[0]
    extra = _EXTRAS.get(package)
    return f"{package} is missing: pip install 'datadog-incidents[{extra}]'" if extra else str(error)
