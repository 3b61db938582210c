from __future__ import annotations

from collections.abc import Iterator

import pytest

from datadog_incidents import ApiClient, IncidentsApi
from datadog_incidents.emulator import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        emulator.seed(5)
        emulator.seed_incident(title="Disk full", state="active", severity="SEV-2", commander="Ada Lindqvist")
        yield emulator


@pytest.fixture
def api_client(emulator: Emulator) -> Iterator[ApiClient]:
    with ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
        yield api_client


@pytest.fixture
def api(api_client: ApiClient) -> IncidentsApi:
    return IncidentsApi(api_client)
