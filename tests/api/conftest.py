"""Every test here runs for both kinds of client; the emulator is behind both of its faces: over HTTP and in process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator
from tests import kinds


@pytest.fixture(autouse=True)
def both_kinds(kind: str) -> str:
    return kind


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(params=["http", "in process"])
def api_client(request: pytest.FixtureRequest, emulator: Emulator) -> Iterator[ApiClient]:
    transport = kinds.immediate(emulator.transport) if request.param == "in process" else None
    with kinds.api_client(emulator.configuration(retry_backoff_factor=0), transport=transport) as api_client:
        yield api_client


@pytest.fixture
def api(api_client: ApiClient) -> IncidentsApi:
    return kinds.incidents_api(api_client)
