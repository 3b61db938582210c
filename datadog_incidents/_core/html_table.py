"""Tables of HTML, as notebooks show them. What came from outside is text in them, whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from datadog_incidents._core.moments import minute_text
from datadog_incidents._core.narrowing import is_list
from datadog_incidents._core.one_line import in_short, one_line

_MOST_ROWS: Final = 20
_LONGEST_CELL: Final = 80
_STYLE: Final = 'style="text-align: left; white-space: nowrap; padding: 0.125rem 0.5rem"'


def html_table(rows: Sequence[Mapping[str, object]], caption: str) -> str:
    """A table of the first rows, without the columns in which these have nothing.

    Args:
        rows: what is in each column, by its name; a row may lack some.
        caption: what the table is of.
    """
    shown = rows[:_MOST_ROWS]
    names = dict.fromkeys(name for row in shown for name in row)
    columns = [name for name in names if any(row.get(name) not in (None, []) for row in shown)]
    lines = [
        f"<tr>{''.join(f'<th {_STYLE}>{_escaped(name)}</th>' for name in columns)}</tr>",
        *(f"<tr>{''.join(f'<td {_STYLE}>{_cell(row.get(name))}</td>' for name in columns)}</tr>" for row in shown),
    ]
    left_out = f"<p>{len(rows) - len(shown):,} more are not shown.</p>" if len(rows) > len(shown) else ""
    return f"<div><p>{_escaped(caption)}</p><table>{''.join(lines)}</table>{left_out}</div>"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return _escaped(minute_text(value))
        case _:
            return _escaped(", ".join(map(str, value)) if is_list(value) else str(value))


def _escaped(text: str) -> str:
    from html import escape  # slow to load, and seldom needed

    return escape(in_short(one_line(text), _LONGEST_CELL))
