"""The clock: real at first, and as tests set it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from datadog_incidents.emulator import Emulator

from .api import Api

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_is_real_at_first(api: Api) -> None:
    before = datetime.now(UTC)
    created = datetime.fromisoformat(api.create()["attributes"]["created"])

    assert before <= created <= datetime.now(UTC)


def test_stands_still_once_set(api: Api, emulator: Emulator) -> None:
    emulator.clock.set(NOON)

    assert {api.create()["attributes"]["created"] for _ in range(3)} == {"2026-03-02T12:00:00+00:00"}


def test_is_moved(emulator: Emulator) -> None:
    emulator.clock.set(NOON)
    emulator.clock.advance(1.5)

    assert emulator.clock.now() == NOON + timedelta(seconds=1.5)


def test_is_kept_in_utc(emulator: Emulator) -> None:
    emulator.clock.set(NOON.astimezone(timezone(timedelta(hours=2))))
    assert emulator.clock.now().isoformat() == "2026-03-02T12:00:00+00:00"
    emulator.clock.set(NOON.replace(tzinfo=None))
    assert emulator.clock.now().isoformat() == "2026-03-02T12:00:00+00:00"
