"""From models to the bytes of a request: the body of a create, with all that people put into one."""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Any

from datadog_incidents import models
from datadog_incidents._core.operations.target import target_of
from datadog_incidents.api.incidents_api import CREATE_INCIDENT

from . import official
from .documents import documents
from .workload import OFFICIAL, OURS, Comparison, Contenders, Effort, Workload, same, timed

computed = partial(timed, clock=time.process_time)
JSON = "json.dumps"


def creation(library: Any) -> Any:
    """The body, as both libraries name its parts."""
    data = documents().creation["data"]
    attributes, commander = data["attributes"], data["relationships"]["commander_user"]["data"]
    return library.IncidentCreateRequest(
        data=library.IncidentCreateData(
            type=library.IncidentType("incidents"),
            attributes=library.IncidentCreateAttributes(
                title=attributes["title"],
                customer_impacted=attributes["customer_impacted"],
                customer_impact_scope=attributes["customer_impact_scope"],
                fields={name: field(library, envelope) for name, envelope in attributes["fields"].items()},
                initial_cells=[
                    library.IncidentTimelineCellMarkdownCreateAttributes(
                        cell_type=library.IncidentTimelineCellMarkdownContentType(cell["cell_type"]),
                        content=library.IncidentTimelineCellMarkdownCreateAttributesContent(**cell["content"]),
                        important=cell["important"],
                    )
                    for cell in attributes["initial_cells"]
                ],
                notification_handles=[
                    library.IncidentNotificationHandle(**handle) for handle in attributes["notification_handles"]
                ],
            ),
            relationships=library.IncidentCreateRelationships(
                commander_user=library.NullableRelationshipToUser(
                    data=library.NullableRelationshipToUserData(
                        id=commander["id"], type=library.UsersType(commander["type"])
                    )
                )
            ),
        )
    )


def field(library: Any, envelope: dict[str, Any]) -> Any:
    """A field of one value, or of several."""
    kind, value = envelope["type"], envelope["value"]
    if isinstance(value, list):
        multiple = library.IncidentFieldAttributesValueType(kind)
        return library.IncidentFieldAttributesMultipleValue(type=multiple, value=value)
    single = library.IncidentFieldAttributesSingleValueType(kind)
    return library.IncidentFieldAttributesSingleValue(type=single, value=value)


def encoded(body: Any) -> bytes:
    """Our body as a call writes it, checked against the contract."""
    return target_of(CREATE_INCIDENT, {"body": body})[1] or b""


@contextmanager
def built_beforehand(effort: Effort) -> Generator[Contenders]:
    """The models are there, as when a body is sent again."""
    document = documents().creation
    ours, theirs = creation(models), creation(official.models)
    same(document, json.loads(encoded(ours)), json.loads(official.encode(theirs)))
    yield {
        JSON: computed(effort, lambda: json.dumps(document)),
        OURS: computed(effort, lambda: encoded(ours)),
        OFFICIAL: computed(effort, lambda: official.encode(theirs)),
    }


@contextmanager
def built_anew(effort: Effort) -> Generator[Contenders]:
    """The models are made for it."""
    yield {
        OURS: computed(effort, lambda: encoded(creation(models))),
        OFFICIAL: computed(effort, lambda: official.encode(creation(official.models))),
    }


WORKLOADS = (
    Workload(
        name="encode-create",
        title="Encode and check the body of a create",
        contenders=built_beforehand,
        comparisons=(Comparison(OURS, OFFICIAL, at_least=20), Comparison(OURS, JSON)),
    ),
    Workload(
        name="encode-build",
        title="Build the models of a create, and encode them",
        contenders=built_anew,
        comparisons=(Comparison(OURS, OFFICIAL, at_least=20),),
    ),
)
