"""Tables of text: as wide as they are in a pipe, within the width of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from datadog_incidents._core.one_line import one_line
from datadog_incidents.cli.output.console import STYLES, Span, cells_of, cut, lines_for_people, width_of_stdout

_GAP = "  "
_NARROWEST = 12
"""The width that a column which gives way keeps."""
_NARROWEST_NAME = 8
"""The width that the first column keeps where the columns come in blocks."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain text.

    Args:
        header: the titles of the columns.
        rows: the cells.
        giving_way: the columns that are cut short on a terminal too narrow, by position. Where that is not enough, the
            titles are broken, and the columns come in several blocks, each with the first column, cut as needed.
        styled: the columns whose values have `STYLES`.
        numbers: the columns that are set to the right.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    giving_way: Sequence[int] = ()
    styled: Sequence[int] = ()
    numbers: Sequence[int] = ()

    def write(self, most: int | None = None) -> None:
        """Write it to stdout: on a terminal within its width and in moderate colours, else in full and plain.

        Args:
            most: how many lines there is room for; of a longer table the last one says how many are missing.
        """
        write, lines = lines_for_people(), list(self._lines(width_of_stdout()))
        if most is not None and len(lines) > most:
            lines[most - 1 :] = [[(f"… {len(lines) - most + 1:,} lines more", "dim")]]
        for line in lines:
            write(*line)

    def _lines(self, available: int | None) -> Iterator[Sequence[Span]]:
        rows, titles = [[one_line(cell) for cell in row] for row in self.rows], [[title] for title in self.header]
        widths, blocks = _widths(titles, rows), [list(range(len(titles)))]
        if available is not None:
            widths = _shrunk(widths, self.giving_way, available)
            if _width(widths) > available:
                cells = _widths([[""]] * len(titles), rows)
                titles = [
                    textwrap.wrap(title, max(cell, _NARROWEST)) for title, cell in zip(self.header, cells, strict=True)
                ]
                widths = self._widths_in_blocks(_widths(titles, rows), available)
                blocks = list(_blocks(widths, available))
        for number, block in enumerate(blocks):
            if number:
                yield ()
            for line in zip_longest(*(titles[column] for column in block), fillvalue=""):
                yield tuple(self._line(line, block, widths, lambda _column, _cell: "bold"))
            for row in rows:
                yield tuple(self._line([row[column] for column in block], block, widths, self._style))

    def _widths_in_blocks(self, widths: Sequence[int], available: int) -> list[int]:
        """The first column as wide as the others let it be, each of which has to fit beside it."""
        first, *others = widths
        if not others:
            return [min(first, available)]
        in_full = [width for column, width in enumerate(others, 1) if column not in self.giving_way]
        first = min(first, max(_NARROWEST_NAME, available - len(_GAP) - max(in_full, default=_NARROWEST)))
        return [first, *(min(width, max(1, available - len(_GAP) - first)) for width in others)]

    def _style(self, column: int, cell: str) -> str:
        return STYLES.get(cell, "") if column in self.styled else ""

    def _line(
        self,
        cells: Sequence[str],
        columns: Sequence[int],
        widths: Sequence[int],
        style: Callable[[int, str], str],
    ) -> Iterator[Span]:
        for column, cell in zip(columns, cells, strict=True):
            shown = cut(cell, widths[column])
            blanks = " " * (widths[column] - cells_of(shown))
            yield f"{blanks}{shown}" if column in self.numbers else f"{shown}{blanks}", style(column, cell)
            yield _GAP, ""


def _widths(titles: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cells_of, (*title, *cells)), default=0) for title, *cells in zip(titles, *rows, strict=True)]


def _width(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _shrunk(widths: Sequence[int], giving_way: Sequence[int], available: int) -> list[int]:
    """The widths, some of them cut until the table fits, the widest first."""
    shrunk = list(widths)
    while giving_way and _width(shrunk) > available:
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
