"""Interruptions at random moments, by real signals: nothing stays counted, locked, switched off or open after them."""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from datadog_incidents import ApiClient, Configuration, IncidentsApi
from datadog_incidents._core.message import Request, Response, Timeout
from datadog_incidents.emulator import Emulator
from tests.scripted import FakeClock, incident, reply

from .support import OPERATIONS, figure, new_incident, sizes

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that signals")

HANGS = 60.0
"""Seconds after which another thread is held to wait for ever."""


class TooLate(TimeoutError):
    """What a handler raises to end what takes too long; the same class as what sockets raise."""


class Unheard(Exception):
    """What a handler raises that nobody else knows."""


class Timer:
    """Interrupts work at a random moment by an exception of a signal's handler."""

    def __init__(self, chance: Random) -> None:
        self.raised: BaseException | None = None
        self._chance = chance

    def handle(self, *_: object) -> None:
        self.raised = self._chance.choice([KeyboardInterrupt, SystemExit, TooLate, Unheard])()
        raise self.raised

    def interrupt(self, work: Callable[[], object], *, within: float) -> BaseException | None:
        """Do work over and over until it is interrupted, after so many seconds at the most.

        Returns:
            What arrives; None when nothing does, as in the finalizer of an object, where Python drops what is raised.
        """
        self.raised = None
        try:
            signal.setitimer(signal.ITIMER_REAL, self._chance.uniform(1e-6, within))
            self._repeat(work)
        except BaseException as error:  # noqa: BLE001  # whatever arrives is looked at
            return error
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return None

    def _repeat(self, work: Callable[[], object]) -> None:
        """Do work over and over, in a function of its own.

        Python 3.13 leaves the jump back of a loop out of the `try` that it ends: what is raised there is not caught.
        """
        while self.raised is None:
            work()


@pytest.fixture
def timer(chance: Random, monkeypatch: pytest.MonkeyPatch) -> Iterator[Timer]:
    timer, complain = Timer(chance), sys.unraisablehook

    def complain_of_others(unraisable: Any) -> None:
        """Leave what Python drops of the timer's own to the test, which counts it."""
        if unraisable.exc_value is not timer.raised:
            complain(unraisable)

    monkeypatch.setattr(sys, "unraisablehook", complain_of_others)
    # Tools of other tests watch the collector, and Python drops what is raised while they do.
    watching = gc.callbacks[:]
    gc.callbacks.clear()
    before = signal.signal(signal.SIGALRM, timer.handle)
    yield timer
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
    gc.callbacks[:] = watching


class OneLeft:
    """A service whose limit always has one request left, so that one that stays counted makes the next wait."""

    def __init__(self) -> None:
        self.answer = reply(
            {"data": [incident(number) for number in range(3)]}, X_RateLimit_Remaining="1", X_RateLimit_Reset="60"
        )

    def send(self, request: Request, timeout: Timeout) -> Response:
        return self.answer

    def close(self) -> None:
        pass


def on_another_thread(work: Callable[[], object]) -> bool:
    """Whether work comes to its end on another thread, which waits for locks that this one would pass."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(HANGS)
    return not thread.is_alive()


@pytest.mark.parametrize("count", sizes(reduced=2_000, full=100_000))
def test_calls_in_process(count: int, timer: Timer, chance: Random) -> None:
    clock, told = FakeClock(), list[object]()
    listening: dict[str, Any] = dict.fromkeys(("on_request", "on_response"), told.append)
    plain, watched = (
        ApiClient(
            Configuration(api_key="any", app_key="any", unstable_operations=OPERATIONS, **settings),
            transport=OneLeft(),
            clock=clock,
        )
        for settings in ({}, listening)
    )
    works: list[Callable[[], object]] = [
        IncidentsApi(plain).list_incidents,
        IncidentsApi(watched).list_incidents,
        lambda: plain.request("POST", "/api/v2/anything", body={"data": [None] * 9}),
        lambda: bounded(plain),
    ]
    for work in works:
        work()  # whatever is loaded when it is first used is loaded
    changed = switched_off = waited = 0
    for number in range(count):
        arrived = timer.interrupt(chance.choice(works), within=300e-6)
        changed += arrived is not timer.raised
        switched_off += not gc.isenabled()
        del arrived
        told.clear()
        for client in (plain, watched):
            with client.budget(1):
                clock.now += 0.5  # a budget that had not ended with its block would
            IncidentsApi(client).list_incidents()
        waited += len(clock.slept)
        clock.slept.clear()
        if number % 1000 == 0:
            assert all(on_another_thread(work) for work in works)
    figure(
        f"interruptions: {count} in process: {changed} did not arrive as they were; after them {waited} waits for a "
        f"request that was over, {switched_off} times no collector, 0 locks"
    )
    assert (changed, waited, switched_off) == (0, 0, 0)


def bounded(client: ApiClient) -> None:
    with client.budget(5):
        IncidentsApi(client).list_incidents()


# What is interrupted while a socket or its stream is made leaves the rest to the finalizers of Python, which say so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("count", sizes(reduced=50, full=1_000))
def test_calls_over_http(count: int, timer: Timer, chance: Random) -> None:
    before = open_files()
    with Emulator() as emulator:
        configuration = emulator.configuration(max_retries=0)
        with ApiClient(configuration) as client:
            api = IncidentsApi(client)
            ids = [api.create_incident(new_incident(title)).data.id for title in ("first", "second", "third")]
            changed: list[str] = []
            dropped = mistaken = 0
            for _ in range(count):
                arrived = timer.interrupt(lambda: api.get_incident(chance.choice(ids)), within=20e-3)
                dropped += arrived is None
                if arrived is not None and arrived is not timer.raised:
                    changed.append(f"{arrived!r} instead of {timer.raised!r}")
                del arrived
                asked = chance.choice(ids)
                mistaken += api.get_incident(asked).data.id != asked
                assert gc.isenabled()
            assert on_another_thread(lambda: api.get_incident(ids[0]))
    gc.collect()
    left_open = max(0, open_files() - before)
    figure(
        f"interruptions: {count} over HTTP: {len(changed)} did not arrive as they were, {dropped} were "
        f"dropped by Python in finalizers; after them {mistaken} answers to another request, {left_open} more open"
    )
    assert changed == []
    assert mistaken == 0
    assert dropped <= count / 50
    assert left_open <= max(1, dropped)  # a finalizer that was interrupted leaves its socket open


def open_files() -> int:
    """How many files and sockets this process has open, the emulator's among them; 0 where it cannot be told."""
    with suppress(OSError):
        return len(list(Path("/proc/self/fd").iterdir()))
    return 0
