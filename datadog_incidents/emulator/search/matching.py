"""Whether an incident matches a query."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from datadog_incidents.emulator.search.moments import Moment, moment
from datadog_incidents.emulator.search.search_language import And, Between, Comparison, Match, Not, Or, Pattern
from datadog_incidents.emulator.search.searchable import MARK, TITLE, Prose, marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from datadog_incidents.emulator.search.search_language import Condition, Node, Operator
    from datadog_incidents.emulator.search.searchable import FacetValue, FacetValues

_COMPARE: dict[Operator, Callable[[float, float], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le}


def matches(node: Node, values: FacetValues) -> bool:
    """Whether an incident with these facet values matches a query.

    Args:
        node: the query, as `search_language.parse` returns it.
        values: the incident's facets, as `searchable.facet_values` returns them.
    """
    match node:
        case Match(facet, condition):
            return any(_meets(value, condition) for value in values.get(facet or TITLE, ()))
        case Not(inner):
            return not matches(inner, values)
        case And(nodes):
            return all(matches(inner, values) for inner in nodes)
        case Or(nodes):
            return any(matches(inner, values) for inner in nodes)


def _meets(value: FacetValue, condition: Condition) -> bool:
    match condition:
        case Pattern(parts):
            return _equals(value, parts)
        case Comparison(operator, bound):
            return _compares(value, operator, bound)
        case Between(low, high, includes_low, includes_high):
            above = low is None or _compares(value, ">=" if includes_low else ">", low)
            return above and (high is None or _compares(value, "<=" if includes_high else "<", high))


def _equals(value: FacetValue, parts: tuple[str, ...]) -> bool:
    match value:
        case Prose():
            return _consists_of(value.marked, _as_words(parts))
        case str():
            return _consists_of(value, _folded(parts))
        case _ if len(parts) == 1:
            return _compares(value, ">=", parts[0]) and _compares(value, "<=", parts[0])
        case _:
            return _consists_of(str(value), _folded(parts))


def _consists_of(text: str, parts: tuple[str, ...]) -> bool:
    """Whether a text is these parts in a row, with anything between them.

    The leftmost place of a part leaves the most room for those after it, so no part is looked for twice.
    """
    if len(parts) == 1:
        return text == parts[0]
    first, *others, last = parts
    end = len(text) - len(last)
    position = len(first)
    if not text.startswith(first) or position > end or not text.endswith(last):
        return False
    for part in others:
        found = text.find(part, position, end)
        if found < 0:
            return False
        position = found + len(part)
    return True


def _compares(value: FacetValue, operator: Operator, bound: str) -> bool:
    """Compare with a bound; what cannot be compared with it is neither above nor below."""
    try:
        if isinstance(value, datetime):
            return _compares_with_moment(value, operator, moment(bound))
        return _COMPARE[operator](float(value), float(bound))
    except ValueError:
        return False


def _compares_with_moment(value: datetime, operator: Operator, limit: Moment) -> bool:
    """A moment lasts: what is later comes after the whole of it, and what is not later reaches to its end."""
    match operator:
        case ">":
            return value >= limit.end
        case ">=":
            return value >= limit.start
        case "<":
            return value < limit.start
        case "<=":
            return value < limit.end


@lru_cache(maxsize=256)
def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.casefold() for part in parts)


@lru_cache(maxsize=256)
def _as_words(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts as marked prose has them: anywhere in it, but the first begins a word there and the last ends one."""
    words = [marked(part) for part in _folded(parts)]
    words[0] = f"{MARK}{words[0]}"
    words[-1] += MARK
    return ("", *words, "")
