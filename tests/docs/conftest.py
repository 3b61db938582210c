from __future__ import annotations

from collections.abc import Iterator

import pytest

from datadog_incidents.emulator import Emulator


@pytest.fixture
def emulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """An emulator with incidents that a `Configuration()` of the environment leads to, here and in subprocesses."""
    with Emulator() as emulator:
        emulator.seed(120)
        for name in ("DD_SITE", "DD_BEARER_TOKEN", "INCIDENT_ID", "COMMANDER_ID"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DD_INCIDENTS_HOST", emulator.url)
        monkeypatch.setenv("DD_API_KEY", "any")
        monkeypatch.setenv("DD_APP_KEY", "any")
        yield emulator
