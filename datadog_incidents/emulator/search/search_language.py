"""The search language: what a query means, as a tree. The grammar is in `search_language.lark`."""

# Much of lark is annotated without type arguments. This is the one module that touches it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args

from datadog_incidents._core.operations.pasted import pasted_piece
from datadog_incidents.emulator.search.moments import moment
from datadog_incidents.emulator.search.searchable import DATE_FACETS, NUMBER_FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

Operator: TypeAlias = Literal[">", ">=", "<", "<="]


_EXCERPT = 60
"""Characters that a complaint shows of what does not belong into a query."""


class QuerySyntaxError(ValueError):
    """A query that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Equal to the parts with anything between them: `pay*fail` is `("pay", "fail")`, plain text is one part."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Greater or less than a bound."""

    operator: Operator
    bound: str


@dataclass(frozen=True, slots=True)
class Between:
    """Between two bounds; None is no bound on that side."""

    low: str | None
    high: str | None
    includes_low: bool = True
    includes_high: bool = True


Condition: TypeAlias = Pattern | Comparison | Between


@dataclass(frozen=True, slots=True)
class Match:
    """A facet with a value that meets the condition; without a facet, the title."""

    facet: str | None
    condition: Condition


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match the node."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """What matches all nodes; with no nodes, everything."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What matches one of the nodes at least."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Match | Not | And | Or


def parse(query: str) -> Node:
    """Read a query.

    Args:
        query: as in `state:active AND severity:(SEV-1 OR SEV-2)`; an empty one matches everything.

    Raises:
        QuerySyntaxError: the query is not in the language; the text says where and why.
    """
    piece = pasted_piece(query)
    if piece is not None:
        raise QuerySyntaxError(f"{piece[:_EXCERPT]!r} comes from a web address; quote it if it is meant")
    try:
        # With a transformer inside, lark's parse returns what `start` returns, not a tree.
        return cast("Node", _parser().parse(query))
    except UnexpectedInput as error:
        raise QuerySyntaxError(_complaint(query, error)) from None


def conditions_in(node: Node) -> Iterator[Match]:
    """All that a query asks of an incident, each condition for itself."""
    match node:
        case Match():
            yield node
        case Not(inner):
            yield from conditions_in(inner)
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from conditions_in(inner)


def facets_in(node: Node) -> Iterator[str]:
    """The names of the facets that a query mentions."""
    return (each.facet for each in conditions_in(node) if each.facet is not None)


@cache
def _parser() -> Lark:
    grammar = files("datadog_incidents.emulator.search").joinpath("search_language.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", transformer=_ToNodes())


def _complaint(query: str, error: UnexpectedInput) -> str:
    position = error.pos_in_stream
    if position is None or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return "the query ends too early"
    found = re.match(r"\S{1,20}", query[position:])
    return f"unexpected {found.group() if found else query[position]!r} at position {position}"


@v_args(inline=True)
class _ToNodes(Transformer[Token, Node]):
    """Turns each rule of the grammar, from the inside out, into a node or a condition."""

    def start(self, node: Node | None) -> Node:
        return And(()) if node is None else node

    def expression(self, *nodes: Node) -> Node:
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    def conjunction(self, *nodes: Node) -> Node:
        return nodes[0] if len(nodes) == 1 else And(nodes)

    def negation(self, node: Node) -> Node:
        return Not(node)

    def facet(self, name: Token, node: Node) -> Node:
        return _named(node, _unescaped(name[:-1]).casefold())

    alternatives = expression
    alternative = conjunction
    excluded = negation

    def comparison(self, operator: Token, bound: str | None) -> Node:
        if bound is None:
            raise QuerySyntaxError(f"{operator}* compares with nothing")
        return Match(None, Comparison(cast("Operator", str(operator)), bound))

    def between(self, opening: Token, low: str | None, high: str | None, closing: Token) -> Node:
        return Match(None, Between(low, high, includes_low=opening == "[", includes_high=closing == "]"))

    def pattern(self, word: Token) -> Node:
        return Match(None, Pattern(tuple(_unescaped(part) for part in _split_at_wildcards(word))))

    def literal(self, text: Token) -> Node:
        return Match(None, Pattern((_unescaped(text[1:-1]),)))

    def unquoted(self, text: Token) -> str | None:
        return None if text == "*" else _unescaped(text)

    def quoted(self, text: Token) -> str:
        return _unescaped(text[1:-1])


def _split_at_wildcards(word: str) -> list[str]:
    """The parts of a word between its wildcards; an escaped asterisk is none."""
    parts = [""]
    for piece in re.findall(r"\\.|.", word, re.DOTALL):
        if piece == "*":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


_CREATED_SINCE_AND_UNTIL: dict[str, Operator] = {"created_after": ">=", "created_before": "<"}
"""Facets that are another way to write a comparison of `created`."""


def _named(node: Node, facet: str) -> Node:
    """The conditions of a node, asked of a facet."""
    match node:
        case Match(_, Pattern((bound,))) if facet in _CREATED_SINCE_AND_UNTIL:
            return _checked(Match("created", Comparison(_CREATED_SINCE_AND_UNTIL[facet], bound)))
        case Match(_, condition):
            return _checked(Match(facet, condition))
        case Not(inner):
            return Not(_named(inner, facet))
        case And(nodes):
            return And(tuple(_named(inner, facet) for inner in nodes))
        case Or(nodes):
            return Or(tuple(_named(inner, facet) for inner in nodes))


def _checked(match: Match) -> Match:
    """Refuse what the facet cannot be compared with."""
    bounds: tuple[str | None, ...] = ()
    match match.condition:
        case Pattern((bound,)) | Comparison(_, bound):
            bounds = (bound,)
        case Between(low, high):
            bounds = (low, high)
        case _:
            pass
    read = moment if match.facet in DATE_FACETS else _number if match.facet in NUMBER_FACETS else str
    for bound in filter(None, bounds):
        try:
            read(bound)
        except ValueError as error:
            raise QuerySyntaxError(f"{match.facet}: {error}") from None
    return match


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a number") from None
