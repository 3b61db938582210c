"""Tables of text: as wide as they are in a pipe, within the width of a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

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

_GAP = "  "
_NARROWEST = 12
"""The width that a column which gives way keeps."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain text.

    Args:
        header: the titles of the columns.
        rows: the cells.
        giving_way: the columns that are cut short on a terminal too narrow, by position. Without any, the titles are
            broken, and then the columns are written in several blocks, each with the first column.
        styled: the columns whose values have `STYLES`.
        numbers: the columns that are set to the right.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    giving_way: Sequence[int] = ()
    styled: Sequence[int] = ()
    numbers: Sequence[int] = ()

    def write(self) -> None:
        """Write it to stdout: on a terminal within its width and in moderate colours, else in full and plain."""
        console, available = stdout_console(), width_of_stdout()
        columns, titles = range(len(self.header)), [[title] for title in self.header]
        widths = self._widths(titles)
        if available is None or _width(widths) <= available:
            blocks = [list(columns)]
        elif self.giving_way:
            widths, blocks = _shrunk(widths, self.giving_way, available), [list(columns)]
        else:
            cells = self._widths([[""]] * len(columns))
            titles = [
                textwrap.wrap(title, max(cell, _NARROWEST)) for title, cell in zip(self.header, cells, strict=True)
            ]
            widths = self._widths(titles)
            blocks = list(_blocks(widths, available))
        for number, block in enumerate(blocks):
            if number:
                console.print()
            for line in zip_longest(*(titles[column] for column in block), fillvalue=""):
                console.print(self._line(line, block, widths, "bold"))
            for row in self.rows:
                console.print(self._line([row[column] for column in block], block, widths, None))

    def _widths(self, titles: Sequence[Sequence[str]]) -> list[int]:
        from rich.cells import cell_len

        return [
            max(map(cell_len, (*title, *cells)), default=0) for title, *cells in zip(titles, *self.rows, strict=True)
        ]

    def _line(self, cells: Sequence[str], columns: Sequence[int], widths: Sequence[int], style: str | None) -> Text:
        """One line; values have their own styles where the line has none."""
        from rich.text import Text

        line = Text(style=style or "")
        for column, cell in zip(columns, cells, strict=True):
            text = Text(cell, style=STYLES.get(cell, "") if style is None and column in self.styled else "")
            text.truncate(widths[column], overflow="ellipsis")
            text.align("right" if column in self.numbers else "left", widths[column])
            line.append_text(text).append(_GAP)
        line.rstrip()
        return line


def _width(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _shrunk(widths: Sequence[int], giving_way: Sequence[int], available: int) -> list[int]:
    """The widths, some of them cut until the table fits, the widest first."""
    shrunk = list(widths)
    while _width(shrunk) > available:
        widest = max(giving_way, key=lambda column: shrunk[column])
        if shrunk[widest] <= _NARROWEST:
            break
        shrunk[widest] -= 1
    return shrunk


def _blocks(widths: Sequence[int], available: int) -> Iterator[list[int]]:
    """The columns in blocks that fit, each of them beginning with the first column."""
    block = [0]
    for column in range(1, len(widths)):
        if len(block) > 1 and _width([widths[each] for each in (*block, column)]) > available:
            yield block
            block = [0]
        block.append(column)
    yield block


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
