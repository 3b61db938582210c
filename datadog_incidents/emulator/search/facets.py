"""The facets of a search result: how often each value occurs in all that was found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from datadog_incidents.emulator.search.searchable import facet_values, field_values, has_postmortem
from datadog_incidents.emulator.store.incident_record import DEFAULT_FIELDS, DETECTION_METHODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from datadog_incidents.emulator.store.incident_record import Incident
    from datadog_incidents.emulator.store.users import Users
    from datadog_incidents.emulator.wire import JSON, Document

MAX_VALUES = 1000
"""How many values of a facet are listed: of a large result, the most frequent ones."""

_LISTED_SEVERITIES = ("SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "UNKNOWN")
_LISTED_STATES = ("active", "resolved", "stable")
_LISTED_FLAGS = (0, True)
"""The service spells false as 0 in its facets, but true as true."""


def facets(incidents: Sequence[Incident], users: Users, incident_types: Mapping[str, str]) -> Document:
    """Count the values of every facet.

    Args:
        incidents: the whole result of a search, not just a page.
        users: the organization's users.
        incident_types: the names of the incident types, by id.
    """
    return {
        "severity": _values((each.attributes["severity"] for each in incidents), _LISTED_SEVERITIES),
        "time_to_repair": _aggregates("time_to_repair", incidents),
        "visibility": _values(each.attributes["visibility"] for each in incidents),
        "responder": _users(users, (identifier for each in incidents for identifier in each.responders)),
        "impact": _values("customer" if each.attributes["customer_impacted"] else "none" for each in incidents),
        "time_to_detect": _aggregates("time_to_detect", incidents),
        "postmortem": _values(("Yes" if has_postmortem(each) else "No" for each in incidents), ("No", "Yes")),
        "time_to_resolve": _aggregates("time_to_resolve", incidents),
        "is_test": _values((each.attributes["is_test"] or 0 for each in incidents), _LISTED_FLAGS),
        "state": _values((each.attributes["state"] for each in incidents), _LISTED_STATES),
        "customer_impacted": _values((each.attributes["customer_impacted"] or 0 for each in incidents), _LISTED_FLAGS),
        "fields": _fields(incidents),
        "created_by": _users(users, _related(incidents, "created_by_user")),
        "declared_by": _users(users, _related(incidents, "declared_by_user")),
        "last_modified_by": _users(users, _related(incidents, "last_modified_by_user")),
        "commander": _users(users, _related(incidents, "commander_user")),
        "incident_type": _incident_types(incidents, incident_types),
    }


def _most_frequent(values: Iterable[JSON], always_listed: Iterable[JSON] = ()) -> list[tuple[JSON, int]]:
    counts = Counter(values)
    for value in always_listed:
        counts.setdefault(value, 0)
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:MAX_VALUES]


def _values(values: Iterable[JSON], always_listed: Iterable[JSON] = ()) -> list[Document]:
    return [{"name": name, "count": count} for name, count in _most_frequent(values, always_listed)]


def _aggregates(name: str, incidents: Iterable[Incident]) -> list[Document]:
    durations = [value for each in incidents for value in facet_values(each)[name]]
    return [{"name": name, "aggregates": {"min": min(durations, default=None), "max": max(durations, default=None)}}]


def _related(incidents: Iterable[Incident], relationship: str) -> Iterator[str]:
    references = (each.relationships[relationship]["data"] for each in incidents)
    return (reference["id"] for reference in references if reference)


def _users(users: Users, identifiers: Iterable[str]) -> list[Document]:
    return [_user_facet(users[identifier]["attributes"], count) for identifier, count in _most_frequent(identifiers)]


def _user_facet(user: Document, count: int) -> Document:
    return {
        "name": user["name"] or user["handle"],
        "count": count,
        "handle": user["handle"],
        "uuid": user["uuid"],
        "email": user["email"],
    }


def _incident_types(incidents: Iterable[Incident], names: Mapping[str, str]) -> list[Document]:
    counts = _most_frequent(each.attributes["incident_type_uuid"] for each in incidents)
    return [{"name": names.get(kind, kind), "count": count, "id": kind} for kind, count in counts]


def _fields(incidents: Iterable[Incident]) -> list[Document]:
    """The facets of all fields but severity and state, which are facets of their own."""
    found: dict[str, list[str]] = {name: [] for name in (*DEFAULT_FIELDS, "slug")}
    for each in incidents:
        for name, envelope in each.attributes["fields"].items():
            found.setdefault(name, []).extend(field_values(envelope))
    always_listed = {"detection_method": DETECTION_METHODS}
    return [
        {"name": name, "facets": _values(found[name], always_listed.get(name, ()))}
        for name in sorted(found.keys() - {"severity", "state"})
    ]
