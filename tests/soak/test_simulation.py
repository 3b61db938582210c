"""Going through services that chance makes: many more of them than in the ordinary tests."""

from __future__ import annotations

from random import Random

import pytest

from tests.paging.simulation import Run, check

from .support import figure

RUNS = 100_000


@pytest.mark.soak
def test_simulated_traversals(chance: Random) -> None:
    begin = chance.randrange(10**9)
    incidents = requests = changes = 0
    for seed in range(begin, begin + RUNS):
        run = Run(seed).go()
        check(run)
        incidents += len(run.seen)
        requests += run.service.requests
        changes += run.service.changes
    figure(
        f"{RUNS} simulated traversals: {incidents} incidents in {requests} requests, {changes} changes meanwhile: "
        "0 missed, 0 repeated, all ended"
    )
