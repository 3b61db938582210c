"""Results as a table for the terminal, and as one for the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .results import Result
from .workload import Comparison

COLUMNS = ("", "takes", "against", "takes", "ratio", "target", "reached")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def text_table(results: Iterable[Result]) -> str:
    """One block of lines for each workload."""
    blocks = [(result, _rows(result)) for result in results]
    widths = [
        max(map(len, column)) for column in zip(COLUMNS, *(row for _, rows in blocks for row in rows), strict=True)
    ]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()

    lines = [line(COLUMNS)]
    for result, rows in blocks:
        lines += ["", f"{result.workload.name}: {result.workload.title}", *map(line, rows)]
    return "\n".join(lines)


def markdown_table(results: Iterable[Result], circumstances: dict[str, Any]) -> str:
    """One table, and what it was measured on."""
    lines = ["| " + " | ".join(("Measurement", *COLUMNS[1:-1])) + " |", "|" + " --- |" * len(COLUMNS[:-1])]
    for result in results:
        lines.append(f"| **{result.workload.title}** |" + " |" * (len(COLUMNS) - 2))
        for subject, *cells, reached in _rows(result):
            cells[-1] += ", missed" if reached == "no" else ""
            lines.append(f"| {subject} | " + " | ".join(cells) + " |")
    versions = ", ".join(f"{name} {version}" for name, version in circumstances["libraries"].items())
    lines += ["", f"Python {circumstances['python']}, {circumstances['cores']} cores of a shared machine, {versions}."]
    return "\n".join(lines)


def write_between_markers(page: Path, table: str) -> None:
    """Put a table in the place of the one that a page has.

    Raises:
        ValueError: the page has no place for it.
    """
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no {BEGIN} … {END}")
    page.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def _rows(result: Result) -> list[list[str]]:
    return [_row(result, comparison) for comparison in result.workload.comparisons]


def _row(result: Result, comparison: Comparison) -> list[str]:
    unit, ratio = result.workload.unit, result.ratio(comparison)
    reached = comparison.reached(ratio.median)
    return [
        comparison.subject,
        _quantity(result.taken(comparison.subject), unit),
        comparison.peer,
        _quantity(result.taken(comparison.peer), unit),
        _ratio(comparison, ratio.median) + (f" ±{ratio.noise:.0%}" if ratio.noise else ""),
        _target(comparison),
        {True: "yes", False: "no", None: ""}[reached],
    ]


def _ratio(comparison: Comparison, ratio: float) -> str:
    if comparison.at_least is not None:
        return f"{ratio:.1f} x faster"
    no_target = comparison.at_most is None
    return f"{1 / ratio:.1f} x faster" if no_target and ratio < 1 else f"{ratio:.2f} x"


def _target(comparison: Comparison) -> str:
    if comparison.at_least is not None:
        return f"at least {comparison.at_least:g}"
    return "" if comparison.at_most is None else f"at most {comparison.at_most:g}"


def _quantity(value: float, unit: str) -> str:
    """A number with three digits or so, and the prefix that suits it."""
    prefixes = ((1e6, "M"), (1e3, "k"), (1, "")) if unit == "B" else ((1, ""), (1e-3, "m"), (1e-6, "µ"))
    scale, prefix = next((each for each in prefixes if value >= each[0]), prefixes[-1])
    scaled = value / scale
    return f"{scaled:.{max(0, 2 - len(str(int(scaled))) + 1)}f} {prefix}{unit}"
