"""Looking again and again at what changes."""

from __future__ import annotations

import itertools
import math
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from datadog_incidents._core.calls.clock import SystemClock
from datadog_incidents._core.one_line import one_line
from datadog_incidents.cli.failures import message_of
from datadog_incidents.cli.output.console import cells_of
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

_FEWEST_LINES: Final = 3
"""How many of a table are shown however low the terminal is: its header, an incident, and how many more there are."""


def repeat(look: Callable[[int], None], seconds: int) -> None:
    """Look until Ctrl-C, or until something is wrong for good. A look that fails is told, but the first has to succeed.

    Args:
        look: shows what there is; it takes how many looks there were before.
        seconds: how long to wait after each look.

    Raises:
        DatadogIncidentsError: the first look failed, or the keys are wrong.
    """
    for number in itertools.count():
        try:
            look(number)
        except _FOR_GOOD:
            raise
        except DatadogIncidentsError as error:
            if number == 0:
                raise
            say(f"{message_of(error)}; the next look is in {seconds} s")
        SystemClock().sleep(seconds)


def begin_look(seconds: int, below: str) -> int | None:
    """Say on stdout when this look is: on a terminal in the place of the look before, else below it.

    Args:
        seconds: how long there is from one look to the next.
        below: the line that will stand below the table.

    Returns:
        How many lines the terminal has room for; None where stdout is none, or one that cannot clear its screen.
    """
    in_place = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if in_place:
        sys.stdout.write(_CLEARED)
    above = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, every {seconds} s"
    write_line(above)
    columns, lines = shutil.get_terminal_size()
    taken = sum(math.ceil(cells_of(line) / columns) for line in (above, one_line(below)))
    return max(_FEWEST_LINES, lines - taken - 1) if in_place else None  # the cursor is on a line, too
