"""What a fresh process costs, in CPU time, the interpreter's own start included."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from .calls import service
from .children import run
from .documents import documents
from .workload import FAST, OFFICIAL, OURS, RAW, Comparison, Contenders, Effort, Sample, Workload

PYTHON = "python alone"
WITHOUT_ORJSON = "import sys; sys.modules['orjson'] = None\n"

IMPORT = "from datadog_incidents import ApiClient, Configuration, IncidentsApi\n"
OFFICIAL_IMPORT = """
from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v2.api.incidents_api import IncidentsApi
"""
GET = """
configuration = Configuration(host={url!r}, api_key="a", app_key="b")
configuration.unstable_operations["get_incident"] = True
with ApiClient(configuration) as api_client:
    print(IncidentsApi(api_client).get_incident({incident_id!r}).data.attributes.title)
"""
OFFICIAL_GET = GET.replace('api_key="a", app_key="b"', 'api_key={{"apiKeyAuth": "a", "appKeyAuth": "b"}}')
RAW_GET = """
import json, urllib3
url = {url!r} + "/api/v2/incidents/" + {incident_id!r}
response = urllib3.PoolManager().request("GET", url, headers={{"DD-API-KEY": "a", "DD-APPLICATION-KEY": "b"}})
print(json.loads(response.data)["data"]["attributes"]["title"])
"""


def contenders_of(programs: Mapping[str, str], output: str) -> Contenders:
    """Programs as contenders, all of which have to print the same."""

    def sample_of(program: str) -> Sample:
        def sample() -> float:
            ended = run("-I", "-c", program)
            if ended.output != output:
                raise ValueError(f"expected {output!r}, got {ended.output!r}")
            return ended.cpu_seconds

        return sample

    return {name: sample_of(program) for name, program in programs.items()}


@contextmanager
def imports(effort: Effort) -> Generator[Contenders]:
    """The names that every program begins with."""
    programs = {PYTHON: "pass", OURS: WITHOUT_ORJSON + IMPORT, FAST: IMPORT, OFFICIAL: OFFICIAL_IMPORT}
    yield contenders_of(programs, "")


@contextmanager
def first_answers(effort: Effort) -> Generator[Contenders]:
    """Import, configure, get an incident, read its title."""
    title = json.loads(documents().incident)["data"]["attributes"]["title"]
    programs = {
        RAW: RAW_GET,
        OURS: WITHOUT_ORJSON + IMPORT + GET,
        FAST: IMPORT + GET,
        OFFICIAL: OFFICIAL_IMPORT + OFFICIAL_GET,
    }
    with service() as running:
        known = {"url": running.url, "incident_id": documents().incident_id}
        yield contenders_of({name: program.format(**known) for name, program in programs.items()}, title)


WORKLOADS = (
    Workload(
        name="start-import",
        title="Start Python and import the client",
        contenders=imports,
        comparisons=(
            Comparison(OURS, OFFICIAL, at_most=0.5),
            Comparison(FAST, OFFICIAL, at_most=0.5),
            Comparison(OURS, PYTHON),
        ),
        rounds=9,
    ),
    Workload(
        name="start-get",
        title="Start Python and get an incident",
        contenders=first_answers,
        comparisons=(
            Comparison(OURS, OFFICIAL, at_most=0.8),
            Comparison(FAST, OFFICIAL, at_most=0.8),
            Comparison(OURS, RAW),
        ),
        rounds=9,
    ),
)
