from __future__ import annotations

import os
from random import Random

import pytest

from .support import figure


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting and no proxy of the machine that runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("DD_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def chance() -> Random:
    """Decides what happens; the same SOAK_SEED, the same decisions."""
    seed = os.environ.get("SOAK_SEED", "1")
    figure(f"SOAK_SEED={seed}")
    return Random(seed)
