"""Whole calls, over loopback on a connection that is kept alive."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import urllib3

from datadog_incidents import ApiClient, IncidentsApi, models

from . import official, ours
from .documents import documents
from .encoding import creation
from .server import Service
from .workload import FAST, OFFICIAL, OURS, RAW, Comparison, Contenders, Effort, Workload, same, timed

KEYS = {"DD-API-KEY": "a", "DD-APPLICATION-KEY": "b"}


def service() -> Service:
    """Knows one incident, and creates one."""
    known = documents()
    answers = {f"GET /api/v2/incidents/{known.incident_id}": known.incident, "POST /api/v2/incidents": known.created}
    return Service(answers=answers)


@contextmanager
def gets(effort: Effort) -> Generator[Contenders]:
    """`get_incident`."""
    incident_id = documents().incident_id
    with service() as running, ApiClient(ours.configuration(running.url)) as api_client:
        pool = urllib3.PoolManager()
        get, official_get = IncidentsApi(api_client).get_incident, official.api(running.url).get_incident

        def raw() -> Any:
            url = f"{running.url}/api/v2/incidents/{incident_id}"
            return json.loads(pool.request("GET", url, headers=KEYS).data)["data"]

        yield compared(effort, raw, lambda: get(incident_id).data, lambda: official_get(incident_id).data)


@contextmanager
def creates(effort: Effort) -> Generator[Contenders]:
    """`create_incident`, with a body whose models are there."""
    document, body, official_body = documents().creation, creation(models), creation(official.models)
    with service() as running, ApiClient(ours.configuration(running.url)) as api_client:
        pool = urllib3.PoolManager()
        create, official_create = IncidentsApi(api_client).create_incident, official.api(running.url).create_incident

        def raw() -> Any:
            headers = {**KEYS, "content-type": "application/json"}
            url = f"{running.url}/api/v2/incidents"
            return json.loads(pool.request("POST", url, headers=headers, body=json.dumps(document)).data)["data"]

        yield compared(effort, raw, lambda: create(body).data, lambda: official_create(official_body).data)


def compared(effort: Effort, raw: Callable[[], Any], our: Callable[[], Any], their: Callable[[], Any]) -> Contenders:
    """The contenders, each of which returns the same incident."""
    same(raw()["id"], our().id, their().id)
    return {
        RAW: timed(effort, raw),
        OURS: timed(effort, our, ours.without_orjson),
        FAST: timed(effort, our),
        OFFICIAL: timed(effort, their),
    }


COMPARISONS = (
    Comparison(OURS, RAW, at_most=1.25),
    Comparison(FAST, RAW),
    Comparison(OURS, OFFICIAL, at_least=7),
)

WORKLOADS = (
    Workload(name="call-get", title="Get an incident", contenders=gets, comparisons=COMPARISONS),
    Workload(name="call-create", title="Create an incident", contenders=creates, comparisons=COMPARISONS),
)
