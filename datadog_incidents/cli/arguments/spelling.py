"""What may be misspelt in a query that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from datadog_incidents._core.narrowing import is_list, is_object
from datadog_incidents._core.one_line import in_short
from datadog_incidents._core.settings.suggestion import nearest
from datadog_incidents.rows import INCIDENT_COLUMNS

if TYPE_CHECKING:
    from datadog_incidents.models import IncidentSearchResponseFacetsData

_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_NAME: Final = r"(?<![^\s(])(?<!NOT )(?:[\w@./]|\\.)(?:[\w@./-]|\\.)*"
_TERM: Final = re.compile(rf'{_QUOTED}|({_NAME}):(\((?:{_QUOTED}|[^")])*\)|{_QUOTED}|[^\s()"]+)')
"""A facet that incidents should have, with its values; or a text of its own, in which there is none."""
_VALUE: Final = re.compile(rf'{_QUOTED}|[^\s()"]+')
_NO_PLAIN_VALUE: Final = re.compile(r"(?:AND|OR|NOT)\Z|[-<>\[{]|.*[*?]")
_NOT_AMONG_FACETS: Final = ("created_after", "created_before", "declared")
"""What else can be searched for, beside what is a column."""
_ALIKE: Final = 0.75
"""How much of two values is the same where one may be meant by the other: more than the domain of two addresses."""
_FEW: Final = 8
_LONGEST_VALUE: Final = 40


def misspelt(query: str, facets: IncidentSearchResponseFacetsData) -> str:
    """Questions and remarks about names and values in a query that no incident has; empty if there are none.

    Args:
        query: what was searched for.
        facets: those of all incidents.
    """
    known = _known_values(facets)
    return " ".join(remark for name, value in _terms(query) if (remark := _remark(name, value, known)))


def _remark(name: str, value: str, known: Mapping[str, Mapping[str, str]]) -> str | None:
    if name.casefold() not in known:
        others = (*INCIDENT_COLUMNS, *_NOT_AMONG_FACETS)
        close = None if name.casefold() in others else nearest(name, known)
        return close and f"is {name!r} {close!r}?"
    values = known[name.casefold()]
    if not values or any(_is_in(value, each) for each in values):
        return None
    if close := nearest(value, values, cutoff=_ALIKE):
        return f"is {value!r} {close!r}?"
    there = list(dict.fromkeys(values.values()))
    few = ", ".join(in_short(each, _LONGEST_VALUE) for each in there) if len(there) <= _FEW else ""
    return f"no incident has {name} {value!r}{f', only {few}' if few else ''}."


def _is_in(value: str, known: str) -> bool:
    """Whether a value is another, or words of it."""
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", known, re.IGNORECASE) is not None


def _terms(query: str) -> Iterator[tuple[str, str]]:
    """Each facet that incidents should have, with each of its values; what is no plain value is left out."""
    for name, values in dict.fromkeys(_TERM.findall(query)):
        for value in _VALUE.findall(values):
            if name and not _NO_PLAIN_VALUE.match(value):
                yield _plain(name), _plain(value[1:-1] if value.startswith('"') else value)


def _plain(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written)


def _known_values(facets: IncidentSearchResponseFacetsData) -> dict[str, dict[str, str]]:
    """What incidents have, by the name of the facet or field: what it goes by, and the first of these.

    There is nothing where the values are no texts.

    Every severity is known, since an organization that uses none of some is no reason to doubt how it is written.
    """
    from datadog_incidents.models import IncidentSeverity

    document = facets.to_dict()
    fields = [each for each in _objects(document.pop("fields", None)) if isinstance(each.get("name"), str)]
    found: dict[str, object] = {**document, **{each["name"]: each.get("facets") for each in fields}}
    known = {name.casefold(): dict(_texts(values)) for name, values in found.items()}
    severities = {each.value: each.value for each in IncidentSeverity}
    return {**known, "severity": {**known.get("severity", {}), **severities}}


def _texts(counts: object) -> Iterator[tuple[str, str]]:
    for count in _objects(counts):
        if "count" in count:
            texts = [value for value in count.values() if isinstance(value, str)]
            yield from ((text, texts[0]) for text in texts)


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if is_object(each)] if is_list(value) else []
