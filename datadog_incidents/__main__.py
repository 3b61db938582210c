"""`python -m datadog_incidents`: the command line, the same as `datadog-incidents`."""

from __future__ import annotations

import gc
import sys

from datadog_incidents.cli import main

_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""More than most commands make, where Python looks for cycles every 700."""


def run() -> int:
    """Carry out the command line of this process, which is all that it does.

    Returns:
        The exit code.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        return main()
    finally:
        gc.freeze()  # what is left goes with the process: to look through it takes longer than to import the client


if __name__ == "__main__":
    sys.exit(run())
