"""The types of the emulator."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import Any, assert_type

from datadog_incidents import ApiClient, Configuration
from datadog_incidents.emulator import Emulator, Fault, ReceivedRequest


def test_an_emulator() -> None:
    with Emulator(port=0, rate_limits={"list_incidents": (60, 60)}, search_delay=0) as emulator:
        assert_type(emulator, Emulator)
        assert_type(emulator.url, str)
        assert_type(emulator.configuration(max_retries=0), Configuration)
        assert_type(emulator.requests, deque[ReceivedRequest])
        assert_type(emulator.seed(2, random_seed=1), None)
        incident = emulator.seed_incident(title="Disk full", created=datetime.now(UTC), fields={"teams": ["a"]})
        assert_type(incident, dict[str, Any])
        assert_type(emulator.seed_user(email="zora@example.com", name="Zora"), dict[str, Any])
        assert_type(emulator.incidents, list[dict[str, Any]])
        assert_type(emulator.users, list[dict[str, Any]])
        assert_type(emulator.inject("create_incident", status=503, times=None), Fault)
        assert_type(emulator.clock.now(), datetime)
        emulator.clock.set(datetime(2026, 3, 1, tzinfo=UTC))
        emulator.clock.advance(60)
        emulator.limit("list_incidents", limit=60, period=60)
        with ApiClient(emulator.configuration(), transport=emulator.transport) as api_client:
            assert_type(api_client, ApiClient)


def test_the_fixture(incidents_emulator: Emulator) -> None:
    assert_type(incidents_emulator.incidents, list[dict[str, Any]])
