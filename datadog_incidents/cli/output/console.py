"""What rich writes to stdout for people: styled on a terminal, plain and unlimited elsewhere."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Final

from datadog_incidents._core.one_line import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES: Final = {
    "SEV-0": "bold red",
    "SEV-1": "bold red",
    "SEV-2": "yellow",
    "active": "red",
    "stable": "yellow",
    "resolved": "green",
}
"""The colours of severities and states, on a terminal."""


def styled(text: str, style: str = "") -> Text:
    """A text for the console. All that it prints is made here, so that no text of others is obeyed by a terminal."""
    from rich.text import Text

    return Text(one_line(text), style=style)


def width_of_stdout() -> int | None:
    """The width of the terminal in cells; None where stdout is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def stdout_console() -> Console:
    """A console that writes to stdout: styled on a terminal unless NO_COLOR is set, plain and unlimited elsewhere."""
    from rich.console import Console

    class Writer(Console):
        def on_broken_pipe(self) -> None:
            raise  # rich would exit with 1; a reader that goes away is no error

    width = width_of_stdout()
    return Writer(
        file=sys.stdout,
        force_terminal=width is not None,
        width=width or sys.maxsize,
        soft_wrap=width is None,
        highlight=False,
        markup=False,
        emoji=False,
    )
