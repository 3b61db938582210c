"""Lines on stdout for people: styled by rich on a terminal, plain and unlimited elsewhere, where rich is not loaded."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from datadog_incidents._core.one_line import one_line

if TYPE_CHECKING:
    from rich.console import Console

STYLES: Final = {
    "SEV-0": "bold red",
    "SEV-1": "bold red",
    "SEV-2": "yellow",
    "active": "red",
    "stable": "yellow",
    "resolved": "green",
}
"""The colours of severities and states, on a terminal."""

Span: TypeAlias = tuple[str, str]
"""A text, and its style."""

WriteLine: TypeAlias = Callable[..., None]
"""Takes the spans of a line, which is written without blanks at its end."""


def width_of_stdout() -> int | None:
    """The width of the terminal in cells; None where stdout is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """A text that takes so many cells at the most; where that is less than all, it ends with an ellipsis."""
    if cells_of(text) <= width:
        return text
    from rich.cells import set_cell_size

    return f"{set_cell_size(text, width - 1)}…"


def broken(text: str, width: int) -> list[str]:
    """A text in lines of so many cells at the most."""
    if cells_of(text) <= width:
        return [text]
    from rich.text import Text

    return [line.plain for line in Text(text).wrap(_console(width), width)]


def lines_for_people() -> WriteLine:
    """What writes lines to stdout. It makes them such that no text of others in them is obeyed by a terminal."""
    width = width_of_stdout()
    if width is None:
        return _write_plain
    from rich.text import Text

    console = _console(width)

    def write(*spans: Span) -> None:
        line = Text.assemble(*((one_line(text), style) for text, style in spans))
        line.rstrip()
        console.print(line)

    return write


def _write_plain(*spans: Span) -> None:
    sys.stdout.write(one_line("".join(text for text, _ in spans).rstrip()) + "\n")


def _console(width: int) -> Console:
    from rich.console import Console

    class Writer(Console):
        def on_broken_pipe(self) -> None:
            raise  # rich would exit with 1; a reader that goes away is no error

    return Writer(file=sys.stdout, force_terminal=True, width=width, highlight=False, markup=False, emoji=False)
