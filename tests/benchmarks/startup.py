"""What a fresh process costs, in CPU time, the interpreter's own start included."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from .calls import service
from .children import run
from .documents import documents
from .server import Service
from .workload import FAST, OFFICIAL, OURS, RAW, Comparison, Contenders, Effort, Sample, Workload

PYTHON = "python alone"
COMMAND = "datadog-incidents list"
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
RAW_LIST = """
import json, urllib3
url = {url!r} + {target!r}
response = urllib3.PoolManager().request("GET", url, headers={{"DD-API-KEY": "a", "DD-APPLICATION-KEY": "b"}})
for incident in json.loads(response.data)["data"]: print(incident["attributes"]["title"])
"""
COMMAND_LIST = """
import os, sys
os.environ.update(DD_INCIDENTS_HOST={url!r}, DD_API_KEY="a", DD_APP_KEY="b")
sys.argv = ["datadog-incidents", "list"]
from datadog_incidents.__main__ import run
sys.exit(run())
"""
SHOWN = 20
LISTED = f"/api/v2/incidents?include=users&page%5Bsize%5D={SHOWN + 1}&page%5Boffset%5D=0"
"""What `list` asks for: an incident more than it shows."""


def contenders_of(programs: Mapping[str, str], output: str) -> Contenders:
    """Programs as contenders, all of which have to print the same, whatever else they print."""

    def sample_of(program: str) -> Sample:
        def sample() -> float:
            ended = run("-I", "-c", program)
            if output not in ended.output:
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


@contextmanager
def lists(effort: Effort) -> Generator[Contenders]:
    """The command `list` beside a program that makes its request."""
    incident = json.loads(documents().incident)["data"]
    incidents = [{**incident, "id": f"00000000-0000-4000-8000-{number:012}"} for number in range(SHOWN + 1)]
    title = incident["attributes"]["title"]
    programs = {PYTHON: f"print({title!r})", RAW: RAW_LIST, COMMAND: COMMAND_LIST}
    with Service(answers={f"GET {LISTED}": json.dumps({"data": incidents}).encode()}) as running:
        given = {"url": running.url, "target": LISTED}
        yield contenders_of({name: program.format(**given) for name, program in programs.items()}, title)


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
    Workload(
        name="start-list",
        title="Start the command line and list incidents",
        contenders=lists,
        comparisons=(Comparison(COMMAND, RAW, at_most=1.8), Comparison(COMMAND, PYTHON)),
        rounds=9,
    ),
)
