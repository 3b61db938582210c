"""The operations on pages: what reaches the service, what comes back, and that nobody is woken twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from datadog_incidents import ApiConnectionError, CallError, IncidentsApi
from datadog_incidents._core.codec.model import Model
from datadog_incidents._core.message import FailureKind, Response
from datadog_incidents.models import (
    IncidentCreateOnCallPageRequest,
    IncidentCreatePageFromIncidentRequest,
    IncidentIntegrationMetadataResponse,
    IncidentOnCallPageLinkRequest,
    IncidentPageUUIDResponse,
)
from tests.scripted import INCIDENT_ID, Stage, golden, reply

ROOT = f"/api/v2/incidents/{INCIDENT_ID}"
PAGE = IncidentCreateOnCallPageRequest.build("Checkout answers with errors")
FORMER = IncidentCreatePageFromIncidentRequest.build("Checkout answers with errors", incident_public_id="42")
LINK = IncidentOnCallPageLinkRequest.build("c8d2f7a0-3b65-4e19-a94c-17f0be5d8362")
PAGED = {"data": {"id": "c8d2f7a0-3b65-4e19-a94c-17f0be5d8362", "type": "page_uuid"}}
LINKED = golden("incident_page_link_response")

pytestmark = pytest.mark.filterwarnings("ignore:create_page_from_incident is deprecated:DeprecationWarning")


def page(api: IncidentsApi) -> IncidentPageUUIDResponse:
    return api.create_on_call_page_from_incident(INCIDENT_ID, PAGE)


def page_as_before(api: IncidentsApi) -> IncidentPageUUIDResponse:
    return api.create_page_from_incident(INCIDENT_ID, FORMER)


def link(api: IncidentsApi) -> IncidentIntegrationMetadataResponse:
    return api.link_page_to_incident(INCIDENT_ID, LINK)


CALLS: list[tuple[Callable[[IncidentsApi], Model], str, Model, Any]] = [
    (page, f"{ROOT}/page", PAGE, PAGED),
    (page_as_before, f"{ROOT}/cases/page", FORMER, PAGED),
    (link, f"{ROOT}/pages/link", LINK, LINKED),
]


@pytest.mark.parametrize(("call", "target", "body", "document"), CALLS)
def test_each_operation(call: Callable[[IncidentsApi], Model], target: str, body: Model, document: Any) -> None:
    stage = Stage(reply(document))
    returned = call(stage.api)
    (request,) = stage.transport.requests
    assert (request.method, request.target) == ("POST", target)
    assert json.loads(request.body or b"") == body.to_dict()
    assert (returned.mismatches(), returned) == ([], type(returned).from_dict(document))


PERHAPS_CARRIED_OUT = (
    *(reply(status=status) for status in (500, 502, 503, 504)),
    FailureKind.DROPPED,
    FailureKind.READ_TIMEOUT,
)


@pytest.mark.parametrize("call", [page, page_as_before])
@pytest.mark.parametrize("outcome", PERHAPS_CARRIED_OUT, ids=str)
def test_nobody_is_paged_twice_whatever_the_settings(
    call: Callable[[IncidentsApi], IncidentPageUUIDResponse], outcome: Response | FailureKind
) -> None:
    stage = Stage(outcome, retry_unsafe=True, max_retries=5)
    with pytest.raises(CallError) as raised:
        call(stage.api)
    assert (raised.value.attempts, raised.value.outcome_unknown) == (1, True)


def test_nor_by_an_option_of_the_call() -> None:
    stage = Stage(FailureKind.DROPPED, retry_unsafe=True)
    with pytest.raises(ApiConnectionError):
        stage.api.create_on_call_page_from_incident(INCIDENT_ID, PAGE, max_retries=5)


@pytest.mark.parametrize("call", [page, page_as_before])
@pytest.mark.parametrize("unsafe", [False, True])
def test_what_paged_nobody_is_repeated(call: Callable[[IncidentsApi], IncidentPageUUIDResponse], unsafe: bool) -> None:
    refused = reply({}, 429, X_RateLimit_Limit="1", X_RateLimit_Remaining="0", X_RateLimit_Reset="1")
    stage = Stage(FailureKind.CONNECT, refused, reply(PAGED), retry_unsafe=unsafe)
    assert call(stage.api).data.id == PAGED["data"]["id"]
    assert len(stage.targets) == 3


def test_a_link_is_repeated_as_any_other_write() -> None:
    stage = Stage(reply(status=503), reply(LINKED), retry_unsafe=True)
    link(stage.api)
    assert len(stage.targets) == 2


DEPRECATED_CALLS = """
import warnings
from tests.scripted import INCIDENT_ID, Stage, reply
from datadog_incidents.models import IncidentCreatePageFromIncidentRequest as Former

page = reply({"data": {"id": "a", "type": "page_uuid"}})
api = Stage(page, page).api
body = Former.build("Checkout answers with errors")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    {first}
    api.create_page_from_incident(INCIDENT_ID, body)
    Stage(page).api.create_page_from_incident(INCIDENT_ID, body)
for warning in caught:
    print(warning.category.__name__, warning.filename, warning.message)
"""


@pytest.mark.parametrize(
    "first",
    [
        "api.create_page_from_incident(INCIDENT_ID, body)",
        "api.with_raw_response(api.create_page_from_incident, INCIDENT_ID, body)",
    ],
)
def test_a_deprecation_is_said_once_and_where_the_call_is(first: str) -> None:
    script = DEPRECATED_CALLS.replace("{first}", first)
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    advice = "call create_on_call_page_from_incident instead"
    said = f"DeprecationWarning <string> create_page_from_incident is deprecated: {advice}\n"
    assert (ran.stderr, ran.stdout) == ("", said)
