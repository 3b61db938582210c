from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator

from .api import Api

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def api(emulator: Emulator) -> Api:
    return Api(emulator.transport)
