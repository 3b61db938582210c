"""The emulator behind both of its faces: every test here runs over HTTP and in process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(params=["http", "in process"])
def api_client(request: pytest.FixtureRequest, emulator: Emulator) -> Iterator[ApiClient]:
    transport = emulator.transport if request.param == "in process" else None
    with ApiClient(emulator.configuration(retry_backoff_factor=0), transport=transport) as api_client:
        yield api_client


@pytest.fixture
def api(api_client: ApiClient) -> IncidentsApi:
    return IncidentsApi(api_client)
