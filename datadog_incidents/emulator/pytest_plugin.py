"""The pytest plugin: the fixture `incidents_emulator`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datadog_incidents.emulator import Emulator


@pytest.fixture
def incidents_emulator() -> Iterator[Emulator]:
    """A local Incidents API for this test alone, without incidents; see `datadog_incidents.emulator.Emulator`."""
    # Imported here, so that a test run that does not use the fixture does not pay for it.
    from datadog_incidents.emulator import Emulator

    with Emulator() as emulator:
        yield emulator
