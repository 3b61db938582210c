"""What an incident can be found by: its facets, each with the values that a query is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Self, TypeAlias
from weakref import WeakKeyDictionary

from datadog_incidents.emulator.store.incident_record import DURATIONS, TIMESTAMPS, USER_ATTRIBUTES, Incident
from datadog_incidents.emulator.store.users import user_names
from datadog_incidents.emulator.wire import JSON, Document, is_array, parse_timestamp

MARK = "\ud800"
"""What stands between words in marked text: half of a surrogate pair, which no text on the wire can hold."""


def marked(text: str) -> str:
    """A text with marks between its words and the signs around them, so that whole words can be found as plain text."""
    return MARK.join(_WORDS_AND_SIGNS.findall(text))


_WORDS_AND_SIGNS = re.compile(r"\w+|\W")


class Prose(str):
    """Text that is searched by the words in it, where other text has to be equal as a whole.

    Args:
        text: the text, in folded case.
    """

    __slots__ = ("marked",)

    marked: str
    """The text with a mark before, between and after its words."""

    def __new__(cls, text: str) -> Self:  # noqa: D102  # the class describes it
        prose = super().__new__(cls, text)
        prose.marked = f"{MARK}{marked(text)}{MARK}"
        return prose


FacetValue: TypeAlias = str | float | datetime
"""Strings are in folded case; numbers and moments compare as such."""

FacetValues: TypeAlias = Mapping[str, tuple[FacetValue, ...]]
"""The values of each facet, by the facet's name in folded case. A facet without a value never matches."""

TITLE = "title"
IS_TEST = "is_test"

DATE_FACETS = TIMESTAMPS
"""The facets that are moments."""

NUMBER_FACETS: Mapping[str, tuple[str, ...]] = {"public_id": (), **DURATIONS}
"""The numeric facets, and the attributes that have to be known for the number to mean something."""

_TEXT_FACETS = ("state", "severity", "visibility")
_FLAG_FACETS = (IS_TEST, "customer_impacted")

_WORKED_OUT: WeakKeyDictionary[Incident, FacetValues] = WeakKeyDictionary()
"""The facets of the incidents that were searched. An incident never changes, so they hold for as long as it does."""


def facet_values(incident: Incident) -> FacetValues:
    """Every facet of an incident that has a value. A user-defined field never hides a facet of the service."""
    values = _WORKED_OUT.get(incident)
    if values is None:
        values = _WORKED_OUT[incident] = _facet_values(incident)
    return values


def _facet_values(incident: Incident) -> FacetValues:
    return {**dict(_field_facets(incident.attributes["fields"])), **dict(_own_facets(incident))}


def _field_facets(fields: Document) -> Iterator[tuple[str, tuple[FacetValue, ...]]]:
    for name, envelope in fields.items():
        kind = Prose if envelope["type"] == "textbox" else str
        yield name.casefold(), tuple(kind(value.casefold()) for value in field_values(envelope))


def field_values(envelope: Document) -> list[str]:
    """The values of a field: of a single-value one one at most.

    Args:
        envelope: the field's `{"type", "value"}`.
    """
    value: JSON = envelope["value"]
    return value if is_array(value) else [] if value is None else [value]


def _own_facets(incident: Incident) -> Iterator[tuple[str, tuple[FacetValue, ...]]]:
    attributes = incident.attributes
    yield TITLE, (Prose(attributes["title"].casefold()),)
    scope = attributes["customer_impact_scope"]
    yield "customer_impact_scope", (Prose(scope.casefold()),) if scope else ()
    yield "id", (incident.id.casefold(),)
    yield "incident_type", (attributes["incident_type_uuid"].casefold(),)
    yield "impact", ("customer" if attributes["customer_impacted"] else "none",)
    yield "postmortem", ("yes", "true") if has_postmortem(incident) else ("no", "false")
    for name in _TEXT_FACETS:
        yield name, (attributes[name].casefold(),)
    for name in _FLAG_FACETS:
        yield name, ("true", "1") if attributes[name] else ("false", "0")
    for name in DATE_FACETS:
        yield name, () if attributes[name] is None else (parse_timestamp(attributes[name]),)
    for name, needed in NUMBER_FACETS.items():
        yield name, () if any(attributes[each] is None for each in needed) else (attributes[name],)
    for name, relationship in USER_ATTRIBUTES.items():
        reference = incident.relationships[relationship]["data"]
        yield name, user_names(incident.users[reference["id"]]) if reference else ()
    responders = (incident.users[identifier] for identifier in incident.responders)
    yield "responder", tuple(name for user in responders for name in user_names(user))


def has_postmortem(incident: Incident) -> bool:
    """Whether a postmortem is attached to the incident."""
    return any(each.attributes["attachment_type"] == "postmortem" for each in incident.attachments)
