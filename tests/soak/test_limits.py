"""Many threads at a rate limit: they use it up, and hardly ever run into it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from datadog_incidents import ApiClient, IncidentsApi, TooManyRequestsException
from datadog_incidents._core.message import Request, Response, Timeout, Transport
from datadog_incidents.emulator import Emulator

from .support import THREADS, figure, sizes

LIMIT, PERIOD = 50, 1.0
LATENCY = 0.01
"""Seconds that an answer is under way at the most: enough for answers to overtake each other."""


class Counting:
    """Counts what each window of the limit granted and refused, in the order in which the emulator saw it."""

    def __init__(self, transport: Transport, chance: Random) -> None:
        self.transport = transport
        self.chance = chance
        self.windows: list[list[int]] = []
        self._lock = threading.Lock()

    def send(self, request: Request, timeout: Timeout) -> Response:
        with self._lock:
            response = self.transport.send(request, timeout)
            if response.headers["x-ratelimit-remaining"] == str(LIMIT - 1):
                self.windows.append([])
            self.windows[-1].append(response.status)
            latency = self.chance.random() * LATENCY
        time.sleep(latency)
        return response

    def close(self) -> None:
        self.transport.close()


@pytest.mark.parametrize("windows", sizes(reduced=1, full=30))
def test_threads_use_up_a_limit_without_running_into_it(windows: int, chance: Random) -> None:
    with Emulator() as emulator:
        emulator.limit("list_incidents", limit=LIMIT, period=PERIOD)
        counting = Counting(emulator.transport, chance)
        configuration = emulator.configuration(max_retries=1)
        with ApiClient(configuration, transport=counting) as client, ThreadPoolExecutor(THREADS) as threads:
            api = IncidentsApi(client)

            def call_as_fast_as_possible(_: int) -> int:
                raised = 0
                while len(counting.windows) <= windows:
                    try:
                        api.list_incidents(page_size=1)
                    except TooManyRequestsException:
                        raised += 1
                return raised

            started = time.monotonic()
            raised = sum(threads.map(call_as_fast_as_possible, range(THREADS)))
            seconds = time.monotonic() - started

    full = counting.windows[:windows]  # the calls ended in the one after these
    used = [window.count(200) / LIMIT for window in full]
    refused = [window.count(429) for window in full]
    figure(
        f"limits: {THREADS} threads, {windows} windows of {LIMIT} requests: at least {min(used):.0%} of a window used, "
        f"at most {max(refused)} 429 a window ({sum(refused)} in all), {raised} calls failed; "
        f"{seconds / windows:.2f} s a window of {PERIOD} s"
    )
    assert min(used) >= 0.95
    assert max(refused) <= 1
    assert raised == 0
