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


def missing(error: ImportError) -> str:
    """What to say about a module that is not there: for those of the extra, how to install it."""
    package = (error.name or "").partition(".")[0]
    needed = package in {"click", "rich"}
    return f"{package} is missing: pip install 'datadog-incidents[cli]'" if needed else str(error)
