"""The pytest plugin: the fixtures `incidents_emulator` and `incidents_async_client`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datadog_incidents import AsyncApiClient
    from datadog_incidents.emulator import Emulator


@pytest.fixture
def incidents_emulator() -> Iterator[Emulator]:
    """A local Incidents API for this test alone, without incidents; see `datadog_incidents.emulator.Emulator`."""
    # Imported here, so that a test run that does not use the fixture does not pay for it.
    from datadog_incidents.emulator import Emulator

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def incidents_async_client(incidents_emulator: Emulator) -> AsyncApiClient:
    """An asynchronous client of `incidents_emulator`, in process, with all operations opted in to.

    It belongs to the loop that it is first used in, so that any way to run tests in a loop will do. Use it with
    `async with`, which closes it.
    """
    from datadog_incidents import AsyncApiClient

    return AsyncApiClient(incidents_emulator.configuration(), transport=incidents_emulator.transport)
