from __future__ import annotations

from collections.abc import Iterator

import pytest

from datadog_incidents.emulator import Emulator
from tests.mcp.host import Host, hosted


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def host(emulator: Emulator) -> Iterator[Host]:
    """A host of a server that only reads."""
    with hosted(emulator) as host:
        yield host
