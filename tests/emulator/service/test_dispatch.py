"""The way of a request: where it leads, what of it is read, and that it is remembered."""

from __future__ import annotations

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, Api


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v2/teams"),
        ("POST", "/api/v2/incidents/config"),
        ("PUT", "/api/v2/incidents/3c2b1a00-0000-4000-8000-000000000000/attachments"),
        ("PUT", "/api/v2/incidents"),
        ("GET", "/api/v2/incidents/"),
        ("GET", "/api/v2//incidents"),
        ("GET", "/api/v1/monitor"),
        ("GET", "/"),
    ],
)
def test_what_is_not_emulated_is_said_plainly(api: Api, emulator: Emulator, method: str, path: str) -> None:
    answer = api.send(method, path, headers={})

    assert (answer.status, answer.errors) == (501, [f"{method} {path} is not emulated"])
    assert (emulator.requests[-1].operation, emulator.requests[-1].status) == (None, 501)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN}', b'{"a": "\\uD800"}'])
def test_malformed_json_is_refused(api: Api, body: bytes) -> None:
    answer = api.send("POST", INCIDENTS, body=body)

    assert answer.status == 400
    assert answer.errors[0].startswith("body: not valid JSON: ")


def test_requests_are_remembered(api: Api, emulator: Emulator) -> None:
    api.page({"page[size]": 5})
    api.get("x%20y")

    listed, got = emulator.requests
    assert (listed.operation, listed.method, listed.path) == ("list_incidents", "GET", INCIDENTS)
    assert (listed.query, listed.status) == ({"page[size]": "5"}, 200)
    assert (got.operation, got.path, got.status) == ("get_incident", f"{INCIDENTS}/x y", 404)


def test_as_many_requests_are_remembered_as_fit_into_the_bounds(api: Api, emulator: Emulator) -> None:
    for number in range(60):
        api.page({"number": number, "long": "x" * (2 << 20)})
    assert [request.query["number"] for request in emulator.requests] == [str(number) for number in range(29, 60)]

    emulator.requests.clear()
    for number in range(100):
        api.page({"number": number})
    assert len(emulator.requests) == 100
