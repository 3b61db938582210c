"""A search query as a tree: how it is written, and what it says of the time of creation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias


class Term(NamedTuple):
    """A facet with its values."""

    text: str


class Raw(NamedTuple):
    """Text that someone else wrote, so that nobody knows how tightly its parts hold together."""

    text: str


class Created(NamedTuple):
    """A bound on the creation: the first second that is in, or the first after those that are."""

    facet: Literal["created_after", "created_before"]
    second: int


class Not(NamedTuple):
    node: Node


class Joined(NamedTuple):
    operator: Operator
    nodes: tuple[Node, ...]


Operator: TypeAlias = Literal["AND", "OR"]
Node: TypeAlias = Term | Raw | Created | Not | Joined


def join(operator: Operator, nodes: Sequence[Node]) -> Node:
    """Nodes joined by an operator; what it joins already takes no brackets."""
    parts: list[Node] = []
    for node in nodes:
        parts.extend(node.nodes if isinstance(node, Joined) and node.operator == operator else [node])
    return parts[0] if len(parts) == 1 else Joined(operator, tuple(parts))


def written(node: Node) -> str:
    match node:
        case Term(text) | Raw(text):
            return text
        case Created(name, second):
            return f"{name}:{second}"
        case Not(inner):
            return f"-{_held_together(inner)}"
        case Joined(operator, nodes):
            return f" {operator} ".join(map(_held_together, nodes))


def _held_together(node: Node) -> str:
    """A node as an operator takes it."""
    return f"({written(node)})" if isinstance(node, Raw | Joined) else written(node)


def verdict(node: Node, second: int) -> bool | None:
    """What a query says about an incident that was created in a second; None where it depends on something else."""
    match node:
        case Created("created_after", bound):
            return second >= bound
        case Created(_, bound):
            return second < bound
        case Not(inner):
            told = verdict(inner, second)
            return None if told is None else not told
        case Joined(operator, nodes):
            verdicts = {verdict(inner, second) for inner in nodes}
            decisive = operator == "OR"
            return decisive if decisive in verdicts else None if None in verdicts else not decisive
        case _:
            return None


def second_of(moment: datetime) -> int:
    """The second since 1970 in which a moment lies, which is also what a search tells of it."""
    return max(0, int(moment.replace(microsecond=0).timestamp()))
