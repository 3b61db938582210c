"""Threads that import the package first, all at once and each by another door: none waits for another for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .support import figure, sizes

PROGRAM = Path(__file__).with_name("importing.py")


@pytest.mark.parametrize("rounds", sizes(reduced=5, full=300))
def test_threads_that_import_the_package_first(rounds: int) -> None:
    for seed in range(rounds):
        told = subprocess.run([sys.executable, PROGRAM, str(seed)], capture_output=True, check=False, text=True)
        assert (told.returncode, told.stdout) == (0, ""), told.stderr
    figure(f"imports: {rounds} fresh interpreters, sixteen threads each: none failed, none hung")
