"""What the installed official client can do with incidents, by name: its next release tells what is new."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from tests.all_operations import METHODS

official_api: Any = pytest.importorskip(
    "datadog_api_client.v2.api.incidents_api", reason="the official client is not installed"
)
OFFICIAL = {name: getattr(official_api.IncidentsApi, name) for name in dir(official_api.IncidentsApi) if name[0] != "_"}


def test_every_method_is_here() -> None:
    assert sorted(OFFICIAL.keys() - METHODS.keys()) == []


@pytest.mark.parametrize("name", sorted(OFFICIAL.keys() & METHODS.keys()))
def test_a_method_takes_what_it_takes_there(name: str) -> None:
    there, here = (inspect.signature(method).parameters for method in (OFFICIAL[name], METHODS[name]))
    assert sorted(there.keys() - here.keys()) == []
    by_position = [parameter.name for parameter in there.values() if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
    assert [*here][: len(by_position)] == by_position
