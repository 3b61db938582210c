"""Programs in processes of their own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that has ended."""

    output: str
    cpu_seconds: float
    """What the whole process took, the interpreter's own start included."""


def run(*arguments: str) -> Ended:
    """Run Python with arguments.

    Raises:
        subprocess.CalledProcessError: it failed; what it said is on stderr.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    command = [sys.executable, "-W", "ignore", *arguments]
    completed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Ended(completed.stdout.strip(), cpu)
