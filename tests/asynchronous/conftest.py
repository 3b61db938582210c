from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import kinds


@pytest.fixture
def loop() -> Iterator[kinds.Loop]:
    """A loop for the asynchronous clients of a test, which must leave nothing behind in it."""
    with kinds.asynchronous() as loop:
        yield loop
