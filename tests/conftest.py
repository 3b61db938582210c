from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests import kinds


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("DD_"):
            monkeypatch.delenv(name)


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The kind of client that `tests.kinds` makes: a test that asks for this runs for both."""
    with kinds.of(request.param, monkeypatch):
        yield request.param


@pytest.fixture(params=["sync", "threads", "async"])
def carrier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same for what concerns transports: the asynchronous kind also with its requests on threads."""
    with kinds.of(request.param, monkeypatch):
        yield request.param
