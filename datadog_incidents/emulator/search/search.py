"""Finding incidents: a query run over all of them, once for all pages of its result."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datadog_incidents.emulator.search.facets import facets
from datadog_incidents.emulator.search.matching import matches
from datadog_incidents.emulator.search.search_language import (
    And,
    Match,
    Not,
    Pattern,
    QuerySyntaxError,
    conditions_in,
    facets_in,
    parse,
)
from datadog_incidents.emulator.search.searchable import IS_TEST, facet_values

if TYPE_CHECKING:
    from datetime import datetime

    from datadog_incidents.emulator.store.incident_record import Incident
    from datadog_incidents.emulator.store.store import Store
    from datadog_incidents.emulator.wire import Document

_REMEMBERED_SEARCHES = 16

MAX_CONDITIONS = 1024
"""How many conditions a query may have: each is held against each incident."""

_IS_NO_TEST = Not(Match(IS_TEST, Pattern(("true",))))


@dataclass(frozen=True, slots=True)
class Found:
    """The whole result of a search."""

    incidents: list[Incident]
    facets: Document


class SearchIndex:
    """Searches a store, and remembers results for as long as the store does not change.

    Args:
        store: what to search.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._results: OrderedDict[tuple[object, ...], Found] = OrderedDict()

    def search(self, query: str, *, newest_first: bool = True, created_until: datetime | None = None) -> Found:
        """Find all incidents that match; test incidents only if the query mentions `is_test`.

        Args:
            query: in the search language.
            newest_first: the order, by creation.
            created_until: leave out what was created later than this, in UTC.

        Raises:
            QuerySyntaxError: the query is not in the language.
        """
        revision, incidents = self._store.snapshot()
        if created_until is not None:
            incidents = [each for each in incidents if each.created <= created_until]
        hidden = {
            configuration.owner
            for configuration in self._store.resources.of("incident_configurations")
            if not configuration.attributes["include_in_search"]
        }
        if hidden:
            incidents = [each for each in incidents if each.id not in hidden]
        # Of one revision, what was created until some time differs in number if it differs at all.
        key = (query, newest_first, revision, len(incidents))
        found = self._results.get(key)
        if found is None:
            found = _search(incidents, self._store, query, newest_first=newest_first)
            self._results[key] = found
            while len(self._results) > _REMEMBERED_SEARCHES:
                self._results.popitem(last=False)
        return found


def _search(incidents: list[Incident], store: Store, query: str, *, newest_first: bool) -> Found:
    try:
        node = parse(query)
        if sum(1 for _ in conditions_in(node)) > MAX_CONDITIONS:
            raise QuerySyntaxError(f"the query has more than {MAX_CONDITIONS} conditions")
        if IS_TEST not in facets_in(node):
            node = And((_IS_NO_TEST, node))
        matching = [each for each in incidents if matches(node, facet_values(each))]
    except RecursionError:
        raise QuerySyntaxError("the query is nested too deeply") from None
    matching.sort(key=lambda each: (each.created, each.public_id), reverse=newest_first)
    kinds = {kind.id: kind.attributes["name"] for kind in store.resources.all_of("incident_types")}
    return Found(matching, facets(matching, store.users, kinds))
