"""Looking again and again at what changes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, Never

from datadog_incidents._core.calls.clock import SystemClock
from datadog_incidents.cli.failures import message_of
from datadog_incidents.cli.output.stdout import write_line
from datadog_incidents.cli.program import say
from datadog_incidents.exceptions import (
    DatadogIncidentsError,
    ForbiddenException,
    InvalidArgumentError,
    UnauthorizedException,
)

_FOR_GOOD: Final = (InvalidArgumentError, UnauthorizedException, ForbiddenException)
"""What is no better the next time."""

_CLEARED: Final = "\x1b[H\x1b[2J"
"""Makes a terminal clear its screen and begin at the top."""

_LINES_AROUND: Final = 3
"""The line with the time, the one below the table, and where the cursor stands."""


def repeat(look: Callable[[], None], seconds: float) -> Never:
    """Look until Ctrl-C, or until something is wrong for good. A look that fails is told, but the first has to succeed.

    Args:
        look: shows what there is.
        seconds: how long to wait after each look.

    Raises:
        DatadogIncidentsError: the first look failed, or the keys are wrong.
    """
    look()
    while True:
        SystemClock().sleep(seconds)
        try:
            look()
        except _FOR_GOOD:
            raise
        except DatadogIncidentsError as error:
            say(f"{message_of(error)}; the next look is in {seconds:g} s")


def begin_look(seconds: float) -> int | None:
    """Say on stdout when this look is: on a terminal in the place of the look before, else below it.

    Args:
        seconds: how long there is from one look to the next.

    Returns:
        How many lines the terminal has room for; None where stdout is none, or one that cannot clear its screen.
    """
    in_place = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if in_place:
        sys.stdout.write(_CLEARED)
    write_line(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, again every {seconds:g} s")
    return max(2, shutil.get_terminal_size().lines - _LINES_AROUND) if in_place else None
