"""A diagram of rules, as SVG: each state a box of its events, and from each event a line to what follows.

A line that leads to a state runs past what is done into that state's lane at the right, and enters its box at the top;
one that ends has a ring. The picture loads nothing and brings its own background, so that it can be read on light pages
and on dark ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from diagram_rules import Rule

CHARACTER, LINE, GAP, PADDING = 7.0, 26.0, 22.0, 14.0
"""The width of a character, the height of a line, what is between boxes or lanes, and what is around all; in pixels."""
COLOURS = ("#3b7dd8", "#2f9e6e", "#c2703d", "#8a63c9", "#b8487f")
"""Of the states, in their order; each can be seen on both backgrounds."""
END = "#8b949e"
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
text.state { font-weight: 600; fill: #ffffff }
text.action { paint-order: stroke; stroke: #ffffff; stroke-width: 12px }
.page { fill: #ffffff; stroke: #d0d7de }
.box { fill: #f3f5f7 }
.line { fill: none; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  text.action { stroke: #0d1117 }
  .page { fill: #0d1117; stroke: #30363d }
  .box { fill: #1b2129 }
}
"""


class Box(NamedTuple):
    """A state, with the heights of its head and of its rules."""

    state: str
    y: float
    rows: list[tuple[float, Rule]]
    colour: str


class Plan(NamedTuple):
    """Where everything is."""

    boxes: dict[str, Box]
    events_end: float
    actions_begin: float
    lanes: dict[str, float]
    """For each state that others lead to."""
    width: float
    height: float


def drawing(name: str, rules: Sequence[Rule]) -> str:
    """The SVG of a table of rules.

    Args:
        name: what the rules are of; the title of the picture.
        rules: the rules, those of a state one after the other.
    """
    plan = _planned(rules)
    size = f'viewBox="0 0 {plan.width:g} {plan.height:g}" width="{plan.width:g}"'
    told = "; ".join(f"{rule.state}, {rule.event}: {', then '.join(filter(None, rule[2:]))}" for rule in rules)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>',
            f"<title>{escape(name)}</title>",
            f"<desc>{escape(told)}</desc>",
            f"<style>{STYLE}</style>",
            f'<rect class="page" x="0.5" y="0.5" width="{plan.width - 1:g}" height="{plan.height - 1:g}" rx="8"/>',
            *(shape for box in plan.boxes.values() for shape in _box(box, plan)),
            "</svg>\n",
        ]
    )


def _planned(rules: Sequence[Rule]) -> Plan:
    boxes = {box.state: box for box in _boxes(rules)}
    events_end = 3 * PADDING + max(_width(rule.event) for rule in rules)
    actions_begin = events_end + 2 * GAP
    actions_end = actions_begin + max(_width(rule.action) for rule in rules)
    goals = [state for state in boxes if any(rule.goal == state for rule in rules)]
    lanes = {state: actions_end + GAP * number for number, state in enumerate(goals, 1)}
    width, bottom = actions_end + GAP * (len(lanes) + 1), max(y for box in boxes.values() for y, _ in box.rows)
    return Plan(boxes, events_end, actions_begin, lanes, width, bottom + LINE / 2 + PADDING)


def _boxes(rules: Iterable[Rule]) -> Iterator[Box]:
    y = PADDING + LINE / 2
    for number, (state, group) in enumerate(groupby(rules, key=lambda rule: rule.state)):
        rows = [(y + LINE * line, rule) for line, rule in enumerate(group, 1)]
        yield Box(state, y, rows, COLOURS[number % len(COLOURS)])
        y += LINE * (len(rows) + 1) + GAP


def _box(box: Box, plan: Plan) -> Iterator[str]:
    """A state, the way into it, and all ways out of it."""
    left, top, width = PADDING, box.y - LINE / 2, plan.events_end - PADDING
    height = LINE * (len(box.rows) + 1)
    yield f'<rect class="box" x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="6"/>'
    yield f'<rect fill="{box.colour}" x="{left:g}" y="{top:g}" width="{width:g}" height="{LINE:g}" rx="6"/>'
    yield _text(box.state, 2 * left, box.y, ' class="state"')
    if box.state in plan.lanes:
        yield _line(box.colour, (plan.lanes[box.state], box.y), (plan.events_end + 4, box.y))
        yield f'<path fill="{box.colour}" d="M {plan.events_end:g} {box.y:g} l 9 -4.5 v 9 z"/>'
    for y, rule in box.rows:
        yield _text(rule.event, 2 * left, y)
        yield from _way(rule, y, plan)


def _way(rule: Rule, y: float, plan: Plan) -> Iterator[str]:
    """From an event to what is done, and on to where that leads."""
    if rule.goal is None:
        ring = plan.actions_begin - 11
        yield _line(END, (plan.events_end, y), (ring - 5, y))
        yield f'<circle cx="{ring:g}" cy="{y:g}" r="3.5" fill="none" stroke="{END}" stroke-width="3"/>'
    else:
        goal, lane = plan.boxes[rule.goal], plan.lanes[rule.goal]
        yield _line(goal.colour, (plan.events_end, y), (lane, y), (lane, goal.y))
    if rule.action:
        yield _text(rule.action, plan.actions_begin, y, ' class="action"')


def _width(text: str) -> float:
    return len(text) * CHARACTER


def _text(text: str, x: float, y: float, attributes: str = "") -> str:
    return f'<text{attributes} x="{x:g}" y="{y + 4.5:g}">{escape(text)}</text>'


def _line(colour: str, *points: tuple[float, float]) -> str:
    return f'<path class="line" stroke="{colour}" d="M {" L ".join(f"{x:g} {y:g}" for x, y in points)}"/>'
