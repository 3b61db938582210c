"""JSON on stdout."""

from __future__ import annotations

import json
from typing import Any

import pytest

from datadog_incidents.emulator import Emulator
from tests.cli.conftest import Cli

DOCUMENT = """{"data": [{"id": "00000000-0000-4000-8000-000000000001", "type": "incidents", "attributes": {
    "title": "Infinity, NaN and \\"-Infinity\\"",
    "huge": 1e400, "low": -1e400, "none": NaN, "more": [1e400, "NaN"]}}]}"""


def refused(constant: str) -> Any:
    raise ValueError(constant)


@pytest.mark.parametrize("command", ["list -o json", "list -o ndjson", "export - --prefetch 0"])
def test_numbers_beyond_a_double_are_json(cli: Cli, emulator: Emulator, command: str) -> None:
    emulator.inject("list_incidents", status=200, body=DOCUMENT, times=1)
    emulator.inject("list_incidents", status=200, body={"data": []}, times=None)
    document: Any = json.loads(cli.output(*command.split()), parse_constant=refused)
    attributes = (document if "attributes" in document else document[0])["attributes"]
    assert attributes["title"] == 'Infinity, NaN and "-Infinity"'
    assert (attributes["huge"], attributes["low"]) == (float("inf"), float("-inf"))
    assert attributes["more"] == [float("inf"), "NaN"]
    assert attributes.get("none") is None
