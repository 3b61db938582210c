"""The emulated organization, and one call of an operation on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from datadog_incidents.emulator.clock import Clock
    from datadog_incidents.emulator.search.search import SearchIndex
    from datadog_incidents.emulator.store.store import Store
    from datadog_incidents.emulator.wire import JSON, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """What the operations work on.

    Args:
        store: the incidents and users.
        index: finds them.
        clock: tells when things happen.
        max_page_size: the largest page that is given, whatever is asked for.
        search_delay: for how many seconds a new incident is missing from searches.
    """

    store: Store
    index: SearchIndex
    clock: Clock
    max_page_size: int
    search_delay: float


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation, its parameters and its body already validated.

    Args:
        organization: what it works on.
        path: the parameters from the path.
        query: the parameters from the query, by their wire names.
        body: the request document; empty where the operation takes none.
    """

    organization: Organization
    path: Mapping[str, str]
    query: Mapping[str, JSON]
    body: Document
