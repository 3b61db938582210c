"""The face without a socket: what a fault is to a client in process."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from datadog_incidents._core.message import FailureKind, TransportFailure
from datadog_incidents.emulator import Emulator
from tests.emulator.api import INCIDENTS, JSON, Api

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("what", [{"reset": True}, {"truncate": True}])
def test_a_broken_connection(api: Api, emulator: Emulator, what: JSON) -> None:
    emulator.inject(**what)
    with pytest.raises(TransportFailure) as caught:
        api.page()

    assert caught.value.kind is FailureKind.DROPPED


def test_a_delay_beyond_the_read_timeout(api: Api, emulator: Emulator) -> None:
    emulator.inject(delay=3600, times=2)
    started = time.monotonic()
    with pytest.raises(TransportFailure) as caught:
        api.send("GET", INCIDENTS, read_timeout=30)

    assert caught.value.kind is FailureKind.READ_TIMEOUT
    assert time.monotonic() - started < 5
    emulator.clock.set(NOON)
    assert api.send("GET", INCIDENTS, read_timeout=None).status == 200


def test_a_delay_moves_a_stopped_clock(api: Api, emulator: Emulator) -> None:
    emulator.clock.set(NOON)
    emulator.inject(delay=20)

    assert api.send("GET", INCIDENTS, read_timeout=30).status == 200
    assert (emulator.clock.now() - NOON).total_seconds() == 20


def test_a_delay_on_a_running_clock_is_real(api: Api, emulator: Emulator) -> None:
    emulator.inject(delay=0.02)
    started = time.monotonic()
    api.page()

    assert time.monotonic() - started >= 0.02


def test_a_request_that_was_not_answered_has_no_status(api: Api, emulator: Emulator) -> None:
    for settings in ({"reset": True}, {"delay": 60.0}):
        arguments: JSON = settings
        emulator.inject(**arguments)
        with pytest.raises(TransportFailure):
            api.page()

    assert [request.status for request in emulator.requests] == [None, None]
