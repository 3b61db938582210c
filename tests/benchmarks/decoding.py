"""From the bytes of a response to models, parsing included."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from typing import Any

import msgspec
import orjson
from mashumaro.codecs.json import JSONDecoder
from mashumaro.codecs.orjson import ORJSONDecoder

from datadog_incidents._core.codec.json_text import read_json
from datadog_incidents.models import IncidentResponse

from . import official, shapes
from .documents import documents, facet_share
from .ours import api_with, without_orjson
from .workload import (
    FAST,
    JSON,
    OFFICIAL,
    OURS,
    PAGE_SIZE,
    QUERY,
    Comparison,
    Contenders,
    Effort,
    Workload,
    same,
    timed,
)

computed = partial(timed, clock=time.process_time)


@contextmanager
def documented_page(effort: Effort) -> Generator[Contenders]:
    """A page in the shape of the API reference's example, from the response on."""
    body = documents().documented_page
    api = api_with(body)

    def ours() -> Any:
        return api.search_incidents(QUERY, page_size=PAGE_SIZE)

    def theirs() -> Any:
        return official.decode(official.models.IncidentSearchResponse, body)

    same(told_by_last(ours()), told_by_last(theirs()))
    yield {
        JSON: computed(effort, lambda: json.loads(body)),
        OURS: computed(effort, ours, without_orjson),
        FAST: computed(effort, ours),
        OFFICIAL: computed(effort, theirs),
    }


@contextmanager
def search_page(effort: Effort) -> Generator[Contenders]:
    """A page as the service sends it; for the peers with models of their own, classes of the same shape."""
    body = documents().search_page
    decoders: dict[str, Callable[[bytes], Any]] = {
        OURS: lambda text: api_with(text).search_incidents(QUERY, page_size=PAGE_SIZE),
        "msgspec": msgspec.json.Decoder(shapes.struct_of(shapes.SearchPage)).decode,
        "mashumaro": JSONDecoder(shapes.SearchPage).decode,
        "mashumaro + orjson": ORJSONDecoder(shapes.SearchPage).decode,
        OFFICIAL: partial(official.decode, official.models.IncidentSearchResponse),
    }
    same(*(told_by_last(decode(body)) for decode in decoders.values()))
    api = api_with(body)
    del decoders[OURS]

    def ours() -> Any:
        return api.search_incidents(QUERY, page_size=PAGE_SIZE)

    yield {
        JSON: computed(effort, lambda: json.loads(body)),
        OURS: computed(effort, ours, without_orjson),
        FAST: computed(effort, ours),
        "orjson.loads": computed(effort, lambda: orjson.loads(body)),
        **{name: computed(effort, partial(decode, body)) for name, decode in decoders.items()},
    }


def told_by_last(page: Any) -> object:
    """What the last incident of a page says, whoever has read it."""
    incident = page.data.attributes.incidents[-1].data
    attributes = incident.attributes
    told = (incident.id, attributes.title, attributes.created, attributes.fields["teams"].value)
    return told, incident.relationships.created_by_user.data.id, len(page.included)


@contextmanager
def facet_heavy_page(effort: Effort) -> Generator[Contenders]:
    """The items of a page as a pager gives them; the facets are parsed, but nobody asks for them."""
    body = documents().facet_heavy_page
    pager = api_with(body).search_incidents_with_pagination(QUERY)

    def items() -> int:
        return len(next(pager.pages()).items)

    same(items(), 1)
    same(f"{facet_share(body):.0%}", "98%")
    yield {
        JSON: computed(effort, lambda: json.loads(body)),
        OURS: computed(effort, items, without_orjson),
        FAST: computed(effort, items),
        OFFICIAL: computed(effort, lambda: official.decode(official.models.IncidentSearchResponse, body)),
    }


@contextmanager
def incident(effort: Effort) -> Generator[Contenders]:
    """What a get returns."""
    body = documents().incident

    def ours() -> Any:
        return IncidentResponse.from_dict(read_json(body))

    def theirs() -> Any:
        return official.decode(official.models.IncidentResponse, body)

    same(ours().data.attributes.title, theirs().data.attributes.title)
    yield {
        JSON: computed(effort, lambda: json.loads(body)),
        OURS: computed(effort, ours, without_orjson),
        FAST: computed(effort, ours),
        OFFICIAL: computed(effort, theirs),
    }


WORKLOADS = (
    Workload(
        name="decode-page",
        title="Decode a page of 100 incidents as documented",
        contenders=documented_page,
        rounds=31,
        comparisons=(
            Comparison(OURS, JSON, at_most=2.0),
            Comparison(FAST, JSON, at_most=1.5),
            Comparison(OURS, OFFICIAL, at_least=45),
            Comparison(FAST, OFFICIAL, at_least=45),
        ),
    ),
    Workload(
        name="decode-search",
        title="Decode a page of 100 incidents as a search sends it",
        contenders=search_page,
        rounds=31,
        comparisons=(
            Comparison(OURS, JSON),
            Comparison(FAST, JSON),
            Comparison(OURS, OFFICIAL),
            Comparison(OURS, "mashumaro"),
            Comparison(FAST, "mashumaro + orjson"),
            Comparison(FAST, "msgspec"),
            Comparison(FAST, "orjson.loads"),
        ),
    ),
    Workload(
        name="decode-facets",
        title="Decode the incident of a page that is 98% facets",
        contenders=facet_heavy_page,
        rounds=21,
        comparisons=(
            Comparison(OURS, JSON, at_most=1.3),
            Comparison(FAST, JSON),
            Comparison(OURS, OFFICIAL),
        ),
    ),
    Workload(
        name="decode-get",
        title="Decode a single incident",
        contenders=incident,
        rounds=31,
        comparisons=(
            Comparison(OURS, JSON),
            Comparison(FAST, JSON),
            Comparison(OURS, OFFICIAL),
        ),
    ),
)
