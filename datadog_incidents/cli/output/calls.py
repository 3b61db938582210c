"""What is said of calls while they last: that they wait and, if it is asked for, all that they do."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from datadog_incidents.cli.program import say

if TYPE_CHECKING:
    from collections.abc import Generator

    from datadog_incidents import WaitEvent

_WORTH_TELLING_SECONDS: Final = 1.0
_OVER_THE_BAR: Final = "\r\x1b[2K"
"""Makes a terminal clear the line, on which there may be a progress bar."""


class Announcer:
    """Says that the client waits, once for all threads that wait for the same moment.

    On a terminal all waits are told, since somebody waits there, too; elsewhere those for a rate limit alone, which can
    take long though nothing is wrong.
    """

    def __init__(self) -> None:
        self._until = time.monotonic()

    def __call__(self, event: WaitEvent) -> None:
        """Tell of a wait, unless it is short or known."""
        until = time.monotonic() + event.seconds
        if until > self._until + _WORTH_TELLING_SECONDS and (event.for_rate_limit or sys.stderr.isatty()):
            self._until = until
            _say(f"waiting {event.seconds:.0f} s: {event.reason}")


@contextmanager
def calls_told(*, told: bool) -> Generator[None]:
    """Let what calls do be told: what the log has of them, a line for each attempt and each wait.

    Args:
        told: whether it is wanted.
    """
    if not told:
        yield
        return
    import logging  # which only a client has loaded

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _say(record.getMessage())

    logger, handler = logging.getLogger("datadog_incidents"), Told()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)


def _say(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(_OVER_THE_BAR)
    say(line)
