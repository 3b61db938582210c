"""The rules that modules open with: tables of state, event and what follows, as values.

    state   | event                | what follows
    --------|----------------------|-----------------------
    asking  | the way is free      | send, then sent
    sent    | an answer            | return it

What follows leads to a state if it is one, or ends with one after `, then`; `as` before it says that what is to be done
there was done. Else it is an end: its last part says to return, to raise, or just end.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent / "datadog_incidents"
TABLE = re.compile(r"^ *state +\| event +\| what follows\n *[-|]+\n((?:.*\|.*\n?)+)", re.MULTILINE)
ENDS = ("end", "raise", "return")


class Rule(NamedTuple):
    """A line of a table."""

    state: str
    event: str
    action: str
    """What is done; empty for nothing."""
    goal: str | None
    """The state that follows; None where it ends."""


def tables(package: Path = PACKAGE) -> dict[str, list[Rule]]:
    """The rules of each module of a package that opens with some, by its name.

    Raises:
        ValueError: a line is not as it should be.
    """
    docstrings = {
        path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for path in sorted(package.rglob("*.py"))
    }
    found = {name: TABLE.search(docstring) for name, docstring in docstrings.items()}
    return {name: _rules(name, table.group(1).splitlines()) for name, table in found.items() if table}


def _rules(name: str, lines: Sequence[str]) -> list[Rule]:
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    if broken := [line for line, row in zip(lines, rows, strict=True) if len(row) != 3]:
        raise ValueError(f"{name}: not three cells: {broken[0]}")
    states = {state for state, _, _ in rows}
    return [Rule(state, event, *_followed(name, states, follows)) for state, event, follows in rows]


def _followed(name: str, states: set[str], follows: str) -> tuple[str, str | None]:
    """What is done, and the state that it leads to."""
    action, _, last = follows.rpartition(", then ")
    if (goal := last.removeprefix("as ")) in states:
        return action, goal
    if last.partition(" ")[0] in ENDS:
        return follows, None
    raise ValueError(f"{name}: {follows!r} leads to none of {', '.join(sorted(states))}, and is no end")
