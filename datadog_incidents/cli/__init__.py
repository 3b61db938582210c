"""`datadog-incidents`: the Incidents API from the command line.

    datadog-incidents search 'state:active' --severity SEV-1

It needs the extra: `pip install 'datadog-incidents[cli]'`. What is heavy is imported by the command that needs it, so
that help and shell completion answer at once.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from datadog_incidents.cli.program import missing, say

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line.

    Args:
        arguments: the command line without the program's name; None means this process's own.

    Returns:
        The exit code, one of `datadog_incidents.cli.failures.EXIT_CODES`.
    """
    try:
        from datadog_incidents.cli.app import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except ModuleNotFoundError as error:
        say(missing(error))
        return 2
    except KeyboardInterrupt:
        return 130
