"""What is promised of a traversal, tried on services that chance makes."""

from __future__ import annotations

import pytest

from tests.paging.simulation import Run, check

RUNS = 6_000
GROUPS = 12


@pytest.mark.parametrize("group", range(GROUPS))
def test_what_is_there_throughout_comes_once_and_the_walk_ends(group: int) -> None:
    for seed in range(group, RUNS, GROUPS):
        check(Run(seed).go())
