"""Who may call, and who is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, Api, create_request

if TYPE_CHECKING:
    from collections.abc import Mapping

API_KEY, APP_KEY = "DD-API-KEY", "DD-APPLICATION-KEY"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({APP_KEY: "secret"}, 401),
        ({API_KEY: "", APP_KEY: "secret"}, 401),
        ({API_KEY: "secret"}, 403),
        ({API_KEY: "secret", APP_KEY: ""}, 403),
        ({API_KEY: "secret", APP_KEY: "secret"}, 200),
        ({"dd-api-key": "secret", "Dd-Application-Key": "secret"}, 200),
        ({"Authorization": "Bearer secret"}, 200),
        ({"authorization": "bearer secret"}, 200),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": "Basic secret"}, 401),
    ],
)
def test_any_keys_will_do(api: Api, headers: Mapping[str, str], status: int) -> None:
    assert api.send("GET", INCIDENTS, headers=headers).status == status


@pytest.mark.parametrize(
    ("api_key", "app_key", "status"),
    [("right", "right", 200), ("wrong", "right", 401), ("right", "wrong", 403), ("wrong", "wrong", 401)],
)
def test_keys_can_be_demanded(api_key: str, app_key: str, status: int) -> None:
    with Emulator(api_key="right", app_key="right") as emulator:
        answer = Api(emulator.transport).send("GET", INCIDENTS, headers={API_KEY: api_key, APP_KEY: app_key})

    assert answer.status == status
    assert b"wrong" not in answer.body


def test_no_key_is_remembered(api: Api, emulator: Emulator) -> None:
    api.send("GET", INCIDENTS, headers={API_KEY: "secret-1", APP_KEY: "secret-2"})

    assert "secret" not in repr(emulator.requests)


def test_the_refusals_are_errors_in_the_services_shape(api: Api) -> None:
    assert api.send("GET", INCIDENTS, headers={}).document == {"errors": ["Unauthorized"]}
    assert api.send("GET", INCIDENTS, headers={API_KEY: "k"}).document == {"errors": ["Forbidden"]}


def test_nothing_is_done_without_keys(api: Api, emulator: Emulator) -> None:
    api.send("POST", INCIDENTS, body=create_request(), headers={})

    assert emulator.incidents == []
